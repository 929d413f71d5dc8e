"""Who takes part in the region's process: contact persons, the council, a deputy during leave."""

from datetime import datetime, timedelta

from stegvis.demo.content import people
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.governance.models import ContactPerson, CouncilSeat, Deputy
from stegvis.lib.clock import local_day


def lay_parties(places: Places, now: datetime) -> None:
    """The coordinator's lists, as they have stood for two years. A handful of rows."""
    since, accounts = local_day(now) - timedelta(days=700), places.accounts
    ContactPerson.objects.bulk_create(
        ContactPerson(administration=places.administrations[row["slug"]], account=accounts[row["contact"]], since=since)
        for row in people.ADMINISTRATIONS
        if row["contact"]
    )
    # Who had the hospital's ideas before: the list keeps its history.
    ContactPerson.objects.create(
        administration=places.administrations["sjukhus"],
        account=accounts["henrik-strand"],
        since=local_day(now) - timedelta(days=1400),
        until=since - timedelta(days=1),
    )
    CouncilSeat.objects.bulk_create(
        CouncilSeat(provider=places.provider, account=accounts[slug], since=since) for slug in people.COUNCIL
    )
    Deputy.objects.bulk_create(
        Deputy(
            account=accounts[person],
            deputy=accounts[deputy],
            provider=places.provider,
            from_day=local_day(now) + timedelta(days=first),
            until_day=local_day(now) + timedelta(days=last),
            set_by=accounts[COORDINATOR],
            set_at=now + timedelta(days=first - 5),
        )
        for person, deputy, first, last in people.DEPUTIES
    )
