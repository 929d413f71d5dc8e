"""The one place that asks what time it is. Everything else is handed `now`."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The machine's time, aware and in UTC."""
    return datetime.now(UTC)
