"""What the clock starts in the law room: somebody is told when the time of an incident runs out."""

from datetime import datetime

from stegvis.law.deadlines import dues, remind_at
from stegvis.law.kinds import IncidentState
from stegvis.law.models import Incident
from stegvis.notifications import outbox

AT_ONCE = 50
REASON = "the clock looks after incidents whose time runs out"


def remind_of_incidents(*, now: datetime) -> int:
    """The provider's own channel is told, once for each moment, that time runs out or is over. Returns how many."""
    rows = Incident.objects.without_asking_who_because(REASON).filter(remind_at__lte=now)
    found = list(rows.exclude(state=IncidentState.CLOSED).order_by("remind_at")[:AT_ONCE])
    for row in found:
        outbox.put_for_provider(row.provider_id, f"incident:{row.pk}:{row.remind_at:%Y%m%dT%H%M%S}", now=now)
        row.remind_at = remind_at(dues(row.happening(), now))
        row.save(update_fields=["remind_at"])
    return len(found)
