"""The form behind an edit page: what it points to must be the own unit's.

Another unit's page or file is answered as if it did not exist: a form that comes back with a message
would show its title in the chooser.
"""

from typing import Any

from django.http import Http404
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class OwnUnitForm(WagtailAdminPageForm):
    """Refuses ids of another unit's pages and files."""

    def clean(self) -> dict[str, Any]:
        """After the fields, the whole. Raises Http404."""
        cleaned: dict[str, Any] = super().clean()
        for name in self.stream_names():
            if cleaned.get(name) is not None and self.points_elsewhere(name, cleaned[name].get_prep_value()):
                raise Http404
        return cleaned

    def stream_names(self) -> tuple[str, ...]:
        """The streams to look in."""
        return ()

    def points_elsewhere(self, name: str, raw: list[dict[str, Any]]) -> bool:
        """Whether a stream points at something of another unit's."""
        return False


class ProgramForm(OwnUnitForm):
    """Modules are the program's own."""

    def stream_names(self) -> tuple[str, ...]:
        """Both streams choose modules."""
        return ("outline", "measurements")

    def points_elsewhere(self, name: str, raw: list[dict[str, Any]]) -> bool:
        """Only children of this very page."""
        field = "module" if name == "outline" else "before_module"
        chosen = {item["value"].get(field) for item in raw} - {None}
        own = set(self.instance.get_children().values_list("pk", flat=True)) if self.instance.pk else set()
        return bool(chosen - own)


class ModuleForm(OwnUnitForm):
    """Pictures, films, sounds and documents are of the unit's library."""

    def stream_names(self) -> tuple[str, ...]:
        """The body chooses files."""
        return ("body",)

    def points_elsewhere(self, name: str, raw: list[dict[str, Any]]) -> bool:
        """Everything chosen is found on the unit's shelf."""
        from stegvis.authoring.compiling.shelf import Shelf, blocks_of

        blocks = list(blocks_of(raw))
        return bool(Shelf(collection_above(self.parent_page), blocks).strangers(blocks))


def collection_above(page: Page) -> Any:
    """The library of the unit that a page stands under."""
    from stegvis.authoring.models.units import UnitPage

    return UnitPage.objects.ancestor_of(page, inclusive=True).select_related("collection").get().collection
