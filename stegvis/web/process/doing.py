"""Doing something from a form of the process: what is wrong is said on the page, and what was typed stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stegvis.access.doors import Refused
from stegvis.lib.errors import Cannot


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it. `sentence` says why not; `status` is the answer's code then."""

    result: Any = None
    sentence: str = ""
    status: int = 302
    error: Cannot | None = None

    def __bool__(self) -> bool:
        return self.error is None


def trying(act: Callable[[], Any]) -> Tried:
    """Do it, or tell why not. What does not exist for the actor is raised: it is answered with 404."""
    try:
        return Tried(act())
    except Refused as refused:
        if not refused.verdict.found:
            raise
        return Tried(sentence=refused.sentence, status=409, error=refused)
    except Cannot as error:
        return Tried(sentence=error.sentence, status=422, error=error)
