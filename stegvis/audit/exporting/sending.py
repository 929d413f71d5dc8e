"""One POST over HTTP, and what its answer means."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import requests

CONNECT_S, READ_S = 3.05, 30.0
# The same batch gives the same answer: somebody must look.
FINAL = frozenset({400, 404, 410, 413, 415, 422})
LONGEST_ASKED_S = 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the other side has the batch; else a code of what was wrong, and how long it asked us to wait."""

    taken: bool
    fault: str = ""
    final: bool = False
    asked: timedelta = timedelta(0)


def send(batch: dict[str, Any], url: str, token: str) -> Answer:
    """Send one batch. What the other side writes is never kept: it may repeat what it was sent."""
    headers = {"Idempotency-Key": batch["batch"], "Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        answer = requests.post(url, json=batch, headers=headers, timeout=(CONNECT_S, READ_S), allow_redirects=False)
    except requests.Timeout:
        return Answer(False, "timeout")
    except requests.RequestException:
        return Answer(False, "no_connection")
    code = f"http_{answer.status_code}"
    if 200 <= answer.status_code < 300:
        return Answer(True) if _count(answer) == len(batch["entries"]) else Answer(False, "not_all")
    return Answer(False, code, answer.status_code in FINAL, _asked(answer.headers.get("Retry-After", "")))


def _count(answer: requests.Response) -> int:
    """How many entries of the batch the other side says that it has."""
    try:
        body = answer.json()
    except ValueError:
        return -1
    found = body.get("received") if isinstance(body, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else -1


def _asked(said: str) -> timedelta:
    if not re.fullmatch(r"[0-9]{1,9}", said.strip()):
        return timedelta(0)
    return timedelta(seconds=min(int(said), LONGEST_ASKED_S))
