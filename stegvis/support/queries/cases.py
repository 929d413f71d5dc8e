"""Cases: the sender's own, the team's queue, and what a program's owner collects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit
from stegvis.catalogue.models import Program, ProgramVersion
from stegvis.support.kinds import OPEN_STATES, SHOWN_TO_SENDER, CaseKind, CaseState, EntryKind
from stegvis.support.models import Case, CaseEntry
from stegvis.support.policies.cases import in_team

MOST = 300
# No row has it.
NOTHING = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the queue is narrowed to. Empty is everything."""

    state: str = "open"
    kind: str = ""
    program: str = ""
    quarter: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of a case, with the name of who it was; empty where it was the sender."""

    entry: CaseEntry
    who: str
    team: bool

    @property
    def kind(self) -> EntryKind:
        """What happened."""
        return EntryKind(self.entry.kind)


def own(actor: Actor) -> list[Case]:
    """What the actor has sent, the newest first. One query."""
    if not actor.signed_in or actor.is_system:
        return []
    rows = Case.objects.visible_to(actor).filter(sender_id=actor.account)
    return list(rows.select_related("program").order_by("-created_at")[:MOST])


def unread(actor: Actor) -> int:
    """How many of the actor's own have an answer that was not opened. One query."""
    if not actor.signed_in or actor.is_system:
        return 0
    return Case.objects.visible_to(actor).filter(sender_id=actor.account, unread=True).count()


def own_case(actor: Actor, pk: UUID) -> Case | None:
    """One of the actor's own. One query."""
    rows = Case.objects.visible_to(actor).filter(pk=pk)
    found: Case | None = rows.filter(sender_id=actor.account).select_related("program", "provider").first()
    return found


def case(actor: Actor, pk: UUID) -> Case | None:
    """One case of the team's. One query."""
    if not actor.can("case:handle"):
        return None
    rows = (
        Case.objects.visible_to(actor).filter(pk=pk).select_related("program", "version", "unit", "provider", "owner")
    )
    found: Case | None = rows.first()
    return found if found and in_team(actor, found) else None


def conversation(case: Case, actor: Actor | None = None) -> list[Said]:
    """Everything for the team; what is the sender's to read for everybody else. Two queries."""
    whole = actor is not None and in_team(actor, case)
    rows = [row for row in case.entries.all() if whole or EntryKind(row.kind) in SHOWN_TO_SENDER]
    names = access.names_of({row.by for row in rows if row.by})
    return [_said(case, row, names) for row in rows]


def _said(case: Case, row: CaseEntry, names: dict[str, str]) -> Said:
    from_team = EntryKind(row.kind) not in {EntryKind.SENT, EntryKind.MORE}
    return Said(row, names.get(row.by, "") if from_team else "", from_team)


def queue(actor: Actor, wanted: Wanted) -> list[Case]:
    """The team's cases, those to be answered first standing first. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("case:handle"):
        return []
    rows = Case.objects.visible_to(actor).filter(provider_id=UUID(actor.hat.provider_id))
    rows = rows.filter(_state(wanted.state), _owner(wanted.owner, actor))
    if wanted.kind in CaseKind.values:
        rows = rows.filter(kind=wanted.kind)
    if wanted.quarter:
        rows = rows.filter(quarter=wanted.quarter)
    if program := _uuid(wanted.program):
        rows = rows.filter(program_id=program)
    if wanted.program == "none":
        rows = rows.filter(program__isnull=True)
    order = ("due_on", "number") if wanted.state == "open" else ("-created_at",)
    return list(rows.select_related("program", "unit", "owner").order_by(*order)[:MOST])


def _state(wanted: str) -> Q:
    if wanted == "open":
        return Q(state__in=OPEN_STATES)
    return Q(state=wanted) if wanted in CaseState.values else Q()


def _owner(wanted: str, actor: Actor) -> Q:
    if wanted == "mine":
        return Q(owner_id=actor.account_id)
    return Q(owner__isnull=True) if wanted == "none" else Q()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def overdue(actor: Actor, today: date) -> int:
    """How many of the team's open cases should have been answered. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("case:handle"):
        return 0
    rows = Case.objects.visible_to(actor).filter(provider_id=UUID(actor.hat.provider_id), state__in=OPEN_STATES)
    return rows.filter(due_on__lt=today).count()


def programs(actor: Actor) -> list[Program]:
    """The provider's programs, to sort a case under. One query."""
    if not actor.hat.provider_id:
        return []
    return list(Program.objects.filter(publisher_unit__provider_id=UUID(actor.hat.provider_id)).order_by("title"))


@dataclass(frozen=True, slots=True)
class About:
    """What a page was about, as far as a case may know: never a person."""

    program: Program | None = None
    version: ProgramVersion | None = None
    unit: CareUnit | None = None


def providers() -> list[CareProvider]:
    """Every region of the installation: whom a case may be sent to. Public knowledge. One query."""
    return list(CareProvider.objects.order_by("name"))


def provider(pk: UUID | str) -> CareProvider | None:
    """One of them."""
    found = _uuid(str(pk))
    return CareProvider.objects.filter(pk=found).first() if found else None


def about(actor: Actor, *, version: str = "", program: str = "", unit_code: str = "") -> About:
    """What an address names. A program or version is known to those who are signed in; a unit's code to everybody."""
    unit = access.unit_by_code(unit_code) if unit_code else None
    found_version = ProgramVersion.objects.select_related("program").filter(pk=_uuid(version) or NOTHING).first()
    found = found_version.program if found_version else Program.objects.filter(pk=_uuid(program) or NOTHING).first()
    if not actor.signed_in and not unit:
        return About(unit=unit)
    return About(found, found_version, unit or (access.unit_of(actor) if actor.unit else None))


def text_of(case: Case) -> str:
    """What the sender wrote first."""
    first = next((row for row in case.entries.all() if row.kind == EntryKind.SENT), None)
    return first.text or "" if first else ""


def quarters(cases: Sequence[Case]) -> list[str]:
    """The quarters in a list of cases, newest first."""
    return sorted({row.quarter for row in cases}, reverse=True)


def waits_since(case: Case) -> datetime:
    """Since when the sender waits: the last that they wrote. One query."""
    rows = case.entries.filter(kind__in=[EntryKind.SENT, EntryKind.MORE]).order_by("-id")
    last = rows.first()
    return last.at if last else case.created_at
