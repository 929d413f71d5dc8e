"""Questions asked on nearly every request: put into SQL once, then asked with other values.

Working out the SQL of a look-up by id costs several times more than running it. A kept question is the same
queryset behind the same door: the door is asked once for each kind of actor, with stand-ins where the ids go.
Only for questions whose conditions compare ids; what depends on the values in any other way is asked as usual.
A day may be given too: it stands in the SQL as it is, and the question is put anew the next day.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.query import FlatValuesListIterable, ValuesListIterable, get_related_populators

from stegvis.access.actor import Actor
from stegvis.access.doors.look import GuardedQuerySet

NAMES = UUID("7a2c1f0e-6a4b-4a0e-9d57-2f5f3f3f9a01")
MOST_KINDS = 200
HAT_IDS = ("id", "unit_id", "publisher_unit_id", "provider_id")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value goes, and how the database wants it written."""

    name: str
    write: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A question in SQL, with places for values and a way from row to object."""

    sql: str
    params: tuple[Any, ...]
    read: Callable[[list[Any]], Iterator[Any]]


class Kept:
    """A question. `make` takes the actor, if there is one, and values by name, and gives a queryset.

    Values are ids, tuples of ids (each length is a question of its own) or days.
    """

    def __init__(self, make: Callable[..., models.QuerySet[Any]]) -> None:
        self._make = make
        self._local = threading.local()

    def rows(self, actor: Actor | None = None, **values: Any) -> list[Any]:
        """The answer. One query."""
        known: dict[Any, Written | None] = self._known()
        if len(known) > MOST_KINDS:
            known.clear()
        kind: Any = (_kind(actor), *(_shape(value) for value in values.values()))
        if kind not in known:
            known[kind] = self._write(actor, values)
        written = known[kind]
        if written is None:
            return []
        given = _flat(values) if actor is None else {**_flat(values), **_ids(actor)}
        params = [each.write(given[each.name]) if type(each) is Place else each for each in written.params]
        with connections["default"].cursor() as cursor:
            cursor.execute(written.sql, params)
            return list(written.read(cursor.fetchall()))

    def _known(self) -> dict[Any, Written | None]:
        """A thread's own: SQL is written for a connection, and a connection belongs to a thread."""
        if not hasattr(self._local, "known"):
            self._local.known = {}
        known: dict[Any, Written | None] = self._local.known
        return known

    def first(self, actor: Actor | None = None, **values: Any) -> Any:
        """The only row, or None."""
        found = self.rows(actor, **values)
        return found[0] if found else None

    def _write(self, actor: Actor | None, values: dict[str, Any]) -> Written | None:
        """The question asked with stand-ins. None where nothing can ever be found."""
        stand_ins = {name: _standing_for(name, value) for name, value in values.items()}
        asked = self._make(**stand_ins) if actor is None else self._make(_standing_in(actor), **stand_ins)
        if isinstance(asked, GuardedQuerySet):
            asked.demand_open()
        compiler = asked.query.get_compiler(using="default")
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        names = [name for name, value in _flat(stand_ins).items() if isinstance(value, UUID)]
        names += _ids(actor) if actor else ()
        places = {form: Place(name, write) for name in names for form, write in _forms(_stand_in(name))}
        return Written(sql, tuple(places.get(each, each) for each in params), _reader(asked, compiler))


def _stand_in(name: str) -> UUID:
    return uuid5(NAMES, name)


def _standing_for(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_stand_in(f"{name}.{number}") for number in range(len(value)))
    return value if isinstance(value, date) else _stand_in(name)


def _shape(value: Any) -> Any:
    """What about a value makes it another question."""
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, date) else None


def _forms(stand_in: UUID) -> list[tuple[Any, Callable[[Any], Any]]]:
    """Every way a database writes an id."""
    return [(stand_in, _as_uuid), (stand_in.hex, lambda value: _as_uuid(value).hex), (str(stand_in), str)]


def _as_uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            found |= {f"{name}.{number}": each for number, each in enumerate(value)}
        else:
            found[name] = value
    return found


def _kind(actor: Actor | None) -> Any:
    """Everything about an actor that a door may ask, besides ids."""
    if actor is None:
        return None
    empty = tuple(name for name, value in _ids(actor).items() if not value)
    acts = bool(actor.acting_for), actor.only
    return actor.hat.kind, actor.hat.purpose, actor.permissions, actor.assurance, acts, empty


def _ids(actor: Actor) -> dict[str, str]:
    hat = {f"hat.{name}": getattr(actor.hat, name) for name in HAT_IDS}
    return {"actor.account_id": actor.account_id, "actor.person_id": actor.person_id, **hat}


def _standing_in(actor: Actor) -> Actor:
    """The same kind of actor, with stand-ins for its ids. What is empty stays empty."""
    ids: dict[str, Any] = {name: str(_stand_in(name)) for name, value in _ids(actor).items() if value}
    hat = replace(actor.hat, **{name: ids[f"hat.{name}"] for name in HAT_IDS if f"hat.{name}" in ids})
    own = {name: ids[f"actor.{name}"] for name in ("account_id", "person_id") if f"actor.{name}" in ids}
    return replace(actor, hat=hat, **own)


def _reader(asked: models.QuerySet[Any], compiler: Any) -> Callable[[list[Any]], Iterator[Any]]:
    """From database rows to what the queryset gives: objects with their relations, or tuples."""
    converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])

    def converted(rows: list[Any]) -> Any:
        return compiler.apply_converters(rows, converters) if converters else rows

    if issubclass(asked._iterable_class, FlatValuesListIterable):
        return lambda rows: (row[0] for row in converted(rows))
    if issubclass(asked._iterable_class, ValuesListIterable):
        return lambda rows: map(tuple, converted(rows))
    info = compiler.klass_info
    fields = info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    related = get_related_populators(info, compiler.select, "default")  # type: ignore[call-arg] # the stubs are of a later Django
    annotations = list((compiler.annotation_col_map or {}).items())

    def read(rows: list[Any]) -> Iterator[Any]:
        for row in converted(rows):
            found = info["model"].from_db("default", names, row[start:end])
            for populator in related:
                populator.populate(row, found)
            for name, place in annotations:
                setattr(found, name, row[place])
            yield found

    return read
