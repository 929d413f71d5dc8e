"""Who may do what in the catalogue, and when. The button and the act ask the same function."""

from stegvis.catalogue.policies.checklists import (
    may_read_checklists,
    may_take_back,
    may_tick,
)
from stegvis.catalogue.policies.distributing import (
    Placing,
    is_retired,
    may_distribute,
    may_hand_out,
    may_undo_handout,
    may_withdraw,
)
from stegvis.catalogue.policies.entries import (
    entry_gaps,
    may_describe,
    may_edit_entry,
    may_retire,
    publication_hindrances,
)
from stegvis.catalogue.policies.offering import (
    Taking,
    is_offered,
    is_taken_in,
    may_decide_offers,
    may_end_offer,
    may_offer,
    may_verify,
    offered_to,
)
from stegvis.catalogue.policies.publishing import (
    contributors_of,
    is_publisher,
    may_clear,
    may_delegate,
    may_hand_over,
    may_name_publisher,
    may_publish,
    may_register,
    may_revoke,
    may_see_version,
)
from stegvis.catalogue.policies.releasing import (
    may_announce,
    may_cancel,
    may_change_item,
    may_change_release,
    may_plan,
)
from stegvis.catalogue.policies.stopping import (
    may_lift,
    may_stop,
    owns,
)

__all__ = [
    "Placing",
    "Taking",
    "contributors_of",
    "entry_gaps",
    "is_offered",
    "is_publisher",
    "is_retired",
    "is_taken_in",
    "may_announce",
    "may_cancel",
    "may_change_item",
    "may_change_release",
    "may_clear",
    "may_decide_offers",
    "may_delegate",
    "may_describe",
    "may_distribute",
    "may_edit_entry",
    "may_end_offer",
    "may_hand_out",
    "may_hand_over",
    "may_lift",
    "may_name_publisher",
    "may_offer",
    "may_plan",
    "may_publish",
    "may_read_checklists",
    "may_register",
    "may_retire",
    "may_revoke",
    "may_see_version",
    "may_stop",
    "may_take_back",
    "may_tick",
    "may_undo_handout",
    "may_verify",
    "may_withdraw",
    "offered_to",
    "owns",
    "publication_hindrances",
]
