"""The changing door of the care room, one noun per file."""

from stegvis.care.actions.exercises import CannotComment, comment
from stegvis.care.actions.flags import acknowledge, handle
from stegvis.care.actions.opening import choose_to_open
from stegvis.care.actions.starting import CannotStart, start, undo_start
from stegvis.care.actions.steering import (
    CannotSteer,
    add_occasion,
    close_module,
    hide_section,
    open_module,
    reassign,
    reopen,
    set_phase,
    show_section,
)

__all__ = [
    "CannotComment",
    "CannotStart",
    "CannotSteer",
    "acknowledge",
    "add_occasion",
    "choose_to_open",
    "close_module",
    "comment",
    "handle",
    "hide_section",
    "open_module",
    "reassign",
    "reopen",
    "set_phase",
    "show_section",
    "start",
    "undo_start",
]
