"""The fields of a nomination form on a page: drawn from what is kept or was typed, and read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from stegvis.access import directory
from stegvis.access.actor import Actor
from stegvis.course.worlds import real_now
from stegvis.governance.nominations.fields import (
    MOST_PERSONS,
    Answer,
    Answers,
    CannotRead,
    Field,
    asked,
    grouped,
    read_answer,
    said,
)
from stegvis.governance.nominations.kinds import FieldKind
from stegvis.lib.clock import local_day
from stegvis.web.process.people import Choice, choices_of

PREFIX = "f-"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field as the page draws it."""

    field: Field
    name: str
    typed: str = ""
    people: tuple[tuple[str, str, str], ...] = ()
    options: tuple[Choice, ...] = ()
    error: str = ""
    # What is saved now, where it is not what was typed.
    stands: str | None = None

    @property
    def kind(self) -> str:
        """Which way it is drawn."""
        return self.field.kind.value

    @property
    def id(self) -> str:
        """What a label and a summary of errors point at."""
        return f"id_{self.name}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a choice offers."""
        if self.field.kind is FieldKind.YES_NO:
            return [("yes", _("Ja")), ("no", _("Nej"))]
        return [(option, option) for option in self.field.options]

    @property
    def short(self) -> bool:
        """Whether the choices stand on one row."""
        return self.field.kind is FieldKind.YES_NO

    @property
    def is_people(self) -> bool:
        """Whether names are typed."""
        return self.field.kind in {FieldKind.PERSON, FieldKind.PERSONS}

    @property
    def optional(self) -> bool:
        """Whether it may be left."""
        return not self.field.required

    @property
    def described(self) -> str:
        """The ids of what describes it."""
        help_id = f"{self.id}_help" if self.field.help or self.is_people else ""
        return " ".join(each for each in (help_id, f"{self.id}_error" if self.error else "") if each)

    @property
    def vald(self) -> str:
        """Under which name somebody chosen among several is sent."""
        return f"{self.name}-vald"


def from_kept(fields: Iterable[Field], answers: Mapping[str, object], wrong: Mapping[str, str]) -> list[Drawn]:
    """The fields with what is saved. `wrong`: key → what to do about it."""
    return [_kept(field, answers.get(field.key), wrong.get(field.key, "")) for field in asked(fields)]


def from_typed(actor: Actor, fields: Iterable[Field], data: Any) -> tuple[Answers, list[Drawn]]:
    """What the form holds: the answers that can be kept, and every field as it was typed, with what is wrong.

    A field that cannot be read is left out of the answers: what is saved stands, what was typed is shown.
    Somebody who is no colleague, or one of several of that name, is asked about once and kept by name.
    """
    answers: Answers = {}
    drawn: list[Drawn] = []
    for field in asked(fields):
        name = PREFIX + field.key
        if field.kind in {FieldKind.PERSON, FieldKind.PERSONS}:
            if name in data:
                answer, row = _people(actor, field, name, data)
                answers[field.key] = answer
                drawn.append(row)
            continue
        if name not in data and field.kind not in {FieldKind.CHOICE, FieldKind.YES_NO}:
            continue
        typed = data.get(name, "")
        try:
            answers[field.key] = read_answer(field, typed)
            drawn.append(Drawn(field, name, typed))
        except CannotRead as error:
            drawn.append(Drawn(field, name, typed, error=str(error)))
    return answers, drawn


def headed(drawn: Iterable[Drawn]) -> list[tuple[str, list[Drawn]]]:
    """Under their headings."""
    by_key = {row.field.key: row for row in drawn}
    return [
        (head, [by_key[field.key] for field in fields]) for head, fields in grouped(r.field for r in by_key.values())
    ]


def compared(drawn: Iterable[Drawn], typed: Mapping[str, object], kept: Mapping[str, object]) -> list[Drawn]:
    """What was typed, with what is saved beside it where the two differ."""
    found = []
    for row in drawn:
        key = row.field.key
        mine, theirs = typed.get(key) or "", kept.get(key) or ""
        stands = (said(row.field, theirs) or None) if mine != theirs else None
        found.append(Drawn(row.field, row.name, row.typed, row.people, row.options, row.error, stands))
    return found


def _kept(field: Field, answer: object, error: str) -> Drawn:
    name = PREFIX + field.key
    if isinstance(answer, dict):
        return Drawn(field, name, str(answer.get("name", "")), _rows([answer]), error=error)
    if isinstance(answer, list):
        return Drawn(field, name, "", _rows(answer), error=error)
    return Drawn(field, name, "" if answer is None else str(answer), error=error)


def _rows(people: Iterable[Mapping[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Value, name, and whether found, as a person's line sends it back."""
    return tuple(
        (f"{each.get('id', '')}|{each.get('name', '')}", each.get("name", ""), each.get("id", "")) for each in people
    )


def _people(actor: Actor, field: Field, name: str, data: Any) -> tuple[Answer, Drawn]:
    typed = " ".join(str(data.get(name, "")).split())[:120]
    kept = [_person(actor, value) for value in data.getlist(f"{name}-kvar")][:MOST_PERSONS]
    kept = [each for each in kept if each["name"]]
    one = field.kind is FieldKind.PERSON
    if one and kept and kept[0]["name"] == typed:
        return kept[0], Drawn(field, name, typed, _rows(kept))
    if not typed:
        answer: Answer = "" if one else kept
        return answer, Drawn(field, name, "", () if one else _rows(kept))
    today = local_day(real_now())
    chosen = directory.colleague(actor, data.get(f"{name}-vald", ""), today)
    found = [chosen] if chosen else directory.colleagues(actor, typed, today)
    if len(found) > 1 and data.get(f"{name}-vald") != "-":
        options = (*choices_of(found), Choice("-", typed, ""))
        return ("" if one else kept), Drawn(field, name, typed, () if one else _rows(kept), options=options)
    new = {"id": str(found[0].pk), "name": str(found[0])} if len(found) == 1 else {"id": "", "name": typed}
    if one:
        return new, Drawn(field, name, new["name"], _rows([new]))
    people = [*kept, *([new] if new not in kept else [])][:MOST_PERSONS]
    return people, Drawn(field, name, "", _rows(people))


def _person(actor: Actor, value: str) -> dict[str, str]:
    """Somebody kept from before: a key is only believed where it is a colleague's."""
    key, _bar, name = value.partition("|")
    found = directory.colleague(actor, key, local_day(real_now())) if key else None
    return {"id": str(found.pk), "name": str(found)} if found else {"id": "", "name": " ".join(name.split())[:120]}
