"""Building a questionnaire: pure operations on a draft, what is left to do in it, and what has changed.

No Django and no clock. A draft is a document that may be unfinished; an operation gives a changed copy.
"""

from stegvis.questionnaires.editing.difference import Change, difference, is_major, next_version
from stegvis.questionnaires.editing.findings import Finding, findings
from stegvis.questionnaires.editing.hanging import Hanger, hanging_on, rename_item
from stegvis.questionnaires.editing.kinds import Severity, Tab
from stegvis.questionnaires.editing.moving import (
    CannotEdit,
    add_item,
    add_row,
    copy_item,
    move_by,
    move_in,
    move_next_to,
    move_out,
    move_to,
    remove_item,
)
from stegvis.questionnaires.editing.paper import Doc, Spot, blank, language_of, spot_of, text, walk
from stegvis.questionnaires.editing.ready import definition_of, presentable, tidy
from stegvis.questionnaires.editing.setting import (
    add_rule,
    copied,
    remove_rule,
    rule_of,
    set_about,
    set_bands,
    set_conditions,
    set_item,
    set_language,
    set_options,
    set_rule,
    translated,
)

__all__ = [
    "CannotEdit",
    "Change",
    "Doc",
    "Finding",
    "Hanger",
    "Severity",
    "Spot",
    "Tab",
    "add_item",
    "add_row",
    "add_rule",
    "blank",
    "copied",
    "copy_item",
    "definition_of",
    "difference",
    "findings",
    "hanging_on",
    "is_major",
    "language_of",
    "move_by",
    "move_in",
    "move_next_to",
    "move_out",
    "move_to",
    "next_version",
    "presentable",
    "remove_item",
    "remove_rule",
    "rename_item",
    "rule_of",
    "set_about",
    "set_bands",
    "set_conditions",
    "set_item",
    "set_language",
    "set_options",
    "set_rule",
    "spot_of",
    "text",
    "tidy",
    "translated",
    "walk",
]
