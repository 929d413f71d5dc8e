"""The changing door of the care room, one noun per file."""

from stegvis.care.actions.exercises import CannotComment, comment
from stegvis.care.actions.flags import CannotHandle, CannotHandOn, acknowledge, hand_on, handle, note
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
    "CannotHandOn",
    "CannotHandle",
    "CannotStart",
    "CannotSteer",
    "acknowledge",
    "add_occasion",
    "choose_to_open",
    "close_module",
    "comment",
    "hand_on",
    "handle",
    "hide_section",
    "note",
    "open_module",
    "reassign",
    "reopen",
    "set_phase",
    "show_section",
    "start",
    "undo_start",
]
