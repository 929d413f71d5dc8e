"""Sign-ins under way: kept in the visitor's own session on the server, each used once and not for long."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.protocol import Begun

KEY = "sign-ins"
# Several tabs may each be on their way in; the oldest gives way.
MOST = 6


def keep(request: HttpRequest, begun: Begun) -> None:
    """Remember a sign-in that somebody was just sent away on."""
    rows = [*request.session.get(KEY, []), begun.kept()]
    request.session[KEY] = rows[-MOST:]


def take(request: HttpRequest, state: str, now: datetime) -> Begun:
    """The sign-in with this state, which is gone afterwards, whoever asks at the same time. Raises Stopped."""
    if not state or not request.session.session_key:
        raise Stopped(Refusal.STATE_UNKNOWN)
    with transaction.atomic():
        row = Session.objects.select_for_update().filter(session_key=request.session.session_key).first()
        kept = row.get_decoded() if row else {}
        rows = kept.get(KEY, [])
        found = next((each for each in rows if each.get("state") == state), None)
        if row is None or found is None:
            raise Stopped(Refusal.STATE_UNKNOWN)
        left = [each for each in rows if each is not found]
        request.session[KEY] = left
        request.session.save()
    begun = Begun(**found)
    if begun.late(now):
        raise Stopped(Refusal.STATE_LATE)
    return begun
