"""What somebody has put into the diaries: most days, with gaps, in the mood that the story gives."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from stegvis.demo.laying.hours import ZONE, at_local
from stegvis.demo.laying.life import Registered
from stegvis.demo.laying.playing import Playing
from stegvis.demo.laying.stories import level_at
from stegvis.program.kinds import DiaryPer
from stegvis.program.plan import PlanDiary
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Definition

KEPT_DAYS = 0.86
LONGEST = timedelta(days=45)
NIGHT_NOTES = (
    "Vaknade av en bil på gatan.",
    "Drack kaffe klockan fyra, det var dumt.",
    "Låg och tänkte på mötet.",
    "Somnade på soffan en halvtimme före maten.",
    "Varmt i sovrummet.",
    "Gick upp och satte mig i köket, det hjälpte.",
)
WALK_NOTES = ("Med grannen.", "Stelt i början, sedan bättre.", "Regn, så det blev kort.", "Kändes lätt i dag.")


def entries_of(life: Playing, diary: PlanDiary, begun_at: datetime, definition: Definition) -> list[Registered]:
    """Every day from the diary's step on, as long as somebody keeps it up, in the order of time."""
    if definition.key not in _DAYS:
        return []
    rng = Random(f"{life.run.resident['slug']}/{life.program.slug}/{definition.key}")
    until = min(life.now - timedelta(days=life.pace.silent_for), begun_at + LONGEST)
    day, last = begun_at.astimezone(ZONE).date() + timedelta(days=1), until.astimezone(ZONE).date()
    away = day + timedelta(days=rng.randint(8, 20))
    found = []
    while day <= last:
        on_a_trip = away <= day < away + timedelta(days=3)
        if rng.random() < KEPT_DAYS and not on_a_trip:
            share = (at_local(day, 8, 0) - life.started_at) / timedelta(days=63)
            level = level_at(life.pace, max(0.0, share), life.run.place)
            for clock, answers in _DAYS[definition.key](day, level, rng):
                found.append(_entry(diary, day, clock, answers, definition, rng))
        day += timedelta(days=1)
    return found


def _entry(
    diary: PlanDiary, day: date, clock: time | None, answers: dict[str, Any], definition: Definition, rng: Random
) -> Registered:
    if clock is None:
        entered_at = at_local(day, rng.randrange(6, 9), rng.randrange(60))
    else:
        entered_at = at_local(day, clock.hour, clock.minute) + timedelta(minutes=rng.randint(2, 40))
    kept = dict(engine.clean(definition, answers))
    before = None
    if "vaken" in answers and rng.random() < 0.04:
        before = dict(engine.clean(definition, {**answers, "vaken": max(0, answers["vaken"] - 20)}))
    return Registered(diary.id, definition, diary.per is DiaryPer.DAY, day, clock, kept, entered_at, before)


def _five(minutes: float) -> int:
    """As people guess: to the nearest five minutes."""
    return max(0, round(minutes / 5) * 5)


def _night(day: date, level: float, rng: Random) -> list[tuple[time | None, dict[str, Any]]]:
    weekend = day.weekday() >= 5
    slept = max(150.0, 470 - 200 * level + rng.gauss(0, 38))
    awake = max(5.0, 20 + 190 * level * rng.uniform(0.55, 1.35))
    falling = awake * rng.uniform(0.25, 0.55)
    up = 6 * 60 + 30 + (60 if weekend else 0) + rng.randint(-20, 30)
    bed = (up - slept - awake) % 1440
    quality = max(1, min(5, round(4.9 - 3.6 * level - (awake - 120) / 120 + rng.uniform(-0.6, 0.6))))
    answers: dict[str, Any] = {
        "lade": _clock(_five(bed)),
        "insomning": _five(falling),
        "vaken": _five(awake - falling),
        "uppe": _clock(_five(up)),
        "kvalitet": quality,
    }
    if rng.random() < 0.14:
        answers["anteckning"] = rng.choice(NIGHT_NOTES)
    return [(None, answers)]


def _movement(day: date, level: float, rng: Random) -> list[tuple[time | None, dict[str, Any]]]:
    found: list[tuple[time | None, dict[str, Any]]] = []
    for hour in [9, 17] if rng.random() < 0.3 else [rng.choice([10, 13, 16, 18])] if rng.random() < 0.85 else []:
        what = rng.choices(["promenad", "ovningar", "cykling", "vatten", ":Trädgården"], [5, 4, 2, 1, 1])[0]
        answers: dict[str, Any] = {
            "vad": what,
            "minuter": _five((15 if what == "ovningar" else 32) * rng.uniform(0.6, 1.5) * (1.3 - level / 2)),
            "smarta": max(0, min(10, round(7 * level + rng.uniform(-1.5, 1.5)))),
        }
        if rng.random() < 0.12:
            answers["anteckning"] = rng.choice(WALK_NOTES)
        found.append((time(hour, rng.randrange(0, 60, 5)), answers))
    return found


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % 1440, 60)
    return f"{hours:02}:{rest:02}"


_DAYS: dict[str, Callable[[date, float, Random], list[tuple[time | None, dict[str, Any]]]]] = {
    "somndagbok": _night,
    "rorelsedagbok": _movement,
}
