"""Any change at a place that a row leans on makes exactly the rows that lean there stale."""

from hypothesis import given
from hypothesis import strategies as st

from stegvis.governance.risks.staleness import Moved, kept, moved, refreshed, unregarded

PLACES = [f"p{n}" for n in range(8)]
HASHES = st.dictionaries(st.sampled_from(PLACES), st.sampled_from("abc"), max_size=8)
ROWS = st.lists(st.sets(st.sampled_from(PLACES), max_size=4), max_size=6)
URL = "https://x/y"


@given(before=HASHES, after=HASHES, rows=ROWS)
def test_exactly_the_rows_that_lean_on_what_changed_are_stale(before, after, rows):
    leaning = [{place: before[place] for place in row if place in before} for row in rows]
    touched = {place for place in before if after.get(place) != before[place]}
    for row in leaning:
        assert {each.place for each in moved(row, after)} == row.keys() & touched
        assert {each.place for each in moved(row, after) if each.gone} == row.keys() - after.keys()


@given(before=HASHES, after=HASHES, row=st.sets(st.sampled_from(PLACES)))
def test_a_row_gone_through_again_stands_until_the_next_change(before, after, row):
    leaning = refreshed([place for place in row if place in before], after)
    assert moved(leaning, after) == ()
    assert leaning.keys() <= after.keys()


@given(before=HASHES, after=HASHES, chosen=st.lists(st.sampled_from(PLACES), unique=True))
def test_a_save_that_settles_nothing_keeps_every_stale_place_stale(before, after, chosen):
    saved = kept(before, chosen, after)
    was = {each.place for each in moved(before, after)}
    assert {each.place for each in moved(saved, after)} == was & set(chosen)


def test_a_change_that_touches_no_row_makes_none_stale():
    assert moved({"p1": "a"}, {"p1": "a", "p2": "b"}) == ()


def test_what_is_gone_is_told_as_gone():
    assert moved({"p1": "a"}, {}) == (Moved("p1", gone=True),)


NOW = {f"danger:{URL}#d": "1", f"question:{URL}#1": "1", f"question:{URL}#2": "1", f"asked:{URL}": "1", "p1": "1"}


def test_a_danger_rule_is_always_looked_at():
    assert unregarded(NOW, [], [], None) == (f"danger:{URL}#d",)
    assert unregarded(NOW, [f"danger:{URL}#d"], [], None) == ()
    assert unregarded(NOW, [], [(f"danger:{URL}#d", "1")], None) == ()


def test_a_danger_rule_that_was_looked_at_as_it_was_is_looked_at_again():
    assert unregarded(NOW, [], [(f"danger:{URL}#d", "0")], NOW) == (f"danger:{URL}#d",)


def test_a_new_question_is_looked_at_and_an_old_one_is_not():
    before = {key: value for key, value in NOW.items() if key != f"question:{URL}#2"}
    assert unregarded(NOW, [f"danger:{URL}#d"], [], before) == (f"question:{URL}#2",)
    assert unregarded(NOW, [f"danger:{URL}#d", f"asked:{URL}"], [], before) == ()


def test_a_whole_new_questionnaire_is_named_once():
    assert unregarded(NOW, [f"danger:{URL}#d"], [], {"p1": "1"}) == (f"asked:{URL}",)
