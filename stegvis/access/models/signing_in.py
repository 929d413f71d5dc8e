"""What signing in leaves behind: running sign-ins, whom a provider's subject is, and numbers that somebody had before."""

import uuid

from django.db import models

from stegvis.access.models.accounts import Account
from stegvis.access.models.people import Numbered, Person
from stegvis.lib.personal import Classified, Retention


class SignIn(models.Model):
    """One running sign-in: its session, from what kind of device and by which way. It goes when its session goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    # "Chrome på en Android-telefon": never the browser's own line, which would tell one person's device from others'.
    device = models.CharField(max_length=80, blank=True)
    way = models.CharField(max_length=120, blank=True)
    signed_in_at = models.DateTimeField()

    classified = Classified(
        personal="account device", plain="id session_key way signed_in_at", retention=Retention.SESSION
    )

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class KnownSubject(models.Model):
    """Whom an issuer means by a subject. The subject itself may be an identity number, so only its keyed hash is kept."""

    issuer = models.CharField(max_length=300)
    subject_hash = models.CharField(max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    first_seen_at = models.DateTimeField()

    classified = Classified(
        personal="account subject_hash", plain="id issuer first_seen_at", retention=Retention.REGISTRY
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject_hash"], name="access_subject_once")]

    def __str__(self) -> str:
        return f"subject {self.pk}"


class EarlierNumber(Numbered):
    """A coordination number that somebody had before the present one. It still leads to the same person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="earlier_numbers")
    replaced_at = models.DateTimeField()

    classified = Classified(
        personal="number_type number_cipher number_hash person", plain="id replaced_at", retention=Retention.RECORD
    )

    def __str__(self) -> str:
        return f"earlier number {self.pk}"
