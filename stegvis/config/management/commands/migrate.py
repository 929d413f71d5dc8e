"""As Django's, in an order and a manner that take a third less time where everything is to be made.

Django draws every model anew for each step that touches one of its relatives, and all of ours are relatives. So the
libraries' many small steps come first, while there are few tables; and the collector of unused objects, which would
look through all those drawings again and again, looks less often.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

OWN = "stegvis."
# Objects made between two looks; Python's own number is 700.
SELDOM = 200_000


class Command(migrate.Command):
    """`manage.py migrate`, with the options that it always had."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Libraries first where the whole of a new database is asked for; then as ever."""
        with _collecting_seldom():
            whole = not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied")
            if whole and not options.get("fake") and not options.get("fake_initial"):
                _libraries_first(options["database"])
            super().handle(*args, **options)


def _libraries_first(database: str) -> None:
    connection = connections[database]
    connection.prepare_database()
    if MigrationRecorder(connection).applied_migrations():
        return
    executor = MigrationExecutor(connection)
    libraries = {config.label for config in apps.get_app_configs() if not config.name.startswith(OWN)}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in libraries])


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
