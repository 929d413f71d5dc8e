"""The reading door of a program's routine, for those who make it."""

from stegvis.access.actor import Actor
from stegvis.catalogue.queries.routines import Kept, routine_of_program
from stegvis.governance.models import Initiative
from stegvis.governance.policies import may_see


def routine(actor: Actor, initiative: Initiative) -> Kept:
    """What is written, what holds, and what held before; nothing while there is no program."""
    if initiative.program_id is None or not may_see(actor, initiative):
        return Kept(None, None, ())
    return routine_of_program(initiative.program_id, initiative.provider_id)
