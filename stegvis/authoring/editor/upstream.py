"""Where upstream would name other units' things and has no hook: what it asks is answered here.

The media chooser offers every collection as a filter, and the libraries offer every unit's popular tags.
A publisher unit has one shelf and its tags are found by search, so neither list is missed.
"""

from typing import Any

from wagtail.admin import filters
from wagtail.images.views import chooser as image_chooser
from wagtailmedia.views import chooser as media_chooser
from wagtailmedia.views import media as media_list


class _NoShelves:
    """Stands in the place of the manager in that one module."""

    def all(self) -> list[Any]:
        """Fewer than two: the filter is left out."""
        return []


class OneShelf:
    """What the media chooser's module knows as Collection."""

    objects = _NoShelves()


def no_tags(_model: Any, _count: int = 10) -> list[Any]:
    """Upstream counts tags over the whole installation."""
    return []


def narrow_choosers() -> None:
    """Done once, when the editor's addresses are read."""
    media_chooser.Collection = OneShelf
    for module in (filters, image_chooser, media_chooser, media_list):
        module.popular_tags_for_model = no_tags
