"""A record that was put right in the demo region: answers that turned out to be somebody else's, and a resident's note."""

from datetime import datetime, timedelta

from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.models import Account
from stegvis.access.models.people import number_hash
from stegvis.care.actions import correcting
from stegvis.care.models import Enrolment
from stegvis.course import actions
from stegvis.course.kinds import Phase, ResponseState, WorldKind
from stegvis.course.models import Response
from stegvis.demo.content import corrections as content
from stegvis.demo.content import people
from stegvis.demo.laying.places import Places
from stegvis.lib.clock import local_day

REASON = "the demo lays out its own people"
# With fewer, there would be nothing left to see.
FEWEST = 4


def lay_corrections(places: Places, now: datetime) -> None:
    """Two of one therapist's residents who are well on their way, none whom a visitor can be: a mark, and a note."""
    shown = {number_hash(read_number(raw["identity_number"])) for raw in people.residents() if raw["sentence"]}
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(
        therapist=places.accounts[content.THERAPIST], course__phase=Phase.ACTIVE, course__world__kind=WorldKind.REAL
    )
    rows = rows.exclude(patient__person__number_hash__in=shown).select_related("course__person", "unit__provider")
    found = [(row, sent) for row in rows.order_by("started_at", "pk") if len(sent := _sent(row)) >= FEWEST][:2]
    if len(found) < 2:
        return
    (marked, answers), (doubted, others) = found
    by = places.actor(content.THERAPIST, content.UNIT)
    correcting.strike(marked, answers[-2], "", content.STRUCK, content.RIGHT, by=by)
    account = Account.objects.filter(resident=True, person_id=doubted.course.person_id).first()
    if account is not None:
        resident = hats_of(account, local_day(now))[0]
        # After the answers that it is about, and never ahead of the clock.
        sent_at = others[-1].sent_at or now
        at = min(max(now - timedelta(hours=20), sent_at + timedelta(minutes=25)), now)
        actions.dissent(doubted.course, others[-1].occasion, content.NOTED, "demo-dissent", now=at, by=resident)


def _sent(row: Enrolment) -> list[Response]:
    """The answers with scores, oldest first."""
    rows = row.course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True, scores__isnull=False)
    return list(rows.select_related("definition").distinct().order_by("sent_at", "pk"))
