"""Reads where the installation may send: the mail server's address, and refusals that stop the start."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from stegvis.lib.mail import Server

PORTS = {"smtp": 25, "smtps": 465}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def mail_server(url: str, sender: str) -> Server | None:
    """`smtp://user:password@host:587?starttls=1`, or `smtps://…`; None where there is none.

    Raises ImproperlyConfigured for an address that cannot be used, or without a sender.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured("STEGVIS_EMAIL_URL begins with smtp:// or smtps:// and names a host.")
    if "@" not in sender or any(sign in sender for sign in "\r\n<>, "):
        raise ImproperlyConfigured("STEGVIS_EMAIL_FROM is one plain address: the one that notices come from.")
    return Server(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parse_qs(parts.query).get("starttls") == ["1"],
        ssl=parts.scheme == "smtps",
        sender=sender,
    )


def channel_refusal(sms_url: str, *, push: bool, key: str, contact: str) -> str:
    """Why the installation may not start with these channels; empty when it may."""
    parts = urlsplit(sms_url)
    if sms_url and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        return "STEGVIS_SMS_URL begins with https://; only a gateway on this machine may be called in plain."
    if push and not (key and contact.startswith(("mailto:", "https://"))):
        return "STEGVIS_PUSH is on: STEGVIS_PUSH_KEY and STEGVIS_PUSH_CONTACT (mailto: or https:) are needed too."
    return ""


def plain_refusal(name: str, url: str) -> str:
    """Why personal data may not be sent to this address; empty when it may."""
    parts = urlsplit(url)
    if url and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        return f"{name} begins with https://; only a server on this machine may be called in plain."
    return ""
