"""New encryption keys for what is stored already, batch by batch, while the service runs.

A row is changed only where it still holds the token that was read, so a page that saves meanwhile loses nothing. On
PostgreSQL a batch takes only rows that nobody else holds: it never waits while it holds any, so no page that saves is
broken off for its sake. What is done no longer matches, so the same may be run any number of times and be killed anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from stegvis.lib.encryption import CannotDecrypt
from stegvis.lib.fields import EncryptedTextField, key_ring

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One encrypted column. `purpose` is what its tokens are bound to."""

    table: str
    key: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Held:
    """How many tokens a column has: under the current key, under others that we have, under keys that we lack."""

    column: Column
    current: int
    old: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of one column: tokens sealed anew, and rows whose token does not open."""

    column: Column
    sealed: int
    unopened: tuple[object, ...]


def columns() -> list[Column]:
    """Every encrypted column of the installation, found from the models."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or meta.abstract:
            continue
        found += [
            Column(meta.db_table, str(meta.pk.column), str(field.column), field.purpose)
            for field in meta.local_concrete_fields
            if isinstance(field, EncryptedTextField)
        ]
    return sorted(found, key=lambda each: (each.table, each.name))


def held(column: Column) -> Held:
    """How many tokens there are, by the key that they were made with. One query for each key."""
    ring = key_ring()
    of_key = {key_id: _count(column, key_id) for key_id in ring.keys}
    everything = _count(column, None)
    current = of_key.pop(ring.current)
    old = sum(of_key.values())
    return Held(column, current, old, everything - current - old)


def turn(column: Column, at_once: int = AT_ONCE) -> Iterator[Turned]:
    """Seal anew, one batch and one transaction at a time, in the order of the keys. Gives what each batch did.

    What others held meanwhile is taken afterwards, each row in a statement of its own.
    """
    last: Any = None
    lost: set[object] = set()
    while True:
        with transaction.atomic():
            rows = _batch(column, last, at_once)
            done = _sealed(column, rows)
        if not rows:
            break
        last = rows[-1][0]
        lost.update(done.unopened)
        yield done
    last = None
    while connection.features.has_select_for_update_skip_locked and (
        rows := _batch(column, last, at_once, alone=False)
    ):
        last = rows[-1][0]
        yield _sealed(column, [row for row in rows if row[0] not in lost])


def _sealed(column: Column, rows: list[tuple[Any, str]]) -> Turned:
    sealed, unopened = 0, []
    for pk, token in rows:
        try:
            sealed += _seal(column, pk, token)
        except CannotDecrypt:
            unopened.append(pk)
    return Turned(column, sealed, tuple(unopened))


def _seal(column: Column, pk: Any, token: str) -> int:
    ring = key_ring()
    fresh = ring.encrypt(ring.decrypt(token, column.purpose), column.purpose)
    name, key, table = map(connection.ops.quote_name, (column.name, column.key, column.table))
    with connection.cursor() as cursor:
        # What somebody has saved since is theirs, and sealed with the current key already.
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", [fresh, pk, token])  # noqa: S608
        return int(cursor.rowcount)


def _batch(column: Column, last: Any, at_once: int, *, alone: bool = True) -> list[tuple[Any, str]]:
    """The next rows under another key. `alone`: those that nobody else holds, held by us until the transaction ends."""
    name, key, table = map(connection.ops.quote_name, (column.name, column.key, column.table))
    prefix = f"{key_ring().current}:"
    where = f"{name} IS NOT NULL AND substr({name}, 1, {len(prefix)}) <> %s"
    params: list[Any] = [prefix]
    if last is not None:
        where, params = f"{where} AND {key} > %s", [*params, last]
    # Not FOR UPDATE: what only points at the row, an answer at its course, must not wait for this.
    hold = "FOR NO KEY UPDATE SKIP LOCKED" if alone and connection.features.has_select_for_update_skip_locked else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {name} FROM {table} WHERE {where} ORDER BY {key} LIMIT {int(at_once)} {hold}",  # noqa: S608
            params,
        )
        return [(pk, token) for pk, token in cursor.fetchall()]


def _count(column: Column, key_id: str | None) -> int:
    name, table = map(connection.ops.quote_name, (column.name, column.table))
    where, params = f"{name} IS NOT NULL", []
    if key_id is not None:
        where, params = f"{where} AND substr({name}, 1, {len(key_id) + 1}) = %s", [f"{key_id}:"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}", params)  # noqa: S608
        return int(cursor.fetchone()[0])
