"""Flags that staff have long since seen to. What is left is raised by the worker's own hand afterwards."""

from datetime import datetime, timedelta
from random import Random

from stegvis.care.kinds import FlagKind, FlagState, StepKind
from stegvis.care.models import Enrolment, Flag, FlagStep
from stegvis.care.schedule import KINDS
from stegvis.care.unit_time import UnitTime
from stegvis.demo.content import people
from stegvis.demo.laying.hours import working_hour
from stegvis.demo.laying.life import Life
from stegvis.program.unfold import Effect, Unfolded

# Most is seen to the day after; some waits a little longer.
SEEN_TO_AFTER, SOME_AFTER = timedelta(hours=30), timedelta(days=3)
DANGER_NOTE = next(note for note in people.NOTES if note.startswith("Förnekar"))
NOTE_OF = {
    "score_worsened": "Har ringt och gått igenom svaren. Vi lägger till ett besök nästa vecka.",
    "ending_soon": "Avslutande samtal är bokat.",
    "inactive": "Har ringt. Har haft mycket på jobbet och fortsätter i helgen.",
}
SILENT_NOTE = next(note for note in people.NOTES if note.startswith("Inte inloggad"))


def flags_of(
    enrolment: Enrolment, story: str, life: Life, state: Unfolded, time: UnitTime, now: datetime
) -> list[Flag]:
    """Handled flags; an effect without one here still waits for the worker."""
    found = [effect for effect in state.effects if effect.kind in KINDS]
    latest = max((effect.due_at for effect in found if effect.kind == "occasion_late"), default=None)
    flags = []
    for effect in found:
        at = _handled_at(effect, story, life, latest, now)
        if at is not None and at < now:
            flags.append(_flag(enrolment, effect, at, time))
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
    if still_silent or effect.due_at > now - (SOME_AFTER if rng.random() < 0.3 else SEEN_TO_AFTER):
        return None
    return working_hour(effect.due_at, 1, rng)


def steps_of(flag: Flag) -> list[FlagStep]:
    """The history of a handled flag: all of it for a dangerous answer, else who closed it."""
    if flag.handled_at is None or flag.acknowledged_at is None:
        return []
    closed = FlagStep(flag=flag, kind=StepKind.HANDLED, at=flag.handled_at, by_id=flag.handled_by_id)
    if flag.kind != FlagKind.DANGER:
        return [closed]
    took = FlagStep(flag=flag, kind=StepKind.TAKEN, at=flag.acknowledged_at, by_id=flag.acknowledged_by_id)
    told = FlagStep(flag=flag, kind=StepKind.TOLD, at=flag.raised_at, key=f"flag:{flag.pk}:told", channels=1)
    return [FlagStep(flag=flag, kind=StepKind.RAISED, at=flag.raised_at), told, took, closed]


def _flag(enrolment: Enrolment, effect: Effect, at: datetime, time: UnitTime) -> Flag:
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
        note=DANGER_NOTE if danger else SILENT_NOTE if late else NOTE_OF.get(effect.kind.value, ""),
        owner_id=staff,
        deadline_at=time.ladder(effect.due_at, priority=danger).deadline(effect.due_at),
    )
