"""What the application's own role may do in PostgreSQL: everything that it needs, and never to change the log.

Another role owns the tables and migrates. After each migration the grants are given again, so that what is new is
covered too.
"""

import re

from django.db import connection

from stegvis.audit.guard import tables

_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")
FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
# Migrations are the owner's business.
READ_ONLY = ("django_migrations",)


class CannotGrant(Exception):
    """Not PostgreSQL, no such role, or the role owns the tables itself."""


def grant(role: str) -> list[str]:
    """Give the role what it needs on every table and sequence there is now. Returns what was run."""
    _demand(role)
    statements = statements_for(role)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return statements


def statements_for(role: str) -> list[str]:
    """What gives the role its rights. May be run again."""
    log, kept = ", ".join(tables()), ", ".join(READ_ONLY)
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE CREATE ON SCHEMA public FROM {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON {kept} FROM {role}",
        f"REVOKE {', '.join(FORBIDDEN)} ON {log} FROM {role}",
        f"REVOKE INSERT ON audit_husk, audit_destruction FROM {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]


def may_change_log() -> list[str]:
    """What the role that is connected now may do to the log and should not: "UPDATE on audit_entry"; empty when right."""
    if connection.vendor != "postgresql":
        return []
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            for right in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
                cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
                if cursor.fetchone()[0]:
                    found.append(f"{right} on {table}")
    return found


def _demand(role: str) -> None:
    if connection.vendor != "postgresql":
        raise CannotGrant("only PostgreSQL has roles; in SQLite the triggers stand alone")
    if not _ROLE.fullmatch(role):
        raise CannotGrant("a role is written with small letters, digits and underscores")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s AND schemaname = 'public'", [role])
        owns = cursor.fetchone()[0]
    if found is None:
        raise CannotGrant(f"there is no role {role}: CREATE ROLE {role} LOGIN PASSWORD '…'")
    if found[0] or found[1] or owns:
        raise CannotGrant(f"{role} owns the tables or is a superuser: the application needs a role of its own")
