"""A draw that can be drawn again: the same seed over the same entries gives the same ones. Pure."""

import hashlib
from collections.abc import Iterable


def draw(seed: str, size: int, population: Iterable[int]) -> list[int]:
    """`size` of the population, or all of a smaller one, in order. Each is as likely whatever order they come in."""

    def lot(entry_id: int) -> bytes:
        return hashlib.sha256(f"{seed}:{entry_id}".encode()).digest()

    return sorted(sorted(set(population), key=lot)[: max(0, size)])
