"""Where somebody goes after signing in: an address of ours that the hat can open, else the hat's home."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.web.shell import HOMES, home_of


def wanted(request: HttpRequest) -> str:
    """The local address that the visitor was on the way to; empty when none or not ours."""
    return local(request.POST.get("next") or request.GET.get("next") or "")


# Ways in lead on from themselves, not to each other.
NOWHERE = ("/in/", "/fran/")
# One's own list of sign-ins is no way in, though it stands beside them.
OWN = "/in/inloggningar/"
LONGEST = 2000


def local(address: str) -> str:
    """The address, where it is one of ours; else nothing."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    inward = address.startswith(NOWHERE) and address != OWN
    plain = len(address) <= LONGEST and address.isprintable() and not inward
    return address if ours and plain else ""


def onward(actor: Actor, target: str) -> str:
    """The wanted address, unless it is another audience's."""
    home, audience = home_of(actor), HOMES[actor.hat.kind]
    # Every member of staff takes part in the process, whatever hat.
    shared = set() if actor.is_resident else {HOMES[HatKind.EMPLOYEE]}
    others = [address for address in HOMES.values() if address not in {"/", audience, *shared}]
    if target in {"", "/", audience} or any(target.startswith(address) for address in others):
        return home
    return target


def with_next(address: str, target: str) -> str:
    """An address that knows where one is going afterwards."""
    return f"{address}?{urlencode({'next': target})}" if target else address
