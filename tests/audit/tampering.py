"""What somebody with the database's own password can do: the guard taken down, and raw SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from stegvis.audit import guard


@contextmanager
def unguarded() -> Iterator[None]:
    """The triggers are away inside the block."""
    with connection.cursor() as cursor:
        for table in guard.tables():
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in guard.tables():
                if connection.vendor == "postgresql":
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        guard.put_up()


def sql(statement: str, *params: Any) -> int:
    """One statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount
