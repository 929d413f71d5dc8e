"""Incidents, what happened to them, and what somebody was asked to do."""

import uuid

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.doors.look import NOTHING, GuardedManager
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account, CareProvider, CareUnit
from stegvis.audit.entry import Subject
from stegvis.audit.models import AppendOnly
from stegvis.catalogue.models import Program
from stegvis.law.deadlines import Happening, Level
from stegvis.law.kinds import IncidentEntryKind, IncidentKind, IncidentState
from stegvis.lib.fields import EncryptedTextField
from stegvis.lib.personal import Classified, Retention


class Incident(models.Model):
    """Something that went wrong. `levels`: kind → how it was judged, or null where nobody has yet.

    `done`: duty → when it was done, as ISO; an index over its entries. No person is named in it: it says where the
    record is, and how many were touched.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(CareProvider, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    once = models.CharField(max_length=64, unique=True)
    title = EncryptedTextField()
    text = EncryptedTextField()
    levels = models.JSONField(default=dict)
    done = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=20, choices=IncidentState.choices, default=IncidentState.NEW)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    happened_at = models.DateTimeField(null=True, blank=True)
    known_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    lessons = EncryptedTextField(default="", blank=True)
    # The next moment at which somebody is to be told that time runs out; empty where there is none.
    remind_at = models.DateTimeField(null=True, blank=True)
    version_no = models.PositiveIntegerField(default=1)

    objects = GuardedManager()

    classified = Classified(
        personal="title text lessons reported_by responsible",
        plain="id provider number once levels done state unit program happened_at known_at reported_at closed_at "
        "remind_at version_no",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "number"], name="law_incident_number_once")]
        indexes = [
            models.Index(fields=["provider", "state"], name="law_incident_open"),
            models.Index(fields=["remind_at"], name="law_incident_remind"),
        ]

    def __str__(self) -> str:
        return f"incident {self.number}"

    @classmethod
    def visibility(cls, actor: Actor) -> Q:
        """The provider's, for those who handle them; for others of its staff what they reported or have a part in."""
        if not actor.can("incident:report") or not actor.hat.provider_id:
            return NOTHING
        here = Q(provider_id=actor.hat.provider_id)
        if actor.hat.kind is HatKind.POST and actor.can("incident:handle"):
            return here
        asked = IncidentTask.objects.filter(owner_id=actor.account).values("incident_id")
        return here & (Q(reported_by_id=actor.account) | Q(responsible_id=actor.account) | Q(pk__in=asked))

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Incident"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("provider")

    def happening(self) -> Happening:
        """What the deadlines are worked out from."""
        levels = {IncidentKind(kind): Level(level) if level else None for kind, level in self.levels.items()}
        done = {code: models.DateTimeField().to_python(at) for code, at in self.done.items()}
        return Happening(self.known_at, levels, self.happened_at, done)

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return Subject("Incident", str(self.pk), str(self.provider_id), self.provider.name)


class IncidentEntry(AppendOnly):
    """One thing that happened to an incident. `said` holds codes, times and references."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=IncidentEntryKind.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)
    text = EncryptedTextField(default="")
    said = models.JSONField(default=dict, blank=True)
    once = models.CharField(max_length=64, blank=True)

    classified = Classified(personal="incident by text said", plain="id kind at once", retention=Retention.STAFF)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "once"], condition=~Q(once=""), name="law_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class IncidentTask(models.Model):
    """What somebody was asked to do about an incident, and by when."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tasks")
    text = EncryptedTextField()
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    result = EncryptedTextField(default="", blank=True)

    classified = Classified(personal="incident text owner result", plain="id due_on done_at", retention=Retention.STAFF)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"task {self.pk}"
