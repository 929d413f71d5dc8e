"""The fields of a nomination form, as values. Pure: how they are read, edited, answered and what is missing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.governance.nominations.kinds import FieldKind
from stegvis.governance.saved import one_line, told
from stegvis.lib.errors import Cannot

# What these fields say is also said on the initiative: the region may retire them, but not give the keys away.
TITLE: Final = "title"
DEPUTY: Final = "deputy"

MOST_FIELDS = 80
MOST_PERSONS = 20
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
_NUMBER = re.compile(r"[0-9]{1,7}")

# An answer: text, "yes"/"no", a number, an ISO date, {"id", "name"} or a list of those.
Answer = str | int | dict[str, str] | list[dict[str, str]]
Answers = dict[str, Answer]


class CannotEditForm(Cannot):
    """A field of the form that cannot be kept."""


class CannotRead(ValueError):
    """What was typed is not an answer to the field. The text says what to type instead."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. `options` only where it is a choice. A retired one is not asked any more."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LONG
    group: str = ""
    help: str = ""
    required: bool = False
    retired: bool = False
    options: tuple[str, ...] = ()


def read_fields(raw: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """From the row's JSON."""
    return tuple(
        Field(**{**row, "kind": FieldKind(row["kind"]), "options": tuple(row.get("options", ()))}) for row in raw
    )


def as_json(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """To the row's JSON."""
    return [{**asdict(field), "kind": field.kind.value, "options": list(field.options)} for field in fields]


def asked(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Those that are not retired."""
    return tuple(field for field in fields if not field.retired)


def grouped(fields: Iterable[Field]) -> list[tuple[str, list[Field]]]:
    """Headings in the order they first stand, each with its fields in order."""
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(field.group, []).append(field)
    return list(groups.items())


# --- Editing ------------------------------------------------------------------------------------


def checked(field: Field) -> Field:
    """The field tidied. Raises CannotEditForm when it cannot be asked."""
    label, group = one_line(field.label), one_line(field.group, 80)
    if not label:
        raise CannotEditForm(gettext_lazy("Skriv frågan."))
    options = tuple(dict.fromkeys(option for each in field.options if (option := one_line(each))))
    if field.kind is FieldKind.CHOICE and len(options) < 2:
        raise CannotEditForm(gettext_lazy("Skriv minst två alternativ, ett på varje rad."))
    return replace(
        field,
        label=label,
        group=group,
        help=told(field.help, 1000),
        options=options if field.kind is FieldKind.CHOICE else (),
    )


def added(fields: tuple[Field, ...], field: Field) -> tuple[Field, ...]:
    """With a new field last in its group. The key is made from the label. Raises CannotEditForm."""
    if len(fields) >= MOST_FIELDS:
        raise CannotEditForm(gettext_lazy("Formuläret är fullt. Ta bort en fråga innan du lägger till en ny."))
    new = checked(field)
    new = replace(new, key=_free_key(new.label, {each.key for each in fields}))
    last = max((place for place, each in enumerate(fields) if each.group == new.group), default=len(fields) - 1)
    return (*fields[: last + 1], new, *fields[last + 1 :])


def changed(fields: tuple[Field, ...], key: str, new: Field) -> tuple[Field, ...]:
    """With one field said otherwise; its key stays, so that answers still belong to it. Raises CannotEditForm."""
    _place(fields, key)
    tidy = checked(new)
    return tuple(replace(tidy, key=key, retired=each.retired) if each.key == key else each for each in fields)


def moved(fields: tuple[Field, ...], key: str, steps: int) -> tuple[Field, ...]:
    """With one field so many places up (negative) or down among those that are asked. Stops at the ends."""
    place = _place(fields, key)
    rest = [each for each in fields if each.key != key]
    step, left = (1 if steps > 0 else -1), abs(steps)
    while left and 0 <= place + step <= len(rest):
        passed = rest[place] if step > 0 else rest[place - 1]
        place += step
        left -= 0 if passed.retired else 1
    rest.insert(place, next(each for each in fields if each.key == key))
    return tuple(rest)


def retired(fields: tuple[Field, ...], key: str, *, on: bool = True) -> tuple[Field, ...]:
    """With one field no longer asked, or asked again. Raises CannotEditForm for an unknown one."""
    _place(fields, key)
    return tuple(replace(each, retired=on) if each.key == key else each for each in fields)


def _place(fields: tuple[Field, ...], key: str) -> int:
    found = next((place for place, each in enumerate(fields) if each.key == key), None)
    if found is None:
        raise CannotEditForm(gettext_lazy("Frågan finns inte längre. Ladda om sidan."))
    return found


def _free_key(label: str, taken: set[str]) -> str:
    plain = label.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30]
    base = base if _KEY.fullmatch(base) else f"field_{base}".strip("_")
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


# --- Answering ----------------------------------------------------------------------------------


def read_answer(field: Field, raw: str) -> Answer:
    """What was typed, as it is kept; "" for nothing. People are read elsewhere. Raises CannotRead."""
    if field.kind is FieldKind.LONG:
        return told(raw)
    text = one_line(raw, 500)
    if not text:
        return ""
    if field.kind is FieldKind.NUMBER:
        if not _NUMBER.fullmatch(text.replace(" ", "")):
            raise CannotRead(_("Skriv ett helt tal med siffror, till exempel 120."))
        return int(text.replace(" ", ""))
    if field.kind is FieldKind.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise CannotRead(_("Skriv datumet så här: 2026-03-31.")) from None
    if field.kind is FieldKind.YES_NO and text not in {"yes", "no"}:
        raise CannotRead(_("Välj ja eller nej."))
    if field.kind is FieldKind.CHOICE and text not in field.options:
        raise CannotRead(_("Välj ett av alternativen."))
    return text


def said(field: Field, answer: object) -> str:
    """An answer as people read it; "" for none."""
    if isinstance(answer, dict):
        return str(answer.get("name", ""))
    if isinstance(answer, list):
        return ", ".join(str(each.get("name", "")) for each in answer)
    if field.kind is FieldKind.YES_NO and answer in {"yes", "no"}:
        return _("Ja") if answer == "yes" else _("Nej")
    return "" if answer is None else str(answer)


def missing(fields: Iterable[Field], answers: Mapping[str, object]) -> list[Field]:
    """What must be answered and is not, in the order of the form."""
    return [field for field in asked(fields) if field.required and not said(field, answers.get(field.key))]


def answered(fields: Iterable[Field], answers: Mapping[str, object]) -> tuple[int, int]:
    """How many of the questions have an answer, and how many there are."""
    every = asked(fields)
    return sum(bool(said(field, answers.get(field.key))) for field in every), len(every)
