"""Doing something for somebody who pressed a button, and saying how it went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from stegvis.access.doors import Refused
from stegvis.lib.errors import Cannot


def tried(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:
    """Run an action. What cannot be done becomes a sentence on the next page; a refusal goes on upwards."""
    try:
        act()
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
        return False
    messages.success(request, done)
    return True
