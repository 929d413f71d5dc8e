"""What lies ahead of a whole unit: one question to the database, and the rest worked out from what stands in the rows.

The rule of the unit's list holds: everybody counts, and a name is given for one's own.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from stegvis.access.actor import Actor
from stegvis.care.models import Enrolment
from stegvis.care.shown import hidden_among, shown
from stegvis.course import planned
from stegvis.course.kinds import ENDED
from stegvis.course.plans import plan_by
from stegvis.lib.errors import Cannot
from stegvis.program.standing import Standing
from stegvis.program.unfold import AheadKind

COLUMNS = (
    "pk", "therapist_id", "patient__given_name", "patient__family_name", "patient__protected",
    "patient__person__protected", "course__document_id", "course__standing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that comes for one resident. Nothing of what it is: its kind and its day. `name` is empty for others'."""

    on: date
    kind: AheadKind
    enrolment: UUID
    name: str = ""


def on_unit(actor: Actor, now: datetime, first: date, days: int, zone: ZoneInfo, *, own: bool) -> list[Thing]:
    """What comes on a number of days from `first` on, for one's own or for all on the unit. One query, or two.

    Only runs whose next moment lies before the end are unfolded: that is what their index is for.
    """
    end = datetime.combine(first + timedelta(days=days), datetime.min.time(), zone)
    rows = Enrolment.objects.visible_to(actor).exclude(course__phase__in=ENDED).filter(course__next_due_at__lt=end)
    if own:
        rows = rows.filter(therapist_id=actor.account)
    found: list[Thing] = []
    told = list(rows.values_list(*COLUMNS))
    guarded = [row[0] for row in told if (row[4] or row[5]) and str(row[1]) == actor.account_id]
    hidden = hidden_among(actor, guarded, now)
    for pk, therapist, given, family, _noted, _registered, document, standing in told:
        name = shown(f"{given} {family}", pk, hidden=pk in hidden) if str(therapist) == actor.account_id else ""
        try:
            stands = Standing.from_json(standing)
            ahead = planned.coming(plan_by(document, stands), stands, now, end)
        except Cannot:
            # A document that cannot be read here hides nobody else's days; the resident's own page says why.
            continue
        for each in ahead:
            on = each.at.astimezone(zone).date()
            if on >= first:
                found.append(Thing(on, each.kind, pk, name))
    return found
