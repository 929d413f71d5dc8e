"""Programs that are open: whoever lives in an area and has the age may start one, and no staff stand behind it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.catalogue.models.programs import Program, ProgramVersion
from stegvis.lib.personal import Classified, Retention


class OpenProgram(models.Model):
    """A provider lets residents start a program by themselves: from when, where, at which age, and on what ground.

    One row for each program of a provider: closed and opened again it is the same. `version` is what a new start gets.
    `municipalities` holds four-digit codes; none means the whole of the provider's area. `revision` grows with each
    change: a form from an old one is refused, and a start remembers which information was read (safety rule 6).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="openings")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="open_programs")
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="openings")
    # Stands in the short address that is typed by hand; chosen once.
    code = models.SlugField(_("kort adress"), max_length=40, unique=True)
    municipalities = models.JSONField(_("kommuner"), default=list, blank=True)
    youngest = models.PositiveSmallIntegerField(_("från och med ålder"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("till och med ålder"), null=True, blank=True)
    opens_on = models.DateField(_("öppet från"))
    closes_on = models.DateField(_("öppet till och med"), null=True, blank=True)
    controller = models.TextField(_("personuppgiftsansvarig"))
    legal_basis = models.TextField(_("rättslig grund"))
    preview = models.BooleanField(_("går att läsa utan att logga in"), default=False)
    # Everything is removed so long after the resident last did anything, of what no record is kept by law.
    keep_days = models.PositiveSmallIntegerField(_("sparas så många dagar"), default=365)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        personal="opened_by ended_by",
        plain="id program provider version code municipalities youngest oldest opens_on closes_on controller "
        "legal_basis preview keep_days opened_at ended_at revision",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "provider"], name="catalogue_opened_once"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")), name="catalogue_closes_after"
            ),
            models.CheckConstraint(
                condition=Q(youngest__isnull=True) | Q(oldest__isnull=True) | Q(oldest__gte=F("youngest")),
                name="catalogue_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="catalogue_opening_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.provider}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("OpenProgram", str(self.pk), str(self.provider_id), self.provider.name)
