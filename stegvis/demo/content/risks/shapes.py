"""The shape of a risk in the demo."""

from typing import TypedDict


class Risk(TypedDict, total=False):
    """`judged` is consequence and likelihood, `left` the same after the action. `who`: care, owner, designer, manager.

    `days` from the laying until the action is due, negative for what is done.
    """

    area: str
    risk: str
    cause: str
    judged: tuple[int, int]
    comment: str
    protection: str
    action: str
    who: str
    days: int
    left: tuple[int, int]
    leans: tuple[str, ...]
