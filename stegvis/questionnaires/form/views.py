"""What the form templates draw: items, marks and the whole form. `drawing` makes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.questionnaires.answering import OWN
from stegvis.questionnaires.engine import Definition, Item
from stegvis.questionnaires.engine.definition import MOMENTS, ItemType
from stegvis.questionnaires.engine.places import MOST_ROWS
from stegvis.questionnaires.engine.reading import LONGEST_OWN_WORDS

if TYPE_CHECKING:
    from stegvis.questionnaires.form.drawing import Drawing

MANY_STEPS = 11
MANY_COLUMNS = 6
LONG_HEAD = 28
NOTHING = SafeString("")


@dataclass(frozen=True)
class Mark:
    """One radio button or check box. `on` is the attribute that checks it; `own` the mark for own words."""

    html_id: str
    value: str
    label: str
    on: str
    hint: str = ""
    alone: bool = False

    @property
    def checked(self) -> bool:
        return bool(self.on)

    @property
    def own(self) -> bool:
        return self.value == OWN


@dataclass(frozen=True)
class Row:
    """One row of a repeating group as drawn. `place` is what its fields' names begin with."""

    number: int
    place: str
    html_id: str
    inside: SafeString
    remove: str

    @property
    def label(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class FieldView:
    """One item as drawn. `off` is the attribute that hides it; `sure` the one that hides the doubt."""

    item: Item
    key: str
    html_id: str
    name: str
    text: str
    draw: Drawing = field(repr=False, compare=False)
    prefix: str = ""
    help: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    value: str = ""
    words: str = ""
    date: str = ""
    time: str = ""
    marks: tuple[Mark, ...] = ()
    errors: tuple[str, ...] = ()
    off: str = ""
    sure: str = " hidden"
    danger: bool = False

    @property
    def template(self) -> str:
        """The file that draws it."""
        return f"questionnaires/items/{_template(self.item)}.html"

    @property
    def enabled(self) -> bool:
        return not self.off

    @property
    def optional(self) -> bool:
        return self.item.answerable and not self.item.required and not self.item.calculated

    @property
    def target(self) -> str:
        """Where a link from the summary lands: a field that takes focus."""
        return self.marks[0].html_id if self.marks else self.html_id

    @property
    def unsure(self) -> bool:
        """Whether some answers are asked about again."""
        return self.item.plausible_low is not None or self.item.plausible_high is not None

    @property
    def described_by(self) -> str:
        parts = {"help": self.help, "unit": self.unit, "doubt": self.unsure, "error": self.errors}
        return " ".join(f"{self.html_id}-{part}" for part, given in parts.items() if given)

    @property
    def hint(self) -> str:
        """How an answer that has to be written in a certain way is written. The script shows it when it is not."""
        return self.draw.hint(self.item)

    @property
    def many(self) -> bool:
        return len(self.marks) > MANY_STEPS

    @property
    def in_row(self) -> bool:
        """Few and short enough answers to stand beside one another."""
        return len(self.marks) <= MANY_COLUMNS and all(len(mark.label) <= LONG_HEAD for mark in self.marks)

    @property
    def as_typed(self) -> bool:
        """A date or time field cannot show what is none; such text is shown as it was typed."""
        return bool(self.errors) and self.item.type in MOMENTS

    @property
    def max_words(self) -> int:
        return LONGEST_OWN_WORDS

    @property
    def danger_note(self) -> SafeString:
        return self.draw.note("danger") if self.danger else NOTHING

    @property
    def free_note(self) -> SafeString:
        return self.draw.note("free")

    @property
    def holds_more(self) -> bool:
        """Whether it is a question with more under it; groups draw what they hold themselves."""
        return self.item.answerable and bool(self.item.items)

    @property
    def most(self) -> int:
        """The most rows that it may have."""
        return self.item.most_rows or MOST_ROWS

    @property
    def children(self) -> tuple[FieldView, ...]:
        return self.draw.children(self)

    @property
    def inside(self) -> SafeString:
        """What it holds, drawn."""
        return self.draw.inside(self)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.draw.rows(self)

    @property
    def add(self) -> str:
        """What the button for one more row says to the server."""
        return f"add:{self.key}"


@dataclass(frozen=True)
class Progress:
    """How far somebody has come. `words` says it; `pattern` is what the script says as it changes."""

    done: int
    total: int
    words: str
    pattern: str = ""


@dataclass(frozen=True)
class FormView:
    """The whole form. `revision` goes with every save; `preview` draws no form of its own.

    Without `saves` nothing is kept before it is sent: the script only asks what the answers call for.
    `page` is the number of the page shown, where there is one question at a time.
    """

    definition: Definition
    language: str
    draw: Drawing = field(repr=False, compare=False)
    shown: tuple[Item, ...] = ()
    summary: tuple[dict[str, str], ...] = ()
    revision: int = 0
    preview: bool = False
    send_label: str = ""
    danger_html: str = ""
    action: str = ""
    saves: bool = True
    logic: SafeString = NOTHING
    elsewhere: SafeString = NOTHING
    page: int | None = None
    back: str = ""
    progress: Progress | None = None
    may_skip: bool = False
    news: str = ""

    @property
    def title(self) -> str:
        return self.definition.title(self.language)

    @property
    def intro(self) -> str:
        """Said once: on the first page."""
        return self.definition.intro(self.language) if self.page in (None, 1) else ""

    @property
    def notice(self) -> str:
        return self.definition.notice(self.language)

    @property
    def source(self) -> str:
        return self.definition.source(self.language)

    @property
    def fields(self) -> tuple[FieldView, ...]:
        return tuple(self.draw.field(item) for item in self.shown if not item.hidden)

    @property
    def items_html(self) -> SafeString:
        return self.draw.items(self.shown)

    @property
    def on_enter(self) -> str:
        """What the Enter key does in a field: never send, where there is something gentler."""
        if self.page:
            return "next"
        return "save" if self.saves else "send"

    @property
    def decimal_sign(self) -> str:
        return self.draw.decimal_sign

    @property
    def waiting(self) -> str:
        """What stands where a value is yet to be calculated."""
        return waiting()


def waiting() -> str:
    """What stands where a value is yet to be calculated."""
    return _("Räknas ut när du har svarat")


def _template(item: Item) -> str:
    if item.calculated:
        return "calculated"
    if item.repeats:
        return "rows"
    if item.type in (ItemType.INTEGER, ItemType.DECIMAL):
        return "number"
    if item.type is ItemType.DATE and item.partial:
        return "partial_date"
    return item.type.value.replace("-", "_")
