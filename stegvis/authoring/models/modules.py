"""The page of a module: sections of steps of blocks in one stream."""

import uuid
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page

from stegvis.audit.entry import Subject
from stegvis.authoring.blocks import SectionStream
from stegvis.authoring.models.draft_only import DraftOnly
from stegvis.authoring.models.forms import ModuleForm
from stegvis.authoring.models.programs import COMPUTER, PHONE, ContentTab, ProgramPage
from stegvis.lib.personal import Classified


class ModulePage(DraftOnly, Page):
    """A chapter. `module_uuid` is its stable id: it follows into a copied program."""

    module_uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    lead = models.CharField(_("kort om modulen"), max_length=300, blank=True, help_text=_("En mening i översikten."))
    body = StreamField(SectionStream(), blank=True, verbose_name=_("avsnitt och steg"))

    base_form_class = ModuleForm
    parent_page_types = ["authoring.ProgramPage"]
    subpage_types: list[str] = []
    content_panels = [
        HelpPanel(template="authoring/way_back.html"),
        FieldPanel("title", classname="title", help_text=_("Namnet som invånaren ser.")),
        FieldPanel("lead"),
        FieldPanel("body"),
        CommentPanel(),
    ]
    edit_handler = TabbedInterface([ContentTab(content_panels, heading=_("Innehåll"))])

    classified = Classified(plain="page_ptr module_uuid lead body")

    class Meta:
        verbose_name = _("modul")
        verbose_name_plural = _("moduler")

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The identity is the page's, whatever an old draft says."""
        page = super().with_content_json(content)
        page.module_uuid = self.module_uuid
        return page

    @property
    def program_page(self) -> ProgramPage:
        """The program above."""
        page: ProgramPage = ProgramPage.objects.parent_of(self).get()
        return page

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.program_page.audit_subject()

    @property
    def studio_url(self) -> str:
        """The program's page in the studio."""
        return self.program_page.studio_url

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One mode: what the resident meets."""
        return [("", _("Som invånaren ser det"))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The phone first: that is where most people read."""
        return [PHONE, COMPUTER]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Every step of this unsaved draft."""
        from stegvis.authoring.previewing import preview_module

        return preview_module(request, self)
