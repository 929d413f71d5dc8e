"""Where mail is handed over: a plain value, made from the settings and used by the e-mail channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server, and the address that mail comes from."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False
    sender: str = "stegvis@localhost"
