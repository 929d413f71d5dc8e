"""What few questions need: what they begin with, and their codes in other systems. Drawn and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from stegvis.questionnaires import editing
from stegvis.questionnaires.answering import OWN
from stegvis.questionnaires.editing import Doc, Spot, spot_of, text
from stegvis.questionnaires.editing.kinds import COUNTED, FIELDS
from stegvis.questionnaires.editing.paper import number_or_text, plain_text
from stegvis.web.studio.questionnaires.fields import Choice, Field, Row, Section, Todo, indexes, number_shown

LONGEST = 10_000
LONGEST_CODE = 200
_TYPED = {"text": "text", "time": "time", "date-time": "datetime-local"}


def options_of(item: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """The answers to choose among, and the item that holds their texts: in a grid, its first row."""
    holder = (item.get("items") or [item])[0] if item.get("type") == "matrix" else item
    return holder, list(holder.get("options") or [])


# --- What is there from the start --------------------------------------------------------------


def beginning(doc: Doc, spot: Spot, todo: Todo) -> Section | None:
    """The answer that stands there from the start, as the kind of question has it."""
    item, kind = spot.item, str(spot.item.get("type"))
    if "initial" not in FIELDS.get(kind, frozenset()):
        return None
    given = item.get("initial")
    help = _("Står redan där när formuläret öppnas, och går att ändra.")
    fields = tuple(_beginning(doc, spot, kind, given, todo.at("initial")))
    return Section(
        _("Ifyllt från början"), fields, help=help, fold=True, open=given is not None or bool(todo.at("initial"))
    )


def _beginning(doc: Doc, spot: Spot, kind: str, given: object, todo: tuple[str, ...]) -> Iterable[Field]:
    label = str(_("Svar från början"))
    if kind == "boolean":
        said = {True: "true", False: "false"}.get(given, "") if isinstance(given, bool) else ""
        pairs = (Choice("", str(_("Inget"))), Choice("true", str(_("Ja"))), Choice("false", str(_("Nej"))))
        yield Field("set.initial", label, "list", said, choices=pairs, todo=todo, width="m")
    elif kind == "choice":
        possible = _possible(doc, spot, given)
        if spot.item.get("multiple"):
            on = given if isinstance(given, list) else [given]
            for number, pair in enumerate(possible):
                yield Field(
                    f"begin.{number}", pair.label, "tick", pair.value, on=pair.value in on, todo=() if number else todo
                )
        else:
            first = given[0] if isinstance(given, list) and given else given
            choices = (Choice("", str(_("Inget"))), *possible)
            yield Field("set.initial", label, "list", str(first or ""), choices=choices, todo=todo)
    elif kind in COUNTED:
        yield Field("set.initial", label, "number", number_shown(given), todo=todo, width="s")
    else:
        typed = "date" if kind == "date" and not spot.item.get("partial") else _TYPED.get(kind, "line")
        yield Field("set.initial", label, typed, str(given or ""), todo=todo, width="" if kind in ("text", "string") else "m")  # fmt: skip


def _possible(doc: Doc, spot: Spot, given: object) -> tuple[Choice, ...]:
    """The answers, and what is begun with that is none of them: own words, or an answer that is gone."""
    known = [str(option.get("code")) for option in spot.item.get("options") or []]
    pairs = [Choice(code, text(doc, f"item:{spot.link_id}:option:{code}") or code) for code in known]
    others = [value for value in (given if isinstance(given, list) else [given]) if isinstance(value, str)]
    return (*pairs, *(Choice(value, value.removeprefix(OWN)) for value in others if value and value not in known))


def read_beginning(posted: QueryDict, doc: Doc, link_id: str) -> Doc:
    """The draft with what the form says that the question begins with; what does not fit is kept as typed."""
    spot = spot_of(doc, link_id)
    kind = str(spot.item.get("type")) if spot else ""
    ticked = [str(posted[name])[:LONGEST] for name in posted if name.startswith("begin.")]
    if spot is None or "initial" not in FIELDS.get(kind, frozenset()):
        return doc
    if "set.initial" not in posted and not ticked and not (kind == "choice" and spot.item.get("multiple")):
        return doc
    typed = plain_text(str(posted.get("set.initial", ""))[:LONGEST])
    value: object = typed or None
    if kind == "boolean":
        value = {"true": True, "false": False}.get(typed)
    elif kind in COUNTED:
        value = number_or_text(typed[:60])
    elif kind == "choice":
        chosen = [_renamed(posted, code) for code in dict.fromkeys([*ticked, *filter(None, [typed])])]
        value = chosen or None if spot.item.get("multiple") else next(iter(chosen), None)
    return editing.set_item(doc, link_id, {"initial": value}, {})


def _renamed(posted: QueryDict, code: str) -> str:
    """The answer's code after this same form has been read, where it was given a new one."""
    for number in indexes(posted, "opt"):
        if posted.get(f"opt.{number}.code") == code:
            return posted.get(f"opt.{number}.newcode", "").strip() or code
    return code


# --- Codes -------------------------------------------------------------------------------------


def codes(doc: Doc, spot: Spot, *, in_matrix: bool) -> Section:
    """The question's own code, what it is called in other systems, and the same of its answers."""
    item = spot.item
    help = _("Koden används i uträkningar och i andra system. Den görs av texten och behöver sällan ändras.")
    own = Field("link", _("Frågans kod"), "line", spot.link_id, help, width="m", longest=64)
    rows = [_coding(number, coding) for number, coding in enumerate([*(item.get("codes") or []), {}])]
    if not in_matrix:
        holder, options = options_of(item)
        rows += [_option(doc, number, option, holder) for number, option in enumerate(options)]
    return Section(_("Koder"), (own,), tuple(rows), fold=True, kind="codes")


def _coding(number: int, coding: Mapping[str, Any]) -> Row:
    label = str(_("Kod i annat system")) if coding else str(_("Ny kod i annat system"))
    fields = (
        Field(f"coding.{number}.value", _("Kod"), "line", str(coding.get("code", "")), longest=LONGEST_CODE),
        Field(f"coding.{number}.where", _("Kodverk, till exempel http://loinc.org"), "line", str(coding.get("system", "")), longest=LONGEST_CODE),
    )  # fmt: skip
    return Row(number, "coding", fields, new=not coding, label=label)


def _option(doc: Doc, number: int, option: Mapping[str, Any], holder: Mapping[str, Any]) -> Row:
    code = str(option.get("code", ""))
    said = text(doc, f"item:{holder.get('link_id')}:option:{code}") or str(number + 1)
    fields = (
        Field(f"opt.{number}.newcode", _("Kod"), "line", code, longest=LONGEST_CODE),
        Field(f"opt.{number}.system", _("Kodverk"), "line", str(option.get("system", "")), longest=LONGEST_CODE),
    )
    return Row(number, "opt", fields, code, label=str(_("Svaret ”%(text)s”") % {"text": said}))


def read_codes(posted: QueryDict, doc: Doc, link_id: str) -> Doc:
    """The question's codes in other systems. A row with nothing in it is no code."""
    numbers = indexes(posted, "coding")
    if not numbers:
        return doc
    found = []
    for number in numbers:
        value, where = (
            plain_text(posted.get(f"coding.{number}.{part}", ""))[:LONGEST_CODE] for part in ("value", "where")
        )
        if value or where:
            found.append({"system": where, "code": value})
    return editing.set_item(doc, link_id, {"codes": found[:20]}, {})
