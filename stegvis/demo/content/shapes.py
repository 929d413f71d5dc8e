"""The shapes of the demo's data: programs as the editor holds them, and the people.

Only types live here. How blocks are written is in build.py; the texts are in the other modules.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

BlockType = Literal[
    "heading",
    "text",
    "image",
    "film",
    "audio",
    "callout",
    "accordion",
    "document",
    "exercise",
    "questionnaire",
    "diary",
]
OpeningRule = Literal[
    "at_start", "by_staff", "when_previous_done", "days_after_start", "days_after_previous_opened", "when_all"
]


class Block(TypedDict):
    """One block: its value has the keys of its type, see VALUE_KEYS."""

    type: BlockType
    value: dict[str, Any]


class Step(TypedDict):
    title: str
    blocks: list[Block]


class Section(TypedDict):
    title: str
    hideable: bool
    steps: list[Step]


class Condition(TypedDict):
    """Something that must have come true: its kind, and the fields of that kind (see `authoring.plain_rules`)."""

    kind: Literal[
        "score", "answer", "number", "exercise_sent", "module_done", "days_after_start", "days_after_previous_opened"
    ]
    days: NotRequired[int]
    module: NotRequired[int]
    exercise: NotRequired[str]
    questionnaire: NotRequired[str]
    score: NotRequired[str]
    item: NotRequired[str]
    option: NotRequired[str]
    comparison: NotRequired[str]
    value: NotRequired[float]


class Opening(TypedDict):
    rule: OpeningRule
    days: NotRequired[int]
    conditions: NotRequired[list[Condition]]


class Module(TypedDict):
    title: str
    opening: Opening
    sections: list[Section]


class Measurement(TypedDict):
    questionnaire: str
    when: Literal["at_start", "every", "weekdays", "before_module", "at_end", "by_staff"]
    gate: bool
    window_days: int
    days: NotRequired[int]
    times: NotRequired[int]
    module: NotRequired[int]
    # 1 is Monday.
    weekdays: NotRequired[list[int]]
    days_after: NotRequired[int]
    within_days: NotRequired[int]
    between_hours: NotRequired[tuple[int, int]]
    stop: NotRequired[list[Condition]]
    stop_after_missed: NotRequired[int]


class Reminder(TypedDict):
    """What the resident reads inside the service, and how often."""

    when: Literal["not_started", "not_answered", "inactive"]
    after_days: int
    pause_days: int
    most: int
    text: str


class FlagRule(TypedDict):
    when: Literal["module_done", "message_waiting", "inactive", "score_worsened", "ending_soon"]
    days: NotRequired[int]


class PhaseRule(TypedDict):
    when: Literal["program_done", "days_after_start", "days_after_maintenance"]
    to: NotRequired[Literal["maintenance", "closed"]]
    days: NotRequired[int]


class Program(TypedDict):
    slug: str
    title: str
    lead: str
    welcome: str
    kind: Literal["support", "treatment"]
    start_modes: list[Literal["guided", "open"]]
    language: str
    messages: bool
    results: Literal["none", "sentence", "graph"]
    intended_purpose: str
    modules: list[Module]
    measurements: list[Measurement]
    reminders: NotRequired[list[Reminder]]
    flags: NotRequired[list[FlagRule]]
    phases: NotRequired[list[PhaseRule]]
    length_days: NotRequired[int]
    # Who has made the pictures, films and sounds, and what holds for them.
    media_rights: NotRequired[tuple[str, str]]


class Unit(TypedDict):
    slug: str
    name: str
    town: str
    phone: str
    administration: str
    about: str


class PublisherUnit(TypedDict):
    slug: str
    name: str
    training: bool


class Hat(TypedDict):
    """What a person is at work. Days count from today; ends None means until further notice.

    The place of an employee is an administration.
    """

    kind: Literal["commission", "publisher", "provider", "employee"]
    place: str
    purpose: str
    roles: list[str]
    started_days_ago: int
    ends_in_days: int | None


class Staff(TypedDict):
    slug: str
    given: str
    family: str
    title: str
    hsa_id: str
    hats: list[Hat]
    sentence: str


class Start(TypedDict):
    """One enrolment of a resident. story: what has happened so far, see people.STORIES."""

    program: str
    unit: str
    therapist: str | None
    started_days_ago: int
    story: str


class Resident(TypedDict):
    slug: str
    given: str
    family: str
    identity_number: str
    phone: str
    sentence: str
    starts: list[Start]


class Letter(TypedDict):
    """One message. by: "resident" or "therapist"; after_hours counts from the one before."""

    by: Literal["resident", "therapist"]
    after_hours: int
    text: str


class Thread(TypedDict):
    slug: str
    subject: str
    program: str
    letters: list[Letter]


VALUE_KEYS: dict[str, frozenset[str]] = {
    "heading": frozenset({"text", "level"}),
    "text": frozenset({"body"}),
    "image": frozenset({"image", "alt", "decorative", "caption"}),
    "film": frozenset({"film", "captions", "title", "transcript", "nothing_shown_only"}),
    "audio": frozenset({"audio", "title", "transcript"}),
    "callout": frozenset({"tone", "title", "body"}),
    "accordion": frozenset({"items"}),
    "document": frozenset({"document", "title"}),
    "exercise": frozenset({"form", "title", "instruction", "columns", "rows"}),
    "questionnaire": frozenset({"questionnaire"}),
    "diary": frozenset({"questionnaire", "per"}),
}


class ExerciseAnswer(TypedDict):
    """An exercise as sent in. One of said (text), lines (list) and rows (table) is filled."""

    program: str
    module: int
    exercise: str
    said: str
    lines: list[str]
    rows: list[list[str]]
    feedback: str
