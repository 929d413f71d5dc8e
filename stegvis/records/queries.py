"""The reading door of keeping: rules, holds, destructions, and the dry run. Actor first."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import CareProvider, Patient
from stegvis.audit import destroying, log
from stegvis.audit.entry import Subject
from stegvis.audit.kinds import Activity
from stegvis.care.shown import is_hidden, shown
from stegvis.catalogue.models import Program
from stegvis.lib.clock import local_day, utc_now
from stegvis.records import holdings
from stegvis.records.actions.deciding import takes_two as takes_two  # noqa: PLC0414 - pages ask it
from stegvis.records.keeping import Judged, months_after
from stegvis.records.kinds import DataClass, ItemState, Why
from stegvis.records.models import Disposal as Disposal  # noqa: PLC0414 - pages name what they are given
from stegvis.records.models import Hold as Hold  # noqa: PLC0414
from stegvis.records.models import RetentionRule as RetentionRule  # noqa: PLC0414
from stegvis.records.models import forgetting, hanging
from stegvis.records.policies import may_keep, may_read
from stegvis.records.schedule import digest_of, log_reach

MOST_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Place:
    """How many records of one program on one unit go."""

    unit: str
    title: str
    count: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would take today, where, and what stays and why. Nothing was changed.

    `rows` counts by the model's name, of the first so many records; `entries` are the access log's. `next_on` is the
    first day that anything more is due.
    """

    rule: RetentionRule
    going: int
    places: tuple[Place, ...]
    staying: tuple[tuple[Why, int], ...]
    rows: Counter[str]
    entries: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One record that an authority's order may be about: where it is kept and of what, never what stands in it."""

    key: UUID
    unit: str
    title: str
    last_on: date
    ended_on: date | None
    why: Why
    goes: bool


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider whose records officer asks."""
    if not actor.can("records:keep"):
        return None
    found = CareProvider.objects.filter(pk=actor.hat.provider_id).first() if actor.hat.provider_id else None
    return found if found and may_keep(actor, found) else None


def rules(provider: CareProvider) -> dict[DataClass, RetentionRule]:
    """What holds now, by class. One query."""
    rows = RetentionRule.objects.filter(provider=provider, ended_at__isnull=True).select_related("set_by", "provider")
    return {DataClass(row.kind): row for row in rows}


def earlier_rules(provider: CareProvider, kind: DataClass) -> list[RetentionRule]:
    """What held before, newest first."""
    rows = RetentionRule.objects.filter(provider=provider, kind=kind, ended_at__isnull=False).select_related("set_by")
    return list(rows.order_by("-set_at"))


def holds(provider: CareProvider, today: date) -> tuple[list[Hold], list[Hold]]:
    """Those that hold today, and those that do not any longer, newest first."""
    rows = Hold.objects.filter(provider=provider).select_related("program", "set_by", "lifted_by", "patient__person")
    found = list(rows.order_by("-set_at")[:200])
    now = [row for row in found if row.lifted_at is None and (row.until is None or row.until >= today)]
    return now, [row for row in found if row not in now]


def hold(actor: Actor, pk: UUID) -> Hold | None:
    """One hold at the actor's provider."""
    provider = provider_of(actor)
    rows = Hold.objects.filter(provider=provider, pk=pk).select_related("provider", "program", "patient__person")
    return rows.first() if provider else None


def patient_of_hold(actor: Actor, row: Hold) -> str:
    """Whose record is held: a name and a number, or a mark and a masked number where the identity is protected.

    Writes an entry about that patient.
    """
    if row.patient is None:
        return ""
    log.enter(actor.who(), "hold:read", row.audit_subject(), now=utc_now(), activity=Activity.READ)
    number = row.patient.person.number
    if is_hidden(row.patient):
        return f"{shown('', row.patient.pk, hidden=True)}, {number.masked}"
    return f"{row.patient.full_name}, {number.display}"


def programs(provider: CareProvider) -> list[tuple[str, str]]:
    """Programs that the provider has runs of: a hold's choices."""
    rows = holdings.enrolments(provider.pk).order_by().values_list("course__version__program_id", flat=True).distinct()
    found = Program.objects.filter(pk__in=list(rows)).order_by("title")
    return [(str(row.pk), row.title) for row in found]


def program(provider: CareProvider, pk: str) -> Program | None:
    """One of them."""
    return Program.objects.filter(pk=pk).first() if pk in dict(programs(provider)) else None


def patient(actor: Actor, number: IdentityNumber, act: str) -> Patient | None:
    """The provider's patient with this number, sought by `act`. Found or not, the search is in the log."""
    found = Patient.to_keep(actor, number)
    provider = provider_of(actor)
    if provider is None:
        return None
    ref = found.person.patient_ref() if found else None
    subject = Subject("Patient", str(found.pk) if found else "", str(provider.pk), provider.name, patient=ref)
    log.enter(actor.who(), act, subject, now=utc_now(), activity=Activity.READ)
    return found


def patient_by_key(actor: Actor, pk: UUID) -> Patient | None:
    """The same by key, when it has been found."""
    return Patient.kept(actor, pk)


def records_of(provider: CareProvider, found: Patient, today: date) -> list[Line]:
    """One patient's records, to choose between."""
    judged, names = holdings.ordered(provider.pk, found.pk, today)
    return [
        Line(key, names[key].unit, names[key].title, each.kept.last_entry_on, each.kept.ended_on, each.why, each.goes)
        for each in judged
        if isinstance(key := each.kept.key, UUID)
    ]


def dry_run(actor: Actor, kind: DataClass, today: date, now: datetime) -> DryRun | None:
    """What the rule would take today. None where there is no rule."""
    provider = provider_of(actor)
    row = rules(provider).get(kind) if provider else None
    if provider is None or row is None:
        return None
    if kind is DataClass.LOG:
        would = Disposal(provider=provider, kind=kind, months=row.months, since=row.since, as_of=today)
        before, held = log_reach(would, now)
        entries = destroying.destroyable(before, str(provider.pk), hanging.log_hashes(held)) if before else 0
        return DryRun(row, 0, (), (), Counter(), entries, None)
    found, names = holdings.judged(provider.pk, row.rule, today)
    going = [each for each in found if each.goes]
    keys = [each.kept.key for each in going if isinstance(each.kept.key, UUID)]
    rows = (
        hanging.counts(keys[:MOST_COUNTED]) if kind is DataClass.RECORD else hanging.unsent_counts(keys[:MOST_COUNTED])
    )
    return DryRun(row, len(going), _places(going, names), _staying(provider, kind, found), rows, 0, _next(found, today))


def _places(going: Sequence[Judged], names: dict[UUID, holdings.Named]) -> tuple[Place, ...]:
    grouped: dict[holdings.Named, list[Judged]] = {}
    for each in going:
        grouped.setdefault(names[each.kept.key], []).append(each)  # type: ignore[index]
    places = [
        Place(name.unit, name.title, len(rows), min((r.due_on for r in rows if r.due_on), default=None))
        for name, rows in grouped.items()
    ]
    return tuple(sorted(places, key=lambda place: (place.unit, place.title)))


def _staying(provider: CareProvider, kind: DataClass, found: Sequence[Judged]) -> tuple[tuple[Why, int], ...]:
    """Of records, also those that are too young to have been asked about."""
    counts = Counter(each.why for each in found if not each.goes)
    if kind is DataClass.RECORD:
        all_of = holdings.counted(provider.pk)
        counts[Why.RUNNING] = all_of[False]
        stays = sum(counts[why] for why in (Why.HELD, Why.FLAGGED))
        # Ended ones whose patient has one that goes on are counted as young: their time has not begun.
        counts[Why.YOUNG] = max(0, all_of[True] - stays - sum(each.goes for each in found))
    order = (Why.RUNNING, Why.YOUNG, Why.HELD, Why.FLAGGED)
    return tuple((why, counts[why]) for why in order if counts[why])


def _next(found: Sequence[Judged], today: date) -> date | None:
    return min((each.due_on for each in found if each.due_on and each.due_on > today), default=None)


def destructions(provider: CareProvider) -> list[Disposal]:
    """Newest first."""
    rows = Disposal.objects.filter(provider=provider).select_related("made_by", "approved_by")
    return list(rows.order_by("-number")[:100])


def destruction(actor: Actor, pk: UUID) -> Disposal | None:
    """One destruction at the actor's provider."""
    found = Disposal.objects.filter(pk=pk).select_related("provider", "made_by", "approved_by").first()
    return found if found and may_read(actor, found) else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a destruction names, by unit and program, how far it has come, and whether its record is as it was closed."""

    places: tuple[Place, ...]
    left: tuple[tuple[Why, int], ...]
    waiting: int
    destroyed: int
    whole: bool
    # Of how many the name and the number stay though the record went; how many stayed first and have gone since; and how
    # many stayed of whom it was not kept who they were, so that nothing more is known of them.
    stayed: int
    later: int
    unkeyed: int


def told(row: Disposal) -> Told:
    """One destruction's lines, gathered."""
    grouped: dict[tuple[str, str], list[date | None]] = {}
    left: Counter[Why] = Counter()
    keys: set[tuple[str, UUID]] = set()
    waiting = destroyed = unkeyed = 0
    for item in row.items.all():
        waiting += item.state == ItemState.WAITING
        destroyed += item.state == ItemState.DESTROYED
        keys.update(forgetting.keys_of(item.stayed))
        unkeyed += forgetting.unkeyed(item.stayed)
        if item.state == ItemState.LEFT:
            left[Why(item.why)] += 1
        grouped.setdefault((item.unit_name, item.title), []).append(item.due_on)
    places = [Place(u, t, len(days), min((d for d in days if d), default=None)) for (u, t), days in grouped.items()]
    whole = not row.digest or row.digest == digest_of(row)
    ordered = tuple(sorted(places, key=lambda p: (p.unit, p.title)))
    stayed = _there(keys)
    return Told(ordered, tuple(left.items()), waiting, destroyed, whole, stayed, len(keys) - stayed, unkeyed)


def _there(keys: Collection[tuple[str, UUID]]) -> int:
    """Of those that stayed, how many are there now: patients, and persons that no provider has as a patient."""
    labels = {label for label, _key in keys}
    return sum(forgetting.there(label, [key for each, key in keys if each == label]) for label in labels)


def due_after(day: date, months: int) -> date:
    """An example for those who read a rule: what was written on a day may go on another."""
    return months_after(day, months)


def today_of(now: datetime) -> date:
    """The provider's own day."""
    return local_day(now)
