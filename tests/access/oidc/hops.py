"""Every wrong thing that may come as a portal's ticket, and what becomes of it. The table stands in the document too."""

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from stegvis.access.oidc.kinds import Refusal
from tests.access.oidc.hostile import E1, GONE, K1, K2, SMALL

ISSUER, AUDIENCE = "https://portal.example", "http://localhost:8000/fran/1177/"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PUBLISHED = {"keys": [E1.as_dict(private=False), K1.as_dict(private=False)]}
R = Refusal


@dataclass(frozen=True)
class Case:
    """`sends` says what is wrong; `refusal` is what stands in the process's log."""

    sends: str
    refusal: Refusal
    ticket: Callable[[], str]

    @property
    def id(self) -> str:
        return self.sends.replace(" ", "_")


def claims(now: datetime = NOW, **changed: Any) -> dict[str, Any]:
    at = int(now.timestamp())
    said = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": at,
        "exp": at + 60,
        "jti": "b" * 24,
        "target": "/min/nytt/",
        **changed,
    }
    return {name: value for name, value in said.items() if value is not GONE}


def signed(said: dict[str, Any], key: Any = E1, **header: Any) -> str:
    alg = "ES256" if isinstance(key, ECKey) else "RS256"
    head = {"alg": alg, "kid": key.kid, "typ": "hop+jwt", **header}
    return jwt.encode({name: value for name, value in head.items() if value is not None}, said, key)


def by_hand(said: Any, header: dict[str, Any], secret: bytes = b"") -> str:
    text = f"{_b64(json.dumps(header).encode())}.{_b64(json.dumps(said).encode())}"
    return f"{text}.{_b64(hmac.digest(secret, text.encode(), 'sha256')) if secret else ''}"


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claim(sends: str, refusal: Refusal, **changed: Any) -> Case:
    return Case(sends, refusal, lambda: signed(claims(**changed)))


def _another_body() -> str:
    head, _body, signature = signed(claims()).split(".")
    return f"{head}.{_b64(json.dumps(claims(target='/vard/')).encode())}.{signature}"


AT = int(NOW.timestamp())
CASES = [
    Case("nothing", R.SIGNATURE, lambda: ""),
    Case("not a ticket", R.SIGNATURE, lambda: "hej"),
    Case("a ticket of 5,000 characters", R.SIGNATURE, lambda: signed(claims(more="x" * 5000))),
    Case("alg none", R.ALGORITHM, lambda: by_hand(claims(), {"alg": "none", "typ": "hop+jwt"})),
    Case("HS256 with the public key as its secret", R.ALGORITHM, lambda: by_hand(claims(), {"alg": "HS256", "kid": "k1", "typ": "hop+jwt"}, K1.as_pem(private=False))),
    Case("another's key", R.UNKNOWN_KEY, lambda: signed(claims(), K2)),
    Case("another's key under a known kid", R.SIGNATURE, lambda: signed(claims(), K2, kid="k1")),
    Case("its own key in the header", R.SIGNATURE, lambda: signed(claims(), K2, kid="k1", jwk=K2.as_dict(private=False))),
    Case("no kid, and several keys", R.UNKNOWN_KEY, lambda: signed(claims(), kid=None)),
    Case("a key of 1024 bits", R.UNKNOWN_KEY, lambda: signed(claims(), SMALL)),
    Case("claims that were changed", R.SIGNATURE, _another_body),
    Case("a payload that is no object", R.SIGNATURE, lambda: by_hand([1], {"alg": "RS256", "kid": "k1", "typ": "hop+jwt"}, b"x")),
    Case("an ID token of the portal's", R.SIGNATURE, lambda: signed(claims(), typ="JWT")),
    Case("a token without a type", R.SIGNATURE, lambda: signed(claims(), typ=None)),
    claim("another iss", R.ISS, iss="https://annan.example"),
    claim("no iss", R.ISS, iss=GONE),
    claim("another aud", R.AUD, aud="https://annan.example/fran/1177/"),
    claim("several aud", R.AUD, aud=[AUDIENCE, "https://annan.example"]),
    claim("no aud", R.AUD, aud=GONE),
    claim("run out", R.EXP, iat=AT - 60, exp=AT),
    claim("no exp", R.EXP, exp=GONE),
    claim("exp that is a word", R.EXP, exp="snart"),
    claim("exp that is true", R.EXP, exp=True),
    claim("exp that is not a number", R.EXP, exp=float("nan")),
    claim("made in the future", R.IAT, iat=AT + 90, exp=AT + 100),
    claim("no iat", R.IAT, iat=GONE),
    claim("a life of more than two minutes", R.LIFE, exp=AT + 121),
    claim("exp before iat", R.LIFE, iat=AT + 20, exp=AT + 10),
    claim("not yet valid", R.NBF, nbf=AT + 90),
    claim("nbf that is a list", R.NBF, nbf=[AT]),
    claim("no jti", R.TICKET_ID, jti=GONE),
    claim("a jti of eight characters", R.TICKET_ID, jti="b" * 8),
    claim("a jti that is a number", R.TICKET_ID, jti=12345678901234567890),
    claim("a target that is a list", R.TICKET_TARGET, target=["/min/"]),
]  # fmt: skip
# What a ticket that holds may not lead to: the person is signed in all the same, and comes to the own first page.
NOT_OURS = (
    "https://annan.example/", "//annan.example/", "/\\annan.example/", "\\\\annan.example", "javascript:alert(1)", "min/",
    "/in/ut/", "/fran/1177/", "/min/\r\nX-Y: z", "/" + "a" * 3000, "http:/annan.example", "",
)  # fmt: skip
