"""What a questionnaire is: typed, frozen data.

Texts are not stored on the items. They live in `Definition.texts`, per
language, under keys made by the functions at the end of this file, so that a
translation never touches the structure. Reading JSON is `parsing`; judging
answers is `settling`, `validation`, `scoring` and `dangers`.

Defaults are never written (see `canonical`), so a field added here with a
default leaves the hash of every questionnaire written before as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from stegvis.questionnaires.engine.moments import PartialDate


class ItemType(StrEnum):
    GROUP = "group"
    MATRIX = "matrix"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    SCALE = "scale"
    SLIDER = "slider"
    INTEGER = "integer"
    DECIMAL = "decimal"
    STRING = "string"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "date-time"


CONTAINERS = frozenset({ItemType.GROUP, ItemType.MATRIX})
WHOLE_NUMBERS = frozenset({ItemType.SCALE, ItemType.SLIDER, ItemType.INTEGER})
NUMBERS = WHOLE_NUMBERS | {ItemType.DECIMAL}
WRITTEN = frozenset({ItemType.STRING, ItemType.TEXT})
UNANSWERABLE = CONTAINERS | {ItemType.DISPLAY}
MOMENTS = frozenset({ItemType.DATE, ItemType.TIME, ItemType.DATE_TIME})
ORDERED = NUMBERS | MOMENTS


class Operator(StrEnum):
    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


ORDERING = frozenset({Operator.ABOVE, Operator.BELOW, Operator.AT_LEAST, Operator.AT_MOST})


class Behaviour(StrEnum):
    ALL = "all"
    ANY = "any"


class Layout(StrEnum):
    """How the questions are put: all on one page, or one after another."""

    PAGE = "page"
    ONE_BY_ONE = "one-by-one"


class Tone(StrEnum):
    """How much a band asks for attention. Colour is chosen far above."""

    CALM = "calm"
    MILD = "mild"
    MODERATE = "moderate"
    MARKED = "marked"
    SEVERE = "severe"


class Method(StrEnum):
    SUM = "sum"
    MEAN = "mean"


class MissingRule(StrEnum):
    """`NONE`: no total when an item is missing. `PRORATE`: the instrument allows it."""

    NONE = "none"
    PRORATE = "prorate"


class Better(StrEnum):
    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class LicenceStatus(StrEnum):
    PUBLIC = "public"
    FREE_WITH_TERMS = "free_with_terms"
    LICENSED = "licensed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Coding:
    system: str
    code: str


@dataclass(frozen=True)
class Option:
    """`exclusive`: cannot be chosen together with another, such as "none of these"."""

    code: str
    points: Decimal | None = None
    system: str = ""
    exclusive: bool = False


ConditionValue = bool | Decimal | str | PartialDate | time | datetime
InitialValue = bool | Decimal | str | tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """One line of enableWhen: `question operator value`."""

    question: str
    operator: Operator
    value: ConditionValue


@dataclass(frozen=True)
class Item:
    """One question, text or group. What a field is for depends on the type: see `parsing.items`.

    `items` may stand under a question too. A group that `repeats` is answered in rows.
    A matrix holds choices that share their options. `open` lets a choice be answered with
    own words. `pattern` is RE2 within the subset of `patterns`. `partial` lets a date be a
    year or a month. `plausible_*` ask "is it right?" and refuse nothing. `calculated` is an
    expression (see `expressions`); its answer is never the browser's. `hidden` is never
    drawn: for what is calculated or given from the start.
    """

    link_id: str
    type: ItemType
    required: bool = False
    conditions: tuple[Condition, ...] = ()
    behaviour: Behaviour = Behaviour.ALL
    multiple: bool = False
    options: tuple[Option, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: int = 1
    decimals: int | None = None
    unit: str = ""
    min_length: int | None = None
    max_length: int | None = None
    earliest_on: date | None = None
    latest_on: date | None = None
    open: bool = False
    repeats: bool = False
    least_rows: int | None = None
    most_rows: int | None = None
    pattern: str = ""
    partial: bool = False
    earliest_at: time | None = None
    latest_at: time | None = None
    plausible_low: Decimal | None = None
    plausible_high: Decimal | None = None
    initial: InitialValue | None = None
    calculated: str = ""
    hidden: bool = False
    codes: tuple[Coding, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def answerable(self) -> bool:
        return self.type not in UNANSWERABLE

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class ScoreItem:
    link_id: str
    weight: Decimal = Decimal(1)
    reverse: bool = False


@dataclass(frozen=True)
class Band:
    """From `low` (included) up to the next band's `low` (not included)."""

    code: str
    low: Decimal
    tone: Tone
    source: str


@dataclass(frozen=True)
class ScoreRule:
    code: str
    method: Method
    items: tuple[ScoreItem, ...]
    missing: MissingRule = MissingRule.NONE
    most_missing: int = 0
    decimals: int = 2
    better: Better = Better.NEITHER
    bands: tuple[Band, ...] = ()
    reliable_change: Decimal | None = None
    reliable_change_source: str = ""
    codes: tuple[Coding, ...] = ()

    def band_for(self, value: Decimal) -> Band | None:
        reached = [band for band in self.bands if band.low <= value]
        return reached[-1] if reached else None

    def band(self, code: str) -> Band | None:
        return next((band for band in self.bands if band.code == code), None)


@dataclass(frozen=True)
class DangerRule:
    """An answer that somebody has to be told about. What is dangerous is data."""

    rule_id: str
    link_id: str
    operator: Operator
    threshold: Decimal | bool | str


@dataclass(frozen=True)
class Licence:
    status: LicenceStatus
    reference: str = ""


@dataclass(frozen=True)
class Example:
    """A worked example: answers and the results a person has calculated by hand."""

    name: str
    answers: Mapping[str, object] = field(hash=False)
    scores: Mapping[str, Decimal | None] = field(hash=False)
    bands: Mapping[str, str | None] = field(hash=False)
    dangers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    url: str
    version: str
    language: str
    licence: Licence
    items: tuple[Item, ...]
    texts: Mapping[str, Mapping[str, str]] = field(hash=False)
    scores: tuple[ScoreRule, ...] = ()
    dangers: tuple[DangerRule, ...] = ()
    examples: tuple[Example, ...] = ()
    layout: Layout = Layout.PAGE

    @property
    def key(self) -> str:
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @property
    def canonical(self) -> str:
        """The reference other documents use, as in FHIR: url|version."""
        return f"{self.url}|{self.version}"

    @cached_property
    def in_order(self) -> tuple[Item, ...]:
        """Every item, groups before what they hold, as read from the top."""
        return tuple(_walk(self.items))

    @cached_property
    def index(self) -> Mapping[str, Item]:
        return {item.link_id: item for item in self.in_order}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        return {child.link_id: item.link_id for item in self.in_order for child in item.items}

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.in_order if item.answerable)

    @cached_property
    def repeating_above(self) -> Mapping[str, tuple[str, ...]]:
        """The repeating groups that hold each item, outermost first."""
        found: dict[str, tuple[str, ...]] = {}
        for item in self.in_order:
            above = found.get(item.link_id, ())
            inside = (*above, item.link_id) if item.repeats else above
            found[item.link_id] = above
            found.update(dict.fromkeys((child.link_id for child in item.items), inside))
        return found

    @cached_property
    def out_of_sight(self) -> frozenset[str]:
        """What is never drawn: what is hidden, and everything that it holds."""
        found: set[str] = set()
        for item in self.in_order:
            if item.hidden or self.parents.get(item.link_id) in found:
                found.add(item.link_id)
        return frozenset(found)

    @cached_property
    def by_hand(self) -> frozenset[str]:
        """The questions that somebody is to answer: not what is calculated or never drawn."""
        return frozenset(item.link_id for item in self.questions if not item.calculated) - self.out_of_sight

    @cached_property
    def making_rows(self) -> frozenset[str]:
        """The questions whose answers make a row: in a group that is drawn, only those answered by hand."""
        unseen = (link for link, groups in self.repeating_above.items() if groups and groups[-1] in self.out_of_sight)
        return self.by_hand | {link for link in unseen if not self.index[link].calculated}

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The link ids in the order in which they can be judged."""
        from stegvis.questionnaires.engine.graph import judging_order

        return tuple(judging_order(self.in_order)[0])

    def score_rule(self, code: str) -> ScoreRule | None:
        return next((rule for rule in self.scores if rule.code == code), None)

    def text(self, key: str, language: str = "") -> str:
        """The text in that language, else in the questionnaire's own, else nothing."""
        for name in (language, self.language):
            if found := self.texts.get(name, {}).get(key):
                return found
        return ""

    def title(self, language: str = "") -> str:
        return self.text("title", language)

    def intro(self, language: str = "") -> str:
        return self.text("intro", language)

    def notice(self, language: str = "") -> str:
        return self.text("notice", language)

    def source(self, language: str = "") -> str:
        return self.text("source", language)


def _walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.items)


def item_key(link_id: str, part: str = "text") -> str:
    """`part`: text, help, prefix, error, low, high, unit or, in an open choice, own."""
    return f"item:{link_id}:{part}"


def option_key(link_id: str, code: str) -> str:
    return f"item:{link_id}:option:{code}"


def score_key(code: str) -> str:
    return f"score:{code}"


def band_key(score: str, band: str) -> str:
    return f"score:{score}:band:{band}"


def danger_key(rule_id: str) -> str:
    """What the rule is about, for staff."""
    return f"danger:{rule_id}"


def danger_help_key(rule_id: str) -> str:
    """What the resident who answers so is told, beside the ways to crisis help."""
    return f"danger:{rule_id}:help"
