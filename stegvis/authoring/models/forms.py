"""The form behind an edit page: what it points to must be the own unit's.

Another unit's page or file is answered as if it did not exist: a form that comes back with a message
would show its title in the chooser.
"""

from typing import Any

from django.http import Http404
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from stegvis.lib.whole import whole


class OwnUnitForm(WagtailAdminPageForm):
    """Refuses ids of another unit's pages and files."""

    def clean(self) -> dict[str, Any]:
        """After the fields, the whole. Raises Http404."""
        cleaned: dict[str, Any] = super().clean()
        # Also when the stream itself has a fault and is not among what was cleaned: it is drawn again all the same.
        if self.posted_elsewhere():
            raise Http404
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

    def posted_elsewhere(self) -> bool:
        """The same of the ids as they were posted."""
        return False

    def posted(self, *fields: str) -> set[int]:
        """Ids posted in these fields of any block."""
        named = ((name.rpartition("-value-")[2], value) for name, value in self.data.items())
        return {whole(value) for name, value in named if name in fields and whole(value)}


class ProgramForm(OwnUnitForm):
    """Modules are the program's own."""

    def stream_names(self) -> tuple[str, ...]:
        """Both streams choose modules."""
        return ("outline", "measurements")

    def points_elsewhere(self, name: str, raw: list[dict[str, Any]]) -> bool:
        """Only children of this very page."""
        field = "module" if name == "outline" else "before_module"
        chosen = {item["value"].get(field) for item in raw} - {None}
        return bool(chosen - self.own())

    def posted_elsewhere(self) -> bool:
        """Modules in either stream. One that has been deleted since is nobody's, and the streams say so."""
        strange = self.posted("module", "before_module") - self.own()
        return bool(Page.objects.filter(pk__in=strange).exists())

    def own(self) -> set[int]:
        """The program's modules."""
        return set(self.instance.get_children().values_list("pk", flat=True)) if self.instance.pk else set()


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

    def posted_elsewhere(self) -> bool:
        """Files of every kind, in any block. One that has been deleted since is nobody's."""
        from stegvis.authoring.models.library import AuthoredDocument, AuthoredImage, AuthoredMedia

        library: tuple[tuple[Any, tuple[str, ...]], ...] = (
            (AuthoredImage, ("image",)),
            (AuthoredMedia, ("film", "audio")),
            (AuthoredDocument, ("document",)),
        )
        shelf = collection_above(self.parent_page).path
        return any(
            model.objects.filter(pk__in=self.posted(*fields)).exclude(collection__path__startswith=shelf).exists()
            for model, fields in library
        )


def collection_above(page: Page) -> Any:
    """The library of the unit that a page stands under."""
    from stegvis.authoring.models.units import UnitPage

    return UnitPage.objects.ancestor_of(page, inclusive=True).select_related("collection").get().collection
