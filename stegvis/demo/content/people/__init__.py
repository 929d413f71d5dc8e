"""The cast of the demo region: places, staff, residents, letters, answers. All of it made up."""

from stegvis.demo.content.people.answers import EXERCISE_ANSWERS, FEEDBACK, LONG_TEXT, NOTES
from stegvis.demo.content.people.letters import THREADS
from stegvis.demo.content.people.needs import NEEDS, REASONS
from stegvis.demo.content.people.places import (
    ADMINISTRATIONS,
    COUNCIL,
    DEPUTIES,
    DISTRIBUTIONS,
    PROVIDER,
    PUBLISHER_UNITS,
    UNITS,
)
from stegvis.demo.content.people.residents import STORIES, TOTALS, allowed_numbers, residents
from stegvis.demo.content.people.staff import STAFF

__all__ = [
    "ADMINISTRATIONS",
    "COUNCIL",
    "DEPUTIES",
    "DISTRIBUTIONS",
    "EXERCISE_ANSWERS",
    "FEEDBACK",
    "LONG_TEXT",
    "NEEDS",
    "NOTES",
    "PROVIDER",
    "PUBLISHER_UNITS",
    "REASONS",
    "STAFF",
    "STORIES",
    "THREADS",
    "TOTALS",
    "UNITS",
    "allowed_numbers",
    "residents",
]
