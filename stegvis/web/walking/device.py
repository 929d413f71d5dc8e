"""What the browser of whoever walks may keep of unsaved text, and whether the device is their own."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from stegvis.access import keeping as access
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.shell import actor_on


@dataclass(frozen=True, slots=True)
class Keeping:
    """For the page: the keys as JSON, and whether sealed text may outlive the browser's session."""

    keys: str
    own: bool


def keeping(request: HttpRequest) -> Keeping:
    """What this resident's pages hand to their script. The page is never stored; so neither are the keys."""
    account_id = actor_on(request).account_id
    found = access.keys_for(account_id, local_day(utc_now()))
    return Keeping(json.dumps({"name": found.name, "keys": found.keys}), is_own(request))


def is_own(request: HttpRequest) -> bool:
    """Whether the resident has said "Det här är min egen enhet" here."""
    return access.is_own_device(cookie(request), actor_on(request).account_id)


def cookie(request: HttpRequest) -> str:
    """What the browser remembers of it."""
    return request.COOKIES.get(settings.OWN_DEVICE_COOKIE_NAME, "")
