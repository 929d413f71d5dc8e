"""The seam of signing in: a verified identity becomes a session. How it was verified is not known here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from stegvis.access import limits
from stegvis.access.acting import standing
from stegvis.access.actor import Actor
from stegvis.access.devices import device_code
from stegvis.access.doors.kept import Kept
from stegvis.access.hats import actor_for, hats_of
from stegvis.access.models import Account, AccountLock, SignIn
from stegvis.audit import log
from stegvis.audit.entry import Subject
from stegvis.lib.clock import utc_now
from stegvis.lib.encryption import CannotDecrypt
from stegvis.lib.errors import Cannot
from stegvis.lib.fields import key_ring

HAT_KEY = "hat"
# By which way one came in, what it told of, its own token, and the row of the sign-in.
WAY_KEY, TOLD_KEY, TOKEN_KEY, ROW_KEY = "way", "told", "session.token", "sign-in"
# When somebody last showed who they are, and the provider's own name of its session.
IDENTIFIED_KEY, THEIRS_KEY = "identified", "session.theirs"
ALONG = (limits.BEGAN, limits.RESIDENT, WAY_KEY, TOLD_KEY, TOKEN_KEY, ROW_KEY, IDENTIFIED_KEY, THEIRS_KEY)
# That acting for somebody ended by itself.
ACTED_KEY = "acted"
# Who it is that sees as a made-up resident: account and hat.
PRACTISING_KEY = "practising"
# The person's number is opened where it is needed, not on every page.
_ACCOUNT = Kept(
    lambda pk: Account.objects.select_related("person").defer("person__number_cipher").filter(pk=pk, is_active=True)
)
BACKEND = "stegvis.access.sessions.SessionBackend"


class CannotSignIn(Cannot):
    """The account is closed or has nothing to do here."""


class SessionBackend(ModelBackend):
    """Reads the account of a session together with its person: one query for a resident's page.

    Permissions still come from groups, which authoring projects from roles.
    """

    def authenticate(self, *_args: Any, **_kwargs: Any) -> None:
        """Nobody signs in with credentials here."""
        return

    def get_user(self, user_id: Any) -> Account | None:
        """The account, or None when closed."""
        found: Account | None = _ACCOUNT.first(pk=user_id)
        return found


@dataclass(frozen=True, slots=True)
class Way:
    """By which way somebody came in. `key` is the provider's, or empty in the demo.

    `commissions` are the HSA-ids that the sign-in told of, or None where it tells nothing of them; `token` is the
    provider's own ID token, to sign out there with; `theirs` is its own name of its session, by which it may end ours.
    `identified_at` is when they last showed who they are, where that is known.
    """

    key: str = ""
    name: str = ""
    commissions: tuple[str, ...] | None = None
    token: str = ""
    theirs: str = ""
    identified_at: datetime | None = None


DEMO = Way()


def sign_in(request: HttpRequest, account: Account, today: date, way: Way = DEMO) -> list[Actor]:
    """Start a session for a verified account. Returns its hats; with exactly one, it is put on.

    Raises CannotSignIn.
    """
    hats = hats_of(account, today, way.commissions)
    if not hats:
        raise CannotSignIn(_shut(account))
    _forget_row(request)
    login(request, account, backend=BACKEND)
    # A new session each time: nothing of an earlier person or hat may follow along.
    request.session.cycle_key()
    for key in (HAT_KEY, PRACTISING_KEY, ACTED_KEY):
        request.session.pop(key, None)
    now = utc_now()
    request.session.update(limits.begun(account.resident, now))
    request.session[WAY_KEY] = way.key
    request.session[TOLD_KEY] = None if way.commissions is None else list(way.commissions)
    request.session[TOKEN_KEY] = key_ring().encrypt(way.token, TOKEN_KEY) if way.token else ""
    # In the demo, choosing somebody is showing who one is.
    identified_at = way.identified_at if way.key else now
    request.session[IDENTIFIED_KEY] = identified_at.isoformat() if identified_at else ""
    request.session[THEIRS_KEY] = way.theirs
    row = SignIn.objects.create(
        account=account,
        session_key=request.session.session_key or "",
        device=device_code(request.headers.get("User-Agent", "")),
        way=way.name,
        signed_in_at=now,
    )
    request.session[ROW_KEY] = str(row.pk)
    if way.key:
        log.enter(hats[0].who(), "session:begin", Subject("SignIn", str(row.pk)), now=now, reason=way.name)
    if len(hats) == 1:
        put_on(request, hats[0])
    return hats


def _shut(account: Account) -> str:
    """Why nobody signs in with it, and whom to ring."""
    contacts = AccountLock.contacts_of(account.pk)
    if not contacts:
        return str(_("Kontot är stängt. Kontakta din enhet eller supporten."))
    return str(_("Kontot är låst. Ring %(contact)s, så hjälper de dig.") % {"contact": "; ".join(contacts)})


def put_on(request: HttpRequest, actor: Actor) -> None:
    """Wear this hat from now on, in a session of its own."""
    request.session.cycle_key()
    request.session[HAT_KEY] = actor.hat.key
    request.session.pop(ACTED_KEY, None)
    _follow(request)
    log.enter(actor.who(), "session:hat", Subject("Session", "", actor.hat.provider_id), now=utc_now())


def choose_hat(request: HttpRequest, hat_key: str, today: date) -> Actor | None:
    """Put on the hat with this key if the account still has it."""
    account = request.user
    if not isinstance(account, Account):
        return None
    actor = actor_for(account, hat_key, today, told(request))
    if actor:
        put_on(request, actor)
    return actor


def may_act_for(request: HttpRequest, today: date) -> list[Actor]:
    """Everybody whom the one who is signed in may act for, as it is now. One query for those who have nobody."""
    account = request.user
    if not isinstance(account, Account) or not account.resident:
        return []
    return standing.actors(account, today)


def acts_no_longer(request: HttpRequest) -> bool:
    """Whether the session still remembers acting for somebody. Asked where nobody was found to be acting."""
    account = request.user
    return isinstance(account, Account) and account.resident and standing.is_acting(request.session.get(HAT_KEY, ""))


def stop_acting(request: HttpRequest) -> bool:
    """Whether one acted for somebody whom one may not act for any longer: from now on one is oneself again.

    Nothing of the other is kept in a session, so it goes on. Nobody has pressed anything: the log has it from the next hat.
    """
    if not acts_no_longer(request):
        return False
    request.session[HAT_KEY] = standing.PREFIX
    request.session[ACTED_KEY] = True
    return True


def acted_lately(request: HttpRequest) -> bool:
    """Whether acting for somebody has ended in this session, and no other hat was put on since."""
    return bool(request.session.get(ACTED_KEY))


def practise_as(request: HttpRequest, account: Account, by: Actor, today: date) -> None:
    """See the service as a resident who does not exist. The session remembers who it is, and goes back to them.

    Raises CannotSignIn for anybody who is real.
    """
    if not (by.hat.training and account.resident and account.person and account.person.made_up):
        raise CannotSignIn(_("Här övar man bara med påhittade invånare. Välj en från listan."))
    back = [by.account_id, by.hat.key]
    _become(request, account)
    put_on(request, hats_of(account, today)[0])
    request.session[PRACTISING_KEY] = back


def worn_in(kept: Mapping[str, Any]) -> str:
    """The hat, by key, of whoever's session holds this, also while they practise; empty before one is chosen."""
    _account, hat_key = kept.get(PRACTISING_KEY) or ("", kept.get(HAT_KEY, ""))
    return str(hat_key)


def practises(request: HttpRequest) -> bool:
    """Whether somebody sees the service as a resident who does not exist."""
    return bool(request.session.get(PRACTISING_KEY))


def stop_practising(request: HttpRequest, today: date) -> Actor | None:
    """Be oneself again, under the hat that one wore, if it still holds."""
    account_id, hat_key = request.session.get(PRACTISING_KEY) or ("", "")
    account = SessionBackend().get_user(account_id) if account_id else None
    if account is None:
        return None
    _become(request, account)
    return choose_hat(request, hat_key, today)


def _become(request: HttpRequest, account: Account) -> None:
    """Another account in the same sign-in: when it began, what it told of and its row go along, and nothing else."""
    along = {key: request.session[key] for key in ALONG if key in request.session}
    login(request, account, backend=BACKEND)
    request.session.cycle_key()
    request.session.update(along)


def sign_out(request: HttpRequest) -> None:
    """End the session on the server."""
    _forget_row(request)
    logout(request)


def _forget_row(request: HttpRequest) -> None:
    if row := request.session.get(ROW_KEY):
        SignIn.objects.filter(pk=row).delete()


def actor_of(request: HttpRequest, today: date) -> Actor:
    """The request's Actor, re-read from the database; nobody when a hat has gone or none is chosen."""
    account = request.user
    if not isinstance(account, Account):
        return Actor.nobody()
    return actor_for(account, request.session.get(HAT_KEY, ""), today, told(request)) or Actor.nobody()


def told(request: HttpRequest) -> frozenset[str] | None:
    """The commissions that this sign-in told of; None where it tells nothing of them."""
    found = request.session.get(TOLD_KEY)
    return None if found is None else frozenset(found)


def way_of(request: HttpRequest) -> str:
    """The key of the provider that this session was signed in by; empty in the demo and for nobody."""
    found: str = request.session.get(WAY_KEY, "")
    return found


def identified_within(request: HttpRequest, within: timedelta, now: datetime) -> bool:
    """Whether somebody showed who they are so lately; never so where the provider may have remembered them."""
    said = request.session.get(IDENTIFIED_KEY, "")
    return bool(said) and now - datetime.fromisoformat(said) <= within


def identify_again(request: HttpRequest, now: datetime) -> None:
    """In the demo: somebody says once more that it is they, in a session of its own."""
    request.session.cycle_key()
    request.session[IDENTIFIED_KEY] = now.isoformat()
    _follow(request)


def _follow(request: HttpRequest) -> None:
    """The row of the sign-in goes along to a session's new key."""
    if row := request.session.get(ROW_KEY):
        SignIn.objects.filter(pk=row).update(session_key=request.session.session_key or "")


def token_of(request: HttpRequest) -> str:
    """The provider's own ID token of this session, to sign out there with; empty where there is none."""
    sealed = request.session.get(TOKEN_KEY, "")
    try:
        return key_ring().decrypt(sealed, TOKEN_KEY) if sealed else ""
    except CannotDecrypt:
        return ""
