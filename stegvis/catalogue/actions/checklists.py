"""A unit's checklist, ticked by name and taken back by name; and the provider's list that it is made from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stegvis.access import demanded
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, CareUnit
from stegvis.catalogue.kinds import Settles
from stegvis.catalogue.models import Distribution, StartChecklist, StartTemplate, StartTick
from stegvis.catalogue.policies import may_change_start_template, may_take_back, may_tick
from stegvis.catalogue.queries import checklists, start_template
from stegvis.catalogue.start_lines import ALWAYS, StartLine, written
from stegvis.lib.errors import Cannot

START_TEXT = 200
NOTE = 300
MOST_LINES = 30


class CannotTick(Cannot):
    """The unit does not have the program, there is no such item, nothing was written, or somebody lacks a training."""


class CannotChangeStartTemplate(Cannot):
    """Somebody else has changed it since, or a line says nothing."""


@action("checklist:tick", may=may_tick)
def tick(unit: CareUnit, program_id: UUID, item: str, note: str, *, now: datetime, by: Actor) -> StartTick:
    """One thing is done, and `note` says what: whose decision, where the routine is.

    What the training record knows is asked of the record, and `note` is not read. Twice gives the first.
    Raises CannotTick.
    """
    line = next((each for each in checklists(unit.pk, [program_id])[program_id].lines if each.key == item), None)
    if line is None:
        raise CannotTick(_("Punkten finns inte. Ladda om sidan."))
    if not Distribution.objects.filter(unit=unit, version__program_id=program_id, withdrawn_at__isnull=True).exists():
        raise CannotTick(_("Programmet är inte utdelat till enheten längre."))
    said = _of_record(line, unit, now) or note.strip()
    if not said:
        raise CannotTick(_("Skriv vem som har beslutat, vilka det gäller eller var rutinen finns."))
    return _tick(_list_of(unit, program_id, now), line, said, now, by)


def _of_record(line: StartLine, unit: CareUnit, now: datetime) -> str:
    """What the training record says, where the line asks it and it knows; "" otherwise. Raises CannotTick."""
    if line.by is not Settles.TRAINING:
        return ""
    verdict = demanded.of_unit("training", unit, timezone.localdate(now))
    if verdict is None:
        return ""
    if not verdict:
        raise CannotTick(verdict.sentence)
    return _now("Enligt utbildningsregistret har alla på enheten den utbildning som deras roll kräver.")


def tick_by_routine(unit: CareUnit, program_id: UUID, said: str, now: datetime, actor: Actor) -> None:
    """The unit's routine is established: what the list asks to be written is written. For the action that does it."""
    for line in checklists(unit.pk, [program_id])[program_id].lines:
        if line.by is Settles.ROUTINE:
            _tick(_list_of(unit, program_id, now), line, said, now, actor)


def _list_of(unit: CareUnit, program_id: UUID, now: datetime) -> StartChecklist:
    return StartChecklist.objects.get_or_create(unit=unit, program_id=program_id, defaults={"made_at": now})[0]


def _tick(checklist: StartChecklist, line: StartLine, said: str, now: datetime, actor: Actor) -> StartTick:
    made = {"text": str(line.text)[:START_TEXT], "note": said[:NOTE], "ticked_by_id": actor.account, "ticked_at": now}
    return StartTick.objects.get_or_create(checklist=checklist, item=line.key, taken_back_at=None, defaults=made)[0]


@action("checklist:take_back", may=may_take_back)
def take_tick_back(tick: StartTick, *, now: datetime, by: Actor) -> StartTick:
    """It does not hold any longer: new starts wait until it is ticked again. The tick is kept."""
    if tick.taken_back_at is None:
        tick.taken_back_at, tick.taken_back_by_id = now, by.account
        tick.save(update_fields=["taken_back_at", "taken_back_by"])
    return tick


@action("checklist:change_template", may=may_change_start_template)
def change_start_template(
    provider: CareProvider,
    lines: Sequence[StartLine],
    note: str,
    base: int,
    *,
    of_everybody: bool = False,
    now: datetime,
    by: Actor,
) -> StartTemplate:
    """Make the next version of the provider's list. What is ticked on units stays ticked.

    A new line is asked of lists that begin from now on; `of_everybody` asks it of every unit, whose new starts then
    wait for it. `base` is the number that was changed from. Raises CannotChangeStartTemplate.
    """
    last: int = StartTemplate.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    if base != last:
        raise CannotChangeStartTemplate(
            _("Någon annan har ändrat checklistan sedan du öppnade den. Läs in sidan igen.")
        )
    if len(lines) > MOST_LINES:
        raise CannotChangeStartTemplate(_("Checklistan kan ha högst 30 punkter."))
    if any(not str(line.text).strip() for line in lines):
        raise CannotChangeStartTemplate(_("Skriv vad varje punkt handlar om, eller ta bort den."))
    keys = [line.key for line in lines]
    if len(set(keys)) != len(keys):
        raise CannotChangeStartTemplate(_("Samma punkt står två gånger. Ta bort den ena."))
    if not set(keys) >= ALWAYS:
        raise CannotChangeStartTemplate(
            _("Chefens beslut, utbildning och rutinerna för flaggor och frånvaro måste vara med. Texten får du ändra.")
        )
    known = {line.key: line.since for line in start_template(provider.pk).lines}
    new = None if of_everybody else now
    kept = [replace(line, since=known.get(line.key, new)) for line in lines]
    return StartTemplate.objects.create(
        provider=provider,
        number=last + 1,
        lines=written(replace(line, text=str(line.text).strip()[:START_TEXT]) for line in kept),
        note=note.strip()[:NOTE],
        made_by_id=by.account,
        made_at=now,
    )
