"""The routine of a program is saved as it is written, and established as a version that units copy."""

from collections.abc import Mapping
from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.actions.routines import establish_program_routine, save_program_routine
from stegvis.catalogue.models import ProgramRoutine
from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import Initiative
from stegvis.governance.moving import close_tasks, tell
from stegvis.governance.routines.policies import may_establish_routine, may_write_routine
from stegvis.lib.errors import Cannot


class CannotWrite(Cannot):
    """There is no program yet to write beside."""


@action("routine:save", may=may_write_routine)
def save(
    initiative: Initiative, texts: Mapping[str, str], revision: int, *, now: datetime, by: Actor
) -> ProgramRoutine:
    """Keep what is written so far. Raises catalogue's RoutineOvertaken when somebody else saved meanwhile."""
    if initiative.program is None:
        raise CannotWrite("")
    return save_program_routine(initiative.program, initiative.provider, texts, revision, now, by)


@action("routine:establish", may=may_establish_routine)
def establish(initiative: Initiative, revision: int, note: str, *, now: datetime, by: Actor) -> ProgramRoutine:
    """From now on units make their own from this version. Twice gives the first.

    Raises catalogue's RoutineOvertaken, and CannotWriteRoutine with the sections that are not written.
    """
    if initiative.program is None:
        raise CannotWrite("")
    made = establish_program_routine(initiative.program, initiative.provider, revision, note, now, by)
    if made.established_at == now:
        tell(initiative, "routine:establish", details={"number": made.number, "note": made.note}, now=now, by=by)
        close_tasks(initiative, {TaskKind.ROUTINE}, now=now, by=by)
    return made
