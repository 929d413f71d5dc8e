"""Scores in time without a database: marking as wrong removes exactly that point, and taking it back restores it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stegvis.course.corrected import Wrong
from stegvis.course.series import Given, Point, assembled
from stegvis.questionnaires.load import shipped

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = st.sampled_from([("phq-9", "total"), ("phq-9", "sleep"), ("gad-7", "total")])
PHQ = next(each for each in shipped() if each.key == "phq-9")


def one(number: int, name: tuple[str, str], days: int, value: int | None, entered: str) -> Given:
    at = START + timedelta(days=days, minutes=number)
    worth = None if value is None else Decimal(value)
    return Given(*name, at, Point(f"o{number}", at.date(), worth, digest=f"d{number % 3}", entered=entered))


@st.composite
def given_values(draw: st.DrawFn) -> list[Given]:
    rows = draw(
        st.lists(
            st.tuples(
                NAMES, st.integers(0, 9), st.none() | st.integers(0, 27), st.sampled_from(["", "phone", "paper"])
            ),
            min_size=1,
            max_size=12,
        )
    )
    return [one(number, *row) for number, row in enumerate(rows)]


MISSED = Point("missed", (START + timedelta(days=4)).date(), None)
MISSING = {"phq-9": [(START + timedelta(days=4), MISSED)]}


@given(given_values(), st.data())
def test_striking_removes_exactly_that_point_and_taking_it_back_restores_everything(rows, data):
    before = assembled(rows, MISSING)
    place = data.draw(st.integers(0, len(rows) - 1))
    struck = [replace(each, wrong=number == place) for number, each in enumerate(rows)]
    after = assembled(struck, MISSING)
    wrong = rows[place]
    assert [(each.questionnaire, each.code) for each in after] == [(each.questionnaire, each.code) for each in before]
    for old, new in zip(before, after, strict=True):
        if (old.questionnaire, old.code) != (wrong.questionnaire, wrong.code):
            assert new == old
            continue
        # All other points are the same and in the same order; the one is told, and nowhere counted.
        assert new.points == tuple(point for point in old.points if point is not wrong.point)
        assert new.struck == (wrong.point,) and wrong.point not in new.answered
        # A version that only what is wrong was answered in names nothing, unless nothing else is left.
        left = {point.digest for point in new.points if point.digest}
        assert not left or new.digest in left
    assert assembled([replace(each, wrong=False) for each in struck], MISSING) == before


@given(st.sets(st.sampled_from([item.link_id for item in PHQ.questions]), min_size=1))
def test_a_score_is_void_when_an_answer_that_it_is_made_of_is_wrong(places):
    wrong = Wrong(places=frozenset(places))
    for rule in PHQ.scores:
        made_of = {part.link_id for part in rule.items}
        assert wrong.voids(PHQ, rule.code) == bool(made_of & places)
        assert Wrong(whole=True).voids(PHQ, rule.code) and not Wrong().voids(PHQ, rule.code)
    assert all(wrong.holds(place) for place in places) and not wrong.holds("finns-inte")
