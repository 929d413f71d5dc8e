"""Letters to staff by name: one outbox, one mail for what is due together, and a word that nobody can turn all off."""

from datetime import UTC, datetime, timedelta

import pytest

from stegvis.lib.clock import utc_now
from stegvis.notifications.actions import CannotTurnOff, choose_letters
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.kinds import DeliveryState, LetterPace
from stegvis.notifications.letters import Letter, next_morning, post, recall
from stegvis.notifications.models import LetterChoice, StaffLetter
from stegvis.notifications.queries import letter_choice
from stegvis.notifications.schedule.letters import send_letters
from stegvis.notifications.schedule.rules import Rules
from tests.cast import NOW
from tests.notifications.telling import Remembering

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def emil(cast):
    return cast.accounts["emil"]


def put(account, *keys, now=NOW):
    return post([Letter(account.pk, key, f"Ämne {key}", "Text", f"/x/{key}/") for key in keys], now=now)


def send(now=NOW):
    return send_letters(now, "worker", Rules())


def choose(account, pace):
    LetterChoice.objects.create(account=account, pace=pace, changed_at=NOW)


def states():
    return set(StaffLetter.objects.values_list("state", flat=True))


def test_what_is_due_together_is_one_mail_with_a_link_for_each(emil, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    put(emil, "a", "b")
    assert send() == 1 and send() == 0
    ((_key, address, words),) = way.calls
    assert address == "emil@example.se"
    assert words.body.count("http") == 2 and "/x/a/" in words.body and "/x/b/" in words.body
    assert "\n" not in words.subject
    assert states() == {DeliveryState.SENT}


def test_the_same_key_is_told_once(emil, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    put(emil, "a")
    send()
    put(emil, "a")
    assert send() == 0 and len(way.calls) == 1


def test_a_line_break_never_begins_a_header(emil, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    post([Letter(emil.pk, "a", "Ett\r\nBcc: alla@example.se", "Text", "/x/")], now=NOW)
    send()
    assert "\n" not in way.calls[0][2].subject and "\r" not in way.calls[0][2].subject


def test_tried_again_under_the_same_key_and_given_up(emil, monkeypatch):
    way = Remembering(*[Retry("no_connection")] * 60).instead_of(monkeypatch)
    put(emil, "a")
    assert send() == 1 and send() == 0
    assert send(NOW + HOUR) == 1
    assert len({call[0] for call in way.calls}) == 1
    send(NOW + 4 * DAY)
    assert states() == {DeliveryState.FAILED}


def test_a_lost_worker_is_followed_by_one_with_the_same_mail(emil, monkeypatch):
    put(emil, "a", "b")
    from stegvis.notifications.schedule import letters

    first = letters._claim(NOW, "lost")
    put(emil, "c")
    way = Remembering(Sent(""), Sent("")).instead_of(monkeypatch)
    assert send() == 1
    StaffLetter.objects.filter(batch=first[0].batch).update(claimed_until=utc_now() - HOUR)
    assert send() == 1
    assert way.calls[1][0] == first[0].batch and "/x/c/" not in way.calls[1][2].body
    assert StaffLetter.objects.get(key="a").resumed == 1 and states() == {DeliveryState.SENT}


def test_nobody_is_written_to_without_an_address(emil, monkeypatch):
    way = Remembering(Failed("never")).instead_of(monkeypatch)
    emil.email = ""
    emil.save()
    put(emil, "a")
    send()
    assert way.calls == [] and states() == {DeliveryState.FAILED}


def test_once_a_day_waits_for_the_morning_and_comes_as_one(emil, monkeypatch):
    way = Remembering().instead_of(monkeypatch)
    choose(emil, LetterPace.DAILY)
    put(emil, "a")
    put(emil, "b", now=NOW + 3 * HOUR)
    assert send(NOW + 10 * HOUR) == 0
    assert send(NOW + DAY) == 1
    assert "2 saker" in way.calls[0][2].subject


def test_done_before_it_left_is_dropped_and_afterwards_not(emil, monkeypatch):
    Remembering().instead_of(monkeypatch)
    put(emil, "a", "b")
    assert recall(["a"], now=NOW) == 1
    send()
    assert recall(["b"], now=NOW) == 0
    assert StaffLetter.objects.get(key="a").state == DeliveryState.DROPPED


def test_off_is_for_those_who_are_here_daily(cast):
    for name, allowed in (("tina", True), ("kaj", True), ("disa", True), ("emil", False)):
        actor = cast.actor(name)
        choice = letter_choice(actor, NOW)
        if allowed:
            choose_letters(choice, LetterPace.OFF, now=NOW, by=actor)
            assert put(cast.accounts[name], "a") == 0
        else:
            with pytest.raises(CannotTurnOff):
                choose_letters(choice, LetterPace.OFF, now=NOW, by=actor)
            choose_letters(choice, LetterPace.DAILY, now=NOW, by=actor)
    assert letter_choice(cast.rita, NOW) is None and letter_choice(cast.utan, NOW) is None


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 3, 2, 4, 0, tzinfo=UTC), datetime(2026, 3, 2, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 2, 6, 0, tzinfo=UTC), datetime(2026, 3, 3, 6, 0, tzinfo=UTC)),
        # The night that the clock goes forward.
        (datetime(2026, 3, 28, 20, 0, tzinfo=UTC), datetime(2026, 3, 29, 5, 0, tzinfo=UTC)),
    ],
)
def test_the_morning_is_seven_by_the_clock_on_the_wall(now, morning):
    assert next_morning(now) == morning
