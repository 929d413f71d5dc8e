"""Drafts, and nothing but drafts: publication is our own process over frozen documents."""

from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot


class CannotPublishPage(Cannot):
    """Somebody, or some code, tried to publish a page."""


class DraftOnly:
    """Stands before Page in the bases: whatever asks for publication, in whatever way, is refused."""

    def publish(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise CannotPublishPage(_("Här publiceras inget. Lägg fram programmet i studion."))
