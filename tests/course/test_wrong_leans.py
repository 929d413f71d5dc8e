"""What was calculated from an answer that is wrong is wrong too, without a database."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from stegvis.course.corrected import Wrong
from stegvis.questionnaires.answer_rows import build_answers, struck_through
from stegvis.questionnaires.engine import hanging_on, settle
from stegvis.questionnaires.fhir import About, export_response
from stegvis.questionnaires.fhir.answers import STRUCK
from stegvis.web import bundles, sheets
from tests.questionnaires.documents import definition, item

ZONE = ZoneInfo("Europe/Stockholm")
AT = datetime(2026, 3, 2, 12, tzinfo=ZONE)
ASKED = definition(
    item("langd", "decimal"),
    item("vikt", "decimal"),
    item("bmi", "decimal", calculated="{vikt} / ({langd} * {langd})"),
    item("dubbelt", "decimal", calculated="{bmi} * 2"),
    item("annat", "integer"),
    item("annat-plus", "integer", calculated="{annat} + 1"),
    item("dagar", "group", repeats=True, items=[item("timmar", "integer"), item("minuter", "integer", calculated="{timmar} * 60")]),
)  # fmt: skip
ANSWERS = {"langd": "2", "vikt": "80", "annat": 4, "dagar#0#timmar": 1, "dagar#1#timmar": 2}


def wrong(*places: str) -> Wrong:
    return Wrong(places=frozenset(places)).in_(ASKED)


def held_not(mark: Wrong) -> set[str]:
    return {place.key for place in settle(ASKED, ANSWERS).places if mark.holds(place.key)}


def test_what_is_calculated_from_it_through_others_too_and_in_its_own_row_alone():
    assert held_not(wrong("vikt")) == {"vikt", "bmi", "dubbelt"}
    assert held_not(wrong("annat")) == {"annat", "annat-plus"}
    assert held_not(wrong("dagar#1#timmar")) == {"dagar#1#timmar", "dagar#1#minuter"}
    assert held_not(wrong()) == set() and wrong("vikt").places == {"vikt"}


def test_it_is_left_out_struck_through_and_said_wherever_answers_are_read():
    mark = Wrong(places=frozenset({"vikt"}))
    gone = {"vikt", "bmi", "dubbelt"}
    assert bundles._left_out(ASKED, ANSWERS, mark) >= gone
    about = About(AT, ZONE, left_out=bundles._left_out(ASKED, ANSWERS, mark))
    told = {each["linkId"] for each in export_response(ASKED, ANSWERS, about)["item"]}
    assert not told & gone and {"langd", "annat-plus"} <= told
    rows = struck_through(build_answers(ASKED, ANSWERS), mark.in_(ASKED).holds).rows
    assert {row.key for row in rows if row.struck} == gone
    marked = sheets.Marked(why={"vikt": "Fel våg."}, wrong=mark)
    lines = {row["Kod"]: row["Fel"] for row in sheets.rows_of(ASKED, ANSWERS, AT, "", "sv", marked)}
    assert lines["vikt"] == "Fel våg." and "Uträknat" in lines["bmi"] and "Uträknat" in lines["dubbelt"]
    assert not lines["langd"] and not lines["annat-plus"]
    # Told to the one whom it is about, it says which answer, and why.
    told_all = export_response(ASKED, ANSWERS, About(AT, ZONE, struck={"vikt": "Fel våg.", "annat": "Fel."}))["item"]
    said = {each["linkId"]: each["extension"][0] for each in told_all if "extension" in each}
    assert said == {key: {"url": STRUCK, "valueString": why} for key, why in (("vikt", "Fel våg."), ("annat", "Fel."))}
    whole = export_response(ASKED, ANSWERS, About(AT, ZONE, wrong=True, struck={"": "Fel person."}))
    assert whole["extension"] == [{"url": STRUCK, "valueString": "Fel person."}]


LINKS = st.sets(st.sampled_from([each.link_id for each in ASKED.questions]))


@given(LINKS, LINKS)
def test_more_that_is_wrong_is_never_less_that_falls(some, others):
    more = hanging_on(ASKED.in_order, some | others)
    assert some <= hanging_on(ASKED.in_order, some) <= more == hanging_on(ASKED.in_order, more)
