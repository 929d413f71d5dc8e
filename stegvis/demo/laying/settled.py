"""What the region and its units have decided for themselves, with how it came about."""

from datetime import datetime, timedelta
from typing import Any

from stegvis.access.models.settings import SettingChange
from stegvis.access.settings import Key
from stegvis.demo.laying.places import COORDINATOR, Places

# Place (empty: the region), by whom, how many days ago, what, from what of its own, to what.
CHANGES: tuple[tuple[str, str, int, Key, Any, Any], ...] = (
    ("", COORDINATOR, 180, Key.QUIET_FROM, None, "22:00"),
    ("", COORDINATOR, 176, Key.RETRY_HOURS, None, 72),
    ("", "jonas-westman", 64, Key.QUIET_FROM, "22:00", "20:30"),
    ("", "jonas-westman", 64, Key.RETRY_HOURS, 72, 24),
    ("", COORDINATOR, 33, Key.START_LETTER_TEXT, None, "Ring oss gärna om du vill ha hjälp att komma igång."),
    ("vc-almen", "oskar-lund", 95, Key.FLAG_DEADLINE_MINUTES, None, 90),
    ("vc-almen", "birgitta-hall", 12, Key.FLAG_DEADLINE_MINUTES, 90, 60),
    ("vc-almen", "oskar-lund", 40, Key.QUIET_UNTIL, None, "09:00"),
    ("somn", "karin-ljung", 51, Key.FLAG_ORDINARY_DEADLINE_HOURS, None, 24),
    ("somn", "ylva-moberg", 8, Key.READING_PROMISE_EXTRA, None, "Mellan jul och nyår läser vi varannan dag."),
    ("vc-klarfors", "per-engstrom", 19, Key.GATHER_MINUTES, None, 30),
)


def lay_settings(places: Places, now: datetime) -> None:
    """Every change in its time; the newest of each key is what holds."""
    for place, who, days_ago, key, before, value in sorted(CHANGES, key=lambda row: -row[2]):
        SettingChange.objects.create(
            provider=places.provider,
            unit=places.units[place] if place else None,
            key=key.value,
            value=value,
            before=before,
            at=now - timedelta(days=days_ago, hours=2),
            by=str(places.accounts[who].pk),
        )
