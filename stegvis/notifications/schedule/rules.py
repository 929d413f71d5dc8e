"""What holds for those who are told: their provider's settings, read once for each round of the worker."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from stegvis.access import settings
from stegvis.access.models import Guardian, Patient
from stegvis.access.settings import Key, Values
from stegvis.notifications.models import NoticeChoice, StaffChannel
from stegvis.notifications.quiet import next_allowed

REASON = "the worker reads which provider's hours hold for a person"
STAFF_ZONE = ZoneInfo("Europe/Stockholm")


@dataclass
class Rules:
    """Settings by person and by staff channel. Lives as long as one round."""

    _providers: dict[UUID | None, Values] = field(default_factory=dict)
    _people: dict[UUID, UUID] = field(default_factory=dict)

    def learn(self, people: Iterable[UUID]) -> None:
        """Look up many people at once: the provider that knew each of them first. Two queries at most."""
        unknown = [pk for pk in people if pk not in self._people]
        rows = Patient.objects.without_asking_who_because(REASON).filter(person_id__in=unknown)
        for person, provider in rows.order_by("created_at", "pk").values_list("person_id", "provider_id"):
            self._people.setdefault(person, provider)
        # One who is no patient and acts for a child: where that was noted first.
        left = [pk for pk in unknown if pk not in self._people]
        acting = Guardian.objects.filter(person_id__in=left).order_by("noted_at", "pk") if left else []
        for row in acting:
            self._people.setdefault(row.person_id, row.provider_id)

    def of_person(self, person_id: UUID) -> Values:
        """The settings of the provider that knew the person first, so that the sender's name stays the same."""
        self.learn([person_id])
        return self.of_provider(self._people.get(person_id))

    def of_provider(self, provider_id: UUID | None) -> Values:
        """A provider's settings; the defaults for none."""
        if provider_id not in self._providers:
            self._providers[provider_id] = settings.values(provider_id=provider_id)
        return self._providers[provider_id]

    def of_channel(self, channel: StaffChannel) -> Values:
        """The unit's settings, or the provider's."""
        return settings.values(unit=channel.unit) if channel.unit else self.of_provider(channel.provider_id)


def gather_for(values: Values) -> timedelta:
    """How long the first of several waits for the rest."""
    return timedelta(minutes=values[Key.GATHER_MINUTES])


def retry_for(values: Values) -> timedelta:
    """How long a delivery is tried."""
    return timedelta(hours=values[Key.RETRY_HOURS])


def useful_for(values: Values) -> timedelta:
    """How long a notice is worth sending."""
    return timedelta(days=values[Key.NOTICE_USEFUL_DAYS])


def allowed_for(choice: NoticeChoice, values: Values, moment: datetime) -> datetime:
    """When something may be sent to a person: now, or when their quiet hours end."""
    quiet_from: time = values[Key.QUIET_FROM] if choice.quiet_from is None else choice.quiet_from
    quiet_until: time = values[Key.QUIET_UNTIL] if choice.quiet_until is None else choice.quiet_until
    return next_allowed(moment, ZoneInfo(choice.timezone), quiet_from, quiet_until)


def allowed_for_staff(channel: StaffChannel, values: Values, moment: datetime) -> datetime:
    """The same for what can wait, on a staff channel."""
    zone = ZoneInfo(channel.unit.timezone) if channel.unit else STAFF_ZONE
    return next_allowed(moment, zone, values[Key.QUIET_FROM], values[Key.QUIET_UNTIL])
