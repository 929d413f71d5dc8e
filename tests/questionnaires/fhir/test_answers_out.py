"""Answers as QuestionnaireResponse and scores as Observation: valid, complete, and no more than counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from fhir.resources.R4B.observation import Observation
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.engine import Definition, by_points, clean, link_of, parse, score
from stegvis.questionnaires.engine.places import item_at
from stegvis.questionnaires.fhir import About, Identity, Mode, as_json, export_response, export_scores
from stegvis.questionnaires.load import shipped

from ..documents import definition, item, when
from ..strategies import answers_for, documents

ZONE = timezone(timedelta(hours=1))
ABOUT = About(
    authored=datetime(2026, 11, 23, 14, 20, tzinfo=ZONE),
    zone=ZONE,
    subject=Identity("http://electronichealth.se/identifier/personnummer", "198604012388"),
)


def shipped_one(key: str) -> Definition:
    return next(each for each in shipped() if each.key == key)


def given_in(items: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Every answer of a response with its linkId, in order."""
    found: list[tuple[str, dict[str, Any]]] = []
    for each in items:
        found += [(each["linkId"], answer) for answer in each.get("answer", ()) if set(answer) - {"item"}]
        for answer in each.get("answer", ()):
            found += given_in(answer.get("item", []))
        found += given_in(each.get("item", []))
    return found


@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_answers_make_a_valid_response_with_each_of_them_once(data: st.DataObject) -> None:
    asked = parse(data.draw(documents()))
    answers = data.draw(answers_for(asked))
    made = export_response(asked, answers, ABOUT)
    QuestionnaireResponse.model_validate_json(as_json(made))
    kept = clean(asked, answers)
    expected = sorted(
        link_of(key)
        for key, value in kept.items()
        for _ in (value if item_at(asked, key).multiple and isinstance(value, list) else [value])
    )
    sent = sorted(link_id for link_id, _ in given_in(made.get("item", [])))
    # What cannot be read as an answer is kept in a draft and is no answer to anybody else.
    assert all(sent.count(link) <= expected.count(link) for link in sent)
    for each in export_scores(asked, answers, ABOUT, response="QuestionnaireResponse/1"):
        Observation.model_validate_json(as_json(each))


def test_phq_9_goes_out_with_its_total_and_band() -> None:
    asked = shipped_one("phq-9")
    answers = by_points(asked, {str(number): 1 for number in range(1, 10)})
    made = export_response(asked, answers, ABOUT)
    assert made["questionnaire"] == asked.canonical
    assert made["authored"] == "2026-11-23T14:20:00+01:00"
    assert made["status"] == "completed"
    assert len(given_in(made["item"])) == 9
    (total,) = export_scores(asked, answers, ABOUT, response="QuestionnaireResponse/1")
    assert total["valueQuantity"]["value"] == Decimal(9)
    assert total["category"][0]["coding"][0]["code"] == "survey"
    assert {"system": "http://loinc.org", "code": "44261-6"} in total["code"]["coding"]
    assert total["derivedFrom"] == [{"reference": "QuestionnaireResponse/1"}]
    assert total["interpretation"][0]["text"]
    assert "dataAbsentReason" not in total


def test_without_an_answer_there_is_a_reason_and_no_total() -> None:
    asked = shipped_one("phq-9")
    answers = by_points(asked, {str(number): 1 for number in range(1, 9)})
    assert score(asked, answers)[0].value is None
    (total,) = export_scores(asked, answers, ABOUT, response="QuestionnaireResponse/1")
    assert "valueQuantity" not in total and "interpretation" not in total
    assert total["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_rows_answers_under_answers_own_words_and_moments() -> None:
    asked = definition(
        item("g", "group", repeats=True, items=[item("namn", "string"), item("dos", "decimal")]),
        item("val", "choice", options=[{"code": "a", "points": 2}], open=True, multiple=True,
             items=[item("under", "text")]),
        item("tid", "date-time"),
        item("dold", "boolean", conditions=[when("tid", "exists", False)]),
    )  # fmt: skip
    answers = {
        "g#0#namn": "A", "g#1#namn": "B", "g#1#dos": "7.5", "val": ["a", ":eget"], "under": "mer",
        "tid": "2026-03-21T07:05", "dold": True,
    }  # fmt: skip
    made = export_response(asked, answers, ABOUT)
    QuestionnaireResponse.model_validate_json(as_json(made))
    first, second, val, tid = made["item"]
    assert [first["linkId"], second["linkId"], val["linkId"], tid["linkId"]] == ["g", "g", "val", "tid"]
    assert second["item"][1]["answer"] == [{"valueDecimal": Decimal("7.5")}]
    assert val["answer"][0]["valueCoding"]["code"] == "a"
    assert val["answer"][0]["item"][0]["answer"] == [{"valueString": "mer"}]
    assert val["answer"][1] == {"valueString": "eget"}
    assert tid["answer"] == [{"valueDateTime": "2026-03-21T07:05:00+01:00"}]


def test_what_is_wrong_or_entered_by_staff_is_said_so_and_stays_valid() -> None:
    asked = shipped_one("phq-9")
    answers = {item.link_id: item.options[1].code for item in asked.items if item.options}
    first = next(iter(answers))
    mode = Mode("PHONE", "Lämnat per telefon", "Tina Ek")
    for about, status in (
        (replace(ABOUT, wrong=True, amended=True), "entered-in-error"),
        (replace(ABOUT, amended=True), "amended"),
        (replace(ABOUT, left_out=frozenset({first})), "amended"),
        (replace(ABOUT, wrong=True, completed=False), "in-progress"),
        (replace(ABOUT, mode=mode), "completed"),
    ):
        made = export_response(asked, answers, about)
        QuestionnaireResponse.model_validate_json(as_json(made))
        assert made["status"] == status
        assert (first in [link for link, _ in given_in(made["item"])]) is (first not in about.left_out)
        assert ("author" in made, "extension" in made) == ((about.mode is not None,) * 2)
