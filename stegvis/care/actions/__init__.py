"""The changing door of the care room, one noun per file."""

from stegvis.care.actions.exercises import CannotComment, comment
from stegvis.care.actions.flags import CannotHandle, CannotHandOn, acknowledge, hand_on, handle, note
from stegvis.care.actions.handouts import CannotUndo, undo_handout
from stegvis.care.actions.opening import choose_to_open
from stegvis.care.actions.rosters import (
    CannotPlan,
    Line,
    add_absence,
    add_shift,
    change_shift,
    close_days,
    open_day,
    remove_absence,
    remove_shift,
    set_day,
    set_hours,
)
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
from stegvis.care.actions.upgrading import (
    CannotMove,
    choose_move,
    keep_version,
    start_upgrade,
    stop_upgrade,
    take_back_move,
)

__all__ = [
    "CannotComment",
    "CannotHandOn",
    "CannotHandle",
    "CannotMove",
    "CannotPlan",
    "CannotStart",
    "CannotSteer",
    "CannotUndo",
    "Line",
    "acknowledge",
    "add_absence",
    "add_occasion",
    "add_shift",
    "change_shift",
    "choose_move",
    "choose_to_open",
    "close_days",
    "close_module",
    "comment",
    "hand_on",
    "handle",
    "hide_section",
    "keep_version",
    "note",
    "open_day",
    "open_module",
    "reassign",
    "remove_absence",
    "remove_shift",
    "reopen",
    "set_day",
    "set_hours",
    "set_phase",
    "show_section",
    "start",
    "start_upgrade",
    "stop_upgrade",
    "take_back_move",
    "undo_handout",
    "undo_start",
]
