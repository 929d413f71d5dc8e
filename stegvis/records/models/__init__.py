"""The nouns of keeping, one file per family."""

from stegvis.records.models.destroying import Disposal, DisposalItem
from stegvis.records.models.rules import Hold, RetentionRule

__all__ = ["Disposal", "DisposalItem", "Hold", "RetentionRule"]
