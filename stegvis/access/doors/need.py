"""What a view needs. A view in our own rooms that does not say is refused."""

from collections.abc import Callable
from typing import Any, Final

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed-in"


def needs(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the one permission a view needs, or ANYONE, or SIGNED_IN."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark
