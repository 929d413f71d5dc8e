"""How many queries a request costs, counted in this process with everything that is kept already kept."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def queries_of(ask: Callable[[], object], warm: Callable[[], object] | None = None) -> int:
    """Reads and writes of the second of two requests; words that only begin or end a transaction are left out."""
    (warm or ask)()
    with CaptureQueriesContext(connection) as seen:
        ask()
    return sum(not query["sql"].upper().startswith(TRANSACTIONS) for query in seen.captured_queries)
