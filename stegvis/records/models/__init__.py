"""The nouns of keeping, one file per family."""

from stegvis.records.models.destroying import Destruction, DestructionItem
from stegvis.records.models.rules import Hold, RetentionRule

__all__ = ["Destruction", "DestructionItem", "Hold", "RetentionRule"]
