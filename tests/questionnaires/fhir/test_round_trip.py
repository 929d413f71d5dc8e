"""Definition → FHIR → definition: nothing is lost, and what goes out is valid FHIR."""

from __future__ import annotations

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import HealthCheck, given, settings

from stegvis.questionnaires.engine import Definition, canonical
from stegvis.questionnaires.fhir import as_json, export_questionnaire, import_questionnaire
from stegvis.questionnaires.load import shipped

from ..documents import choice, item
from ..documents import definition as made_of
from ..strategies import definitions


def there_and_back(definition: Definition) -> None:
    sent = as_json(export_questionnaire(definition)).encode()
    Questionnaire.model_validate_json(sent)
    back = import_questionnaire(sent)
    assert back.definition is not None, back.report.refused
    assert canonical(back.definition) == canonical(definition)
    remarks = [*back.report.changed, *back.report.unsupported]
    assert not remarks, [(each.code, each.path, each.detail) for each in remarks]


@given(definitions())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_definition_survives_fhir(definition: Definition) -> None:
    there_and_back(definition)


@pytest.mark.parametrize("definition", shipped(), ids=lambda definition: definition.key)
def test_what_we_ship_survives_fhir(definition: Definition) -> None:
    there_and_back(definition)


def test_what_is_seldom_used_survives_too() -> None:
    """Own words and another order from the start, moments, reversed items, large numbers, texts in one language only."""
    options = [{"code": code, "points": points} for code, points in (("a", "0.5"), ("b", "-1"), ("c", 10**11))]
    sink = made_of(
        item("own", "choice", options=options, open=True, multiple=True, initial=["c", ":eget", "a"]),
        item("order", "choice", options=options, multiple=True, initial=["b", "a"]),
        item("marked", "choice", options=options, multiple=True, initial=["a", "b"]),
        item("day", "date", partial=True, initial="2026-03"),
        item("clock", "time", initial="07:05"),
        item("moment", "date-time", initial="2026-03-21T07:05", earliest_on="2020-01-01", latest_on="2030-01-01"),
        item("large", "integer", minimum=-(10**11), maximum=10**11, initial=10**10),
        item("exact", "decimal", minimum="0.000000001", maximum="99999999999.999999999", initial="0.1"),
        item("alone", "boolean", behaviour="any", hidden=True, initial=False),
        choice("turned", "x", "y", codes=[{"system": "urn:s", "code": "k"}]),
        item("seen", "display"),
        item("spaced", "string", min_length=0, initial="  ja "),
        texts={
            "item:own:own": "Något annat", "item:seen:help": "Mer om det", "item:seen:prefix": "  1.  ",
            "item:turned:error": "Välj ett", "title": "  Med blanka \n och <b>märken</b> ",
        },
        scores=[
            {"code": "s", "method": "mean", "decimals": 4, "better": "higher",
             "items": [{"link_id": "turned", "weight": "0.125", "reverse": True}],
             "codes": [{"system": "urn:s", "code": "t"}]},
        ],
        examples=[
            {"name": "Ett", "answers": {"turned": "x", "own": [":eget"]}, "scores": {"s": 1}},
            {"name": "Inget", "answers": {}, "scores": {"s": None}, "bands": {"s": None}},
        ],
    )  # fmt: skip
    there_and_back(sink)
