"""Judging what a provider has signed: the signature, and then every claim that the profile speaks of. Keys come in.

Authlib reads, verifies and knows OpenID Connect's own rules; added here are the profile's: two algorithms only, a short
life, a level that was asked for, and a code for each way of being wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    ClaimError,
    ConflictAlgorithmError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    MissingAlgorithmError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from stegvis.access.oidc.kinds import Refusal, Stopped

ALGORITHMS = ("RS256", "ES256")
KINDS: frozenset[str | None] = frozenset({None, "JWT", "jwt", "application/jwt"})
LEEWAY_S = 30
LONGEST_LIFE_S = 300
MOST_CHARACTERS = 100_000
MOST_SUBJECT = 255


class _Registry(JWSRegistry):
    """Room for a certificate in the header, which some providers send along; it is not used."""

    max_header_length = 8192


# What a header says beside what is known is passed over, unless it says that it must be understood (crit).
_REGISTRY = _Registry(algorithms=ALGORITHMS, strict_check_header=False)

# Given True, they are fetched anew: somebody signed under a key that was not known.
Keys = Callable[[bool], KeySet]

_CLAIM_CODES = {
    "iss": Refusal.ISS,
    "sub": Refusal.SUB,
    "aud": Refusal.AUD,
    "azp": Refusal.AZP,
    "exp": Refusal.EXP,
    "iat": Refusal.IAT,
    "nbf": Refusal.NBF,
    "nonce": Refusal.NONCE,
    "at_hash": Refusal.AT_HASH,
    "auth_time": Refusal.AUTH_TIME,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What an ID token must agree with."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    # acr → level, as the provider's table has it; and the least level there must be.
    levels: dict[str, int]
    least_level: int


def read_signed(
    token: object, keys: Keys, kinds: frozenset[str | None] = KINDS
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token with a good signature and one of these types. Raises Stopped."""
    if not isinstance(token, str) or len(token) > MOST_CHARACTERS or token.count(".") != 2:
        raise Stopped(Refusal.SIGNATURE)
    try:
        found = _decode(token, keys(False))
    except InvalidKeyIdError:
        try:
            found = _decode(token, keys(True))
        except InvalidKeyIdError as error:
            raise Stopped(Refusal.UNKNOWN_KEY) from error
    if found.header.get("typ") not in kinds:
        raise Stopped(Refusal.SIGNATURE)
    return dict(found.header), dict(found.claims)


def _decode(token: str, keys: KeySet) -> jwt.Token:
    try:
        return jwt.decode(token, keys, algorithms=ALGORITHMS, registry=_REGISTRY)
    except InvalidKeyIdError:
        raise
    except (UnsupportedAlgorithmError, MissingAlgorithmError, ConflictAlgorithmError) as error:
        raise Stopped(Refusal.ALGORITHM) from error
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise Stopped(Refusal.SIGNATURE) from error


def read_id_token(token: object, keys: Keys, expected: Expected, now: datetime) -> tuple[dict[str, Any], int]:
    """The claims of an ID token that is for us, now, for this very sign-in; and the level it was made at.

    Raises Stopped.
    """
    header, said = read_signed(token, keys)
    claims = CodeIDToken(
        said,
        header,
        options={
            "iss": {"essential": True, "value": expected.issuer},
            "aud": {"essential": True, "value": expected.client_id},
        },
        params={
            "nonce": expected.nonce,
            "client_id": expected.client_id,
            "access_token": expected.access_token,
        },
    )
    seconds = int(now.timestamp())
    try:
        claims.validate(now=seconds, leeway=LEEWAY_S)
    except ExpiredTokenError as error:
        raise Stopped(Refusal.EXP) from error
    except ClaimError as error:
        raise Stopped(_CLAIM_CODES.get(error.claim or "", Refusal.SIGNATURE)) from error
    except (JoseError, ValueError, TypeError) as error:
        raise Stopped(Refusal.SIGNATURE) from error
    if said["exp"] - said["iat"] > LONGEST_LIFE_S:
        raise Stopped(Refusal.LIFE)
    _demand_subject(said)
    return said, _level(said, expected)


def _demand_subject(said: dict[str, Any]) -> None:
    subject = said.get("sub")
    if not isinstance(subject, str) or not subject or len(subject) > MOST_SUBJECT:
        raise Stopped(Refusal.SUB)


def _level(said: dict[str, Any], expected: Expected) -> int:
    acr = said.get("acr")
    if acr is None:
        raise Stopped(Refusal.ACR_MISSING)
    level = expected.levels.get(acr) if isinstance(acr, str) else None
    if level is None:
        raise Stopped(Refusal.ACR_UNKNOWN)
    if level < expected.least_level:
        raise Stopped(Refusal.ACR_LOW)
    return level


def read_userinfo(token: object, keys: Keys, expected: Expected, subject: str, now: datetime) -> dict[str, Any]:
    """The claims of a signed UserInfo answer about the same subject. Raises Stopped."""
    _header, said = read_signed(token, keys)
    if said.get("iss", expected.issuer) != expected.issuer:
        raise Stopped(Refusal.ISS)
    aud = said.get("aud", expected.client_id)
    if expected.client_id not in (aud if isinstance(aud, list) else [aud]):
        raise Stopped(Refusal.AUD)
    until = said.get("exp")
    if until is not None and (not isinstance(until, int | float) or until <= now.timestamp() - LEEWAY_S):
        raise Stopped(Refusal.EXP)
    if said.get("sub") != subject:
        raise Stopped(Refusal.OTHER_SUBJECT)
    return said
