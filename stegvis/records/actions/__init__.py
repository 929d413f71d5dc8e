"""The changing door: rules, holds, decisions to destroy."""

from stegvis.records.actions.deciding import approve, prepare, prepare_ordered, withdraw
from stegvis.records.actions.holding import lift, set_hold
from stegvis.records.actions.ruling import CannotKeep, set_rule

__all__ = ["CannotKeep", "approve", "lift", "prepare", "prepare_ordered", "set_hold", "set_rule", "withdraw"]
