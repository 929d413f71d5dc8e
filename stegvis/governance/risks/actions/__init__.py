"""The changing door of the risk analysis. beginning.py · rows.py · papers.py · signing.py · templates.py."""

from stegvis.governance.risks.actions.beginning import begin
from stegvis.governance.risks.actions.papers import drop_paper, upload
from stegvis.governance.risks.actions.rows import (
    CannotSaveRow,
    RowChanged,
    add_row,
    change_row,
    mark_done,
    regard,
    remove_row,
    stand,
)
from stegvis.governance.risks.actions.signing import approve, ask, confirm, sign
from stegvis.governance.risks.actions.templates import save_template

__all__ = [
    "CannotSaveRow",
    "RowChanged",
    "add_row",
    "approve",
    "ask",
    "begin",
    "change_row",
    "confirm",
    "drop_paper",
    "mark_done",
    "regard",
    "remove_row",
    "save_template",
    "sign",
    "stand",
    "upload",
]
