"""The page of a program: its head, its outline and its measurements, so that their order is versioned."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from stegvis.access.models import PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.authoring.blocks import (
    RICH_TEXT,
    DangerStream,
    FlagStream,
    MeasurementStream,
    OutlineStream,
    PhaseStream,
    ReminderStream,
    ScoreStream,
)
from stegvis.authoring.kinds import Kind, Language, Results
from stegvis.authoring.models.draft_only import DraftOnly
from stegvis.authoring.models.forms import ProgramForm
from stegvis.authoring.models.units import UnitPage
from stegvis.lib.personal import Classified

PHONE = {"name": "mobile", "icon": "mobile-alt", "device_width": 375, "label": _("Visa som i en mobil")}
COMPUTER = {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Visa som på en dator")}


MOST_DAYS = 1100


class ContentTab(ObjectList):
    """The one tab; comments need there to be one. Its panels have the same address in every language."""

    clean_name = "content"


class SettingsPanel(MultiFieldPanel):
    """What is chosen rather than written."""

    clean_name = "settings"


class ProgramPage(DraftOnly, Page):
    """A program being built. `program_uuid` is the program's identity; a copy gets a new one."""

    program_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = RichTextField(_("ingress"), blank=True, features=RICH_TEXT, help_text=_("Det första invånaren läser."))
    welcome = RichTextField(
        _("välkomsttext"), blank=True, features=RICH_TEXT, help_text=_("Visas när invånaren börjar. Måste finnas.")
    )
    kind = models.CharField(_("slags program"), max_length=20, choices=Kind.choices, default=Kind.SUPPORT)
    guided = models.BooleanField(
        _("guidat"), default=True, help_text=_("Personal på en enhet startar programmet för en invånare.")
    )
    open_start = models.BooleanField(
        _("öppet"), default=False, help_text=_("Invånare startar själva. Ingen personal läser svaren.")
    )
    program_language = models.CharField(_("språk"), max_length=5, choices=Language.choices, default=Language.SV)
    messages = models.BooleanField(
        _("meddelanden"), default=True, help_text=_("Invånare och behandlare kan skriva till varandra.")
    )
    results = models.CharField(
        _("invånaren ser av sina resultat"), max_length=20, choices=Results.choices, default=Results.SENTENCE
    )
    scores = StreamField(
        ScoreStream(),
        blank=True,
        verbose_name=_("resultat som visas på annat sätt"),
        help_text=_("Välj här om invånaren ska se mer eller mindre av ett visst resultat än av de andra."),
    )
    intended_purpose = models.TextField(
        _("avsett ändamål"),
        blank=True,
        help_text=_("Vad programmet är till för, för vem, och vad det inte är till för."),
    )
    unsent_after = models.PositiveSmallIntegerField(
        _("minuter till ett osänt farligt svar visas"),
        default=10,
        help_text=_("Så länge väntar flaggan när invånaren har svarat men inte skickat. Det står i formuläret."),
    )
    dangers = StreamField(
        DangerStream(),
        blank=True,
        verbose_name=_("farliga svar"),
        help_text=_("Det riskanalysen har bestämt om gränser och vem som får veta. Tomt: som formulären själva säger."),
    )
    outline = StreamField(
        OutlineStream(),
        blank=True,
        verbose_name=_("moduler i ordning"),
        help_text=_("Behandlaren kan alltid öppna en modul tidigare för en invånare."),
    )
    measurements = StreamField(MeasurementStream(), blank=True, verbose_name=_("mätningar"))
    reminders = StreamField(
        ReminderStream(),
        blank=True,
        verbose_name=_("påminnelser till invånaren"),
        help_text=_("Syns i tjänsten, och i sms eller e-post för den som har valt det."),
    )
    flags = StreamField(
        FlagStream(),
        blank=True,
        verbose_name=_("flaggor till personalen"),
        help_text=_(
            "Farliga svar, inskickade övningar, sena svar och när allt är klart får personalen alltid veta. "
            "Lägg till det som är viktigt utöver det."
        ),
    )
    phases = StreamField(
        PhaseStream(),
        blank=True,
        verbose_name=_("när programmet går över i en annan fas"),
        help_text=_("Sker av sig självt. Personalen kan alltid göra det tidigare. Tomt: bara personalen gör det."),
    )
    length_days = models.PositiveSmallIntegerField(
        _("den aktiva delens längd i dagar"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("Så länge är det tänkt att invånaren arbetar med programmet. Tomt: ingen längd är bestämd."),
    )

    base_form_class = ProgramForm
    parent_page_types = ["authoring.UnitPage"]
    subpage_types = ["authoring.ModulePage"]
    exclude_fields_in_copy = ["program_uuid"]
    content_panels = [
        HelpPanel(template="authoring/way_back.html"),
        FieldPanel("title", classname="title", help_text=_("Namnet som invånaren ser.")),
        FieldPanel("lead"),
        FieldPanel("welcome"),
        FieldPanel("outline"),
        FieldPanel("measurements"),
        FieldPanel("reminders"),
        FieldPanel("flags"),
        FieldPanel("length_days"),
        FieldPanel("phases"),
        SettingsPanel(
            [
                FieldPanel("kind"),
                FieldPanel("guided"),
                FieldPanel("open_start"),
                FieldPanel("program_language"),
                FieldPanel("messages"),
                FieldPanel("results"),
                FieldPanel("scores"),
                FieldPanel("intended_purpose"),
                FieldPanel("unsent_after"),
                FieldPanel("dangers"),
            ],
            heading=_("Inställningar"),
            classname="stegvis-settings",
        ),
        # Comments need their panel; an empty list of settings panels would silently remove them.
        CommentPanel(),
    ]
    edit_handler = TabbedInterface([ContentTab(content_panels, heading=_("Innehåll"))])

    classified = Classified(
        plain="page_ptr program_uuid lead welcome kind guided open_start program_language messages results scores "
        "intended_purpose unsent_after dangers outline measurements reminders flags phases length_days"
    )

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")

    def clean(self) -> None:
        """A program must be possible to start in some way."""
        super().clean()
        if not (self.guided or self.open_start):
            raise ValidationError({"guided": _("Välj minst ett sätt att starta programmet: guidat eller öppet.")})

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The identity is the page's, whatever an old draft says (a copy brings the drafts along)."""
        page = super().with_content_json(content)
        page.program_uuid = self.program_uuid
        return page

    @property
    def publisher_unit(self) -> PublisherUnit:
        """Whose it is: the unit of the page above."""
        unit: PublisherUnit = (
            UnitPage.objects.ancestor_of(self).select_related("publisher_unit__provider").get().publisher_unit
        )
        return unit

    def audit_subject(self) -> Subject:
        """How the log names it."""
        unit = self.publisher_unit
        return Subject("Program", str(self.program_uuid), str(unit.provider_id), unit.provider.name)

    @property
    def studio_url(self) -> str:
        """The program's page in the studio."""
        return f"/studio/program/{self.program_uuid}/"

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One mode: what the resident meets."""
        return [("", _("Som invånaren ser det"))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The phone first: that is where most people read."""
        return [PHONE, COMPUTER]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Lead, welcome and the outline, from this unsaved draft."""
        from stegvis.authoring.previewing import preview_program

        return preview_program(request, self)
