"""Reminders, signals to staff and changes of phase, from the editor's blocks to the document's.

A kind that this code does not know is left out.
"""

from collections.abc import Iterable

from stegvis.authoring.compiling.drafts import Raw
from stegvis.authoring.compiling.words import Words
from stegvis.program.document import FlagRule, PhaseRule, Reminder
from stegvis.program.kinds import FlagWhen, Phase, PhaseWhen, ReminderWhen


def reminders(stream: Iterable[Raw], words: Words) -> tuple[Reminder, ...]:
    """What the resident is reminded of."""
    return tuple(_reminder(raw, words) for raw in stream if raw.get("type") in set(ReminderWhen))


def flags(stream: Iterable[Raw]) -> tuple[FlagRule, ...]:
    """What staff are told of."""
    return tuple(
        FlagRule(raw["id"], FlagWhen(raw["type"]), _days(raw)) for raw in stream if raw["type"] in set(FlagWhen)
    )


def phases(stream: Iterable[Raw]) -> tuple[PhaseRule, ...]:
    """What the program goes over into by itself."""
    return tuple(_phase(raw) for raw in stream if raw.get("type") in set(PhaseWhen))


def _reminder(raw: Raw, words: Words) -> Reminder:
    """With its own words where there are any."""
    value = raw.get("value") or {}
    words.plain(raw["id"], "text", value.get("text"))
    numbers = {name: int(value.get(name) or 0) for name in ("after_days", "pause_days", "most")}
    return Reminder(raw["id"], ReminderWhen(raw["type"]), **numbers)


def _phase(raw: Raw) -> PhaseRule:
    """After maintenance there is only the end."""
    when = PhaseWhen(raw["type"])
    chosen = (raw.get("value") or {}).get("to") or Phase.MAINTENANCE
    to = Phase.CLOSED if when is PhaseWhen.DAYS_AFTER_MAINTENANCE else Phase(chosen)
    return PhaseRule(raw["id"], to, when, _days(raw))


def _days(raw: Raw) -> int:
    return int((raw.get("value") or {}).get("days") or 0)
