"""What kind of installation it is: demo mode's own gate, weak values refused, and what is switched off."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCAL = frozenset({"localhost", "127.0.0.1", "::1", "[::1]", ""})
SHORTEST_SECRET = 50
SECRETS = ("STEGVIS_SECRET_KEY", "STEGVIS_KEYS", "STEGVIS_HASH_KEY")


def demo_refusal(environ: Mapping[str, str]) -> str:
    """Why demo mode may not start in this environment; empty when it may."""
    held = [name for name in SECRETS if environ.get(name)]
    if held:
        return f"Demo mode refuses to start: {', '.join(held)} is set, so this looks like a real installation."
    outside = [urlsplit(environ.get(name, "")).hostname or "" for name in ("STEGVIS_SMS_URL", "STEGVIS_EMAIL_URL")]
    if not LOCAL.issuperset(outside) or environ.get("STEGVIS_PUSH", "off").strip().lower() == "on":
        return "Demo mode refuses to start: a channel leads out of this machine, and the demo's people are made up."
    hosts = [host for host in environ.get("STEGVIS_HOSTS", "").split(",") if host.strip() not in LOCAL]
    database = urlsplit(environ.get("DATABASE_URL", "")).hostname or ""
    if database not in LOCAL and not database.lower().startswith(("/", "%2f")):
        return "Demo mode refuses to start: DATABASE_URL names a database that is not on this machine."
    base = urlsplit(environ.get("STEGVIS_BASE_URL", "")).hostname or ""
    if hosts or base not in LOCAL:
        return "Demo mode refuses to start: STEGVIS_HOSTS or STEGVIS_BASE_URL names a host that is not this machine."
    return ""


def weakness(secret: str, hosts: list[str]) -> str:
    """Why a real installation may not start with these values; empty when it may."""
    if len(secret) < SHORTEST_SECRET:
        return f"STEGVIS_SECRET_KEY is too short: at least {SHORTEST_SECRET} random characters."
    if any("*" in host or not host.strip() for host in hosts):
        return "STEGVIS_HOSTS must name each host; a star would let anyone choose the address in our links."
    return ""


def switched_on(environ: Mapping[str, str], name: str, *, unless_said: str = "on") -> bool:
    """Whether something is on, or off, or as it is unless said. Any other word stops the start, for nobody to guess."""
    said = environ.get(name, unless_said).strip().lower()
    if said not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {said!r}: it is either on or off.")
    return said == "on"


def whole_number(environ: Mapping[str, str], name: str, unless_said: int, *, most: int) -> int:
    """A number of something, from 1; anything else stops the start."""
    said = environ.get(name, str(unless_said)).strip()
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= most):
        raise ImproperlyConfigured(f"{name} is {said!r}: it is a whole number from 1 to {most}.")
    return int(said)
