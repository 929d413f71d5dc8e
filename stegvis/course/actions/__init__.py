"""The changing door of the walk: what the resident does."""

from stegvis.course.actions.answering import (
    AlreadySent,
    CannotAnswer,
    Saved,
    StaleSave,
    amend,
    note_dangers,
    save_draft,
    submit,
)
from stegvis.course.actions.exercises import save_exercise, send_exercise
from stegvis.course.actions.steps import complete_step, read_welcome

__all__ = [
    "AlreadySent",
    "CannotAnswer",
    "Saved",
    "StaleSave",
    "amend",
    "complete_step",
    "note_dangers",
    "read_welcome",
    "save_draft",
    "save_exercise",
    "send_exercise",
    "submit",
]
