"""What is news to whom: each of a child, its guardians and staff is told of what they can read (safety rule 10)."""

from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.access.acting import standing
from stegvis.access.models import Guardian
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.messaging import queries
from stegvis.notifications.models import Notice
from stegvis.records import extract
from stegvis.web.records.bundle import bundle_of
from tests.web.resident.test_acting import family, note  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking(cast, family, monkeypatch):  # noqa: F811
    """Maja and her guardian Rebecka; each step a minute later than the one before."""
    note(cast, family)
    began, steps = family.course.now(), count(1)
    monkeypatch.setattr("stegvis.course.models.Course.now", lambda _course: began + timedelta(minutes=next(steps)))
    [rebecka] = standing.actors(cast.accounts["rebecka"], local_day(utc_now()))
    return rebecka, cast.actor("maja")


def rows_of(person):
    return Notice.objects.without_asking_who_because("the test looks at everything").filter(person=person)


def told(person):
    return list(
        rows_of(person).filter(gone_at__isnull=True, about="message").order_by("pk").values_list("key", flat=True)
    )


def test_what_is_said_to_somebody_else_is_no_news(cast, family, talking):  # noqa: F811
    rebecka, maja = talking
    tina = cast.tina
    child, mother = UUID(maja.person_id), cast.accounts["rebecka"].person_id

    def news():
        return [bool(queries.unread(each, [family])) for each in (rebecka, maja, tina)]

    def reads(*actors):
        for each in actors:
            queries.conversation(each, family)

    messaging.write(family, "Till er båda", "1", by=tina)
    assert news() == [True, True, False]
    reads(rebecka)
    assert news() == [False, True, False]
    reads(maja)
    # To the child alone, and what the child writes: nothing to the guardian, and the other way round.
    messaging.write(family, "Bara till Maja", "2", by=tina, only_for=child)
    assert news() == [False, True, False]
    reads(maja)
    messaging.write(family, "Från Maja", "3", by=maja)
    assert news() == [False, False, True]
    reads(tina)
    messaging.write(family, "Bara till mamma", "4", by=tina, only_for=mother)
    messaging.write(family, "Från mamma", "5", by=rebecka)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert news() == [True, False, True]
    assert len(asked) == 3, "one each"
    reads(rebecka, tina)
    assert news() == [False, False, False]


def test_reading_takes_back_ones_own_notices_and_nobody_elses(cast, family, talking):  # noqa: F811
    rebecka, maja = talking
    child, mother = UUID(maja.person_id), cast.accounts["rebecka"].person_id
    messaging.write(family, "Till er båda", "1", by=cast.tina)
    messaging.write(family, "Bara till mamma", "2", by=cast.tina, only_for=mother)
    assert [len(told(each)) for each in (child, mother)] == [1, 2]
    messaging.mark_read(family, by=maja)
    assert [len(told(each)) for each in (child, mother)] == [0, 2]
    messaging.mark_read(family, by=rebecka)
    assert told(mother) == []
    # To the child alone: no trace with the guardian. What she was told of the child is in no extract of hers.
    before = rows_of(mother).count()
    messaging.write(family, "Bara till Maja", "3", by=cast.tina, only_for=child)
    assert len(told(child)) == 1 and rows_of(mother).count() == before > 2
    for ended in (False, True):
        if ended:
            Guardian.objects.update(ended_at=utc_now())
        made = extract.own(cast.actor("rebecka"), now=utc_now())
        assert made.notices == () and "notification" not in str(bundle_of(made, "sv"))
    assert {row.about for row in extract.own(maja, now=utc_now()).notices} >= {"begun", "message"}
