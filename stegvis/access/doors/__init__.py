"""Doors: nothing personal is read without `visible_to`, nothing is changed without `@action`."""

from stegvis.access.doors.change import ACTIONS, Refused, action
from stegvis.access.doors.kept import Kept
from stegvis.access.doors.look import CannotLook, GuardedManager, GuardedQuerySet
from stegvis.access.doors.need import ANYONE, SIGNED_IN, needs

__all__ = [
    "ACTIONS",
    "ANYONE",
    "SIGNED_IN",
    "CannotLook",
    "GuardedManager",
    "GuardedQuerySet",
    "Kept",
    "Refused",
    "action",
    "needs",
]
