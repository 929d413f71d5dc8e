"""Authenticated encryption with a key id, and a keyed hash for look-ups.

A token is `key id:base64(nonce + ciphertext)`. AES-256-GCM binds each token to its purpose
(table and column), so that a token moved to another column does not open.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


class CannotDecrypt(Exception):
    """The token was made with a key we do not have, for another purpose, or was changed."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by id. `current` encrypts; all of them decrypt. Each key is 32 bytes."""

    keys: Mapping[str, bytes]
    current: str
    hash_key: bytes

    def encrypt(self, plain: str, purpose: str) -> str:
        """Encrypt text for one purpose. Two calls never give the same token."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, plain.encode(), purpose.encode())
        return f"{self.current}:{base64.b64encode(nonce + sealed).decode()}"

    def decrypt(self, token: str, purpose: str) -> str:
        """Open a token. Raises CannotDecrypt; never says which of the reasons it was."""
        key_id, _, body = token.partition(":")
        key = self.keys.get(key_id)
        if key is None:
            raise CannotDecrypt(f"no key with id {key_id[:8]!r}")
        try:
            raw = base64.b64decode(body, validate=True)
            return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise CannotDecrypt("the token does not open") from error

    def derived(self, purpose: str) -> dict[str, bytes]:
        """A key of its own for one purpose, from each key of the ring by id; the current one's first.

        Whoever holds it learns nothing of the ring or of another purpose's key.
        """
        ids = sorted(self.keys, key=lambda key_id: key_id != self.current)
        return {key_id: _derive(self.keys[key_id], purpose) for key_id in ids}

    def keyed_hash(self, value: str, purpose: str) -> str:
        """HMAC-SHA-256 in hex: equal values find each other, nothing else can be read out."""
        return hmac.new(self.hash_key, f"{purpose}\x00{value}".encode(), hashlib.sha256).hexdigest()


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


def read_key_ring(text: str, hash_key: str) -> KeyRing:
    """Read `id=base64,id=base64`; the first key is the current one. Raises ValueError."""
    keys: dict[str, bytes] = {}
    for part in text.split(","):
        key_id, _, encoded = part.strip().partition("=")
        keys[key_id] = base64.b64decode(encoded, validate=True)
        if not key_id or len(keys[key_id]) != 32:
            raise ValueError("each key is written id=base64 of 32 bytes")
    return KeyRing(keys, next(iter(keys)), base64.b64decode(hash_key, validate=True))
