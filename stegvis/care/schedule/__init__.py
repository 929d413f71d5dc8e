"""What the clock starts in the care room: flags are raised, go on to others, and resolve themselves,
residents go on by newer versions, and the person registry is asked about them."""

from stegvis.care.schedule.escalating import escalate_due
from stegvis.care.schedule.raising import KINDS, raise_flags
from stegvis.care.schedule.registry import ask_registry
from stegvis.care.schedule.resolving import resolve_of, resolve_waiting
from stegvis.care.schedule.upgrading import upgrade_due

__all__ = ["KINDS", "ask_registry", "escalate_due", "raise_flags", "resolve_of", "resolve_waiting", "upgrade_due"]
