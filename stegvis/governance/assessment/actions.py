"""The changing door of the assessment: say, take a stand, coordinate, decide, appoint, and begin the program."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, CareUnit
from stegvis.authoring import actions as authoring
from stegvis.authoring import queries as studio
from stegvis.catalogue.models import Program
from stegvis.governance.assessment.kinds import Stance
from stegvis.governance.assessment.policies import (
    may_appoint,
    may_comment,
    may_decide,
    may_link_program,
    may_record,
    may_show_interest,
    may_take_stand,
)
from stegvis.governance.assessment.queries import Appointable, designers, own_seats
from stegvis.governance.kinds import RUNNING, Act, TaskKind
from stegvis.governance.models import Comment, Coordination, HistoryEntry, Initiative, Interest, Standpoint
from stegvis.governance.moving import CannotMove, advance, close_tasks, open_stage_tasks, open_task, tell
from stegvis.governance.policies import may_move
from stegvis.governance.saved import CannotOverwrite, one_line, told
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

ROUTINE_DAYS = 90


class CannotSay(Cannot):
    """Nothing is written, or it is nobody's."""


class CannotLink(Cannot):
    """The program is not the unit's, or other work is on it already."""


@action("assessment:comment", may=may_comment)
def comment(initiative: Initiative, text: str, *, once: str, now: datetime, by: Actor) -> Comment:
    """A remark in the thread. `once`: the form it was written in; twice is once. Raises CannotSay without words."""
    words = told(text, 4000)
    if not words:
        raise CannotSay(_("Skriv något först."))
    found = Comment.objects.filter(once=once[:64], initiative=initiative).first()
    return found or Comment.objects.create(initiative=initiative, text=words, by_id=by.account, at=now, once=once[:64])


@action("assessment:stand", may=may_take_stand)
def take_stand(
    initiative: Initiative, stance: str, reason: str, *, seat_id: int | None = None, now: datetime, by: Actor
) -> Standpoint:
    """What a seat thinks; changed as often as it likes, and every earlier one is kept. The same twice is once.

    `seat_id` where the actor speaks for several. Raises CannotSay without a stance or a reason.
    """
    own = own_seats(by, initiative)
    seat = next((each for each in own if seat_id in (None, each.pk)), None)
    words = told(reason, 4000)
    if seat is None or stance not in Stance.values:
        raise CannotSay(_("Välj för, emot eller osäker."))
    if not words:
        raise CannotSay(_("Skriv varför. Det hjälper den som ska besluta."))
    last = Standpoint.objects.filter(initiative=initiative, seat=seat).order_by("-pk").first()
    if last and (last.stance, last.reason) == (stance, words):
        return last
    row = Standpoint.objects.create(
        initiative=initiative, seat=seat, stance=stance, reason=words, by_id=by.account, at=now
    )
    close_tasks(initiative, {TaskKind.STANDPOINT}, account=seat.account_id, now=now, by=by)
    tell(initiative, "assessment:stand", details={"person": str(seat.account)}, now=now, by=by)
    return row


@action(Act.ASK_MORE.value, may=may_move(Act.ASK_MORE))
def ask_more(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Back to the owner with what is asked for. Raises CannotMove without it."""
    return advance(initiative, Act.ASK_MORE, reason=reason, now=now, by=by)


@action(Act.APPROVE_NOMINATION.value, may=may_decide)
def approve(initiative: Initiative, reason: str, designer: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Yes, and who builds it: `designer` is an Appointable's key. Raises CannotMove without a reason or a designer."""
    chosen = _appointable(by, designer)
    initiative.designer, initiative.publisher_unit = chosen.account, chosen.unit
    names = {"designer": str(chosen.account), "publisher_unit": chosen.unit.name}
    return advance(initiative, Act.APPROVE_NOMINATION, reason=reason, details=names, now=now, by=by)


@action(Act.DECLINE_NOMINATION.value, may=may_decide)
def decline(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """No, with the reason that the owner reads. Raises CannotMove without one."""
    return advance(initiative, Act.DECLINE_NOMINATION, reason=reason, now=now, by=by)


@action("initiative:appoint", may=may_appoint)
def appoint(initiative: Initiative, designer: str, *, now: datetime, by: Actor) -> Initiative:
    """Another designer. Once there is a program it must be somebody of the same publisher unit. Raises CannotMove."""
    chosen = _appointable(by, designer)
    if (initiative.designer_id, initiative.publisher_unit_id) == (chosen.account.pk, chosen.unit.pk):
        return initiative
    if initiative.program_id and initiative.publisher_unit_id != chosen.unit.pk:
        raise CannotMove(_("Programmet byggs på en annan utgivarenhet. Välj någon som arbetar där."))
    close_tasks(initiative, {TaskKind.DESIGN, TaskKind.PREPARE}, now=now, by=by)
    initiative.designer, initiative.publisher_unit = chosen.account, chosen.unit
    initiative.save(update_fields=["designer", "publisher_unit"])
    names = {"designer": str(chosen.account), "publisher_unit": chosen.unit.name}
    tell(initiative, "initiative:appoint", details=names, now=now, by=by)
    open_stage_tasks(initiative, now=now)
    return initiative


@action("assessment:coordinate", may=may_record)
def coordinate(
    initiative: Initiative,
    regional: str,
    national: str,
    reuse: Program | None = None,
    *,
    seen: int = 0,
    now: datetime,
    by: Actor,
) -> Coordination:
    """What coordination has found; earlier words are kept. `seen`: the newest that the page knew, 0 for none.

    Raises CannotSay without words and CannotOverwrite when somebody has written since.
    """
    words = (told(regional, 4000), told(national, 4000))
    if not any(words):
        raise CannotSay(_("Skriv vad ni har kommit fram till, i regionen eller i landet."))
    last = Coordination.objects.filter(initiative=initiative).order_by("-pk").first()
    if last and (last.regional, last.national, last.reuse_id) == (*words, reuse.pk if reuse else None):
        return last
    if (last.pk if last else 0) != seen:
        raise CannotOverwrite
    row = Coordination.objects.create(
        initiative=initiative, regional=words[0], national=words[1], reuse=reuse, by_id=by.account, at=now
    )
    tell(initiative, "assessment:coordinate", now=now, by=by)
    return row


@action("interest:add", may=may_record)
def add_interest(
    initiative: Initiative,
    *,
    unit: CareUnit | None = None,
    provider: CareProvider | None = None,
    name: str = "",
    contact: str = "",
    note: str = "",
    now: datetime,
    by: Actor,
) -> Interest:
    """Somebody else wants it: a unit, a provider, or a region by name. Each is written down once. Raises CannotSay."""
    return _interest(initiative, unit, provider, one_line(name), contact, note, now, by)


@action("interest:show", may=may_show_interest)
def show_interest(
    initiative: Initiative, unit: CareUnit, *, contact: str = "", note: str = "", now: datetime, by: Actor
) -> Interest:
    """The actor's own unit wants it too. Twice is once. Raises CannotSay for another unit than the own."""
    if by.unit != unit.pk:
        raise CannotSay(_("Anmäl intresse för din egen enhet. Byt uppdrag om du vill anmäla en annan."))
    return _interest(initiative, unit, None, "", contact or by.name, note, now, by)


@action("interest:withdraw", may=may_record)
def withdraw_interest(initiative: Initiative, interest_id: UUID, *, now: datetime, by: Actor) -> None:
    """It is no longer so. Twice is once."""
    row = Interest.objects.filter(initiative=initiative, pk=interest_id, withdrawn_at__isnull=True).first()
    if row:
        row.withdrawn_at, row.withdrawn_by_id = now, by.account
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        tell(initiative, "interest:withdraw", details={"who": str(row)}, now=now, by=by)


@action("initiative:create_program", may=may_link_program)
def create_program(initiative: Initiative, *, now: datetime, by: Actor) -> Initiative:
    """An empty draft for what was approved, known to the catalogue from the start. Twice is once."""
    if initiative.program_id or initiative.publisher_unit is None:
        return initiative
    page = authoring.create_program(initiative.publisher_unit, initiative.title, now=now, by=by)
    return _linked(initiative, Program.objects.get(pk=page.program_uuid), now, by)


@action("initiative:link_program", may=may_link_program)
def link_program(initiative: Initiative, program_id: UUID, *, now: datetime, by: Actor) -> Initiative:
    """A draft that the unit has begun already. Raises CannotLink when it is not theirs or other work is on it."""
    if initiative.program_id:
        return initiative
    if studio.page_of(by, program_id) is None:
        raise CannotLink(_("Utkastet finns inte på er utgivarenhet."))
    program = Program.objects.get(pk=program_id)
    if Initiative.objects.filter(program=program, stage__in=RUNNING).exists():
        raise CannotLink(_("Ett annat arbete pågår redan med det utkastet."))
    if program.versions.exists():
        raise CannotLink(_("Programmet är publicerat. Föreslå en ändring i stället."))
    return _linked(initiative, program, now, by)


def _linked(initiative: Initiative, program: Program, now: datetime, by: Actor) -> Initiative:
    initiative.program = program
    initiative.save(update_fields=["program"])
    tell(initiative, "initiative:program", details={"program": program.title}, now=now, by=by)
    if initiative.owner:
        # Most of the time goes to deciding how the program is used: the owner begins beside the designer.
        due = local_day(now) + timedelta(days=ROUTINE_DAYS)
        open_task(initiative, TaskKind.ROUTINE, account=initiative.owner, due_on=due, now=now, by=by)
    return initiative


def _appointable(actor: Actor, key: str) -> Appointable:
    found = next((each for each in designers(actor) if each.key == key), None)
    if found is None:
        raise CannotMove(_("Välj vem som ska bygga programmet."))
    return found


def _interest(
    initiative: Initiative,
    unit: CareUnit | None,
    provider: CareProvider | None,
    name: str,
    contact: str,
    note: str,
    now: datetime,
    by: Actor,
) -> Interest:
    if unit and unit.provider_id != initiative.provider_id:
        raise CannotSay(_("Välj en enhet i din egen region, eller skriv namnet på den andra vårdgivaren."))
    if not (unit or provider or name):
        raise CannotSay(_("Välj en enhet, eller skriv vilken region eller vårdgivare det gäller."))
    name = "" if unit or provider else name
    standing = Interest.objects.filter(initiative=initiative, unit=unit, provider=provider, name=name)
    found = standing.filter(withdrawn_at__isnull=True).first()
    if found:
        return found
    row = Interest.objects.create(
        initiative=initiative, unit=unit, provider=provider, name=name, contact=one_line(contact),
        note=told(note, 2000), added_by_id=by.account, added_at=now,
    )  # fmt: skip
    tell(initiative, "interest:add", details={"who": str(row)}, now=now, by=by)
    return row
