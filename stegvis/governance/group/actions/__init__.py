"""The changing door of the working group, one file per family."""

from stegvis.governance.group.actions.meetings import (
    Call,
    CannotMeet,
    Overtaken,
    answer,
    cancel_meeting,
    change_meeting,
    decide,
    plan_meeting,
    take_back,
    write_notes,
)
from stegvis.governance.group.actions.members import CannotInvite, invite, leave
from stegvis.governance.group.actions.plan import (
    CannotPlan,
    finish_milestone,
    move_milestone,
    remove_milestone,
    set_milestone,
)

__all__ = [
    "Call",
    "CannotInvite",
    "CannotMeet",
    "CannotPlan",
    "Overtaken",
    "answer",
    "cancel_meeting",
    "change_meeting",
    "decide",
    "finish_milestone",
    "invite",
    "leave",
    "move_milestone",
    "plan_meeting",
    "remove_milestone",
    "set_milestone",
    "take_back",
    "write_notes",
]
