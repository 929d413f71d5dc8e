"""What protects somebody's account, or others' access, is changed only by one who has just shown who they are.

A session may be an hour old and the screen somebody else's by now. The page is asked for within a quarter of an hour of an
identification; what was written on it may take half an hour more, so that nobody loses what they typed.
"""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from stegvis.access import sessions
from stegvis.lib.clock import utc_now
from stegvis.web.entrance.ways import with_next

SHOWN, SENT = timedelta(minutes=15), timedelta(minutes=45)


def lately(request: HttpRequest, within: timedelta = SHOWN) -> bool:
    """Whether somebody has shown who they are so lately. A made-up resident, seen for practice, has nothing to show."""
    return sessions.practises(request) or sessions.identified_within(request, within, utc_now())


def anew_address(target: str) -> str:
    """The page that says why, and leads back to `target` afterwards."""
    return with_next(reverse("entrance:anew"), target)


def ask_anew(target: str) -> HttpResponse:
    """To that page."""
    return redirect(anew_address(target))


def identified(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page, and what is sent from it, for one who has just shown who they are. Inside `needs`."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.method == "POST"
        if lately(request, SENT if sent else SHOWN):
            return view(request, *args, **kwargs)
        return ask_anew(request.path if sent else request.get_full_path())

    return asked
