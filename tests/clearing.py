"""The short way into the catalogue for tests that are about something else: cleared, owned, delegated, published."""

from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.catalogue import actions
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import Candidate, Clearance, Delegation, ProgramVersion


def cleared(candidate: Candidate, *, now: datetime, by: Actor) -> Clearance:
    """Reviewed by a coordinator who has not worked on it, and left to the coordinators by whoever handed it over."""
    clearance: Clearance = actions.clear(candidate, ClearanceKind.REVIEWED, now=now, by=by)
    Delegation.objects.get_or_create(
        program=candidate.program,
        ended_at=None,
        defaults={"given_by_id": candidate.frozen_by_id, "given_at": now, "reason": "Samordnaren publicerar."},
    )
    return clearance


def let_in(candidate: Candidate, *, now: datetime, by: Actor) -> ProgramVersion:
    """Cleared and published by the same coordinator, on the delegation."""
    version: ProgramVersion = actions.publish(cleared(candidate, now=now, by=by), now=now, by=by)
    return version
