"""Asking a server for a page, the way a browser that is signed in does: one connection, kept open."""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.processes import CannotMeasure

AGENT = "Mozilla/5.0 (X11; Linux x86_64) stegvis-bench"


@dataclass(frozen=True)
class Ask:
    """One request and what it should give: the status and, for a redirect, how the address ends."""

    path: str
    cookie: str
    body: str = ""
    status: int = 200
    leads_to: str = ""

    @property
    def method(self) -> str:
        """A body is posted."""
        return "POST" if self.body else "GET"

    @property
    def headers(self) -> dict[str, str]:
        """What the browser sends along."""
        sent = {"Cookie": self.cookie, "User-Agent": AGENT, "Accept": "text/html", "Accept-Language": "sv"}
        return {**sent, "Content-Type": "application/x-www-form-urlencoded"} if self.body else sent


class Browser:
    """A kept connection to one server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, ask: Ask) -> float:
        """Send one request and read the answer to its end. Gives the seconds it took; raises CannotMeasure."""
        started = time.perf_counter()
        self._connection.request(ask.method, ask.path, body=ask.body or None, headers=ask.headers)
        answer = self._connection.getresponse()
        answer.read()
        took = time.perf_counter() - started
        address = answer.headers.get("Location", "")
        if answer.status != ask.status or not address.endswith(ask.leads_to):
            raise CannotMeasure(f"{ask.method} {ask.path} gav {answer.status} {address}".strip())
        return took

    def run(self, asks: Iterator[Ask], count: int) -> list[float]:
        """The next `count` requests, one after the other."""
        return [self.ask(next(asks)) for _ in range(count)]

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()
