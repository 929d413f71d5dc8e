"""Walking a round as the resident, in a world that is thrown away; and saying that one is done."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.course import rehearsing
from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import PrototypeRound, Tryout
from stegvis.governance.moving import close_tasks, open_task
from stegvis.governance.prototypes.people import speaker_of, tester_id
from stegvis.governance.prototypes.policies import may_be_done, may_steer, may_take_part, may_try
from stegvis.lib.errors import Cannot

DAYS = (1, 7, 30)
# A walk is begun anew at most so often: each leaves its facts behind.
MOST_RESTARTS = 50


class CannotTry(Cannot):
    """The walk cannot be steered so."""


@action("tryout:take_part", may=may_take_part)
def take_part(round: PrototypeRound, *, now: datetime, by: Actor) -> Tryout:
    """The actor's own row, made the first time."""
    speaker = speaker_of(by)
    return Tryout.objects.get_or_create(
        round=round, **speaker.fields, defaults={"name": speaker.name, "began_at": now}
    )[0]


@action("tryout:begin", may=may_try)
def begin(round: PrototypeRound, *, now: datetime, by: Actor) -> Tryout:
    """Begin to walk; the walk that goes on where there is one."""
    speaker = speaker_of(by)
    row = Tryout.objects.get_or_create(round=round, **speaker.fields, defaults={"name": speaker.name, "began_at": now})[
        0
    ]
    if row.course_id is None:
        _new_walk(row, by)
    return row


@action("tryout:restart", may=may_steer)
def restart(tryout: Tryout, *, by: Actor) -> Tryout:
    """From the beginning, as somebody new. Raises CannotTry."""
    if tryout.restarts >= MOST_RESTARTS:
        raise CannotTry(_("Du har börjat om väldigt många gånger. Fortsätt på den provning du har."))
    tryout.restarts += 1
    _new_walk(tryout, by)
    return tryout


@action("tryout:pass_time", may=may_steer)
def pass_time(tryout: Tryout, days: int, *, by: Actor) -> Tryout:
    """Let a day, a week or a month pass in the own walk. Raises CannotTry and CannotRehearse."""
    if days not in DAYS or tryout.course_id is None:
        raise CannotTry(_("Välj en dag, en vecka eller en månad."))
    rehearsing.pass_time(tryout.course_id, days, by=by)
    return tryout


@action("tryout:open_module", may=may_steer)
def open_module(tryout: Tryout, module: str, *, by: Actor) -> Tryout:
    """Open a module in the own walk, as staff would. Raises CannotTry and CannotRehearse."""
    if tryout.course_id is None:
        raise CannotTry(_("Börja provningen först."))
    rehearsing.open_module(tryout.course_id, module, by=by)
    return tryout


@action("tryout:done", may=may_be_done)
def say_done(tryout: Tryout, *, now: datetime, by: Actor) -> Tryout:
    """Klar: the task is done. Said twice it is said once."""
    if tryout.done_at is None:
        tryout.done_at = now
        tryout.save(update_fields=["done_at"])
    if tester_id(by) is None:
        initiative, ref = tryout.round.initiative, str(tryout.round_id)
        close_tasks(initiative, {TaskKind.GIVE_FEEDBACK}, ref=ref, account=by.account, now=now, by=by)
    return tryout


@action("tryout:not_done", may=may_be_done)
def say_not_done(tryout: Tryout, *, now: datetime, by: Actor) -> Tryout:
    """There was more to say after all."""
    if tryout.done_at is not None:
        tryout.done_at = None
        tryout.save(update_fields=["done_at"])
        if tester_id(by) is None:
            round, ref = tryout.round, str(tryout.round_id)
            kind = TaskKind.GIVE_FEEDBACK
            open_task(round.initiative, kind, account=by.account, ref=ref, due_on=round.due_on, now=now)
    return tryout


def _new_walk(row: Tryout, by: Actor) -> None:
    round = row.round
    title = str(round.initiative.title)
    course = rehearsing.begin(round.document_id, title, round.initiative.provider_id, row.name, by=by)
    row.course = course
    row.save(update_fields=["course", "restarts"])
