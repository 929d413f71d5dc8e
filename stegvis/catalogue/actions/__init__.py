"""The changing door of the catalogue. Each act gives back what is already there when it is done twice."""

from stegvis.catalogue.actions.checklists import (
    CannotChangeStartTemplate,
    CannotTick,
    change_start_template,
    take_tick_back,
    tick,
)
from stegvis.catalogue.actions.distributing import (
    distribute,
    hand_out,
    withdraw,
)
from stegvis.catalogue.actions.entries import (
    CannotRetire,
    StaleEntry,
    bring_back,
    describe,
    retire,
)
from stegvis.catalogue.actions.offering import (
    CannotVerify,
    end_offer,
    offer,
    verify,
)
from stegvis.catalogue.actions.publishing import (
    CannotHandOver,
    CannotRegister,
    clear,
    delegate,
    end_publishers,
    hand_over,
    name_publisher,
    publish,
    register_program,
    revoke,
    take_back,
)
from stegvis.catalogue.actions.releasing import (
    CannotAdd,
    CannotPlan,
    add_to_release,
    announce,
    cancel,
    move_release,
    plan_release,
    take_out,
)
from stegvis.catalogue.actions.stopping import (
    CannotLift,
    CannotStop,
    lift,
    stop,
)

__all__ = [
    "CannotAdd",
    "CannotChangeStartTemplate",
    "CannotHandOver",
    "CannotLift",
    "CannotPlan",
    "CannotRegister",
    "CannotRetire",
    "CannotStop",
    "CannotTick",
    "CannotVerify",
    "StaleEntry",
    "add_to_release",
    "announce",
    "bring_back",
    "cancel",
    "change_start_template",
    "clear",
    "delegate",
    "describe",
    "distribute",
    "end_offer",
    "end_publishers",
    "hand_out",
    "hand_over",
    "lift",
    "move_release",
    "name_publisher",
    "offer",
    "plan_release",
    "publish",
    "register_program",
    "retire",
    "revoke",
    "stop",
    "take_back",
    "take_out",
    "take_tick_back",
    "tick",
    "verify",
    "withdraw",
]
