"""What the clock starts: notices are gathered into deliveries, and deliveries are sent."""

from datetime import datetime


def deliver_due(*, now: datetime, worker: str) -> int:
    """Gather what waits, and send what is due. Returns how many deliveries were settled."""
    return 0
