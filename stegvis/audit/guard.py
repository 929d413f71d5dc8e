"""The second ring around the log: the database itself refuses to change it, whoever asks.

Two named ways remain. An entry may be deleted where its husk already stands (`destroying`), and the sealed number may be
sealed anew under another key, which its digest survives. Everything else is refused by triggers, and on PostgreSQL the
application's role lacks the right as well (`manage.py grant_application`).
"""

from typing import Any

from django.db import connection, models

from stegvis.audit.models import Destruction, Entry, Husk, Seal

APPEND_ONLY: tuple[type[models.Model], ...] = (Entry, Seal, Husk, Destruction)
RESEALABLE = {"patient_number"}
SAYS = "the access log is append-only"

_REFUSE = """
CREATE OR REPLACE FUNCTION stegvis_log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
_DELETE = """
CREATE OR REPLACE FUNCTION stegvis_log_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM audit_husk WHERE entry_id = OLD.id AND digest = OLD.digest) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the access log is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def tables() -> list[str]:
    """The tables that nobody changes."""
    return [model._meta.db_table for model in APPEND_ONLY]


def put_up(**_signal: Any) -> None:
    """Make the triggers, or make them again: a table that a migration remade has lost its own."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def statements(vendor: str) -> list[str]:
    """What puts the triggers up; each may be run again."""
    found = [_REFUSE, _DELETE] if vendor == "postgresql" else []
    for model in APPEND_ONLY:
        found += _postgres(model) if vendor == "postgresql" else _sqlite(model)
    return found


def _columns(model: type[models.Model]) -> str:
    kept = [field.column for field in model._meta.concrete_fields if field.column not in RESEALABLE]
    return ", ".join(f'"{column}"' for column in kept)


def _postgres(model: type[models.Model]) -> list[str]:
    table, columns = model._meta.db_table, _columns(model)
    deletes = "stegvis_log_keeps" if model is Entry else "stegvis_log_refuses"
    made = (
        ("update", f"BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION stegvis_log_refuses()"),
        ("delete", f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {deletes}()"),
        ("truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION stegvis_log_refuses()"),
    )
    return [f"CREATE OR REPLACE TRIGGER {table}_no_{word} {rest}" for word, rest in made]


def _sqlite(model: type[models.Model]) -> list[str]:
    table, columns = model._meta.db_table, _columns(model)
    husk = "WHEN NOT EXISTS (SELECT 1 FROM audit_husk WHERE entry_id = OLD.id AND digest = OLD.digest)"
    when = husk if model is Entry else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table} {refuse}",
        f"DROP TRIGGER IF EXISTS {table}_no_delete",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when} {refuse}",
    ]
