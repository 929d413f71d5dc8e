"""Who asks for choices: Wagtail draws a list, and checks each choice in it, without saying for which page.

The editor's door says it once for each request; what has been looked up is kept until the answer is given,
so that twelve modules with three conditions each cost as much as one.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class Asking:
    """One request. `page_id` is the page that is edited, if any."""

    page_id: int | None = None
    kept: dict[str, Any] = field(default_factory=dict)


ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


def once(look_up: Callable[[], T]) -> Callable[[], T]:
    """Remember what was found while a request lasts; outside of requests nothing is remembered."""

    @wraps(look_up)
    def found() -> T:
        asking = ASKING.get()
        if asking is None:
            return look_up()
        if look_up.__name__ not in asking.kept:
            asking.kept[look_up.__name__] = look_up()
        value: T = asking.kept[look_up.__name__]
        return value

    return found
