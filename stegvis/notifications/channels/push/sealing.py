"""Message encryption for web push: RFC 8291 over the content coding of RFC 8188 (aes128gcm), one record."""

import base64
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RECORD_SIZE = 4096
# A push service must take 4096 bytes; head, tag and delimiter take their share.
MOST_PLAIN = 3993
LAST_RECORD = b"\x02"


def decode(text: str) -> bytes:
    """URL-safe base64 without padding, as browsers write it. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(raw: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def public_key(raw: bytes) -> ec.EllipticCurvePublicKey:
    """A point on P-256. Raises ValueError for anything else."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """A private key of P-256 from its 32 bytes in URL-safe base64. Raises ValueError."""
    return ec.derive_private_key(int.from_bytes(decode(text), "big"), ec.SECP256R1())


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, uncompressed: 65 bytes."""
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def seal(
    plain: bytes,
    browser: bytes,
    auth: bytes,
    *,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Encrypt for one browser (its point and its secret). A key and a salt of our own are for the vectors only.

    Raises ValueError when the text does not fit in one message.
    """
    if len(plain) > MOST_PLAIN:
        raise ValueError("too long for one push message")
    own = own or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    shared = own.exchange(ec.ECDH(), public_key(browser))
    secret = _derive(auth, shared, b"WebPush: info\x00" + browser + point(own), 32)
    key = _derive(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derive(salt, secret, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD_SIZE.to_bytes(4, "big") + bytes([len(point(own))]) + point(own)
    return head + AESGCM(key).encrypt(nonce, plain + LAST_RECORD, None)


def _derive(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
