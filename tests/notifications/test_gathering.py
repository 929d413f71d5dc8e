"""Several notices become one delivery for each channel; what is not worth sending stays inside."""

from datetime import timedelta

import pytest
from django.db import transaction

from stegvis.notifications import outbox
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.kinds import DeliveryState, NoticeState, WhyKept
from stegvis.notifications.models import NoticeChoice
from tests.cast import NOW
from tests.notifications.telling import LATER, Remembering, choose, deliveries, notices, put, round_at


def test_the_same_key_is_one_notice(rita):
    assert put(rita, key="a") == put(rita, key="a")
    assert notices().count() == 1


def test_a_notice_goes_with_its_cause(rita):
    with transaction.atomic():
        put(rita)
        transaction.set_rollback(True)
    assert notices().count() == 0


def test_nothing_is_chosen_from_the_start(rita, way):
    put(rita)
    round_at(LATER)
    assert way.calls == [] and deliveries() == []
    assert [(row.state, row.why_kept) for row in notices()] == [(NoticeState.KEPT, WhyKept.UNWANTED)]


def test_several_within_the_time_are_one(rita, way):
    choose(rita)
    put(rita)
    put(rita, about="reminder", at=NOW + timedelta(minutes=3))
    put(rita, about="message", at=NOW + timedelta(minutes=9))
    round_at(NOW + timedelta(minutes=9))
    assert way.calls == []
    round_at(NOW + timedelta(minutes=10))
    round_at(LATER)
    assert len(way.calls) == 1
    assert {row.state for row in notices()} == {NoticeState.GATHERED}


def test_one_for_each_channel(rita, way):
    choose(rita, email=True)
    put(rita)
    round_at(LATER)
    assert [row.channel for row in deliveries(state=DeliveryState.SENT)] == ["email", "sms"]


def test_what_comes_after_a_sending_is_a_new_one(rita, way):
    choose(rita)
    put(rita)
    round_at(LATER)
    put(rita, at=LATER)
    round_at(LATER + timedelta(minutes=11))
    assert len(set(way.ids)) == 2


def test_what_is_not_due_yet_waits(rita, way):
    choose(rita)
    put(rita, at=NOW + timedelta(days=1))
    round_at(LATER)
    assert notices().get().state == NoticeState.WAITING


@pytest.mark.parametrize(
    ("about", "topic"),
    [("reminder", "reminders"), ("occasion", "reminders"), ("message", "messages"), ("feedback", "messages"),
     ("module", "news"), ("begun", "news"), ("phase", "news"), ("a_word_added_later", "news")],
)  # fmt: skip
def test_only_what_was_chosen(rita, way, about, topic):
    choice = choose(rita, **{topic: False})
    put(rita, key="no", about=about)
    round_at(LATER)
    assert way.calls == [] and notices().get(key="no").why_kept == WhyKept.UNWANTED
    setattr(choice, topic, True)
    choice.save()
    put(rita, key="yes", about=about, at=LATER)
    round_at(LATER + timedelta(minutes=11))
    assert len(way.calls) == 1


def test_a_choice_counts_when_it_is_sent_too(rita, monkeypatch):
    way = Remembering(Retry("http_503"), Sent()).instead_of(monkeypatch)
    choice = choose(rita)
    put(rita)
    round_at(LATER)
    choice.sms = False
    choice.save()
    round_at(LATER + timedelta(hours=2))
    assert len(way.calls) == 1
    assert [(row.state, row.code) for row in deliveries()] == [(DeliveryState.DROPPED, "unwanted")]


def test_a_topic_taken_back_before_sending(rita, monkeypatch):
    way = Remembering(Retry("http_503"), Sent()).instead_of(monkeypatch)
    choice = choose(rita)
    put(rita, about="reminder")
    round_at(LATER)
    choice.reminders = False
    choice.save()
    round_at(LATER + timedelta(hours=2))
    assert len(way.calls) == 1 and deliveries()[0].code == "nothing_left"


def test_what_is_too_old_stays_inside(rita, way):
    choose(rita)
    put(rita, key="old")
    put(rita, key="new", at=NOW + timedelta(days=8))
    round_at(NOW + timedelta(days=8, minutes=11))
    assert notices().get(key="old").why_kept == WhyKept.STALE
    assert notices().get(key="new").state == NoticeState.GATHERED
    assert len(way.calls) == 1


def test_three_days_without_a_worker_give_one(rita, way):
    choose(rita)
    for hour in range(30):
        put(rita, at=NOW + timedelta(hours=hour * 2))
    for _ in range(5):
        round_at(NOW + timedelta(days=3))
    assert len(way.calls) == 1


def test_three_days_without_a_gateway_give_one(rita, monkeypatch):
    """The worker runs all the time, and the gateway answers nothing until the third day is over."""
    way = Remembering(Retry("no_connection")).instead_of(monkeypatch)
    choose(rita, quiet_from="00:00", quiet_until="00:00")
    now, end = NOW, NOW + timedelta(days=3)
    while now < end:
        if now.minute == 0 and now.hour % 2 == 0:
            put(rita, at=now)
        round_at(now)
        now += timedelta(minutes=30)
    failed = set(way.ids)
    way.answers = [Sent("taken")]
    for hour in range(6):
        round_at(end + timedelta(minutes=30 * hour))
    taken = [each for each in way.ids if each not in failed] or way.ids[-1:]
    assert len(deliveries(state=DeliveryState.SENT)) == 1 and len(set(taken)) == 1
    assert [row.state for row in deliveries()] == [DeliveryState.FAILED, DeliveryState.SENT]
    assert not notices().filter(state=NoticeState.WAITING).exists()


def test_a_reason_that_is_gone_is_not_sent(rita, way, cast):
    choose(rita)
    course = cast.norra.pk
    put(rita, key="r", about="reminder", course_id=course)
    put(rita, key="m", about="message", course_id=course)
    assert outbox.no_longer(rita.pk, now=NOW, course_id=course, about="reminder") == 1
    assert notices().get(key="r").why_kept == WhyKept.GONE
    assert outbox.no_longer(rita.pk, now=NOW, keys=["m"]) == 1
    assert outbox.no_longer(rita.pk, now=NOW, course_id=course) == 0
    round_at(LATER)
    assert way.calls == []


def test_a_reason_that_goes_while_it_waits_for_the_gateway(rita, monkeypatch):
    way = Remembering(Retry("timeout"), Sent()).instead_of(monkeypatch)
    choose(rita)
    put(rita, key="r")
    round_at(LATER)
    outbox.no_longer(rita.pk, now=LATER, keys=["r"])
    round_at(LATER + timedelta(hours=1))
    assert len(way.calls) == 1 and deliveries()[0].state == DeliveryState.DROPPED


def test_somebody_elses_reason_is_not_touched(rita, cast):
    put(rita, key="same")
    put(cast.rune_person, key="same")
    outbox.no_longer(rita.pk, now=NOW, keys=["same"])
    assert notices().filter(gone_at__isnull=True).get().person == cast.rune_person


def test_saying_neither_keys_nor_course_is_refused(rita):
    with pytest.raises(ValueError):
        outbox.no_longer(rita.pk, now=NOW)


def test_without_a_proved_address_nothing_leaves(rita, way):
    choose(rita, address=False)
    put(rita)
    round_at(LATER)
    assert way.calls == [] and notices().get().why_kept == WhyKept.UNWANTED


def test_a_final_answer_leaves_the_others_alone(rita, cast, monkeypatch):
    way = Remembering(Failed("http_422"), Sent()).instead_of(monkeypatch)
    for person in (rita, cast.rune_person):
        choose(person)
        put(person)
    round_at(LATER)
    assert len(way.calls) == 2
    assert sorted(row.state for row in deliveries()) == [DeliveryState.FAILED, DeliveryState.SENT]


def test_a_thousand_who_chose_nothing_cost_no_delivery(rita, django_assert_max_num_queries):
    outbox.put([outbox.Wanted(rita.pk, f"k{n}", "module", NOW) for n in range(1000)], now=NOW)
    with django_assert_max_num_queries(20):
        round_at(LATER)
    assert notices().filter(why_kept=WhyKept.UNWANTED).count() == 1000
    assert not NoticeChoice.objects.without_asking_who_because("the test").exists()
