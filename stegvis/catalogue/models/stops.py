"""Something that residents must not meet any longer, from now and until it is lifted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, CareProvider
from stegvis.audit.entry import Subject
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models.programs import ProgramVersion
from stegvis.lib.personal import Classified, Retention


class Stop(models.Model):
    """A provider stops a step, a questionnaire or a whole version, for everybody who walks it.

    `ref` is a step's id or a questionnaire's digest. Without `provider` it holds wherever the version is used: only
    its owner can say so. Read each time a page or an act asks, so that it holds from the moment it is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="stops")
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=StopKind.choices)
    ref = models.CharField(max_length=120, blank=True)
    text_sv = models.TextField(_("text till invånarna"))
    text_en = models.TextField(_("text till invånarna på engelska"), blank=True)
    reason = models.TextField(_("varför"))
    stopped_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    classified = Classified(
        personal="stopped_by lifted_by",
        plain="id version provider kind ref text_sv text_en reason stopped_at lifted_at lifted_reason",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "ref"],
                condition=Q(lifted_at__isnull=True, provider__isnull=True),
                name="catalogue_stopped_once",
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "ref", "provider"],
                condition=Q(lifted_at__isnull=True, provider__isnull=False),
                name="catalogue_stopped_once_by_provider",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="catalogue_lifted_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"

    def text(self, language: str) -> str:
        """What the resident reads, in English where there is such a text and it is asked for."""
        return self.text_en if language == "en" and self.text_en else self.text_sv

    def audit_subject(self) -> Subject:
        """How the log names it."""
        version = self.version
        provider = self.provider or version.program.publisher_unit.provider
        return Subject("Stop", str(self.pk), str(provider.pk), provider.name)
