"""The page of a publisher unit: the ground its programs stand on, and where its designers' rights begin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from stegvis.access.models import PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.lib.personal import Classified


class UnitPage(Page):
    """One per publisher unit, with the unit's own collection in the media library."""

    publisher_unit = models.OneToOneField(PublisherUnit, on_delete=models.PROTECT, related_name="+")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")

    # Made by the projection only: no designer adds or edits one.
    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["authoring.ProgramPage"]
    content_panels: list[object] = []
    promote_panels: list[object] = []
    settings_panels: list[object] = []

    classified = Classified(plain="page_ptr publisher_unit collection")

    class Meta:
        verbose_name = _("utgivarenhet")
        verbose_name_plural = _("utgivarenheter")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        subject: Subject = self.publisher_unit.audit_subject()
        return subject

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Nothing to preview."""
        return []
