"""A fake log service: a real HTTP server that keeps the contract beside `stegvis/audit/exporting`."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SCHEMA = json.loads((Path(__file__).parents[2] / "stegvis/audit/exporting/request.schema.json").read_text())


@dataclass
class LogServer:
    """Keeps each entry once by its id. `answers` are used up in order: a status, or "lost" for no answer at all."""

    answers: list[int | str] = field(default_factory=list)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    batches: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    token: str = ""
    retry_after: str = ""
    url: str = ""

    def take(self, headers: dict[str, str], raw: bytes) -> tuple[int | str, bytes]:
        answer = self.answers.pop(0) if self.answers else 200
        if self.token and headers.get("authorization") != f"Bearer {self.token}":
            return 401, b""
        if answer not in {200, "lost", "not all"}:
            return answer, b""
        body = json.loads(raw)
        self.wrong += faults(body, SCHEMA)
        if headers.get("idempotency-key") != body["batch"]:
            self.wrong.append("the key is not the batch")
        self.batches.append(body)
        for entry in body["entries"]:
            self.entries.setdefault(entry["id"], entry)
        received = len(body["entries"]) - (answer == "not all")
        return (answer if answer == "lost" else 200), json.dumps({"received": received}).encode()


def faults(value: Any, rule: dict[str, Any], where: str = "$") -> list[str]:
    """What is not by the schema; the words of JSON Schema that ours uses."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    wanted = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    if not isinstance(value, tuple(kinds[each] for each in wanted)):
        return [f"{where}: {type(value).__name__}"]
    if isinstance(value, dict):
        known = rule["properties"]
        found = [f"{where}.{key}: unknown" for key in value if key not in known]
        found += [f"{where}.{key}: lacking" for key in rule["required"] if key not in value]
        return found + [f for key in known if key in value for f in faults(value[key], known[key], f"{where}.{key}")]
    if isinstance(value, list):
        many = [f"{where}: too many"] if len(value) > rule["maxItems"] else []
        return many + [f for n, each in enumerate(value) for f in faults(each, rule["items"], f"{where}[{n}]")]
    if isinstance(value, str):
        ok = len(value) <= rule.get("maxLength", 10**6) and re.search(rule.get("pattern", ""), value)
        return [] if ok and value in rule.get("enum", [value]) else [f"{where}: {value!r}"]
    return [f"{where}: too small"] if isinstance(value, int) and value < rule.get("minimum", value) else []


@contextmanager
def running(server: LogServer | None = None) -> Iterator[LogServer]:
    """It answers on a free port of this machine for as long as the block lasts."""
    kept = server or LogServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = kept.take({name.lower(): value for name, value in self.headers.items()}, raw)
            if status == "lost":
                self.connection.close()
                return
            self.send_response(int(status))
            if kept.retry_after:
                self.send_header("Retry-After", kept.retry_after)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            return

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{http.server_address[1]}/log"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
