"""What a resident typed in a form that came after the session had ended: kept through signing in again.

It lies sealed in the new session, for a short time. It is handed back only to whoever owns the program that the form
belongs to: another person at the same browser sees neither the text nor that there is any.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from stegvis.access.actor import Actor
from stegvis.course import queries
from stegvis.lib.clock import utc_now
from stegvis.lib.encryption import CannotDecrypt
from stegvis.lib.fields import key_ring

Field = tuple[str, str]

KEY, OFFERED, PURPOSE = "parked", "parked-offered", "session.parked"
KEPT_FOR = timedelta(hours=2)
MOST_CHARACTERS = 300_000
_OF_A_COURSE = re.compile(r"/(?:min|oppna)/([0-9a-f-]{36})/")


@dataclass(frozen=True, slots=True)
class Parked:
    """Where the form was on its way, and what stood in it."""

    target: str
    fields: tuple[Field, ...]


def park(request: HttpRequest, fields: list[Field]) -> bool:
    """Keep what was typed until somebody has signed in. False when it is not a resident's, or is too much."""
    if not _OF_A_COURSE.match(request.path) or sum(len(value) for _name, value in fields) > MOST_CHARACTERS:
        return False
    what = {"at": utc_now().isoformat(), "target": request.path, "fields": fields}
    request.session[KEY] = key_ring().encrypt(json.dumps(what), PURPOSE)
    request.session.pop(OFFERED, None)
    return True


def parked_for(request: HttpRequest, actor: Actor) -> Parked | None:
    """What waits here for this resident."""
    try:
        what = json.loads(key_ring().decrypt(request.session.get(KEY, ""), PURPOSE))
    except CannotDecrypt:
        return None
    place = _OF_A_COURSE.match(what["target"])
    late = datetime.fromisoformat(what["at"]) + KEPT_FOR < utc_now()
    if late or place is None or not queries.is_own(actor, place.group(1)):
        return None
    return Parked(what["target"], tuple((name, value) for name, value in what["fields"]))


def waits_for(request: HttpRequest, actor: Actor) -> bool:
    """Whether somebody who just signed in is to be asked about it. Once: then the page is found by going back."""
    if KEY not in request.session or OFFERED in request.session or parked_for(request, actor) is None:
        return False
    request.session[OFFERED] = True
    return True


def let_go(request: HttpRequest) -> None:
    """It is not wanted any more."""
    request.session.pop(KEY, None)
