"""Every wrong thing that a provider, or somebody between, can send; and what becomes of it.

docs/sign-in-conformance.md is made from this table (`python -m tests.access.oidc.conformance`).
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from stegvis.access.oidc.kinds import Refusal
from tests.access.oidc.hostile import E1, GONE, K1, K2, LOA2, RITA, SE, SMALL, Hostile, Reply, Twist


@dataclass(frozen=True)
class Case:
    """`sends` says what is wrong, in a few words; `refusal` is what stands in the log."""

    group: str
    sends: str
    refusal: Refusal
    twist: Twist

    @property
    def id(self) -> str:
        return f"{self.group}-{self.sends}".replace(" ", "_")


def claim(**changed: object) -> Twist:
    return lambda provider: provider.id.update(changed)


def told(**changed: object) -> Twist:
    return lambda provider: provider.info.update(changed)


def person(**changed: object) -> Twist:
    names = {"personal": f"{SE}personalIdentityNumber", "coordination": f"{SE}coordinationNumber"}
    return lambda provider: provider.info.update({names.get(key, key): value for key, value in changed.items()})


def ago(seconds: float) -> int:
    return int(time.time() - seconds)


def reply(name: str, change: Callable[[Reply], Reply]) -> Twist:
    return lambda provider: provider.reply.update({name: change})


def id_signed(how: Callable[[Hostile, dict], str]) -> Twist:
    def twist(provider: Hostile) -> None:
        provider.sign_id = lambda claims: how(provider, claims)

    return twist


def info_signed(how: Callable[[Hostile, dict], str]) -> Twist:
    def twist(provider: Hostile) -> None:
        provider.sign_info = lambda claims: how(provider, claims)

    return twist


def back(**changed: object) -> Twist:
    return lambda provider: provider.back.update(changed)


def meta(**changed: object) -> Twist:
    return lambda provider: provider.meta.update(changed)


def tokens(**changed: object) -> Twist:
    return lambda provider: provider.tokens.update(changed)


def _changed_signature(provider: Hostile, claims: dict) -> str:
    head, body, signature = provider.signed(claims).split(".")
    return f"{head}.{body}.{signature[:-8]}{'A' * 8}"


def _changed_claims(provider: Hostile, claims: dict) -> str:
    head, _body, signature = provider.signed(claims).split(".")
    body = provider.by_hand({**claims, "sub": "s-2"}, {}).split(".")[1]
    return f"{head}.{body}.{signature}"


def _own_key(provider: Hostile, claims: dict) -> str:
    """The key that it was signed with comes along in the header."""
    return provider.signed(claims, K2, kid="k1", jwk=K2.as_dict(private=False))


def _many(provider: Hostile) -> None:
    provider.jwks = [{**K1.as_dict(private=False), "kid": f"k{number}"} for number in range(60)]


def _small(provider: Hostile) -> None:
    provider.jwks = [SMALL.as_dict(private=False), K1.as_dict(private=False)]
    provider.sign_id = lambda claims: provider.signed(claims, SMALL)


PEM = K1.as_pem(private=False)
NONE = {"alg": "none", "typ": "JWT"}
HS = {"alg": "HS256", "kid": "k1", "typ": "JWT"}
BIG = b" " * (300 * 1024)
AUTHORIZED = "application/json"
R = Refusal

ANSWER = [
    Case("answer", "access_denied: the person cancelled", R.CANCELLED, back(error="access_denied", code=GONE)),
    Case("answer", "the level could not be met", R.LEVEL_UNMET, back(error="unmet_authentication_requirements")),
    Case("answer", "temporarily_unavailable", R.PROVIDER_UNAVAILABLE, back(error="temporarily_unavailable")),
    Case("answer", "server_error", R.PROVIDER_UNAVAILABLE, back(error="server_error")),
    Case("answer", "invalid_request", R.PROVIDER_ERROR, back(error="invalid_request")),
    Case("answer", "an error of its own making", R.PROVIDER_ERROR, back(error="<script>")),
    Case("answer", "another state", R.STATE_UNKNOWN, back(state="x" * 43)),
    Case("answer", "no state", R.STATE_UNKNOWN, back(state=GONE)),
    Case("answer", "another issuer's name (mix-up)", R.ISSUER_PARAMETER, back(iss="https://annan.example")),
    Case("answer", "no name, though it says that it gives one", R.ISSUER_PARAMETER, back(iss=GONE)),
    Case("answer", "an error under another issuer's name", R.ISSUER_PARAMETER, back(iss="https://annan.example", error="access_denied")),
    Case("answer", "neither code nor error", R.NO_CODE, back(code=GONE)),
    Case("answer", "a code of 3,000 characters", R.NO_CODE, back(code="c" * 3000)),
]  # fmt: skip
ID_TOKEN = [
    Case("ID token", "another iss", R.ISS, claim(iss="https://annan.example")),
    Case("ID token", "no iss", R.ISS, claim(iss=GONE)),
    Case("ID token", "another aud", R.AUD, claim(aud="annan-klient")),
    Case("ID token", "no aud", R.AUD, claim(aud=GONE)),
    Case("ID token", "several aud without azp", R.AZP, claim(aud=["stegvis-prov", "annan"])),
    Case("ID token", "another azp", R.AZP, claim(azp="annan-klient")),
    Case("ID token", "another nonce", R.NONCE, claim(nonce="x" * 43)),
    Case("ID token", "no nonce", R.NONCE, claim(nonce=GONE)),
    Case("ID token", "expired", R.EXP, lambda p: p.id.update(iat=ago(600), exp=ago(400))),
    Case("ID token", "no exp", R.EXP, claim(exp=GONE)),
    Case("ID token", "exp that is a word", R.EXP, claim(exp="snart")),
    Case("ID token", "exp that is true", R.EXP, claim(exp=True)),
    Case("ID token", "made in the future", R.IAT, lambda p: p.id.update(iat=ago(-300), exp=ago(-500))),
    Case("ID token", "no iat", R.IAT, claim(iat=GONE)),
    Case("ID token", "not yet valid", R.NBF, lambda p: p.id.update(nbf=ago(-300))),
    Case("ID token", "a life of more than five minutes", R.LIFE, lambda p: p.id.update(iat=ago(0), exp=ago(-301))),
    Case("ID token", "no sub", R.SUB, claim(sub=GONE)),
    Case("ID token", "an empty sub", R.SUB, claim(sub="")),
    Case("ID token", "sub that is a number", R.SUB, claim(sub=7)),
    Case("ID token", "sub of 300 characters", R.SUB, claim(sub="s" * 300)),
    Case("ID token", "another at_hash", R.AT_HASH, claim(at_hash="AAAAAAAAAAAAAAAAAAAAAA")),
    Case("ID token", "an identification from before it was asked for", R.AUTH_TIME, claim(auth_time=ago(3600))),
    Case("ID token", "an identification in the future", R.AUTH_TIME, claim(auth_time=ago(-3600))),
    Case("ID token", "a time of identification that is no number", R.AUTH_TIME, claim(auth_time="nu")),
    Case("ID token", "no acr", R.ACR_MISSING, claim(acr=GONE)),
    Case("ID token", "acr of level 2", R.ACR_LOW, claim(acr=LOA2)),
    Case("ID token", "an acr that is not in the table", R.ACR_UNKNOWN, claim(acr="http://annan.example/loa9")),
    Case("ID token", "acr that is a list", R.ACR_UNKNOWN, claim(acr=[LOA2])),
    Case("ID token", "alg none", R.ALGORITHM, id_signed(lambda p, c: p.by_hand(c, NONE))),
    Case("ID token", "alg nOnE", R.ALGORITHM, id_signed(lambda p, c: p.by_hand(c, {**NONE, "alg": "nOnE"}))),
    Case("ID token", "HS256 with the public key as its secret", R.ALGORITHM, id_signed(lambda p, c: p.by_hand(c, HS, PEM))),
    Case("ID token", "RS512", R.ALGORITHM, id_signed(lambda p, c: p.by_hand(c, {**HS, "alg": "RS512"}, b"x"))),
    Case("ID token", "no alg", R.ALGORITHM, id_signed(lambda p, c: p.by_hand(c, {"kid": "k1"}))),
    Case("ID token", "an unknown kid", R.UNKNOWN_KEY, id_signed(lambda p, c: p.signed(c, K2))),
    Case("ID token", "no kid, and several keys", R.UNKNOWN_KEY, id_signed(lambda p, c: p.signed(c, kid=None))),
    Case("ID token", "another key under a known kid", R.SIGNATURE, id_signed(lambda p, c: p.signed(c, K2, kid="k1"))),
    Case("ID token", "its own key in the header", R.SIGNATURE, id_signed(_own_key)),
    Case("ID token", "a changed signature", R.SIGNATURE, id_signed(_changed_signature)),
    Case("ID token", "changed claims", R.SIGNATURE, id_signed(_changed_claims)),
    Case("ID token", "a key of another kind under that alg", R.SIGNATURE, id_signed(lambda p, c: p.by_hand(c, {"alg": "RS256", "kid": "e1"}, b"x"))),
    Case("ID token", "an access token's typ", R.SIGNATURE, id_signed(lambda p, c: p.signed(c, typ="at+jwt"))),
    Case("ID token", "a header that must be understood (crit)", R.SIGNATURE, id_signed(lambda p, c: p.by_hand(c, {"alg": "RS256", "kid": "k1", "crit": ["x"], "x": 1}, b"x"))),
    Case("ID token", "an RSA key of 1024 bits", R.UNKNOWN_KEY, _small),
    Case("ID token", "not a token", R.SIGNATURE, id_signed(lambda p, c: "hej")),
    Case("ID token", "a payload that is no object", R.SIGNATURE, id_signed(lambda p, c: p.by_hand([1], {"alg": "RS256", "kid": "k1"}, b"x"))),
]  # fmt: skip
USERINFO = [
    Case("UserInfo", "unsigned, as JSON", R.UNSIGNED_USERINFO, reply("userinfo", lambda r: replace(r, body=b'{"sub": "s-1"}', kind="application/json"))),
    Case("UserInfo", "unsigned, under the signed one's type", R.SIGNATURE, reply("userinfo", lambda r: replace(r, body=b'{"sub": "s-1"}'))),
    Case("UserInfo", "alg none", R.ALGORITHM, info_signed(lambda p, c: p.by_hand(c, NONE))),
    Case("UserInfo", "HS256 with the public key as its secret", R.ALGORITHM, info_signed(lambda p, c: p.by_hand(c, HS, PEM))),
    Case("UserInfo", "an unknown kid", R.UNKNOWN_KEY, info_signed(lambda p, c: p.signed(c, K2))),
    Case("UserInfo", "another sub", R.OTHER_SUBJECT, told(sub="s-2")),
    Case("UserInfo", "no sub", R.OTHER_SUBJECT, told(sub=GONE)),
    Case("UserInfo", "another iss", R.ISS, told(iss="https://annan.example")),
    Case("UserInfo", "another aud", R.AUD, told(aud="annan-klient")),
    Case("UserInfo", "expired", R.EXP, lambda p: p.info.update(exp=ago(400))),
]  # fmt: skip
WHO = [
    Case("who it is", "no number", R.NUMBER_MISSING, person(personal=GONE)),
    Case("who it is", "both numbers", R.NUMBER_BOTH, person(coordination="202312862382")),
    Case("who it is", "a number of ten digits", R.NUMBER_WRONG, person(personal="2707169203")),
    Case("who it is", "a wrong check digit", R.NUMBER_WRONG, person(personal="192707169204")),
    Case("who it is", "a coordination number as personal number", R.NUMBER_WRONG, person(personal="202312862382")),
    Case("who it is", "a personal number as coordination number", R.NUMBER_WRONG, person(personal=GONE, coordination="192707169203")),
    Case("who it is", "a number with a hyphen", R.NUMBER_WRONG, person(personal="19270716-9203")),
    Case("who it is", "digits of another script", R.NUMBER_WRONG, person(personal="".join(chr(0x660 + int(digit)) for digit in RITA))),
    Case("who it is", "a number that is a list", R.NUMBER_WRONG, person(personal=["192707169203"])),
    Case("who it is", "a reserve number", R.NUMBER_RESERVE, person(personal="19810829M071")),
    Case("who it is", "a number mapped from another country's identity", R.NUMBER_MAPPED, person(personal=GONE, **{f"{SE}mappedPersonalIdentityNumber": "192707169203"})),
    Case("who it is", "no name", R.NAME_MISSING, person(given_name=GONE)),
    Case("who it is", "a name of control characters", R.NAME_MISSING, person(family_name="a\x00b")),
    Case("who it is", "an earlier number that is no coordination number", R.NUMBER_WRONG, person(**{f"{SE}previousCoordinationNumber": "195508012647"})),
]  # fmt: skip
CALLS = [
    Case("calls", "discovery answers 500", R.SERVER_ERROR, reply("openid-configuration", lambda r: replace(r, status=500))),
    Case("calls", "discovery answers 404", R.STATUS, reply("openid-configuration", lambda r: replace(r, status=404))),
    Case("calls", "discovery leads elsewhere", R.REDIRECTED, reply("openid-configuration", lambda r: replace(r, status=302, headers={"Location": "/annat"}))),
    Case("calls", "discovery is a web page", R.CONTENT_TYPE, reply("openid-configuration", lambda r: replace(r, kind="text/html"))),
    Case("calls", "discovery is not JSON", R.UNREADABLE, reply("openid-configuration", lambda r: replace(r, body=b"hej"))),
    Case("calls", "discovery nests ten thousand deep", R.UNREADABLE, reply("openid-configuration", lambda r: replace(r, body=b"[" * 10_000))),
    Case("calls", "discovery is a list", R.METADATA, reply("openid-configuration", lambda r: replace(r, body=b"[]"))),
    Case("calls", "discovery of another issuer", R.METADATA, meta(issuer="https://annan.example")),
    Case("calls", "no token endpoint", R.METADATA, meta(token_endpoint=GONE)),
    Case("calls", "an endpoint without TLS on another host", R.METADATA, meta(token_endpoint="http://annan.example/token")),
    Case("calls", "an endpoint that is a file", R.METADATA, meta(jwks_uri="file:///etc/hostname")),
    Case("calls", "discovery of 300 kB", R.TOO_LARGE, reply("openid-configuration", lambda r: replace(r, body=BIG))),
    Case("calls", "a body that says it is larger than it is", R.UNREACHABLE, reply("openid-configuration", lambda r: replace(r, headers={"Content-Length": "9000"}))),
    Case("calls", "a compressed body", R.CONTENT_TYPE, reply("openid-configuration", lambda r: replace(r, headers={"Content-Encoding": "gzip"}))),
    Case("calls", "a token response that never comes", R.TOO_SLOW, reply("token", lambda r: replace(r, wait=3))),
    Case("calls", "a token response a byte at a time", R.TOO_SLOW, reply("token", lambda r: replace(r, drip=0.05))),
    Case("calls", "a token response of 300 kB", R.TOO_LARGE, reply("token", lambda r: replace(r, body=BIG))),
    Case("calls", "a token response of 500", R.SERVER_ERROR, reply("token", lambda r: replace(r, status=500))),
    Case("calls", "a token response that leads elsewhere", R.REDIRECTED, reply("token", lambda r: replace(r, status=307, headers={"Location": "/token"}))),
    Case("calls", "a token response that is a web page", R.CONTENT_TYPE, reply("token", lambda r: replace(r, kind="text/html"))),
    Case("calls", "a token response that is a list", R.TOKEN_RESPONSE, reply("token", lambda r: replace(r, body=b"[]"))),
    Case("calls", "no ID token", R.TOKEN_RESPONSE, tokens(id_token=GONE)),
    Case("calls", "no access token", R.TOKEN_RESPONSE, tokens(access_token=GONE)),
    Case("calls", "an access token with a line break", R.TOKEN_RESPONSE, tokens(access_token="a\r\nX-Y: z")),
    Case("calls", "another kind of access token", R.TOKEN_RESPONSE, tokens(token_type="mac")),
    Case("calls", "our own proof refused", R.TOKEN_RESPONSE, reply("token", lambda r: replace(r, status=401, body=json.dumps({"error": "invalid_client"}).encode()))),
    Case("calls", "the code refused", R.CODE_REFUSED, lambda p: p.codes_used.add(p.code)),
    Case("calls", "keys that answer 500", R.SERVER_ERROR, reply("jwks", lambda r: replace(r, status=500))),
    Case("calls", "no keys", R.KEYS, lambda p: p.jwks.clear()),
    Case("calls", "sixty keys", R.KEYS, _many),
    Case("calls", "only a secret key, as if it were public", R.KEYS, lambda p: setattr(p, "jwks", [{"kty": "oct", "k": "AAAA", "kid": "k1"}])),
    Case("calls", "only keys to encrypt with", R.KEYS, lambda p: setattr(p, "jwks", [{**K1.as_dict(private=False), "use": "enc"}])),
    Case("calls", "UserInfo answers 500", R.SERVER_ERROR, reply("userinfo", lambda r: replace(r, status=500))),
    Case("calls", "UserInfo leads elsewhere", R.REDIRECTED, reply("userinfo", lambda r: replace(r, status=302, headers={"Location": "/annat"}))),
]  # fmt: skip
CASES = [*ANSWER, *ID_TOKEN, *USERINFO, *WHO, *CALLS]
assert len({case.id for case in CASES}) == len(CASES)
assert E1.kid == "e1"
