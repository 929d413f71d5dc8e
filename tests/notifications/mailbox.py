"""A fake SMTP server: as much of RFC 5321 as a client needs, keeping every byte that it was handed.

`python -m tests.notifications.mailbox PORT FILE` runs it as a process of its own that writes each mail as a line of
JSON, for tests that kill workers.
"""

import json
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any


@dataclass
class Mail:
    """One mail as it came: envelope and bytes."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        found = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class Mailbox:
    """What came, and how it answers: a code for each of the next recipients, for each of the next texts."""

    mails: list[Mail] = field(default_factory=list)
    recipient_answers: list[int] = field(default_factory=list)
    data_answers: list[int] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0
    record: Path | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, mail: Mail) -> None:
        with self.lock:
            self.mails.append(mail)
            if self.record:
                with self.record.open("a") as file:
                    file.write(json.dumps({"to": mail.to, "id": mail.message["Message-ID"]}) + "\n")


class Handler(socketserver.StreamRequestHandler):
    """One conversation."""

    @property
    def mailbox(self) -> Mailbox:
        return self.server.mailbox  # type: ignore[attr-defined]

    def say(self, code: int, text: str = "OK") -> None:
        self.wfile.write(f"{code} {text}\r\n".encode())

    def handle(self) -> None:
        self.sender, self.to = "", []
        self.say(220, "ready")
        for line in iter(self.rfile.readline, b""):
            self.mailbox.heard.append(line)
            verb = line[:4].upper().decode()
            getattr(self, f"on_{verb.lower()}", self.on_anything)(line.decode())
            if verb == "QUIT":
                return

    def on_anything(self, line: str) -> None:
        self.say(250)

    def on_quit(self, line: str) -> None:
        self.say(221)

    def on_mail(self, line: str) -> None:
        self.sender, self.to = _address(line), []
        self.say(250)

    def on_rcpt(self, line: str) -> None:
        answers = self.mailbox.recipient_answers
        code = answers.pop(0) if answers else 250
        if code == 250:
            self.to.append(_address(line))
        self.say(code)

    def on_data(self, line: str) -> None:
        self.say(354, "go on")
        lines = []
        while (text := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(text[1:] if text.startswith(b"..") else text)
        answers = self.mailbox.data_answers
        code = answers.pop(0) if answers else 250
        if code == 250:
            self.mailbox.keep(Mail(self.sender, self.to, b"".join(lines)))
        self.say(code)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _address(line: str) -> str:
    return line.partition(":")[2].split()[0].strip("<>")


def server_for(mailbox: Mailbox, port: int = 0) -> Server:
    """Not started yet; bound to this machine only."""
    server = Server(("127.0.0.1", port), Handler)
    server.mailbox = mailbox  # type: ignore[attr-defined]
    return server


@contextmanager
def running(mailbox: Mailbox | None = None) -> Iterator[Mailbox]:
    """A server that answers on a free port for as long as the block lasts."""
    mailbox = mailbox or Mailbox()
    server = server_for(mailbox)
    mailbox.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield mailbox
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(argv: list[Any]) -> None:
    server_for(Mailbox(record=Path(argv[2])), int(argv[1])).serve_forever()


if __name__ == "__main__":
    main(sys.argv)
