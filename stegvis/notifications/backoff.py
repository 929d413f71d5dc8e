"""How long to wait before the next attempt. Pure."""

from datetime import timedelta
from uuid import UUID

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)


def wait(attempts: int, delivery_id: UUID, asked: timedelta | None = None) -> timedelta:
    """1, 2, 4 … minutes, at most an hour; longer where the other side asked for it.

    Up to a fifth is added by the delivery's own id, so that those who failed together do not come back together.
    """
    doubled = min(FIRST * int(2 ** min(max(attempts - 1, 0), 10)), LONGEST)
    spread = doubled * (delivery_id.int % 20) / 100
    return max(doubled + spread, asked or timedelta(0))
