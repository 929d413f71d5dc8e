"""A provider of e-ID that can be made to do every wrong thing. It does right until a case twists it."""

import base64
import hashlib
import hmac
import json
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

LOA2, LOA3 = "http://id.elegnamnden.se/loa/1.0/loa2", "http://id.elegnamnden.se/loa/1.0/loa3"
SE = "https://id.oidc.se/claim/"
CLIENT_ID = "stegvis-prov"
RITA = "192707169203"
GONE = object()

K1 = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
K2 = RSAKey.generate_key(2048, {"kid": "k2", "use": "sig"})
E1 = ECKey.generate_key("P-256", {"kid": "e1", "use": "sig"})
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    SMALL = RSAKey.generate_key(1024, {"kid": "small", "use": "sig"})
OURS = RSAKey.generate_key(2048, {"kid": "ours"})


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Reply:
    """What an endpoint answers with."""

    body: bytes
    kind: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Seconds before anything, and between each byte.
    wait: float = 0
    drip: float = 0


Twist = Callable[["Hostile"], None]


class Hostile:
    """Loopback server and its wishes. `id` and `info` change claims (GONE takes one away); `reply` changes answers."""

    def __init__(self) -> None:
        provider = self
        self.reset()

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args: Any) -> None:
                """Silent."""

            def do_GET(self) -> None:
                self._answer(b"")

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def _answer(self, body: bytes) -> None:
                name = urlsplit(self.path).path.rsplit("/", 1)[-1]
                provider.calls.append(name)
                reply = provider.answer(name, body, dict(self.headers))
                try:
                    time.sleep(reply.wait)
                    self.send_response(reply.status)
                    if "Content-Length" not in reply.headers:
                        self.send_header("Content-Length", str(len(reply.body)))
                    self.send_header("Content-Type", reply.kind)
                    for key, value in reply.headers.items():
                        self.send_header(key, value)
                    self.end_headers()
                    for piece in (bytes([byte]) for byte in reply.body) if reply.drip else (reply.body,):
                        self.wfile.write(piece)
                        time.sleep(reply.drip)
                except OSError:
                    return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def reset(self) -> None:
        self.calls: list[str] = []
        self.asked: dict[str, str] = {}
        self.code = "c0de"
        self.codes_used: set[str] = set()
        self.jwks: list[dict[str, Any]] = [K1.as_dict(private=False), E1.as_dict(private=False)]
        self.id: dict[str, Any] = {}
        self.info: dict[str, Any] = {}
        self.meta: dict[str, Any] = {}
        self.tokens: dict[str, Any] = {}
        self.back: dict[str, Any] = {}
        self.reply: dict[str, Callable[[Reply], Reply]] = {}
        self.sign_id: Callable[[dict[str, Any]], str] = self.signed
        self.sign_info: Callable[[dict[str, Any]], str] = self.signed
        self.person = {"given_name": "Rita", "family_name": "Lind", f"{SE}personalIdentityNumber": RITA}
        self.sub = "s-1"
        self.proof: dict[str, Any] = {}

    # --- What it says ---------------------------------------------------------------------------

    def signed(self, claims: dict[str, Any], key: Any = K1, **header: Any) -> str:
        alg = "ES256" if isinstance(key, ECKey) else "RS256"
        said = {"alg": alg, "kid": key.kid, **header}
        return jwt.encode({name: value for name, value in said.items() if value is not None}, claims, key)

    def by_hand(self, claims: dict[str, Any], header: dict[str, Any], secret: bytes | None = None) -> str:
        said = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
        return f"{said}.{b64(hmac.digest(secret, said.encode(), 'sha256')) if secret else ''}"

    def authorize(self, address: str) -> str:
        """What a browser would do: take the question, and give the address to go back to."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        said = {"state": self.asked["state"], "code": self.code, "iss": self.issuer, **self.back}
        query = urlencode({key: value for key, value in said.items() if value is not GONE})
        return f"{urlsplit(self.asked['redirect_uri']).path}?{query}"

    def answer(self, name: str, body: bytes, headers: dict[str, str]) -> Reply:
        make = {
            "openid-configuration": self._metadata,
            "jwks": lambda _body: Reply(json.dumps({"keys": self.jwks}).encode()),
            "token": self._token,
            "userinfo": lambda _body: Reply(self.sign_info(self._info()).encode(), "application/jwt"),
        }.get(name)
        if make is None:
            return Reply(b"{}", status=404)
        reply = make(body)
        return self.reply.get(name, lambda same: same)(reply)

    def _metadata(self, _body: bytes) -> Reply:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "authorization_response_iss_parameter_supported": True,
            **self.meta,
        }
        return Reply(json.dumps(_without(said)).encode())

    def _token(self, body: bytes) -> Reply:
        form = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        self.proof = form
        right = create_s256_code_challenge(form.get("code_verifier", "")) == self.asked.get("code_challenge")
        if not right or form.get("code") in self.codes_used:
            return Reply(b'{"error": "invalid_grant"}', status=400)
        self.codes_used.add(form["code"])
        access = "at-123"
        said = {"access_token": access, "token_type": "Bearer", "id_token": self.sign_id(self._id_claims(access))}
        return Reply(json.dumps(_without({**said, **self.tokens})).encode())

    def _id_claims(self, access: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.sub, "aud": CLIENT_ID, "iat": now, "exp": now + 240,
            "nonce": self.asked.get("nonce"), "acr": LOA3,
            "at_hash": b64(hashlib.sha256(access.encode()).digest()[:16]),
        }  # fmt: skip
        return _without({**claims, **self.id})

    def _info(self) -> dict[str, Any]:
        return _without({"iss": self.issuer, "aud": CLIENT_ID, "sub": self.sub, **self.person, **self.info})


def _without(claims: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in claims.items() if value is not GONE}


def settings_file(issuer: str, key_file: str, *, key: str = "ond", audience: str = "resident", more: str = "") -> str:
    """The provider as an installation would have it."""
    return (
        f'key = "{key}"\nname = "Provlegitimation"\naudience = "{audience}"\nissuer = "{issuer}"\n'
        f'client_id = "{CLIENT_ID}"\nkeys = ["{key_file}"]\n{more}'
    )
