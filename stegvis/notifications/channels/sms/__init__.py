"""SMS through an HTTP gateway, by the contract in `contract.md` beside this file."""

import re
from datetime import timedelta
from uuid import UUID

import requests

from stegvis.notifications.channels.outcome import Failed, Outcome, Retry, Sent
from stegvis.notifications.texts import Words

CONNECT_S, READ_S = 3.05, 10.0
# Never to this number, or never this request: trying again gives the same answer.
FINAL = frozenset({400, 404, 410, 413, 422})
LONGEST_WAIT_S = 3600
_REFERENCE = re.compile(r"[A-Za-z0-9._:\-]{1,120}")


class Gateway:
    """One gateway. The delivery's id is the idempotency key: a repeated call is one SMS."""

    waits = True

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def send(self, delivery_id: UUID, address: str, words: Words) -> Outcome:
        """POST one SMS. What the other side writes is never kept, since it may repeat the number."""
        headers = {"Idempotency-Key": str(delivery_id), "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            answer = requests.post(
                self.url,
                json={"to": address, "from": words.sender, "text": words.body},
                headers=headers,
                timeout=(CONNECT_S, READ_S),
                allow_redirects=False,
            )
        except requests.Timeout:
            return Retry("timeout")
        except requests.RequestException:
            return Retry("no_connection")
        if 200 <= answer.status_code < 300:
            return Sent(_reference(answer))
        if answer.status_code in FINAL:
            return Failed(f"http_{answer.status_code}")
        return Retry(f"http_{answer.status_code}", retry_after(answer.headers.get("Retry-After", "")))


def retry_after(said: str) -> timedelta | None:
    """Seconds, as the contract has it; at most an hour is believed. None for anything else."""
    if not re.fullmatch(r"[0-9]{1,9}", said.strip()):
        return None
    return timedelta(seconds=min(int(said), LONGEST_WAIT_S))


def _reference(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    found = body.get("id") if isinstance(body, dict) else None
    return found if isinstance(found, str) and _REFERENCE.fullmatch(found) else ""
