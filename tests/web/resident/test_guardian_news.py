"""What is news to whom: each of a child, its guardians and staff is told of what they can read (safety rule 10)."""

import re
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.access.acting import standing
from stegvis.access.models import Account, Guardian, Person
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.messaging import queries
from stegvis.messaging.models import Message
from stegvis.notifications.models import Notice
from stegvis.records import extract
from stegvis.web.records.bundle import bundle_of
from tests.web.resident.test_acting import as_guardian, family, note  # noqa: F401 - a fixture

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
    # Opened and not answered: seen, so that nothing is sent of it; the child's own stands. Said to be read, it is gone.
    messaging.write(family, "Till er båda igen", "2b", by=cast.tina)
    assert rows_of(mother).filter(about="message", seen_at__isnull=True).count() == 3
    as_guardian(cast)[0].get(reverse("resident:messages", args=[family.course_id]))
    assert not rows_of(mother).filter(about="message", seen_at__isnull=True).exists() and len(told(mother)) == 3
    assert rows_of(child).filter(gone_at__isnull=True, about="message", seen_at__isnull=True).count() == 1
    messaging.mark_read(family, by=rebecka)
    assert told(mother) == []
    # To the child alone: no trace with the guardian. What she was told of the child is in no extract of hers.
    before = rows_of(mother).count()
    messaging.write(family, "Bara till Maja", "3", by=cast.tina, only_for=child)
    assert len(told(child)) == 2 and rows_of(mother).count() == before > 2
    for ended in (False, True):
        if ended:
            Guardian.objects.update(ended_at=utc_now())
        made = extract.own(cast.actor("rebecka"), now=utc_now())
        assert made.notices == () and "notification" not in str(bundle_of(made, "sv"))
    assert {row.about for row in extract.own(maja, now=utc_now()).notices} >= {"begun", "message"}


def test_a_draft_keeps_its_reader_and_the_same_words_to_another_are_sent(cast, family, talking):  # noqa: F811
    rebecka, maja = talking
    child, mother = maja.person_id, str(cast.accounts["rebecka"].person_id)
    page, tina = reverse("clinician:messages", args=[family.pk]), cast.client("tina")
    messaging.write(family, "Från mamma", "0", by=rebecka)

    def ticked(shown):
        return re.findall(r'name="to" value="([^"]+)" checked', shown.content.decode())

    assert ticked(tina.get(page)) == [mother], "an answer goes to the one who wrote"
    draft = {"body": "Bara till barnet", "do": "draft", "to": child, "once": "a", "revision": ""}
    assert ticked(tina.post(page, draft, follow=True)) == [child]
    # Known in that session alone: in another one nothing is guessed, and nothing chosen is nothing sent.
    other = cast.client("tina")
    shown = other.get(page)
    assert "Bara till barnet" in shown.content.decode() and ticked(shown) == []
    refused = other.post(page, {**draft, "do": "send", "to": ""})
    assert refused.status_code == 422 and ticked(refused) == []
    # Two drafts side by side: to whom goes along.
    stale = tina.post(page, {**draft, "body": "Ett annat", "revision": "x"})
    assert stale.status_code == 409 and f'name="to" value="{child}"' in stale.content.decode()

    # The same words with the form's own key, to somebody else: another message, also when that is pressed twice.
    for to in (child, child, mother, mother, "alla", "alla", child):
        tina.post(page, {**draft, "do": "send", "to": to})
    rows = Message.objects.filter(from_resident=False).order_by("sent_at")
    assert [str(row.only_for.person_id) if row.only_for else "alla" for row in rows] == [child, mother, "alla"]


def test_who_reads_is_said_as_it_is_now(cast, family, talking):  # noqa: F811
    rebecka, _maja = talking
    mother, today = cast.accounts["rebecka"], local_day(utc_now())
    page, tina = reverse("clinician:messages", args=[family.pk]), cast.client("tina")
    messaging.write(family, "Från mamma", "1", by=rebecka)
    messaging.write(family, "Till mamma", "2", by=cast.tina, only_for=mother.person_id)
    shown = tina.get(page).content.decode()
    assert "Läses bara av personalen och Rebecka Lund<" in shown and "Läses av Rebecka Lund<" in shown
    relation, child = Guardian.objects.get().pk, UUID(_maja.person_id)

    def stands():
        return bool(standing.guardians_of({child}, today)), bool(standing.still_guardians({relation}, today))

    assert stands() == (True, True)
    # Whose own account is locked, who is dead and who has been ended reads no more, and is offered no more.
    shut = (
        (Account.objects.filter(pk=mother.pk), {"is_active": False}, {"is_active": True}),
        (
            Person.objects.without_asking_who_because("the test").filter(pk=mother.person_id),
            {"deceased_at": utc_now()},
            {"deceased_at": None},
        ),
        (Guardian.objects.filter(pk=relation), {"ended_at": utc_now()}, {"ended_at": None}),
    )
    for rows, how, back in shut:
        rows.update(**how)
        shown = tina.get(page).content.decode()
        assert stands() == (False, False), how
        assert "Läses av personalen<" in shown and "Skickat bara till Rebecka Lund<" in shown, how
        assert "Bara till Rebecka Lund" not in shown
        rows.update(**back)
    assert stands() == (True, True)


def test_words_typed_for_a_child_are_shown_again_when_it_has_ended(cast, family):  # noqa: F811
    note(cast, family)
    rebecka, _actor = as_guardian(cast)
    theirs, home = reverse("resident:messages", args=[family.course_id]), reverse("resident:home")
    here = {"Origin": "http://testserver"}
    typed = {"body": "Hon hostar <b>igen</b>", "once": "x", "revision": "abc123def"}
    Guardian.objects.update(ended_at=utc_now())
    # Nobody has noticed yet; a page that asks by itself notices for nobody.
    rebecka.get(home, headers={"Sec-Fetch-Dest": "empty"})
    first = rebecka.post(theirs, typed, headers=here)
    assert first.status_code == 401
    # Another window notices; this one's words are shown all the same, and only on a page about somebody else.
    assert "Nu gäller det dina egna program igen" in rebecka.get(home, follow=True).content.decode()
    second = rebecka.post(theirs, typed, headers=here)
    for page in (first, second):
        shown = page.content.decode()
        assert "Det här skickades inte" in shown and "Hon hostar &lt;b&gt;igen" in shown and "abc123def" not in shown
    assert second.status_code == 401 and not Message.objects.exists()
    assert rebecka.post(theirs, typed, headers={"Origin": "http://elsewhere"}).status_code == 404
    assert rebecka.post(theirs, {}, headers=here).status_code == 404
    # Chosen answers have no words: that nothing was sent is told.
    chosen = rebecka.post(theirs, {"q.1": "2"}, headers=here).content.decode()
    assert "Det här skickades inte" in chosen and "Det du skrev står här" not in chosen
