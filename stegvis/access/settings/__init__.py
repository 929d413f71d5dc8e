"""Settings: typed values that a provider or a unit decides, each with its whole history.

A unit's own value over the provider's over the default; a provider may lock one for its units.
Ask with `value(Key.X, unit=unit)`; change with `change(place, {Key.X: …}, by=actor)`.
"""

from stegvis.access.settings.changing import CannotChange, CannotOverwrite, change
from stegvis.access.settings.history import Changed, history
from stegvis.access.settings.kinds import Group, Key, Level, Source
from stegvis.access.settings.policies import Place, may_change
from stegvis.access.settings.reading import Held, Values, for_units, fresh, newest_change, value, value_at, values
from stegvis.access.settings.registered import SETTINGS, Setting

__all__ = [
    "SETTINGS",
    "CannotChange",
    "CannotOverwrite",
    "Changed",
    "Group",
    "Held",
    "Key",
    "Level",
    "Place",
    "Setting",
    "Source",
    "Values",
    "change",
    "for_units",
    "fresh",
    "history",
    "may_change",
    "newest_change",
    "value",
    "value_at",
    "values",
]
