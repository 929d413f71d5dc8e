"""Flags that staff have long since seen to. What is left is raised by the worker's own hand afterwards."""

from datetime import datetime, timedelta
from random import Random

from stegvis.care.kinds import FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.care.schedule import KINDS
from stegvis.demo.content import people
from stegvis.demo.laying.hours import working_hour
from stegvis.demo.laying.life import Life
from stegvis.program.unfold import Effect, Unfolded

SEEN_TO_AFTER = timedelta(days=6)
DANGER_NOTE = next(note for note in people.NOTES if note.startswith("Förnekar"))
SILENT_NOTE = next(note for note in people.NOTES if note.startswith("Inte inloggad"))


def flags_of(enrolment: Enrolment, story: str, life: Life, state: Unfolded, now: datetime) -> list[Flag]:
    """Handled flags; an effect without one here still waits for the worker."""
    found = [effect for effect in state.effects if effect.kind in KINDS]
    latest = max((effect.due_at for effect in found if effect.kind == "occasion_late"), default=None)
    flags = []
    for effect in found:
        at = _handled_at(effect, story, life, latest, now)
        if at is not None and at < now:
            flags.append(_flag(enrolment, effect, at))
    return flags


def _handled_at(effect: Effect, story: str, life: Life, latest: datetime | None, now: datetime) -> datetime | None:
    """When somebody saw to it; None when nobody has."""
    rng = Random(effect.key)
    if effect.kind == "exercise_to_read":
        comment = life.commented.get(effect.ref)
        return comment[0] if comment else None
    if effect.kind == "danger_flag":
        return effect.due_at + timedelta(minutes=rng.randrange(20, 170)) if story == "danger_handled" else None
    if effect.kind == "program_done" and life.ended_at:
        return max(life.ended_at, effect.due_at)
    still_silent = story == "quiet" and effect.due_at == latest
    if still_silent or effect.due_at > now - SEEN_TO_AFTER:
        return None
    return working_hour(effect.due_at, 1, rng)


def _flag(enrolment: Enrolment, effect: Effect, at: datetime) -> Flag:
    danger = effect.kind == "danger_flag"
    late = effect.kind == "occasion_late"
    staff = enrolment.therapist_id
    return Flag(
        enrolment=enrolment,
        effect_key=effect.key,
        kind=KINDS[effect.kind],
        priority=danger,
        unsent=bool(effect.payload.get("unsent")),
        detail={"ref": effect.ref, **effect.payload},
        raised_at=effect.due_at,
        state=FlagState.HANDLED,
        acknowledged_at=effect.due_at + (at - effect.due_at) / 3 if danger else at,
        acknowledged_by_id=staff,
        handled_at=at,
        handled_by_id=staff,
        note=DANGER_NOTE if danger else SILENT_NOTE if late else "",
    )
