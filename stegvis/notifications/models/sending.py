"""What leaves the service: one delivery by one channel to one address, and the demo's stand-in for the world."""

import uuid

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from stegvis.access.models import Person
from stegvis.lib.fields import EncryptedJSONField, EncryptedTextField
from stegvis.lib.personal import Classified, Retention
from stegvis.notifications.kinds import ChannelKind, DeliveryState, Purpose
from stegvis.notifications.models.own import Address
from stegvis.notifications.models.staff import StaffChannel

_TO_ONE = Q(person__isnull=False, staff_channel__isnull=True) | Q(person__isnull=True, staff_channel__isnull=False)
_SETTLED_PAIR = Q(state=DeliveryState.WAITING, settled_at__isnull=True) | (
    ~Q(state=DeliveryState.WAITING) & Q(settled_at__isnull=False)
)


class Delivery(models.Model):
    """One sending. Its id is the idempotency key, the same at every attempt.

    Kept of it: state, times, attempts, a code for what went wrong and the gateway's reference. Never a text, and of
    the address only a keyed hash. `secret` holds what a code or a first contact needs on its way out, and is erased when
    the delivery is settled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    staff_channel = models.ForeignKey(
        StaffChannel, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    # For a code, and for nothing else: which address it proves. A notice goes to what is verified when it is sent.
    address = models.ForeignKey(Address, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=ChannelKind.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    batch = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # How often a worker that had claimed it was never heard of again: by SMTP, so often it may have come twice.
    resumed = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=64, blank=True)
    secret = EncryptedJSONField(null=True, blank=True)

    classified = Classified(
        personal="person staff_channel address channel state target secret made_at settled_at",
        plain="id purpose batch next_at give_up_at attempts resumed claimed_until claimed_by code reference",
        retention=Retention.NOTICE,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_TO_ONE, name="notifications_delivery_to_one"),
            models.CheckConstraint(condition=_SETTLED_PAIR, name="notifications_delivery_settled_pair"),
            # Gathered once, whoever gathers: a second worker's insert of the same is refused by the database.
            models.UniqueConstraint(
                fields=["batch", "channel"],
                condition=Q(batch__isnull=False, person__isnull=False),
                name="notifications_delivery_once",
            ),
            # One at a time to each person and channel: what comes meanwhile joins the one that waits.
            models.UniqueConstraint(
                fields=["person", "channel"],
                condition=Q(state=DeliveryState.WAITING, purpose=Purpose.NOTICE),
                name="notifications_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["staff_channel"],
                condition=Q(state=DeliveryState.WAITING, purpose=Purpose.STAFF),
                name="notifications_one_waiting_staff",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state=DeliveryState.WAITING), name="notifications_to_send"),
            models.Index(fields=["made_at"], name="notifications_oldest"),
            models.Index(fields=["person", "channel", "-made_at"], name="notifications_sent_person"),
            models.Index(fields=["staff_channel", "-made_at"], name="notifications_sent_staff"),
            models.Index(fields=["target", "made_at"], condition=~Q(target=""), name="notifications_sent_target"),
        ]

    @classmethod
    def to_extract(cls, person_id: uuid.UUID) -> models.QuerySet["Delivery"]:
        """What has been sent to a person, for an extract of their own."""
        return cls._base_manager.filter(person_id=person_id).order_by("made_at", "pk")

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @classmethod
    def newest(cls, field: str) -> Subquery:
        """A column of the newest settled notice to the person and by the kind of an `Address` row; by an index."""
        settled = cls.objects.filter(
            person=OuterRef("person"),
            channel=OuterRef("kind"),
            purpose=Purpose.NOTICE,
            state__in=[DeliveryState.SENT, DeliveryState.FAILED],
        )
        return Subquery(settled.order_by("-made_at").values(field)[:1])


class LocalSending(models.Model):
    """What would have left, in an installation without channels: shown on a page in demo mode only."""

    # The delivery's id: a second call with the same one is the same sending.
    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    address = EncryptedTextField()
    text = EncryptedTextField()
    sent_at = models.DateTimeField()

    classified = Classified(personal="kind address text sent_at", plain="id", retention=Retention.NOTICE)

    class Meta:
        indexes = [models.Index(fields=["-sent_at"], name="notifications_local_newest")]

    def __str__(self) -> str:
        return f"local sending {self.pk}"
