"""What a resident has said themselves: where they can be reached, and about what."""

import uuid
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager
from stegvis.access.models import Person
from stegvis.audit.entry import Subject
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention
from stegvis.notifications.kinds import ChannelKind


class Coded(models.Model):
    """An address that is proved with a code of six digits. The code itself is never stored, only its keyed hash."""

    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class NoticeChoice(models.Model):
    """What a person has chosen; no row is the same as having chosen nothing.

    Also the row that is locked while somebody's notices are gathered, so that two workers never gather the same.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    sms = models.BooleanField(default=False)
    email = models.BooleanField(default=False)
    push = models.BooleanField(default=False)
    reminders = models.BooleanField(default=False)
    news = models.BooleanField(default=False)
    messages = models.BooleanField(default=False)
    # None: the care provider's hours. Equal times: no quiet hours.
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    timezone = models.CharField(max_length=40, default="Europe/Stockholm")
    language = models.CharField(max_length=10, default="sv")
    changed_at = models.DateTimeField()

    objects = GuardedManager()

    classified = Classified(
        personal="person sms email push reminders news messages quiet_from quiet_until timezone language changed_at",
        retention=Retention.CHOSEN,
    )

    def __str__(self) -> str:
        return f"notice choice {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The resident's own. Staff can neither see nor change it (safety rule 13)."""
        return Q(person_id=actor.person_id) if actor.is_oneself else NOTHING

    @classmethod
    def kinds_of(cls, person_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
        """The channels that each has chosen, for those who have chosen any. For the room itself: nobody is shown this."""
        rows = cls._base_manager.filter(Q(sms=True) | Q(email=True) | Q(push=True), pk__in=list(person_ids))
        return {row.pk: frozenset(kind.value for kind in ChannelKind if getattr(row, kind.value)) for row in rows}

    @classmethod
    def lock_rows(cls) -> models.QuerySet["NoticeChoice"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("person")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("NoticeChoice", str(self.person_id), patient=self.person.patient_ref())


class Address(Coded):
    """A phone number, an e-mail address or a browser of one person. Used only when it is verified.

    A new one waits beside the old until its code is right; then it takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    value = EncryptedTextField()
    made_at = models.DateTimeField()

    objects = GuardedManager()

    classified = Classified(
        personal="person kind value verified_at code_hash",
        plain="id made_at code_until code_tries",
        retention=Retention.CHOSEN,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(verified_at__isnull=False), name="notifications_address_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(verified_at__isnull=True), name="notifications_unproved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The resident's own."""
        return Q(person_id=actor.person_id) if actor.is_oneself else NOTHING

    @classmethod
    def in_use(cls, person_ids: Iterable[UUID]) -> models.QuerySet["Address"]:
        """The proved addresses of some people. For the room itself: nobody is shown this."""
        return cls._base_manager.filter(person__in=list(person_ids), verified_at__isnull=False)

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Address"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("person")

    def audit_subject(self) -> Subject:
        """How the log names it: never by the address itself."""
        return Subject("Address", str(self.pk), patient=self.person.patient_ref())
