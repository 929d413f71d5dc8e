"""A fake person registry: a real HTTP server that keeps the contract of docs/person-registry.md, and can be told not to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Registry:
    """Who it knows, by number; what it was asked; and how it misbehaves."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    token: str = "a-token"
    status: int = 0
    raw: bytes | None = None
    slow_s: float = 0.0
    url: str = ""


@contextmanager
def running() -> Iterator[Registry]:
    """The server, for as long as the block lasts."""
    registry = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            registry.asked.append(body)
            registry.paths.append(self.path)
            time.sleep(registry.slow_s)
            known = registry.people.get(body["number"])
            status = registry.status or (200 if known is not None else 404)
            if self.headers["Authorization"] != f"Bearer {registry.token}":
                status = 401
            content = registry.raw if registry.raw is not None else json.dumps(known or {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(BrokenPipeError):
                self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    registry.url = f"http://127.0.0.1:{server.server_port}/person"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
