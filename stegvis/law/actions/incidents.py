"""The register of incidents: reported, judged, told on, looked into, closed with what was learnt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.access.written import holds_number
from stegvis.law.deadlines import DUTY, LEVELS, DueState, Level, dues, remind_at
from stegvis.law.kinds import IncidentEntryKind, IncidentKind, IncidentState
from stegvis.law.models import Incident, IncidentEntry, IncidentTask
from stegvis.law.policies.incidents import may_close, may_handle, may_note, may_reopen, may_report, may_work
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox

MOST_TITLE, MOST_TEXT = 160, 6000
REASON = "an incident that was sent before by the same form"


class CannotKeepIncident(Cannot):
    """What is needed is lacking; what was typed is still in the form. `field`: where the sentence stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody reports."""

    kinds: Sequence[IncidentKind]
    title: str
    text: str
    known_at: datetime
    once: str
    happened_at: datetime | None = None
    unit_id: UUID | None = None
    program_id: UUID | None = None


@action("incident:report", may=may_report, about_result=True)
def report(provider: CareProvider, said: Reported, *, now: datetime, by: Actor) -> Incident:
    """Keep it, start its clocks and tell the provider's contact. The same form sent twice is one incident.

    Raises CannotKeepIncident.
    """
    known = Incident.objects.without_asking_who_because(REASON).filter(once=said.once).first()
    if known:
        found: Incident = known
        return found
    if not said.kinds:
        raise CannotKeepIncident(_("Välj vad det är. Är du osäker, välj det som ligger närmast."), "kinds")
    _in_time(said.known_at, said.happened_at, now)
    numbers = Incident.objects.without_asking_who_because("the next number of the provider's incidents")
    last = numbers.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    incident = Incident(
        provider=provider,
        number=last + 1,
        once=said.once,
        title=_demand(said.title, MOST_TITLE, "title"),
        text=_demand(said.text, MOST_TEXT, "text"),
        levels={kind.value: None for kind in sorted(set(said.kinds))},
        unit_id=said.unit_id,
        program_id=said.program_id,
        happened_at=said.happened_at,
        known_at=said.known_at,
        reported_at=now,
        reported_by_id=by.account,
    )
    incident.remind_at = _remind_at(incident, now)
    incident.save(force_insert=True)
    IncidentEntry.objects.create(incident=incident, kind=IncidentEntryKind.REPORTED, at=now, by=by.account_id)
    outbox.put_for_provider(provider.pk, f"incident:{incident.pk}", now=now)
    return incident


def _in_time(known_at: datetime, happened_at: datetime | None, now: datetime) -> None:
    if known_at > now:
        raise CannotKeepIncident(_("Tiden har inte varit än. Välj när ni fick veta det."), "known_at")
    if happened_at is not None and happened_at > known_at:
        raise CannotKeepIncident(_("Det hände före ni fick veta det. Ändra någon av tiderna."), "happened_at")


@action("incident:sort", may=may_handle)
def sort(
    incident: Incident, kinds: Sequence[IncidentKind], known_at: datetime, seen: int, *, now: datetime, by: Actor
) -> None:
    """What it is, and since when it was known: the clocks are worked out anew. Raises CannotKeepIncident."""
    levels = {kind.value: incident.levels.get(kind.value) for kind in sorted(set(kinds))}
    if levels == incident.levels and known_at == incident.known_at:
        return
    _fresh(incident, seen)
    if not levels:
        raise CannotKeepIncident(_("Välj minst ett slag."), "kinds")
    _in_time(known_at, incident.happened_at, now)
    said = {"kinds": sorted(levels), "known_at": known_at.isoformat(), "was": incident.known_at.isoformat()}
    incident.levels, incident.known_at = levels, known_at
    _enter(incident, IncidentEntryKind.SORTED, now, by, said=said)


@action("incident:judge", may=may_work)
def judge(
    incident: Incident, kind: IncidentKind, level: Level, why: str, seen: int, *, now: datetime, by: Actor
) -> None:
    """How serious it is, and why: that decides what must be told to whom. Raises CannotKeepIncident."""
    if kind.value not in incident.levels or level not in LEVELS[kind]:
        raise CannotKeepIncident(_("Välj hur allvarligt det är."), "level")
    _fresh(incident, seen)
    words = _demand(why, MOST_TEXT, "why")
    incident.levels = {**incident.levels, kind.value: level.value}
    said = {"kind": kind.value, "level": level.value}
    _enter(incident, IncidentEntryKind.JUDGED, now, by, text=words, said=said)


@action("incident:told", may=may_work)
def mark_told(
    incident: Incident, code: str, at: datetime, reference: str, text: str, once: str, *, now: datetime, by: Actor
) -> None:
    """That something the law asks for has been done. Late, it needs a reason (GDPR 33:1). Raises CannotKeepIncident."""
    if _known(incident, once) or code in incident.done:
        return
    duty = DUTY.get(code)
    if duty is None or duty.kind.value not in incident.levels:
        raise CannotKeepIncident(_("Välj vad som är gjort."), "code")
    if not incident.known_at <= at <= now:
        raise CannotKeepIncident(_("Välj en tid från det att ni fick veta det till nu."), "at")
    due = next(each for each in dues(incident.happening(), at) if each.duty is duty)
    if due.state is DueState.LATE and not text.strip():
        raise CannotKeepIncident(_("Det gjordes efter tiden. Skriv varför."), "text")
    _refuse_numbers(text, "text")
    incident.done = {**incident.done, code: at.isoformat()}
    said = {"code": code, "at": at.isoformat(), "reference": reference.strip()[:120]}
    _enter(incident, IncidentEntryKind.TOLD, now, by, text=text.strip(), said=said, once=once)


@action("incident:note", may=may_note)
def note(incident: Incident, text: str, once: str, *, now: datetime, by: Actor) -> None:
    """More that is known. Sent twice is sent once. Raises CannotKeepIncident."""
    if _known(incident, once):
        return
    _enter(incident, IncidentEntryKind.NOTE, now, by, text=_demand(text, MOST_TEXT, "text"), once=once)


@action("incident:give", may=may_handle)
def give(incident: Incident, account_id: UUID, *, now: datetime, by: Actor) -> None:
    """Who is responsible for it: a colleague, checked by whoever calls."""
    if incident.responsible_id == account_id:
        return
    incident.responsible_id = account_id
    _enter(incident, IncidentEntryKind.RESPONSIBLE, now, by, said={"to": str(account_id)})


@action("incident:ask", may=may_work)
def ask(incident: Incident, text: str, owner: UUID, due_on: date, once: str, *, now: datetime, by: Actor) -> None:
    """Ask a colleague to do something by a day. Sent twice is asked once. Raises CannotKeepIncident."""
    if _known(incident, once):
        return
    if due_on < local_day(now):
        raise CannotKeepIncident(_("Välj en dag från i dag."), "due_on")
    task = IncidentTask.objects.create(
        incident=incident, text=_demand(text, MOST_TEXT, "text"), owner_id=owner, due_on=due_on
    )
    _enter(incident, IncidentEntryKind.TASK, now, by, said={"task": task.pk, "to": str(owner)}, once=once)


@action("incident:finish_task", may=may_note)
def finish_task(incident: Incident, task_id: int, result: str, *, now: datetime, by: Actor) -> None:
    """What came of it: by whom it was asked of, or those who work with the incident. Raises CannotKeepIncident."""
    task = incident.tasks.filter(pk=task_id, done_at__isnull=True).first()
    if task is None:
        return
    if str(task.owner_id) != by.account_id and not may_work(by, incident):
        raise CannotKeepIncident(_("Uppgiften är någon annans."))
    task.done_at, task.result = now, _demand(result, MOST_TEXT, "result")
    task.save()
    _enter(incident, IncidentEntryKind.TASK_DONE, now, by, said={"task": task.pk})


@action("incident:close", may=may_close)
def close(incident: Incident, lessons: str, *, now: datetime, by: Actor) -> None:
    """Nothing is left to tell or to do; `lessons` says what was learnt. Raises CannotKeepIncident."""
    if any(level is None for level in incident.levels.values()):
        raise CannotKeepIncident(_("Bedöm först hur allvarligt det är. Också det som inte är allvarligt ska bedömas."))
    if any(due.left for due in dues(incident.happening(), now)):
        raise CannotKeepIncident(_("Något är kvar att anmäla eller berätta. Gör det först."))
    if incident.tasks.filter(done_at__isnull=True).exists():
        raise CannotKeepIncident(_("Det finns uppgifter som inte är klara."))
    incident.lessons = _demand(lessons, MOST_TEXT, "lessons")
    incident.state, incident.closed_at = IncidentState.CLOSED, now
    _enter(incident, IncidentEntryKind.CLOSED, now, by)


@action("incident:reopen", may=may_reopen)
def reopen(incident: Incident, why: str, *, now: datetime, by: Actor) -> None:
    """Something more is known. Raises CannotKeepIncident."""
    words = _demand(why, MOST_TEXT, "why")
    incident.state, incident.closed_at = IncidentState.ONGOING, None
    _enter(incident, IncidentEntryKind.REOPENED, now, by, text=words)


def _fresh(incident: Incident, seen: int) -> None:
    if incident.version_no != seen:
        raise CannotKeepIncident(_("Någon annan har ändrat incidenten. Läs om sidan och gör om det du ville ändra."))


def _demand(text: str, most: int, field: str) -> str:
    words = text.strip()
    if not words:
        raise CannotKeepIncident(_("Skriv något först."), field)
    if len(words) > most:
        raise CannotKeepIncident(_("Texten är för lång. Skriv högst %(n)d tecken.") % {"n": most}, field)
    _refuse_numbers(words, field)
    return words


def _refuse_numbers(words: str, field: str) -> None:
    if holds_number(words):
        raise CannotKeepIncident(_("Det ser ut att stå ett personnummer här. Ta bort det och spara igen."), field)


def _known(incident: Incident, once: str) -> bool:
    return bool(once) and incident.entries.filter(once=once).exists()


def _remind_at(incident: Incident, now: datetime) -> datetime | None:
    return None if incident.state == IncidentState.CLOSED else remind_at(dues(incident.happening(), now))


def _enter(
    incident: Incident,
    kind: IncidentEntryKind,
    now: datetime,
    by: Actor,
    *,
    text: str = "",
    said: Mapping[str, object] | None = None,
    once: str = "",
) -> None:
    if incident.state == IncidentState.NEW and kind is not IncidentEntryKind.NOTE:
        incident.state = IncidentState.ONGOING
    incident.version_no += 1
    incident.remind_at = _remind_at(incident, now)
    incident.save()
    IncidentEntry.objects.create(
        incident=incident, kind=kind, at=now, by=by.account_id, text=text, said=dict(said or {}), once=once
    )
