"""Who may do what in the catalogue, and when. The button and the act ask the same function."""

from stegvis.catalogue.policies.distributing import Placing, may_distribute, may_withdraw
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

__all__ = [
    "Placing",
    "contributors_of",
    "is_publisher",
    "may_clear",
    "may_delegate",
    "may_distribute",
    "may_hand_over",
    "may_name_publisher",
    "may_publish",
    "may_register",
    "may_revoke",
    "may_see_version",
    "may_withdraw",
]
