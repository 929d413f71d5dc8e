"""Answers that staff have entered for a resident, as they were given by phone or on paper (safety rule 16)."""

from django.db import models

from stegvis.access.models import Account
from stegvis.course.kinds import GivenBy
from stegvis.course.models.answers import Response
from stegvis.lib.fields import EncryptedJSONField
from stegvis.lib.personal import Classified, Retention


class EnteredAnswer(models.Model):
    """How a response came in, where staff entered it. `put_aside`: what the resident had begun to write themselves."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, primary_key=True, related_name="entered")
    way = models.CharField(max_length=10, choices=GivenBy.choices)
    given_on = models.DateField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    put_aside = EncryptedJSONField(null=True)

    classified = Classified(
        personal="response way given_on entered_by put_aside", plain="entered_at", retention=Retention.RECORD
    )

    def __str__(self) -> str:
        return f"entered {self.pk}"
