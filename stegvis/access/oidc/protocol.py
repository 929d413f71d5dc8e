"""Sending somebody to a provider, and taking them back: code flow with state, nonce and PKCE, and nothing else.

What is kept of a sign-in under way is a `Begun`; where it lies, and that it is used once, is `waiting`'s business.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from stegvis.access.oidc import metadata
from stegvis.access.oidc.fetching import fetch
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.metadata import Metadata
from stegvis.access.oidc.providers import STRONG, Provider, private_key
from stegvis.access.oidc.tokens import LEEWAY_S, Expected, Keys, read_id_token, read_userinfo

ENTROPY_BYTES = 32
TIME_TO_SIGN_IN = timedelta(minutes=15)
ASSERTION_LIFE_S = 60
LONGEST_CODE = 2048
LONGEST_ACCESS_TOKEN = 16_384
# A provider that says it is not itself; anything else that it may say is about us, and one text.
AWAY = frozenset({"temporarily_unavailable", "server_error"})
SAID = {
    "access_denied": Refusal.CANCELLED,
    "unmet_authentication_requirements": Refusal.LEVEL_UNMET,
    **dict.fromkeys(AWAY, Refusal.PROVIDER_UNAVAILABLE),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in under way: with whom, its secrets, where one was going, and since when."""

    provider: str
    state: str
    nonce: str
    verifier: str
    back: str
    target: str
    at: str
    # Whether a new identification was asked for.
    fresh: bool = False

    def kept(self) -> dict[str, Any]:
        """As the session keeps it."""
        return asdict(self)

    def late(self, now: datetime) -> bool:
        """Whether too long has gone."""
        return now - datetime.fromisoformat(self.at) > TIME_TO_SIGN_IN


@dataclass(frozen=True, slots=True)
class Answered:
    """What a provider has vouched for: all claims together, the level, and the ID token to sign out with.

    `identified_at` is when somebody last showed who they are there; None where the provider may have remembered them.
    """

    claims: dict[str, Any]
    level: int
    id_token: str
    identified_at: datetime | None = None


def begin(
    provider: Provider, *, back: str, target: str, now: datetime, login: bool = False, kept: bool = False
) -> tuple[str, Begun]:
    """The address to send somebody to, and what to keep. Raises Stopped when the provider cannot be reached.

    `back` is our own address for the answer; `login` asks for a new identification whatever the setting says, and
    `kept` for none where the provider knows the person already (single sign-on).
    """
    there = metadata.metadata_of(provider, now)
    prompt = "" if kept else "login" if login else provider.prompt
    begun = Begun(
        provider=provider.key,
        state=secrets.token_urlsafe(ENTROPY_BYTES),
        nonce=secrets.token_urlsafe(ENTROPY_BYTES),
        verifier=secrets.token_urlsafe(ENTROPY_BYTES),
        back=back,
        target=target,
        at=now.isoformat(),
        fresh=prompt == "login",
    )
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": " ".join(provider.scopes),
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": create_s256_code_challenge(begun.verifier),
        "code_challenge_method": "S256",
        # The profile: the level is asked for here, and then not by acr_values.
        "claims": json.dumps({"id_token": {"acr": {"essential": True, "values": list(provider.strong_levels)}}}),
    }
    if prompt:
        asked["prompt"] = prompt
    joint = "&" if urlsplit(there.authorization).query else "?"
    return f"{there.authorization}{joint}{urlencode(asked)}", begun


def finish(provider: Provider, begun: Begun, said: Mapping[str, str], now: datetime) -> Answered:
    """Judge the answer, exchange its code and read who it is. Raises Stopped."""
    there = metadata.metadata_of(provider, now)
    _judge_answer(provider, there, begun, said, now)
    tokens = _exchange(provider, there, begun, said["code"], now)
    expected = Expected(
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=begun.nonce,
        access_token=tokens["access_token"],
        levels=dict(provider.levels),
        least_level=STRONG,
    )

    def keys(unknown_kid: bool) -> Any:
        return metadata.keys_of(provider, now, unknown_kid=unknown_kid)

    claims, level = read_id_token(tokens["id_token"], keys, expected, now)
    identified_at = _identified_at(claims, begun, now)
    if provider.userinfo == "signed":
        claims = {**claims, **_userinfo(there, keys, expected, claims["sub"], now)}
    return Answered(claims, level, tokens["id_token"], identified_at)


def _identified_at(claims: Mapping[str, Any], begun: Begun, now: datetime) -> datetime | None:
    """When they showed who they are, as the provider says; else now, if that was asked for. Raises Stopped.

    A provider that was asked for a new identification and tells of an older one has not done as asked.
    """
    said = claims.get("auth_time")
    if said is None:
        return now if begun.fresh else None
    if type(said) is not int or not 0 < said <= now.timestamp() + LEEWAY_S:
        raise Stopped(Refusal.AUTH_TIME)
    found = datetime.fromtimestamp(said, UTC)
    if begun.fresh and found < datetime.fromisoformat(begun.at) - timedelta(seconds=LEEWAY_S):
        raise Stopped(Refusal.AUTH_TIME)
    return found


def _judge_answer(provider: Provider, there: Metadata, begun: Begun, said: Mapping[str, str], now: datetime) -> None:
    if begun.provider != provider.key:
        raise Stopped(Refusal.OTHER_PROVIDER)
    if begun.late(now):
        raise Stopped(Refusal.STATE_LATE)
    named = said.get("iss", "")
    if (named and named != provider.issuer) or (there.names_itself and not named):
        raise Stopped(Refusal.ISSUER_PARAMETER)
    if error := said.get("error", ""):
        raise Stopped(SAID.get(error, Refusal.PROVIDER_ERROR))
    if not 0 < len(said.get("code", "")) <= LONGEST_CODE:
        raise Stopped(Refusal.NO_CODE)


def _exchange(provider: Provider, there: Metadata, begun: Begun, code: str, now: datetime) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": begun.back,
        "code_verifier": begun.verifier,
        "client_id": provider.client_id,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": _assertion(provider, there, now),
    }
    answer = fetch(there.token, accept=("application/json",), form=form, statuses=(200, 400, 401))
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise Stopped(Refusal.UNREADABLE) from error
    if not isinstance(found, dict):
        raise Stopped(Refusal.TOKEN_RESPONSE)
    if answer.status != 200:
        raise Stopped(Refusal.CODE_REFUSED if found.get("error") == "invalid_grant" else Refusal.TOKEN_RESPONSE)
    access = found.get("access_token")
    right = (
        isinstance(access, str)
        and 0 < len(access) <= LONGEST_ACCESS_TOKEN
        and access.isascii()
        and access.isprintable()
        and isinstance(found.get("id_token"), str)
        and str(found.get("token_type", "")).lower() == "bearer"
    )
    if not right:
        raise Stopped(Refusal.TOKEN_RESPONSE)
    return {"access_token": str(access), "id_token": found["id_token"]}


def _assertion(provider: Provider, there: Metadata, now: datetime) -> str:
    """Our own proof: signed with the first key, for this provider, for a minute."""
    key = signing_keys(provider)[0]
    to = there.token if provider.assertion_audience == "token_endpoint" else provider.issuer
    assertion: str = private_key_jwt_sign(
        key,
        client_id=provider.client_id,
        token_endpoint=to,
        alg=algorithm(key),
        header={"kid": key.kid},
        issued_at=int(now.timestamp()),
        expires_in=ASSERTION_LIFE_S,
    )
    return assertion


def signing_keys(provider: Provider) -> list[RSAKey | ECKey]:
    """Our own keys towards this provider, the one that signs first. Raises Stopped when they cannot be read."""
    try:
        return [_own_key(private_key(place)) for place in provider.keys]
    except (JoseError, ValueError, TypeError) as error:
        raise Stopped(Refusal.KEYS) from error


def _own_key(text: str) -> RSAKey | ECKey:
    if text.lstrip().startswith("{"):
        key = import_key(json.loads(text))
        if not isinstance(key, RSAKey | ECKey):
            raise TypeError("a key of another kind")
    else:
        kind = RSAKey
        try:
            key = kind.import_key(text)
        except (JoseError, ValueError, TypeError):
            key = ECKey.import_key(text)
    key.ensure_kid()
    return key


def algorithm(key: RSAKey | ECKey) -> str:
    """RS256 or ES256."""
    return "RS256" if isinstance(key, RSAKey) else "ES256"


def _userinfo(there: Metadata, keys: Keys, expected: Expected, subject: str, now: datetime) -> dict[str, Any]:
    answer = fetch(there.userinfo, accept=("application/jwt",), bearer=expected.access_token)
    text = answer.body.decode("ascii", "replace").strip()
    return read_userinfo(text, keys, expected, subject, now)
