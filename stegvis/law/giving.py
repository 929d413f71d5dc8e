"""Handing a program out to units: the catalogue's own act, behind what the law asks for."""

from collections.abc import Iterable
from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import Refused
from stegvis.access.doors.change import log_refusal
from stegvis.access.models import CareUnit
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.models import Handout, ProgramVersion
from stegvis.catalogue.policies import may_hand_out
from stegvis.law.policies.giving import may_be_given
from stegvis.law.queries.grounds import is_settled

ACT = "version:hand_out"


def hand_out(version: ProgramVersion, units: Iterable[CareUnit], *, now: datetime, by: Actor) -> Handout | None:
    """As the catalogue's, and not before the ground is settled. Grounds are never taken away. Raises Refused."""
    verdict = may_be_given(may_hand_out(by, version), is_settled(by, version.program_id))
    if not verdict:
        log_refusal(by, ACT, version, verdict.text)
        raise Refused(ACT, verdict)
    made: Handout | None = catalogue.hand_out(version, units, now=now, by=by)
    return made
