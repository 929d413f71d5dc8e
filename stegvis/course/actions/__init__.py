"""The changing door of the walk: what the resident does."""

from stegvis.course.actions.alone import CannotBegin, begin_alone, erase_own, leave
from stegvis.course.actions.answering import (
    AlreadySent,
    Saved,
    StaleSave,
    amend,
    note_dangers,
    save_draft,
    submit,
)
from stegvis.course.actions.diary import (
    CannotRegister,
    DayRefused,
    DayTaken,
    Entered,
    EntryChanged,
    Kept,
    add_entry,
    correct_entry,
    remove_entry,
)
from stegvis.course.actions.dissenting import CannotDissent, dissent
from stegvis.course.actions.exercises import save_exercise, send_exercise
from stegvis.course.actions.steps import complete_step, read_welcome
from stegvis.course.sending import CannotAnswer

__all__ = [
    "AlreadySent",
    "CannotAnswer",
    "CannotBegin",
    "CannotDissent",
    "CannotRegister",
    "DayRefused",
    "DayTaken",
    "Entered",
    "EntryChanged",
    "Kept",
    "Saved",
    "StaleSave",
    "add_entry",
    "amend",
    "begin_alone",
    "complete_step",
    "correct_entry",
    "dissent",
    "erase_own",
    "leave",
    "note_dangers",
    "read_welcome",
    "remove_entry",
    "save_draft",
    "save_exercise",
    "send_exercise",
    "submit",
]
