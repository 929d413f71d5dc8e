"""The arithmetic of a bucket that leaks: pure. Times are whole milliseconds.

A bucket holds `most` at once and leaks evenly, so that it is empty after `seconds`. It is kept as one number: when it is
empty. The statement in `taking` says the same as `take`, and a test holds the two against each other.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and as many again spread over so many seconds."""

    most: int
    seconds: int

    @property
    def each(self) -> int:
        """How long it takes for one to leak out, in milliseconds; at least one."""
        return max(1, self.seconds * 1000 // self.most)

    @property
    def whole(self) -> int:
        """How long a full bucket takes to leak out, in milliseconds."""
        return self.each * self.most


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether one more went in, when the bucket is empty now, and how long until there is room; in milliseconds."""

    allowed: bool
    empty_at: int
    wait: int = 0


def take(empty_at: int, now: int, limit: Limit) -> Taken:
    """Put one in, if there is room. What is refused fills nothing.

    A bucket that is fuller than full is one whose clock was moved back: it counts as full.
    """
    filled = max(now, min(empty_at, now + limit.whole))
    over = filled + limit.each - (now + limit.whole)
    if over > 0:
        return Taken(False, empty_at, over)
    return Taken(True, filled + limit.each)
