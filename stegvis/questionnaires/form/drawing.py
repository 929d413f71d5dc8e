"""Drawing a form: a definition, answers and problems become fields, and fields become a page.

Nothing is decided here: which questions are enabled and what is wrong with an
answer comes from the engine, the sentences from `problems`.

Most of a form is the same for everybody. Each item is drawn once by its template with holes
where answers go (`skeleton`), kept, and filled for each person; an item with something wrong
in it, and what stands in rows, is drawn by its template every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from django.template.loader import get_template
from django.utils.formats import get_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.questionnaires.answering import OWN, as_typed, date_part, field_name, own_words, time_part
from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    Problem,
    ProblemCode,
    doubts,
    item_key,
    link_of,
    option_key,
    settle,
)
from stegvis.questionnaires.engine.places import row_keys
from stegvis.questionnaires.form import skeleton
from stegvis.questionnaires.form.ids import numbers, place_id
from stegvis.questionnaires.form.skeleton import CHECKED, HIDDEN, Holes
from stegvis.questionnaires.form.views import NOTHING, FieldView, Mark, Row, waiting
from stegvis.questionnaires.problems import sentence

CHOSEN = frozenset({ItemType.CHOICE, ItemType.SCALE, ItemType.BOOLEAN})


class Drawing:
    """What every item needs while one form is drawn."""

    holes: Holes | None = None

    def __init__(
        self,
        definition: Definition,
        answers: Answers,
        problems: Iterable[Problem] = (),
        language: str = "",
        *,
        rows: Mapping[str, int] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        self.definition = definition
        self.language = language or definition.language
        # An empty row that was asked for is a row all the same, while it is drawn.
        blank = {f"{group}#{count - 1}#": "" for group, count in (rows or {}).items() if count}
        settled = settle(definition, {**answers, **blank})
        self.answers, self.on, self.places = settled.answers, settled.on, settled.places
        self.counted = row_keys(self.answers)
        self.notes = {name: _note(text) for name, text in (notes or {}).items()}
        self.decimal_sign = str(get_format("DECIMAL_SEPARATOR"))
        self.doubted: set[str] = set()
        if any(place.item.plausible_low is not None or place.item.plausible_high is not None for place in self.places):
            self.doubted = {problem.key for problem in doubts(definition, answers)}
        self.faults: dict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            self.faults[problem.key].append(problem)

    # --- Pieces of a page ---------------------------------------------------------------------

    def items(self, items: Iterable[Item], place: str = "", ids: str = "q-") -> SafeString:
        return SafeString("".join(self.html(item, place, ids) for item in items if not item.hidden))

    def html(self, item: Item, place: str, ids: str) -> str:
        """One item with all it holds."""
        if self.holes is None and not place and not item.repeats and not self.live(item):
            return self.kept.fill(item.link_id, self)
        return get_template("questionnaires/item.html").render({"field": self.field(item, place, ids)})

    def live(self, item: Item) -> bool:
        """Whether something is wrong just here, so that its template has more to say."""
        if item.link_id in self.faults:
            return True
        return item.type is ItemType.MATRIX and any(child.link_id in self.faults for child in item.items)

    def children(self, view: FieldView) -> tuple[FieldView, ...]:
        ids = self.ids_around(view)
        place = view.key[: len(view.key) - len(view.item.link_id)]
        return tuple(self.field(child, place, ids) for child in view.item.items if not child.hidden)

    def inside(self, view: FieldView) -> SafeString:
        place = view.key[: len(view.key) - len(view.item.link_id)]
        if self.holes is not None:
            return self.holes.inside(child for child in view.item.items if not child.hidden)
        return self.items(view.item.items, place, self.ids_around(view))

    def rows(self, view: FieldView) -> tuple[Row, ...]:
        item = view.item
        count = max(self.counted.get(view.key, 0), item.least_rows or 1)
        return tuple(
            Row(
                number=number + 1,
                place=f"{view.key}#{number}#",
                html_id=f"{view.html_id}r{number}",
                inside=self.items(item.items, f"{view.key}#{number}#", f"{view.html_id}r{number}-"),
                remove=f"remove:{view.key}#{number}",
            )
            for number in range(count)
        )

    def ids_around(self, view: FieldView) -> str:
        """What the ids of everything at the same level begin with."""
        return view.html_id[: len(view.html_id) - len(str(self.numbers[view.item.link_id]))]

    def note(self, name: str) -> SafeString:
        return self.holes.note(name) if self.holes is not None else self.notes.get(name, NOTHING)

    # --- One item -----------------------------------------------------------------------------

    @cached_property
    def kept(self) -> skeleton.Skeleton:
        return skeleton.of(self)

    @cached_property
    def numbers(self) -> dict[str, int]:
        return numbers(self.definition)

    @cached_property
    def dangerous(self) -> set[str]:
        return {rule.link_id for rule in self.definition.dangers}

    def text(self, item: Item, part: str = "text") -> str:
        return self.definition.text(item_key(item.link_id, part), self.language)

    def field(self, item: Item, place: str = "", ids: str = "q-") -> FieldView:
        key, html_id = f"{place}{item.link_id}", f"{ids}{self.numbers[item.link_id]}"
        holes = self.holes
        return FieldView(
            item=item,
            key=key,
            html_id=html_id,
            name=field_name(key),
            draw=self,
            text=self.text(item),
            prefix=self.text(item, "prefix"),
            help=self.text(item, "help"),
            low=self.text(item, "low"),
            high=self.text(item, "high"),
            unit=self.text(item, "unit"),
            value=holes.value(key) if holes else self.value(item, key),
            words=holes.words(key) if holes else own_words(self.answers.get(key)),
            date=holes.date(key) if holes else date_part(self.answers.get(key)),
            time=holes.time(key) if holes else time_part(self.answers.get(key)),
            marks=self.marks(item, key, html_id),
            errors=self.errors(key),
            off=holes.off(key) if holes else self.off(key),
            sure=holes.sure(key) if holes else self.sure(key),
            danger=item.link_id in self.dangerous,
        )

    def value(self, item: Item, key: str) -> str:
        if item.type in CHOSEN and not item.calculated:
            return ""
        value = self.answers.get(key)
        if value is None and item.calculated:
            return waiting()
        return as_typed(item, value)

    def off(self, key: str) -> str:
        return "" if key in self.on else HIDDEN

    def sure(self, key: str) -> str:
        return "" if key in self.doubted else HIDDEN

    def errors(self, key: str) -> tuple[str, ...]:
        found = self.faults.get(key, ())
        said = [sentence(self.definition, problem, self.language) for problem in found]
        return tuple(dict.fromkeys(said))

    def hint(self, item: Item) -> str:
        return sentence(self.definition, Problem(item.link_id, ProblemCode.WRONG_PATTERN), self.language)

    # --- Marks --------------------------------------------------------------------------------

    def marks(self, item: Item, key: str, html_id: str) -> tuple[Mark, ...]:
        chosen = self.chosen.get(key, frozenset())
        return tuple(
            Mark(
                html_id=f"{html_id}-{number}",
                value=value,
                label=label,
                hint=hint,
                alone=alone,
                on=self.holes.on(key, value) if self.holes else CHECKED if value in chosen else "",
            )
            for number, (value, label, hint, alone) in enumerate(self.possible(item))
        )

    @cached_property
    def chosen(self) -> dict[str, frozenset[str]]:
        """The values of the marks that are checked, by place."""
        return {
            place.key: _as_marks(self.answers[place.key])
            for place in self.places
            if place.key in self.answers and place.item.type in CHOSEN
        }

    def possible(self, item: Item) -> list[tuple[str, str, str, bool]]:
        """Value, label, hint, and whether it is chosen alone."""
        if item.type is ItemType.BOOLEAN:
            return [("true", _("Ja"), "", False), ("false", _("Nej"), "", False)]
        if item.type is ItemType.SCALE:
            low, high = int(item.minimum or 0), int(item.maximum or 0)
            ends = {low: self.text(item, "low"), high: self.text(item, "high")}
            return [(str(step), str(step), ends.get(step, ""), False) for step in range(low, high + 1)]
        options = [
            (
                option.code,
                self.definition.text(option_key(item.link_id, option.code), self.language),
                "",
                option.exclusive,
            )
            for option in item.options
        ]
        return [*options, (OWN, self.text(item, "own") or _("Annat"), "", False)] if item.open else options

    # --- What is wrong ------------------------------------------------------------------------

    def summary(self) -> tuple[dict[str, str], ...]:
        """The faults in the shape the shared error summary draws, linked to their fields."""
        lines = []
        for key in self.faults:
            link_id = link_of(key)
            if link_id not in self.numbers:
                continue
            item, target = self.definition.index[link_id], place_id(self.numbers, key)
            target = f"{target}-0" if item.type in CHOSEN else target
            label = " ".join(filter(None, (self.rows_above(key), self.text(item, "prefix"), self.text(item))))
            lines += [{"target": target, "label": _short(label), "text": said} for said in self.errors(key)]
        return tuple(lines)

    def rows_above(self, key: str) -> str:
        """Which row it stands in, in words: `Medicin 2:`."""
        parts = key.split("#")[:-1]
        named = [
            f"{self.text(self.definition.index[group])} {int(row) + 1}"
            for group, row in zip(parts[::2], parts[1::2], strict=True)
        ]
        return f"{', '.join(named)}:" if named else ""


def _as_marks(given: object) -> frozenset[str]:
    several = given if isinstance(given, (list, tuple)) else (given,)
    return frozenset(_as_mark(one) for one in several)


def _as_mark(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return OWN if text.startswith(OWN) else text


def _note(text: str) -> SafeString:
    return format_html('<p class="field-read">{}</p>', conditional_escape(text)) if text else NOTHING


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
