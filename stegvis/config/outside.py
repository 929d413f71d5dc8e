"""Reads where the installation may send: the mail server's address, and refusals that stop the start."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from stegvis.lib.mail import Server
from stegvis.lib.scanning import Scanner, read_scanner

PORTS = {"smtp": 25, "smtps": 465}
SSL_MODES = ("verify-full", "verify-ca", "require", "disable")
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def mail_server(url: str, sender: str) -> Server | None:
    """`smtp://user:password@host:587?starttls=1`, or `smtps://…`; None where there is none.

    Raises ImproperlyConfigured for an address that cannot be used, or without a sender.
    """
    if not url:
        return None
    parts, starttls = urlsplit(url), parse_qs(urlsplit(url).query).get("starttls") == ["1"]
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured("STEGVIS_EMAIL_URL begins with smtp:// or smtps:// and names a host.")
    if "@" not in sender or any(sign in sender for sign in "\r\n<>, "):
        raise ImproperlyConfigured("STEGVIS_EMAIL_FROM is one plain address: the one that notices come from.")
    if parts.password and parts.scheme == "smtp" and not starttls and parts.hostname not in LOCAL:
        raise ImproperlyConfigured(
            "STEGVIS_EMAIL_URL would send its password in plain: add ?starttls=1, or use smtps://."
        )
    return Server(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls,
        ssl=parts.scheme == "smtps",
        sender=sender,
    )


def scanner_at(url: str) -> Scanner | None:
    """Where the scanner of malware listens; None where there is none. Raises ImproperlyConfigured."""
    try:
        return read_scanner(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"STEGVIS_SCANNER is {error}.") from error


def channel_refusal(sms_url: str, *, push: bool, key: str, contact: str) -> str:
    """Why the installation may not start with these channels; empty when it may."""
    parts = urlsplit(sms_url)
    if sms_url and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        return "STEGVIS_SMS_URL begins with https://; only a gateway on this machine may be called in plain."
    if push and not (key and contact.startswith(("mailto:", "https://"))):
        return "STEGVIS_PUSH is on: STEGVIS_PUSH_KEY and STEGVIS_PUSH_CONTACT (mailto: or https:) are needed too."
    return ""


def database_refusal(url: str) -> str:
    """Why this database may not be asked over a network; empty when it may.

    Without an sslmode the client goes on in plain where the server has no TLS, and nobody notices. Whoever means that
    writes it out.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    # A service names a host in a file that is not read here. Of several modes nobody knows which the client takes.
    near = parts.scheme.startswith("sqlite") or (all(map(_is_here, _hosts(url))) and "service" not in query)
    modes = query.get("sslmode", [])
    if not url or near or (len(modes) == 1 and modes[0] in SSL_MODES):
        return ""
    return (
        f"DATABASE_URL names another machine: add sslmode, one of {', '.join(SSL_MODES)}; verify-full is the safe one."
    )


def _hosts(url: str) -> list[str]:
    """Every machine that the address names, before its path and among its options; several are parted by commas."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    named = parts.netloc.rpartition("@")[2].split(",")
    options = ",".join([*query.get("host", []), *query.get("hostaddr", [])]).split(",")
    return [_without_port(each) for each in named] + options


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_here(host: str) -> bool:
    """This machine by name, or the folder of a socket on it; nothing at all is that too."""
    return host.lower() in LOCAL or not host or unquote(host).startswith("/")


def plain_refusal(name: str, url: str) -> str:
    """Why personal data may not be sent to this address; empty when it may."""
    parts = urlsplit(url)
    if url and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        return f"{name} begins with https://; only a server on this machine may be called in plain."
    return ""
