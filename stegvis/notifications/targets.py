"""How an address is remembered when it must not be readable: by a keyed hash."""

from stegvis.lib.fields import key_ring

PURPOSE = "notifications.target"


def target_of(kind: str, address: str) -> str:
    """The keyed hash of an address: equal addresses are recognised, none can be read out."""
    return key_ring().keyed_hash(f"{kind}:{address}", PURPOSE)
