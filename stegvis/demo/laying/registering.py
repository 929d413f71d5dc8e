"""What somebody has put into the diaries: most days, with gaps, in the mood that the story gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from stegvis.demo.laying.hours import ZONE, at_local
from stegvis.demo.laying.life import Acted, Life, Program, Registered
from stegvis.demo.laying.stories import Pace, Run, level_at
from stegvis.program.kinds import DiaryPer
from stegvis.program.plan import PlanDiary
from stegvis.program.standing import STEPS
from stegvis.questionnaires import engine

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


@dataclass(frozen=True)
class Registering:
    """Fills the diaries of one life that has been played."""

    run: Run
    pace: Pace
    program: Program
    life: Life
    started_at: datetime
    now: datetime

    def fill(self) -> None:
        """Every day from the diary's step on, as long as somebody kept it up."""
        replay = self.life.replay
        for diary in replay.plan.diaries.values():
            begun_at = replay.standing.first_at(STEPS, diary.step)
            definition = self.program.definitions[diary.questionnaire]
            if begun_at is not None and definition.key in _DAYS:
                self._fill(diary, begun_at)

    def _fill(self, diary: PlanDiary, begun_at: datetime) -> None:
        definition = self.program.definitions[diary.questionnaire]
        rng = Random(f"{self.run.resident['slug']}/{self.program.slug}/{definition.key}")
        until = self.now - timedelta(days=self.pace.silent_for)
        until = min(until, self.life.ended_at or until, begun_at + LONGEST)
        day, last = begun_at.astimezone(ZONE).date() + timedelta(days=1), until.astimezone(ZONE).date()
        away = day + timedelta(days=rng.randint(8, 20))
        while day <= last:
            on_a_trip = away <= day < away + timedelta(days=3)
            if rng.random() < KEPT_DAYS and not on_a_trip:
                share = (at_local(day, 8, 0) - self.started_at) / timedelta(days=63)
                level = level_at(self.pace, max(0.0, share), self.run.place)
                for clock, answers in _DAYS[definition.key](day, level, rng):
                    self._keep(diary, day, clock, answers, rng)
            day += timedelta(days=1)

    def _keep(self, diary: PlanDiary, day: date, clock: time | None, answers: dict[str, Any], rng: Random) -> None:
        definition = self.program.definitions[diary.questionnaire]
        if clock is None:
            entered_at = at_local(day, rng.randrange(6, 9), rng.randrange(60))
        else:
            entered_at = at_local(day, clock.hour, clock.minute) + timedelta(minutes=rng.randint(2, 40))
        if entered_at >= self.now - timedelta(minutes=2):
            return
        kept = dict(engine.clean(definition, answers))
        before = None
        if "vaken" in answers and rng.random() < 0.04:
            before = dict(engine.clean(definition, {**answers, "vaken": max(0, answers["vaken"] - 20)}))
        self.life.registered.append(
            Registered(diary.id, definition, diary.per is DiaryPer.DAY, day, clock, kept, entered_at, before)
        )
        self.life.acted.append(Acted(entered_at, "diary:add", by_resident=True))
        if before is not None:
            self.life.acted.append(Acted(entered_at + timedelta(minutes=3), "diary:correct", by_resident=True))


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
