"""How often a link may be used, and how many that do not exist may be tried from one place.

The links cannot be guessed; this keeps somebody who tries, or a script gone wild, from wearing out the database.
"""

from django.conf import settings
from django.http import HttpRequest

from stegvis.access.throttling.bucket import Limit
from stegvis.access.throttling.taking import left_of, wait_for
from stegvis.access.throttling.visitors import client_address
from stegvis.lib.clock import utc_now

LINK, UNKNOWN = "link", "unknown_link"


class TooFast(Exception):
    """Too much, too fast. `wait` is milliseconds until there is room."""

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


def link_used(request: HttpRequest, token: str) -> None:
    """Count one use of a link. Raises TooFast, also when nobody from there is to be answered just now."""
    now = utc_now()
    wait = left_of(UNKNOWN, _place(request), _limit(UNKNOWN), now) or wait_for(LINK, token, _limit(LINK), now)
    if wait:
        raise TooFast(wait)


def link_unknown(request: HttpRequest) -> None:
    """Somebody came with a link that opens nothing."""
    wait_for(UNKNOWN, _place(request), _limit(UNKNOWN), utc_now())


def _limit(name: str) -> Limit:
    amounts = settings.STEGVIS_LIMITS[name]
    return Limit(amounts.address if name == UNKNOWN else amounts.own, amounts.seconds)


def _place(request: HttpRequest) -> str:
    return f"address {client_address(request)}"
