"""The words of signing in by e-ID: for whom a provider is, and every way in which it may end without a session."""

from enum import StrEnum


class Audience(StrEnum):
    """Whom a provider identifies."""

    RESIDENT = "resident"
    STAFF = "staff"


class Telling(StrEnum):
    """What the person is told. Whatever is not their own doing is one and the same text."""

    CANCELLED = "cancelled"
    LOW_LEVEL = "low_level"
    NO_NUMBER = "no_number"
    FOREIGN = "foreign"
    DOWN = "down"
    LATE = "late"
    CONFLICT = "conflict"
    CLOSED = "closed"
    NO_COMMISSION = "no_commission"
    WRONG = "wrong"


class Refusal(StrEnum):
    """What was wrong, as it stands in the log. It is never shown: the person gets a reference to give to support."""

    # Said by the provider.
    CANCELLED = "cancelled"
    LEVEL_UNMET = "level_unmet"
    PROVIDER_ERROR = "provider_error"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    # On the way there and back.
    STATE_UNKNOWN = "state_unknown"
    STATE_LATE = "state_late"
    OTHER_PROVIDER = "other_provider"
    ISSUER_PARAMETER = "issuer_parameter"
    NO_CODE = "no_code"
    # Calls to the provider.
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    SERVER_ERROR = "server_error"
    REDIRECTED = "redirected"
    TOO_LARGE = "too_large"
    CONTENT_TYPE = "content_type"
    UNREADABLE = "unreadable"
    STATUS = "status"
    METADATA = "metadata"
    KEYS = "keys"
    CODE_REFUSED = "code_refused"
    TOKEN_RESPONSE = "token_response"  # noqa: S105 - a word of the log, no secret
    # Signed tokens.
    SIGNATURE = "signature"
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown_key"
    UNSIGNED_USERINFO = "unsigned_userinfo"
    # What they say.
    ISS = "iss"
    SUB = "sub"
    AUD = "aud"
    AZP = "azp"
    EXP = "exp"
    IAT = "iat"
    NBF = "nbf"
    LIFE = "life"
    NONCE = "nonce"
    AT_HASH = "at_hash"
    ACR_MISSING = "acr_missing"
    ACR_UNKNOWN = "acr_unknown"
    ACR_LOW = "acr_low"
    OTHER_SUBJECT = "other_subject"
    AUTH_TIME = "auth_time"
    # A ticket from a portal.
    TICKET_ID = "ticket_id"
    TICKET_TARGET = "ticket_target"
    TICKET_USED = "ticket_used"
    # Signed out at the provider.
    LOGOUT_EVENT = "logout_event"
    LOGOUT_NONCE = "logout_nonce"
    LOGOUT_WHO = "logout_who"
    # Who it is.
    NUMBER_MISSING = "number_missing"
    NUMBER_BOTH = "number_both"
    NUMBER_WRONG = "number_wrong"
    NUMBER_RESERVE = "number_reserve"
    NUMBER_MAPPED = "number_mapped"
    NAME_MISSING = "name_missing"
    SUBJECT_TAKEN = "subject_taken"
    EARLIER_CONFLICT = "earlier_conflict"
    ACCOUNT_CLOSED = "account_closed"
    HSA_ID_MISSING = "hsa_id_missing"
    NO_COMMISSION = "no_commission"


TELLINGS: dict[Refusal, Telling] = {
    Refusal.CANCELLED: Telling.CANCELLED,
    Refusal.LEVEL_UNMET: Telling.LOW_LEVEL,
    Refusal.ACR_LOW: Telling.LOW_LEVEL,
    Refusal.PROVIDER_UNAVAILABLE: Telling.DOWN,
    Refusal.UNREACHABLE: Telling.DOWN,
    Refusal.TOO_SLOW: Telling.DOWN,
    Refusal.SERVER_ERROR: Telling.DOWN,
    Refusal.STATE_UNKNOWN: Telling.LATE,
    Refusal.STATE_LATE: Telling.LATE,
    Refusal.CODE_REFUSED: Telling.LATE,
    Refusal.NUMBER_MISSING: Telling.NO_NUMBER,
    Refusal.NUMBER_RESERVE: Telling.NO_NUMBER,
    Refusal.NUMBER_MAPPED: Telling.FOREIGN,
    Refusal.EARLIER_CONFLICT: Telling.CONFLICT,
    Refusal.ACCOUNT_CLOSED: Telling.CLOSED,
    Refusal.HSA_ID_MISSING: Telling.NO_COMMISSION,
    Refusal.NO_COMMISSION: Telling.NO_COMMISSION,
}


class Stopped(Exception):
    """A sign-in ended without a session. The code is for the log; the person is told by `telling`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

    @property
    def telling(self) -> Telling:
        """The text that it comes to."""
        return TELLINGS.get(self.refusal, Telling.WRONG)
