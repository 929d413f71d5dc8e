"""The work on one program: from an idea, or from a wish to change, to a version in the catalogue."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account, Administration, CareProvider, CareUnit, PublisherUnit
from stegvis.audit.entry import Subject
from stegvis.catalogue.models import Candidate, Program, ProgramVersion
from stegvis.governance.kinds import ENDED, Lane, MemberKind, Stage
from stegvis.lib.personal import Classified, Retention


class Initiative(models.Model):
    """One row on the board: what is being made, where it stands, whose it is.

    `program` is set when a designer is appointed (or from the start, for work on a program that exists), `candidate`
    while one is being checked or reviewed, `version` once it is published.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="initiatives")
    number = models.CharField(_("nummer"), max_length=20)
    lane = models.CharField(max_length=20, choices=Lane.choices, default=Lane.NEW)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.IDEA)
    stage_since = models.DateTimeField()
    title = models.CharField(_("titel"), max_length=200)
    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives")
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    manager = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy_owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    designer = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    publisher_unit = models.ForeignKey(
        PublisherUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    version = models.OneToOneField(
        ProgramVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="initiative"
    )
    # When it is meant to be in the catalogue; set by the owner or the coordinator.
    target_on = models.DateField(_("planerat klart"), null=True, blank=True)
    # What the one who had the idea reads when it ends as another service.
    closing_text = models.TextField(blank=True)
    closing_link = models.URLField(blank=True)

    classified = Classified(
        personal="opened_by manager owner deputy_owner designer",
        plain="id provider number lane stage stage_since title administration unit opened_at publisher_unit program "
        "candidate version target_on closing_text closing_link",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="governance_number_once"),
        ]
        indexes = [models.Index(fields=["provider", "stage"], name="governance_by_stage")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def ended(self) -> bool:
        """Nothing more is done: published, declined, withdrawn, or another service."""
        return self.stage in ENDED

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Initiative", str(self.pk), str(self.provider_id), self.provider.name)


class Member(models.Model):
    """Somebody in the working group of an initiative, and what they bring."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=MemberKind.choices, default=MemberKind.CARE)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="account invited_by", plain="id initiative kind invited_at left_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "account"], condition=Q(left_at__isnull=True), name="governance_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.get_kind_display()})"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()
