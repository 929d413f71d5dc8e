"""What the audit of dependencies sees, and that it never says that all is well without having asked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import audit

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_installed_is_what_is_locked_and_asked_for():
    lock = {"a-b": "1.0", "c": "2"}
    assert audit.strangers([("A_B", "1.0"), ("pip", "1")], lock) == []
    assert audit.strangers([("c", "3"), ("d", "1")], lock) == [
        "c 3 is installed; the lock has 2",
        "d 1 is installed; the lock has nothing",
    ]
    project = '[project]\ndependencies = ["A.B[x]>=1", "c==2"]'
    assert audit.unasked({"ab", "see", "unknown"}, project, {"ab": ["a-b"], "see": ["d"]}) == ["see", "unknown"]


def test_every_lock_of_ours_is_hashed_and_npms_has_no_address():
    held = audit.locked((ROOT / "requirements-dev.lock").read_text())
    assert len(held) > 50 and held["django"].startswith("5.2")
    packages = json.loads((ROOT / "tests/provider/package-lock.json").read_text())["packages"]
    assert all(row.get("integrity", "").startswith("sha512-") for name, row in packages.items() if name)
    assert not any("resolved" in row for row in packages.values())


@pytest.fixture
def index():
    class Index(BaseHTTPRequestHandler):
        def log_message(self, *_args):
            """Quiet."""

        def do_GET(self):
            name = self.path.split("/")[2]
            found = [{"id": "PYSEC-1", "fixed_in": ["2"]}, {"id": "OLD", "withdrawn": "2026"}] if name == "bad" else []
            body = b"not json" if name == "odd" else json.dumps({"vulnerabilities": found}).encode()
            self.send_response(404 if name == "gone" else 200)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_an_index_knows_is_told_and_so_is_what_it_does_not_answer(index):
    faults, unanswered = audit.vulnerable({"good": "1", "bad": "1", "gone": "1", "odd": "1"}, index)
    assert faults == ["bad 1: PYSEC-1, mended in ['2']"] and unanswered == ["gone", "odd"]
    assert audit.vulnerable({"good": "1"}, index, within=-1) == ([], ["good"])


def test_without_an_index_it_is_said_and_not_passed_over(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["audit", "--known"])
    monkeypatch.setattr(audit, "index", lambda: "")
    audit.main()
    assert "HOPPADE ÖVER: kända sårbarheter" in capsys.readouterr().out
