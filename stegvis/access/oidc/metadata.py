"""What a provider says of itself, and its keys: fetched when they are needed and remembered for a while.

Remembered in each process. A token under a key that nobody knows makes the keys be fetched anew, at most once a minute:
that is how a provider changes keys without anybody being told, and without strangers making us call it all the time.
"""

import json
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from authlib.oidc.discovery import get_well_known_url
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from stegvis.access.oidc.fetching import fetch
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.providers import Provider

REMEMBERED = timedelta(hours=1)
KEYS_AGAIN = timedelta(minutes=1)
MOST_KEYS = 50
SMALLEST_RSA = 2048
PUBLIC = ("kty", "n", "e", "crv", "x", "y", "kid", "use", "alg")
JSON = ("application/json",)
JWKS = ("application/json", "application/jwk-set+json")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The addresses of one provider, each on https (or this machine)."""

    authorization: str
    token: str
    jwks: str
    userinfo: str = ""
    end_session: str = ""
    # It says that it names itself in each answer (RFC 9207): then an answer without a name is not its own.
    names_itself: bool = False


T = TypeVar("T")


@dataclass(frozen=True)
class _Kept(Generic[T]):
    value: T
    at: datetime


_lock = threading.Lock()
_metadata: dict[str, _Kept[Metadata]] = {}
_keys: dict[str, _Kept[KeySet]] = {}


def forget() -> None:
    """Remember nothing: for tests, and when settings have changed."""
    with _lock:
        _metadata.clear()
        _keys.clear()


def metadata_of(provider: Provider, now: datetime) -> Metadata:
    """The provider's addresses. Raises Stopped."""
    with _lock:
        kept = _metadata.get(provider.issuer)
    if kept and now - kept.at < REMEMBERED:
        return kept.value
    found = read_metadata(_json(get_well_known_url(provider.issuer, external=True), JSON, Refusal.METADATA), provider)
    with _lock:
        _metadata[provider.issuer] = _Kept(found, now)
    return found


def keys_of(provider: Provider, now: datetime, *, unknown_kid: bool = False) -> KeySet:
    """The provider's keys; fetched anew for a key that was not among them, but not more often than KEYS_AGAIN.

    Raises Stopped.
    """
    with _lock:
        kept = _keys.get(provider.issuer)
    if kept and now - kept.at < (KEYS_AGAIN if unknown_kid else REMEMBERED):
        return kept.value
    found = read_keys(_json(metadata_of(provider, now).jwks, JWKS, Refusal.KEYS))
    with _lock:
        _keys[provider.issuer] = _Kept(found, now)
    return found


def _json(address: str, accept: tuple[str, ...], refusal: Refusal) -> dict[str, Any]:
    try:
        found = json.loads(fetch(address, accept=accept).body)
    except (ValueError, RecursionError) as error:
        raise Stopped(Refusal.UNREADABLE) from error
    if not isinstance(found, dict):
        raise Stopped(refusal)
    return found


def read_metadata(said: dict[str, Any], provider: Provider) -> Metadata:
    """What discovery said, for exactly this issuer. Raises Stopped. Pure."""
    if said.get("issuer") != provider.issuer:
        raise Stopped(Refusal.METADATA)

    def address(key: str, *, needed: bool = True) -> str:
        found = said.get(key, "")
        if not found and not needed:
            return ""
        if not isinstance(found, str) or not _may_be_called(found, provider):
            raise Stopped(Refusal.METADATA)
        return found

    return Metadata(
        authorization=address("authorization_endpoint"),
        token=address("token_endpoint"),
        jwks=address("jwks_uri"),
        userinfo=address("userinfo_endpoint", needed=provider.userinfo == "signed"),
        end_session=address("end_session_endpoint", needed=False),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _may_be_called(address: str, provider: Provider) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if parts.username or parts.password or parts.fragment or not host:
        return False
    return parts.scheme == "https" or (provider.local and parts.scheme == "http" and host == _host(provider))


def _host(provider: Provider) -> str | None:
    return urlsplit(provider.issuer).hostname


def read_keys(said: dict[str, Any]) -> KeySet:
    """The keys that may have signed something for us: RSA of 2048 bits or more, or P-256. Others are passed over. Pure.

    Raises Stopped when none is left.
    """
    rows = said.get("keys")
    if not isinstance(rows, list) or len(rows) > MOST_KEYS:
        raise Stopped(Refusal.KEYS)
    found = [key for row in rows if isinstance(row, dict) and (key := _read_key(row)) is not None]
    if not found:
        raise Stopped(Refusal.KEYS)
    return KeySet(list(found))


def _read_key(row: dict[str, Any]) -> RSAKey | ECKey | None:
    if row.get("use", "sig") != "sig":
        return None
    # The public part only, whatever else somebody published by mistake.
    public: dict[str, Any] = {name: row[name] for name in PUBLIC if name in row}
    try:
        if row.get("kty") == "RSA":
            # Six bits to a character; a number that begins with noughts is looked at once more when it is read.
            if len(str(row.get("n", ""))) * 6 < SMALLEST_RSA:
                return None
            key = RSAKey.import_key(public)
            return key if key.public_key.key_size >= SMALLEST_RSA else None
        if row.get("kty") == "EC" and row.get("crv") == "P-256":
            return ECKey.import_key(public)
    except (JoseError, ValueError, TypeError):
        return None
    return None
