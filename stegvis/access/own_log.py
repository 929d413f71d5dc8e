"""The resident's own reading door of the log: who has opened or changed what is theirs (PDL 8:5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.models import EarlierNumber, Person
from stegvis.access.settings import Key
from stegvis.audit import log, reading
from stegvis.audit.entry import PatientRef, Subject
from stegvis.audit.kinds import Activity
from stegvis.audit.reading import Entry as Entry  # noqa: PLC0414 - pages name what they are given
from stegvis.lib.clock import utc_now

PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is narrowed to: days, a unit by name, and whether what oneself did is shown too."""

    first: date | None = None
    last: date | None = None
    unit: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """One page of entries, newest first, and how many there are."""

    rows: tuple[Entry, ...]
    total: int
    page: int


def entries(actor: Actor, wanted: Wanted, page: int = 1) -> Read:
    """A page of the own log. Four queries."""
    rows = _rows(actor, wanted)
    total = rows.count()
    page = min(max(1, page), max(1, -(-total // PAGE)))
    return Read(tuple(rows[(page - 1) * PAGE : page * PAGE]), total, page)


def everything(actor: Actor, wanted: Wanted) -> list[Entry]:
    """All of it, for an extract."""
    return list(_rows(actor, wanted))


def units(actor: Actor) -> list[str]:
    """The units that stand in the own log: the filter's choices."""
    names = _rows(actor, Wanted()).order_by("unit_name").values_list("unit_name", flat=True).distinct()
    return [name for name in names if name]


def names_shown(rows: Iterable[Entry]) -> dict[str, bool]:
    """Whether each provider shows its staff by name: provider id → yes or no. One query for each provider."""
    found = {}
    for provider in {row.provider_id for row in rows}:
        try:
            found[provider] = bool(settings.value(Key.LOG_STAFF_NAMES, provider_id=UUID(provider)))
        except ValueError:
            found[provider] = False
    return found


def note_extract(actor: Actor) -> None:
    """Note that the resident took the log with them."""
    person = Person.objects.visible_to(actor).first()
    if person is not None:
        ref: PatientRef = person.patient_ref()
        log.enter(actor.who(), "own_log:print", Subject("Log", "", patient=ref), now=utc_now(), activity=Activity.PRINT)


def _rows(actor: Actor, wanted: Wanted) -> QuerySet[Entry]:
    person = Person.objects.visible_to(actor).first() if actor.is_resident else None
    if person is None:
        return reading.of_patient([])
    earlier = [row.number_cipher for row in EarlierNumber.objects.filter(person=person)]
    rows = reading.of_patient([person.number_cipher, *earlier])
    if not wanted.own:
        rows = rows.exclude(account_id=actor.account_id)
    if wanted.first:
        rows = rows.filter(at__gte=make_aware(datetime.combine(wanted.first, time.min)))
    if wanted.last:
        rows = rows.filter(at__lte=make_aware(datetime.combine(wanted.last, time.max)))
    return rows.filter(unit_name=wanted.unit) if wanted.unit else rows
