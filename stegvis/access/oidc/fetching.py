"""Calls to a provider: a time for the whole, a size, one kind of content, and never on to another address."""

import time
from dataclasses import dataclass
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from stegvis.access.oidc.kinds import Refusal, Stopped

CONNECT_S, READ_S, WHOLE_S = 3.05, 5.0, 8.0
MOST_BYTES = 256 * 1024
PIECE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the status and the body; the content type was one of those asked for, where the status is 200."""

    status: int
    content_type: str
    body: bytes


def fetch(
    address: str,
    *,
    accept: tuple[str, ...],
    form: dict[str, str] | str | None = None,
    bearer: str = "",
    statuses: tuple[int, ...] = (200,),
) -> Fetched:
    """GET, or POST where a form is given. Raises Stopped for everything but these statuses with this content.

    Cookies, saved passwords and compression are left out: nothing but what is asked for is sent or believed.
    """
    headers = {"Accept": ", ".join(accept), "Accept-Encoding": "identity"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    if isinstance(form, str):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    until = time.monotonic() + WHOLE_S
    try:
        with requests.request(
            "GET" if form is None else "POST",
            address,
            data=form,
            headers=headers,
            auth=_as_it_is,
            timeout=(CONNECT_S, READ_S),
            allow_redirects=False,
            stream=True,
        ) as answer:
            return _read(answer, accept, statuses, until)
    except (requests.Timeout, TimeoutError) as error:
        raise Stopped(Refusal.TOO_SLOW) from error
    except (requests.RequestException, HTTPError, OSError) as error:
        raise Stopped(Refusal.UNREACHABLE) from error
    except ValueError as error:
        # An address that cannot be one, or headers that no server sends.
        raise Stopped(Refusal.UNREADABLE) from error


def _as_it_is(request: Any) -> Any:
    """In the place of a machine's saved passwords, which would replace our own header."""
    return request


def _read(answer: requests.Response, accept: tuple[str, ...], statuses: tuple[int, ...], until: float) -> Fetched:
    if 300 <= answer.status_code < 400:
        raise Stopped(Refusal.REDIRECTED)
    if answer.status_code >= 500:
        raise Stopped(Refusal.SERVER_ERROR)
    if answer.status_code not in statuses:
        raise Stopped(Refusal.STATUS)
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind not in accept:
        raise Stopped(Refusal.UNSIGNED_USERINFO if accept == ("application/jwt",) else Refusal.CONTENT_TYPE)
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Stopped(Refusal.CONTENT_TYPE)
    body = b""
    while piece := answer.raw.read1(PIECE):
        body += piece
        if len(body) > MOST_BYTES:
            raise Stopped(Refusal.TOO_LARGE)
        if time.monotonic() > until:
            raise Stopped(Refusal.TOO_SLOW)
    return Fetched(answer.status_code, kind, body)
