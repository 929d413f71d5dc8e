"""Where an upstream view would name other units' things and has no hook: what it asks is answered here.

The media chooser offers every collection as a filter. A publisher unit has one shelf, so there is nothing
to choose among.
"""

from typing import Any

from wagtailmedia.views import chooser


class _NoShelves:
    """Stands in the place of the model in that one module."""

    def all(self) -> list[Any]:
        """Fewer than two: the filter is left out."""
        return []


class OneShelf:
    """What the chooser's module knows as Collection."""

    objects = _NoShelves()


def narrow_choosers() -> None:
    """Done once, when the editor's addresses are read."""
    chooser.Collection = OneShelf
