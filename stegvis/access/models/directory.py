"""What an import of the directory did, line by line: what stood before, what stands after, and why."""

import uuid

from django.db import models

from stegvis.access.models.accounts import Account
from stegvis.access.models.organisation import CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.lib.personal import Classified, Retention


class DirectoryImport(AppendOnly):
    """One file that was taken in. `complete`: it named everybody, so what it did not name has ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    complete = models.BooleanField()

    classified = Classified(plain="id provider at file_name file_digest complete")

    def __str__(self) -> str:
        return f"directory import {self.at:%Y-%m-%d %H:%M}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("DirectoryImport", str(self.pk), str(self.provider_id), self.provider.name)


class DirectoryChange(AppendOnly):
    """One thing that an import changed. `row` 0: the file did not name it."""

    directory_import = models.ForeignKey(DirectoryImport, on_delete=models.PROTECT, related_name="changes")
    row = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20)
    noun = models.CharField(max_length=20)
    hsa_id = models.CharField(max_length=40)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    classified = Classified(
        personal="hsa_id account before after reason",
        plain="id directory_import row kind noun unit",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.noun} {self.hsa_id}"
