"""Hints and draws: pure, and held to what they promise by properties."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.access.log_review.hints import WINDOW, Opening, Sign, Thresholds, hints, is_odd, many_in_a_window
from stegvis.access.log_review.sampling import draw

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LIMITS = Thresholds(many=3, odd_from=time(22), odd_until=time(6))


def made(rows):
    return [Opening(n, START + timedelta(minutes=minutes), *rest) for n, (minutes, *rest) in enumerate(rows, start=1)]


steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
RELATED = st.sampled_from([True, False, None])
ROW = st.tuples(st.integers(0, 60 * 30), st.sampled_from("ab"), st.sampled_from("ABCDEF"), RELATED)
openings = st.lists(ROW, max_size=15).map(made)


@steady
@given(openings, st.integers(1, 6))
def test_many_is_just_what_lies_in_an_hour_with_more_patients(found, most):
    """Against the plain definition: some hour that begins at an opening holds it and more than so many patients."""
    mine = sorted(found, key=lambda each: (each.at, each.entry_id))

    def lies_in_one(each):
        return any(
            first.at <= each.at < first.at + WINDOW
            and len({other.patient for other in mine if first.at <= other.at < first.at + WINDOW}) > most
            for first in mine
        )

    caught = {each.entry_id for each in many_in_a_window(mine, most)}
    assert caught == {each.entry_id for each in mine if lies_in_one(each)}


@steady
@given(openings)
def test_hints_do_not_depend_on_order_and_name_only_what_was_opened(found):
    told = hints(found, LIMITS)
    assert told == hints(reversed(found), LIMITS)
    whose = {each.entry_id: each.account_id for each in found}
    assert all(whose[pk] == hint.account_id for hint in told for pk in hint.entries)
    assert len({(hint.sign, hint.account_id) for hint in told}) == len(told)
    lacking = {pk for hint in told if hint.sign is Sign.NO_RELATION for pk in hint.entries}
    assert lacking == {each.entry_id for each in found if each.related is False}


@given(st.times(), st.times(), st.times())
def test_a_time_is_odd_on_one_side_of_the_two_or_the_other(at, first, last):
    there = is_odd(at, Thresholds(1, first, last))
    back = is_odd(at, Thresholds(1, last, first))
    assert (there != back) if first != last else not (there or back)


def test_surnames_own_records_and_colleagues():
    base = {"entry_id": 1, "at": START, "account_id": "a", "patient": "A"}
    same = Opening(**base, surname="Lund", patient_surname="LUND")
    assert [hint.sign for hint in hints([same], LIMITS)] == [Sign.SAME_SURNAME]
    assert hints([Opening(**base)], LIMITS) == []
    assert [h.sign for h in hints([Opening(**base, own=True, colleague=True)], LIMITS)] == [Sign.OWN_RECORD]
    assert [h.sign for h in hints([Opening(**base, colleague=True)], LIMITS)] == [Sign.COLLEAGUE]


@given(st.text(max_size=20), st.integers(0, 30), st.sets(st.integers(1, 10**6), max_size=60))
def test_the_same_seed_draws_the_same(seed, size, population):
    drawn = draw(seed, size, population)
    assert drawn == draw(seed, size, sorted(population, reverse=True))
    assert len(drawn) == min(size, len(population)) == len(set(drawn)) and set(drawn) <= population
    assert set(drawn) <= set(draw(seed, size + 1, population))


def test_every_entry_is_about_as_likely():
    """A thousand seeds over twenty: none is drawn less than half or more than twice as often as its share."""
    counted = dict.fromkeys(range(20), 0)
    for seed in range(1000):
        for each in draw(str(seed), 4, counted):
            counted[each] += 1
    assert all(120 < times < 280 for times in counted.values())
