"""What a resident's browser may keep of unsaved text, and with which keys.

The browser keeps ciphertext only. Its keys are derived here for one account and a fortnight at a time, and handed to
that account's own pages; they are never stored. Text older than two fortnights has no key any more.

Whether a device is the resident's own is said by the resident and remembered in a cookie, as a keyed hash of the
account: nobody else can make one, and it tells nothing to whoever reads it.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stegvis.lib.fields import key_ring

FORTNIGHT_DAYS = 14
COOKIE_DAYS = 365
# A family may share a device; more accounts than this on one are not its owners.
MOST_ACCOUNTS = 4
HASH_LENGTH = 32


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """`name` makes the names under which text is kept; `keys` are (id, key in base64), the current one first."""

    name: str
    keys: tuple[tuple[str, str], ...]


def keys_for(account_id: str, today: date) -> BrowserKeys:
    """The keys of one account: this fortnight's and the last one's, from every key of the installation."""
    ring, fortnight = key_ring(), today.toordinal() // FORTNIGHT_DAYS
    keys = tuple(
        (f"{key_id}.{period}", base64.b64encode(key).decode())
        for period in (fortnight, fortnight - 1)
        for key_id, key in ring.derived(f"browser|{account_id}|{period}").items()
    )
    return BrowserKeys(ring.keyed_hash(account_id, "browser-names")[:HASH_LENGTH], keys)


def is_own_device(cookie: str, account_id: str) -> bool:
    """Whether this account has said that the device is its own."""
    return _mark(account_id) in cookie.split(".")


def with_own_device(cookie: str, account_id: str) -> str:
    """The cookie when the account says so; the others on the device stay as they are."""
    return ".".join([_mark(account_id), *_others(cookie, account_id)][:MOST_ACCOUNTS])


def without_own_device(cookie: str, account_id: str) -> str:
    """The cookie when the account takes it back; empty when nobody is left."""
    return ".".join(_others(cookie, account_id))


def _others(cookie: str, account_id: str) -> Iterable[str]:
    own = _mark(account_id)
    return [mark for mark in cookie.split(".") if len(mark) == HASH_LENGTH and mark.isalnum() and mark != own]


def _mark(account_id: str) -> str:
    return key_ring().keyed_hash(account_id, "own-device")[:HASH_LENGTH]
