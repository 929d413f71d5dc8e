"""Ticking, unticking, and a new version of the region's list."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.governance.candidates import candidate_of
from stegvis.governance.checklist.default import Line
from stegvis.governance.checklist.leaning import leaning
from stegvis.governance.checklist.policies import may_tick, may_tick_line
from stegvis.governance.checklist.queries import checklist
from stegvis.governance.checklist.standing import LineNow, LineState
from stegvis.governance.models import ChecklistItem, ChecklistMark, ChecklistTemplate, Initiative
from stegvis.governance.moving import tell
from stegvis.governance.policies import may_configure
from stegvis.lib.errors import Cannot

NOTE_LENGTH = 2000
TEXT_LENGTH = 200
MOST_LINES = 60


class CannotTick(Cannot):
    """The line is not in the list, is not the actor's, or must be put right first."""


class CannotChangeTemplate(Cannot):
    """Somebody else has changed it since, or a line says nothing."""


@action("making:tick", may=may_tick)
def tick(initiative: Initiative, key: str, note: str = "", *, now: datetime, by: Actor) -> ChecklistMark | None:
    """Tick a line for the candidate that there is now. One that is ticked already stays so. Raises CannotTick."""
    found = _line(initiative, key, by)
    candidate = candidate_of(initiative)
    if candidate is None:
        raise CannotTick(_("Det finns ingen kandidat att kryssa för än. Designern behöver frysa programmet först."))
    if found.done:
        return found.mark
    if not found.tickable:
        raise CannotTick(_("Det här ser systemet självt. Rätta det som är kvar, så blir punkten klar."))
    said = note.strip()[:NOTE_LENGTH]
    if found.line.verifies and not said:
        raise CannotTick(_("Skriv varför det är bra nog som det är. Systemet ser att något är kvar."))
    mark = ChecklistMark.objects.create(
        initiative=initiative,
        key=key,
        text=str(found.line.text)[:TEXT_LENGTH],
        ticked=True,
        candidate=candidate,
        leaning=leaning(candidate.document_id, found.line.leans_on),
        note=said,
        by_id=by.account,
        at=now,
    )
    tell(initiative, "making:tick", details={"text": mark.text}, now=now, by=by)
    return mark


@action("making:untick", may=may_tick)
def untick(initiative: Initiative, key: str, *, now: datetime, by: Actor) -> ChecklistMark | None:
    """Take a tick back; both stay in the history. Nothing happens to a line that is not ticked. Raises CannotTick."""
    found = _line(initiative, key, by)
    if found.state is not LineState.TICKED or found.mark is None:
        return found.mark
    mark = ChecklistMark.objects.create(
        initiative=initiative,
        key=key,
        text=str(found.line.text)[:TEXT_LENGTH],
        ticked=False,
        candidate=found.mark.candidate,
        leaning=found.mark.leaning,
        by_id=by.account,
        at=now,
    )
    tell(initiative, "making:untick", details={"text": mark.text}, now=now, by=by)
    return mark


def _line(initiative: Initiative, key: str, by: Actor) -> LineNow:
    found = next((each for each in checklist(initiative) if each.line.key == key), None)
    if found is None:
        raise CannotTick(_("Punkten finns inte längre i checklistan. Läs in sidan igen."))
    verdict = may_tick_line(by, initiative, found.line.who)
    if not verdict:
        raise CannotTick(verdict.sentence)
    return found


@action("making:change_list", may=may_configure)
def change_template(
    provider: CareProvider, lines: Sequence[Line], note: str, base: int, *, now: datetime, by: Actor
) -> ChecklistTemplate:
    """Make the next version of the region's list. ``base`` is the number that was changed from.

    Raises CannotChangeTemplate when another has been made since, or the list says nothing.
    """
    last: int = ChecklistTemplate.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    if base != last:
        raise CannotChangeTemplate(_("Någon annan har ändrat checklistan sedan du öppnade den. Läs in sidan igen."))
    if not lines or len(lines) > MOST_LINES:
        raise CannotChangeTemplate(_("Checklistan ska ha mellan en och 60 punkter."))
    if any(not str(line.text).strip() for line in lines):
        raise CannotChangeTemplate(_("Skriv vad varje punkt handlar om, eller ta bort den."))
    if len({line.key for line in lines}) != len(lines):
        raise CannotChangeTemplate(_("Samma punkt står två gånger. Ta bort den ena."))
    made = ChecklistTemplate.objects.create(
        provider=provider, number=last + 1, note=note.strip()[:300], made_by_id=by.account, made_at=now
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            template=made,
            key=line.key,
            place=place,
            text=str(line.text).strip()[:TEXT_LENGTH],
            help=str(line.help).strip(),
            who=line.who,
            verifies=line.verifies or "",
            leans_on=[part.value for part in line.leans_on],
            required=line.required,
        )
        for place, line in enumerate(lines)
    )
    return made
