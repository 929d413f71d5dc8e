"""Prototypes: rounds, those who try them, what they say and where, what was answered and decided."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.models import Account
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import FrozenDocument
from stegvis.course.models import Course
from stegvis.governance.models.initiatives import Initiative
from stegvis.governance.prototypes.kinds import PinKind, PinState, ReplyKind
from stegvis.lib.personal import Classified, Retention

NAME_LENGTH = 200


class PrototypeRound(models.Model):
    """A draft as it stood one day, shown to the group until a day. No candidate: it may lack what publishing needs.

    `questions` are what the designer wants to know, as a list of texts; `findings` what was missing in the draft, each
    as {"where", "text"}. `walkable` is false for a draft too unfinished to be walked; it can still be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="prototype_rounds")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("vad gruppen får se"), blank=True)
    questions = models.JSONField(default=list, blank=True)
    findings = models.JSONField(default=list, blank=True)
    walkable = models.BooleanField(default=True)
    due_on = models.DateField(_("sista dag"))
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closing_text = models.TextField(_("sammanfattning"), blank=True)

    classified = Classified(
        personal="opened_by closed_by",
        plain="id initiative number document note questions findings walkable due_on opened_at closed_at closing_text",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="governance_round_number_once"),
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(closed_at__isnull=True), name="governance_one_open_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} ({self.number})"

    @property
    def is_open(self) -> bool:
        """Whether the group is still asked."""
        return self.closed_at is None

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.initiative.audit_subject()


class Tester(models.Model):
    """Somebody outside the staff, invited to one round by a personal link. No account and no identity number.

    Of the link only a hash is kept: it is shown once, to the one who invites.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PrototypeRound, on_delete=models.PROTECT, related_name="testers")
    name = models.CharField(_("namn"), max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="name invited_by begun_at",
        plain="id round token_hash expires_at revoked_at invited_at",
        retention=Retention.STAFF,
    )

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.round.audit_subject()


_ONE_WALKER = Q(account__isnull=False, tester__isnull=True) | Q(account__isnull=True, tester__isnull=False)


class Tryout(models.Model):
    """One person's way through one round: their throw-away walk, and when they said that they were done."""

    round = models.ForeignKey(PrototypeRound, on_delete=models.PROTECT, related_name="tryouts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tester = models.ForeignKey(Tester, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    # The walk that goes on now; one that was begun anew lies behind it, out of sight.
    course = models.OneToOneField(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    restarts = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="account tester name course done_at", plain="id round restarts began_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "account"], condition=Q(account__isnull=False), name="governance_tryout_once"
            ),
            models.UniqueConstraint(
                fields=["round", "tester"], condition=Q(tester__isnull=False), name="governance_tester_tryout_once"
            ),
            models.CheckConstraint(condition=_ONE_WALKER, name="governance_tryout_one_walker"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.round})"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.round.audit_subject()


class Pin(models.Model):
    """What somebody said about one place: a node of the document by its stable id, and perhaps one field of it.

    `id` is chosen by the form, so that a double press is one pin. `account` or `tester` said it themselves;
    of a guest in a meeting there is the name alone, and `written_by` wrote it down. `excerpt` is what stood there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PrototypeRound, on_delete=models.PROTECT, related_name="pins")
    step = models.CharField(max_length=64, blank=True)
    node = models.CharField(max_length=64)
    field = models.CharField(max_length=60, blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=PinKind.choices)
    text = models.TextField(_("synpunkt"))
    state = models.CharField(max_length=20, choices=PinState.choices)
    speaker = models.CharField(max_length=NAME_LENGTH)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tester = models.ForeignKey(Tester, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="text speaker account tester written_by",
        plain="id round step node field excerpt kind state at settled_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_ONE_WALKER | Q(account__isnull=True, tester__isnull=True, written_by__isnull=False),
                name="governance_pin_has_a_speaker",
            ),
        ]
        indexes = [models.Index(fields=["round", "node"], name="governance_pins_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.round.audit_subject()


class PinReply(AppendOnly):
    """An answer to a pin: words, or what was done about it. `id` is chosen by the form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pin = models.ForeignKey(Pin, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=20, choices=ReplyKind.choices)
    text = models.TextField(blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tester = models.ForeignKey(Tester, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField()

    classified = Classified(personal="text account tester name", plain="id pin kind at", retention=Retention.STAFF)

    class Meta:
        constraints = [models.CheckConstraint(condition=_ONE_WALKER, name="governance_reply_has_a_speaker")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"


class PinDecision(models.Model):
    """What was decided about some pins, most often in a meeting. `id` is chosen by the form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PrototypeRound, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField(_("beslut"))
    pins = models.ManyToManyField(Pin, related_name="decisions", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField()

    classified = Classified(personal="by by_name", plain="id round text at", retention=Retention.STAFF)

    def __str__(self) -> str:
        return self.text[:60]

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.round.audit_subject()


class Presentation(models.Model):
    """A meeting that looks at a round together: where the one who presents is now. `revision` grows with each move."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PrototypeRound, on_delete=models.PROTECT, related_name="presentations")
    presenter = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(
        personal="presenter", plain="id round step revision started_at ended_at", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(ended_at__isnull=True), name="governance_one_presentation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.started_at:%Y-%m-%d}"

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return self.round.audit_subject()
