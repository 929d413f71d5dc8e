"""What the audit of dependencies sees."""

import json
from pathlib import Path

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
