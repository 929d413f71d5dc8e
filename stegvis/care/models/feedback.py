"""What staff write back on an exercise that was sent in."""

import uuid

from django.db import models

from stegvis.access.models import Account
from stegvis.care.models.enrolment import Enrolment
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class ExerciseFeedback(models.Model):
    """One comment on one exercise. What is sent stays; a second comment is a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="feedback")
    block = models.CharField(max_length=64)
    text = EncryptedTextField()
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # When the resident opened the page that it stands on; until then the first page says that it has come.
    read_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="enrolment text author", plain="id block sent_at read_at", retention=Retention.RECORD
    )

    def __str__(self) -> str:
        return f"feedback {self.pk}"
