"""Who asks, for a limit: an account when somebody is signed in, else a session and an address.

Many people share an address (a hospital, a telephone operator), so it has a wide limit of its own, and none for those who
are signed in. Addresses are only ever kept as keyed hashes.
"""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
# One household or one server has all of these.
IPV6_BITS = 64


def client_address(request: HttpRequest) -> str:
    """From where the request came, past as many proxies as the installation has; an IPv6 address as its network."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return address_of(request.META.get("REMOTE_ADDR", ""), forwarded, settings.STEGVIS_PROXIES)


def address_of(remote: str, forwarded: str, proxies: int) -> str:
    """The same, of the connection's address, X-Forwarded-For, and how many proxies are trusted. Pure.

    Each proxy of ours adds whom it heard from at the end; whatever stands before that was written by the visitor.
    """
    said = [each.strip() for each in forwarded.split(",")]
    return _network(said[-proxies] if 0 < proxies <= len(said) and said[-proxies] else remote)


def _network(address: str) -> str:
    try:
        found = ip_address(address.strip().strip("[]"))
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> IPV6_BITS << IPV6_BITS))
    return str(found)
