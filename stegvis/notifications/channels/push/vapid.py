"""Who we are to a push service: a signed token for each call (RFC 8292)."""

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from stegvis.notifications.channels.push.sealing import encode, point, private_key

# The RFC allows a day.
HOLDS = timedelta(hours=12)


def authorization(endpoint: str, key: str, contact: str, *, now: datetime) -> str:
    """The value of the Authorization header: a JWT (ES256) for this push service, and our public key."""
    parts = urlsplit(endpoint)
    own = private_key(key)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + HOLDS).timestamp()), "sub": contact}
    signed = ".".join(encode(_json(part)) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(own.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature}, k={encode(point(own))}"


def public(key: str) -> str:
    """Our public key, as a browser wants it when it subscribes."""
    return encode(point(private_key(key)))


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
