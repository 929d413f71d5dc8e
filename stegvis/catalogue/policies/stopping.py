"""Who may stop something that residents meet, and lift the stop."""

from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import Distribution, ProgramVersion, Stop


def owns(actor: Actor, version: ProgramVersion) -> bool:
    """Whether the version is of the actor's own provider: then a stop holds everywhere it is used."""
    return actor.hat.provider_id == str(version.program.publisher_unit.provider_id)


def may_stop(actor: Actor, version: ProgramVersion) -> Verdict:
    """The coordinator: of the provider that owns the program, or of one that uses it, for its own residents."""
    if actor.hat.kind is not HatKind.POST or not actor.can("version:stop"):
        return Verdict.not_found()
    if owns(actor, version):
        return Verdict.yes()
    used = Distribution.objects.filter(version=version, unit__provider_id=UUID(actor.hat.provider_id))
    return Verdict.yes() if used.exists() else Verdict.not_found()


def may_lift(actor: Actor, stop: Stop) -> Verdict:
    """The coordinator of the provider that said stop."""
    if actor.hat.kind is not HatKind.POST or not actor.can("version:stop"):
        return Verdict.not_found()
    whose = stop.provider_id or stop.version.program.publisher_unit.provider_id
    return Verdict.yes() if actor.hat.provider_id == str(whose) else Verdict.not_found()
