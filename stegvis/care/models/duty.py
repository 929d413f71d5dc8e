"""When a unit is open and who is there: hours, closed days, the roster and absences (safety rule 3)."""

import uuid
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from stegvis.access.models import Account, CareUnit
from stegvis.audit.entry import Subject
from stegvis.care.cover import Away, Duty
from stegvis.care.hours import NO_WEEK, Hours, Spans, tidy
from stegvis.lib.personal import Classified, Retention


def read_spans(kept: Iterable[Iterable[int]]) -> Spans:
    """From JSON to minutes of the day."""
    return tidy((begins, ends) for begins, ends in kept)


class UnitHours(models.Model):
    """A unit's opening hours: seven lists of spans, Monday first, in minutes of the unit's own day.

    `outlook` is worked out of hours, closed days and roster: when what is written beside a box has been read. Kept
    here so that a page with a box asks for no more than whose it is; anew every few minutes.
    """

    unit = models.OneToOneField(CareUnit, on_delete=models.PROTECT, primary_key=True, related_name="hours")
    week = models.JSONField(default=list)
    outlook = models.JSONField(default=dict, blank=True)
    outlook_at = models.DateTimeField(null=True, blank=True)

    classified = Classified(plain="unit week outlook outlook_at")

    class Meta:
        indexes = [models.Index(fields=["outlook_at"], name="care_outlook_age")]

    def __str__(self) -> str:
        return f"hours of {self.unit_id}"


class ClosedDay(models.Model):
    """A day with hours of its own. Without any the unit is closed all day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    reason = models.CharField(max_length=100, blank=True)
    spans = models.JSONField(default=list, blank=True)

    classified = Classified(plain="id unit day reason spans")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="care_closed_day_once")]
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"

    @property
    def is_closed(self) -> bool:
        """Closed all day."""
        return not self.spans


class Shift(models.Model):
    """A line of the roster: who sees flags, and who does it otherwise. Both days included; no last day is until further
    notice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    # 0 is Monday.
    weekdays = models.JSONField(default=list)

    classified = Classified(
        personal="person deputy", plain="id unit from_day until_day weekdays", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("from_day")), name="care_shift_days"
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=models.F("person")), name="care_shift_two_people"
            ),
        ]
        indexes = [models.Index(fields=["unit", "from_day"], name="care_roster")]

    def __str__(self) -> str:
        return f"shift {self.pk}"

    @property
    def duty(self) -> Duty:
        """As the rules of cover read it."""
        deputy = str(self.deputy_id) if self.deputy_id else ""
        return Duty(str(self.person_id), deputy, self.from_day, self.until_day, frozenset(self.weekdays))

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Shift"]:
        """What an action locks and re-reads."""
        return cls._base_manager.select_for_update(of=("self",)).select_related("unit__provider", "person", "deputy")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return _subject("Shift", self.pk, self.unit)


class Absence(models.Model):
    """Somebody who is not there, both days included, and perhaps who stands in. Never why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(CareUnit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField()
    replaced_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    classified = Classified(
        personal="person from_day until_day replaced_by", plain="id unit", retention=Retention.STAFF
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_day__gte=models.F("from_day")), name="care_absence_days"),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("person")),
                name="care_absence_two_people",
            ),
        ]
        indexes = [models.Index(fields=["unit", "until_day"], name="care_absences")]

    def __str__(self) -> str:
        return f"absence {self.pk}"

    @property
    def away(self) -> Away:
        """As the rules of cover read it."""
        by = str(self.replaced_by_id) if self.replaced_by_id else ""
        return Away(str(self.person_id), self.from_day, self.until_day, by)

    @classmethod
    def lock_rows(cls) -> models.QuerySet["Absence"]:
        """What an action locks and re-reads."""
        rows = cls._base_manager.select_for_update(of=("self",))
        return rows.select_related("unit__provider", "person", "replaced_by")

    def audit_subject(self) -> Subject:
        """How the log names it."""
        return _subject("Absence", self.pk, self.unit)


def hours_from(unit: CareUnit, week: Iterable[Iterable[Iterable[int]]] | None, closed: Iterable[ClosedDay]) -> Hours:
    """The hours that rows say; a unit that has none never opens."""
    spans = tuple(read_spans(day) for day in week) if week else NO_WEEK
    days: dict[date, Spans] = {row.day: read_spans(row.spans) for row in closed}
    return Hours(ZoneInfo(unit.timezone), spans, days)


def _subject(kind: str, pk: object, unit: CareUnit) -> Subject:
    about = unit.audit_subject()
    return Subject(kind, str(pk), about.provider_id, about.provider_name, about.unit_id, about.unit_name)
