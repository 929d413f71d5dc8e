"""Which letters belong to which story, and when each is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from stegvis.demo.content import people
from stegvis.demo.content.shapes import Letter
from stegvis.demo.laying.hours import working_hour
from stegvis.demo.laying.stories import Run

THREADS = {thread["slug"]: thread["letters"] for thread in people.THREADS}
ANSWER_TO_LONG = (
    "Tack för att du skriver så utförligt. Det du berättar om knapparna säger mycket om hur långt du "
    "har kommit. Vi tar upp tystnaden när vi hörs på torsdag."
)
LONG_LETTERS: list[Letter] = [
    {"by": "resident", "after_hours": 0, "text": people.LONG_TEXT},
    {"by": "therapist", "after_hours": 26, "text": ANSWER_TO_LONG},
]
# Story → thread, how many of its letters, and when: days after the start, or before now when negative.
_SLEEP: dict[str, list[tuple[str, int, float]]] = {
    "steady": [("valkommen", 9, 1), ("framsteg", 9, 43)],
    "midway": [("somntid", 9, 24)],
    "message_waiting": [("valkommen", 9, 1), ("obesvarad", 9, -1.6)],
    "quiet": [("valkommen", 9, 1), ("tystnad", 1, -9)],
    "worse": [("bil", 9, -13)],
    "paused": [("tystnad", 9, -24)],
    "maintenance": [("framsteg", 9, 50)],
    "finished": [("valkommen", 9, 1), ("avslut", 9, 66)],
}
_MOOD: dict[str, list[tuple[str, int, float]]] = {
    "steady": [("formular", 9, 30)],
    "midway": [("infor-besok", 9, 20)],
    "message_waiting": [("formular", 9, 16), ("infor-besok", 1, -1.2)],
    "quiet": [("tystnad", 1, -8)],
    "paused": [("tystnad", 9, -24)],
    "danger_handled": [("efter-flagga", 9, 14.8)],
    "maintenance": [("infor-besok", 9, 40)],
}
BY_PROGRAM = {"sov-battre": _SLEEP, "folj-ditt-maende": _MOOD}


@dataclass(frozen=True)
class Written:
    """One letter with its time."""

    at: datetime
    by_resident: bool
    text: str
    pk: UUID = field(default_factory=uuid4)


def letters_of(run: Run, started_at: datetime, now: datetime, therapist: tuple[str, str], rng: Random) -> list[Written]:
    """Everything that has been written by `now`, in order. `therapist` is given name and title."""
    if run.story == "long_text":
        return list(_timed(LONG_LETTERS, now - timedelta(days=6), now, therapist, rng))
    found: list[Written] = []
    for slug, count, day in BY_PROGRAM.get(run.start["program"], {}).get(run.story, []):
        begins = started_at + timedelta(days=day) if day > 0 else now + timedelta(days=day)
        begins += timedelta(minutes=rng.randrange(300))
        found += _timed(THREADS[slug][:count], max(begins, started_at), now, therapist, rng)
    return sorted(found, key=lambda each: each.at)


def _timed(
    letters: list[Letter], begins: datetime, now: datetime, therapist: tuple[str, str], rng: Random
) -> Iterator[Written]:
    at = begins
    given, title = therapist
    for letter in letters:
        at += timedelta(hours=letter["after_hours"])
        if letter["by"] == "therapist":
            at = working_hour(at, 0, rng)
        if at >= now - timedelta(minutes=10):
            return
        text = letter["text"].replace("Jag heter Daniel och är psykolog", f"Jag heter {given} och är {title.lower()}")
        yield Written(at, letter["by"] == "resident", text)
