"""How often a link may be used, and how many that do not exist may be tried from one place.

The links cannot be guessed; this keeps somebody who tries, or a script gone wild, from wearing out the database. Kept
in each process's memory: it forgets when it restarts.
"""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from stegvis.governance.prototypes.testers import hash_of
from stegvis.lib.errors import Cannot

WINDOW_S = 600
MOST_USES = 900
MOST_UNKNOWN = 120


class CannotHurry(Cannot):
    """Too much, too fast."""


def link_used(request: HttpRequest, token: str) -> bool:
    """Count one use of a link; False when nobody from there is to be answered just now. Raises CannotHurry."""
    if cache.get(_place(request), 0) >= MOST_UNKNOWN:
        raise CannotHurry(_("Det blev för många försök. Vänta tio minuter och öppna länken igen."))
    if _count(f"prototype.link.{hash_of(token)}") > MOST_USES:
        raise CannotHurry(_("Det gick lite fort. Vänta en stund och ladda om sidan."))
    return True


def link_unknown(request: HttpRequest) -> None:
    """Somebody came with a link that opens nothing."""
    _count(_place(request))


def _place(request: HttpRequest) -> str:
    return f"prototype.unknown.{hash_of(request.META.get('REMOTE_ADDR', ''))}"


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW_S)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 1
