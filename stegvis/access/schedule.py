"""What the clock does to what is kept for a while: sessions and their sign-ins, buckets that are empty, old tickets."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from stegvis.access.models import SignIn, UsedTicket
from stegvis.access.throttling.taking import forget_empty

# A session that was just begun gets its row a moment after its sign-in is written.
YOUNG = timedelta(minutes=5)
AT_ONCE = 500


def forget_run_out(*, now: datetime) -> int:
    """Remove sessions that have run out, some at a time, and sign-ins whose session is gone. Returns how many went."""
    keys = list(Session.objects.filter(expire_date__lte=now).values_list("session_key", flat=True)[:AT_ONCE])
    gone = Session.objects.filter(session_key__in=keys, expire_date__lte=now).delete()[0] if keys else 0
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    SignIn.objects.filter(~Exists(alive), signed_in_at__lt=now - YOUNG).delete()
    forget_empty(now)
    UsedTicket.objects.filter(until__lte=now).delete()
    return gone
