"""What the form templates draw: a tree made from a definition, answers and problems.

Nothing is decided here: which questions are enabled and what is wrong with an
answer comes from the engine, the sentences from `problems`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from stegvis.questionnaires.answering import as_typed, field_name
from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    Problem,
    enabled,
    item_key,
    option_key,
)
from stegvis.questionnaires.problems import sentence

CHOSEN = frozenset({ItemType.CHOICE, ItemType.SCALE, ItemType.BOOLEAN})
MANY_STEPS = 11


@dataclass(frozen=True)
class Mark:
    """One radio button or check box."""

    html_id: str
    value: str
    label: str
    checked: bool
    hint: str = ""


@dataclass(frozen=True)
class FieldView:
    """One item as drawn. `template` is its include; `when` its conditions for the browser."""

    item: Item
    html_id: str
    template: str
    name: str
    text: str
    prefix: str = ""
    help: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    value: str = ""
    marks: tuple[Mark, ...] = ()
    errors: tuple[str, ...] = ()
    enabled: bool = True
    when: str = ""
    danger: bool = False
    children: tuple[FieldView, ...] = ()

    @property
    def optional(self) -> bool:
        return self.item.answerable and not self.item.required

    @property
    def target(self) -> str:
        """Where a link from the summary lands: a field that takes focus."""
        return self.marks[0].html_id if self.marks else self.html_id

    @property
    def described_by(self) -> str:
        parts = {"help": self.help, "unit": self.unit, "error": self.errors}
        return " ".join(f"{self.html_id}-{part}" for part, given in parts.items() if given)

    @property
    def any_condition(self) -> bool:
        return self.item.behaviour.value == "any"

    @property
    def many(self) -> bool:
        return len(self.marks) > MANY_STEPS

    @property
    def as_date(self) -> bool:
        """A date field cannot show what is not a date; such text is shown as it was typed."""
        return not self.value or not self.errors


@dataclass(frozen=True)
class FormView:
    """The whole form. `revision` goes with every save; `preview` draws no form of its own.

    Without `saves` nothing is kept before it is sent: the script only asks what the answers call for.
    """

    definition: Definition
    language: str
    fields: tuple[FieldView, ...]
    summary: tuple[dict[str, str], ...] = ()
    revision: int = 0
    preview: bool = False
    send_label: str = ""
    free_text_note: str = ""
    danger_note: str = ""
    danger_html: str = ""
    action: str = ""
    saves: bool = True

    @property
    def title(self) -> str:
        return self.definition.title(self.language)

    @property
    def intro(self) -> str:
        return self.definition.intro(self.language)

    @property
    def notice(self) -> str:
        return self.definition.notice(self.language)

    @property
    def source(self) -> str:
        return self.definition.source(self.language)


def build_form(
    definition: Definition,
    answers: Answers,
    problems: Iterable[Problem] = (),
    *,
    language: str = "",
    revision: int = 0,
    preview: bool = False,
    send_label: str = "",
    free_text_note: str = "",
    danger_note: str = "",
    danger_html: str = "",
    action: str = "",
    saves: bool = True,
) -> FormView:
    """Draw the form. `danger_html` is the crisis box, already safe, when an answer calls for it."""
    language = language or definition.language
    draw = _Drawing(definition, answers, tuple(problems), language)
    return FormView(
        definition=definition,
        language=language,
        fields=tuple(draw.field(item) for item in definition.items),
        summary=draw.summary(),
        revision=revision,
        preview=preview,
        send_label=send_label or _("Skicka in"),
        free_text_note=free_text_note,
        danger_note=danger_note,
        danger_html=danger_html,
        action=action,
        saves=saves,
    )


class _Drawing:
    """What every item needs while one form is drawn."""

    def __init__(self, definition: Definition, answers: Answers, problems: tuple[Problem, ...], language: str) -> None:
        self.definition = definition
        self.answers = answers
        self.language = language
        self.problems = problems
        self.enabled = enabled(definition, answers)
        self.places = {item.link_id: place for place, item in enumerate(definition.in_order)}
        self.dangerous = {rule.link_id for rule in definition.dangers}

    def text(self, item: Item, part: str = "text") -> str:
        return self.definition.text(item_key(item.link_id, part), self.language)

    def field(self, item: Item) -> FieldView:
        html_id = f"q-{self.places[item.link_id]}"
        value = self.answers.get(item.link_id)
        return FieldView(
            item=item,
            html_id=html_id,
            template=f"questionnaires/items/{_template(item)}.html",
            name=field_name(item.link_id),
            text=self.text(item),
            prefix=self.text(item, "prefix"),
            help=self.text(item, "help"),
            low=self.text(item, "low"),
            high=self.text(item, "high"),
            unit=self.text(item, "unit"),
            value="" if item.type in CHOSEN else as_typed(item, value),
            marks=self.marks(item, html_id, value),
            errors=self.errors(item),
            enabled=item.link_id in self.enabled,
            when=_when(item),
            danger=item.link_id in self.dangerous,
            children=tuple(self.field(child) for child in item.items),
        )

    def errors(self, item: Item) -> tuple[str, ...]:
        found = [problem for problem in self.problems if problem.key == item.link_id]
        said = [sentence(self.definition, problem, self.language) for problem in found]
        return tuple(dict.fromkeys(said))

    def marks(self, item: Item, html_id: str, value: object) -> tuple[Mark, ...]:
        if item.type is ItemType.CHOICE:
            return self.option_marks(item, html_id, value)
        if item.type is ItemType.BOOLEAN:
            given = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
            labels = (("true", _("Ja")), ("false", _("Nej")))
            return tuple(
                Mark(f"{html_id}-{place}", code, label, code == given) for place, (code, label) in enumerate(labels)
            )
        return self.scale_marks(item, html_id, value) if item.type is ItemType.SCALE else ()

    def option_marks(self, item: Item, html_id: str, value: object) -> tuple[Mark, ...]:
        given = value if isinstance(value, (list, tuple)) else [value]
        return tuple(
            Mark(
                html_id=f"{html_id}-{place}",
                value=option.code,
                label=self.definition.text(option_key(item.link_id, option.code), self.language),
                checked=option.code in given,
            )
            for place, option in enumerate(item.options)
        )

    def scale_marks(self, item: Item, html_id: str, value: object) -> tuple[Mark, ...]:
        low, high = int(item.minimum or 0), int(item.maximum or 0)
        ends = {low: self.text(item, "low"), high: self.text(item, "high")}
        given = value if isinstance(value, int) and not isinstance(value, bool) else None
        return tuple(
            Mark(f"{html_id}-{place}", str(step), str(step), step == given, ends.get(step, ""))
            for place, step in enumerate(range(low, high + 1))
        )

    def summary(self) -> tuple[dict[str, str], ...]:
        """The faults in the shape the shared error summary draws, linked to their fields."""
        lines = []
        for item in self.definition.in_order:
            view_id = f"q-{self.places[item.link_id]}"
            target = f"{view_id}-0" if item.type in CHOSEN else view_id
            label = " ".join(filter(None, (self.text(item, "prefix"), self.text(item))))
            lines += [{"target": target, "label": _short(label), "text": said} for said in self.errors(item)]
        return tuple(lines)


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def _template(item: Item) -> str:
    if item.type in (ItemType.INTEGER, ItemType.DECIMAL):
        return "number"
    return item.type.value


def _when(item: Item) -> str:
    """Conditions as the browser's script reads them: [[question, operator, value], …]."""
    if not item.conditions:
        return ""
    lines = [[line.question, line.operator.value, _plain(line.value)] for line in item.conditions]
    return json.dumps(lines, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
