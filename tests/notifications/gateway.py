"""A fake SMS gateway: a real HTTP server that keeps the contract of channels/sms/contract.md.

It records every call, takes each Idempotency-Key once, and can be told to fail. `python -m tests.notifications.gateway
PORT FILE` runs it as a process of its own that writes each call as a line of JSON, for tests that kill workers.
"""

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parents[2] / "stegvis/notifications/channels/sms/request.schema.json"


@dataclass
class Call:
    """One request as it came over the wire."""

    key: str
    headers: dict[str, str]
    raw: bytes
    status: int

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)


@dataclass
class Gateway:
    """What it has seen, and how it answers. `answers` are used up in order, then everything is taken."""

    calls: list[Call] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    slow_s: float = 0.0
    token: str = ""
    garbage: bool = False
    url: str = ""
    record: Path | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, key: str, headers: dict[str, str], raw: bytes) -> tuple[int, bytes]:
        """Decide, once for each key."""
        with self.lock:
            status = self._status(key, headers, raw)
            self.calls.append(Call(key, headers, raw, status))
            repeated = key in self.taken
            if 200 <= status < 300:
                self.taken.setdefault(key, f"ref-{len(self.taken) + 1}")
            if self.record:
                line = {"key": key, "status": status, "repeated": repeated, "body": json.loads(raw)}
                with self.record.open("a") as file:
                    file.write(json.dumps(line) + "\n")
        if self.slow_s:
            time.sleep(self.slow_s)
        if self.garbage:
            return status, b"<html>not json</html>"
        return status, json.dumps({"id": self.taken.get(key, "")}).encode()

    def _status(self, key: str, headers: dict[str, str], raw: bytes) -> int:
        if self.answers:
            return self.answers.pop(0)
        if self.token and headers.get("authorization") != f"Bearer {self.token}":
            return 401
        return 202 if key and fits(json.loads(raw)) else 400

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What was taken, each key once: what a phone would have shown."""
        seen: dict[str, dict[str, Any]] = {}
        for call in self.calls:
            if 200 <= call.status < 300:
                seen.setdefault(call.key, call.body)
        return list(seen.values())


def fits(body: dict[str, Any]) -> bool:
    """Whether a body is by the schema that stands beside the contract; the few words of it that we use."""
    schema = json.loads(SCHEMA.read_text())
    if set(body) != set(schema["required"]):
        return False
    for name, rule in schema["properties"].items():
        value = body[name]
        if not isinstance(value, str) or not rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", 10**6):
            return False
        if "pattern" in rule and not re.search(rule["pattern"], value):
            return False
    return True


def server_for(gateway: Gateway, port: int = 0) -> ThreadingHTTPServer:
    """Not started yet; bound to this machine only."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, body = gateway.answer(headers.get("idempotency-key", ""), headers, raw)
            try:
                self.send_response(status)
                for name, value in gateway.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                # The caller did not wait for the answer.
                return

        def log_message(self, *_args: Any) -> None:
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


@contextmanager
def running(gateway: Gateway | None = None) -> Iterator[Gateway]:
    """A gateway that answers on a free port for as long as the block lasts."""
    gateway = gateway or Gateway()
    server = server_for(gateway)
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}/v1/sms"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    server_for(Gateway(record=Path(sys.argv[2])), int(sys.argv[1])).serve_forever()
