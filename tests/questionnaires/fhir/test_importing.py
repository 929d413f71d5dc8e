"""What an import makes of each part of a questionnaire, and what it says about it."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any

import pytest

from stegvis.questionnaires.engine import Definition, Item, ItemType, enabled, item_key, option_key
from stegvis.questionnaires.engine.definition import Behaviour, Coding, Condition, Operator
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.fhir import Report, import_questionnaire

from .samples import HL7, SDC, control, questionnaire


def taken(*items: dict[str, Any], **more: Any) -> tuple[Definition, Report]:
    found = import_questionnaire(questionnaire(*items, **more))
    assert found.definition is not None, found.report.refused
    return found.definition, found.report


def one(kind: str, *extensions: dict[str, Any], **more: Any) -> tuple[Item, set[str]]:
    """A single question, and the codes of the remarks that concern what is asked."""
    more |= {"extension": list(extensions)} if extensions else {}
    definition, report = taken({"linkId": "1", "type": kind, "text": "Vad?", **more})
    return definition.index["1"], {each.code for each in report.weighty}


def refused(**more: Any) -> str:
    found = import_questionnaire(questionnaire({"linkId": "1", "type": "boolean", "text": "Ja?"}, **more))
    assert found.definition is None and found.report.refused
    return found.report.refused.code


def extension(name: str, **value: Any) -> dict[str, Any]:
    return {"url": f"{HL7}{name}", **value}


CODINGS = [{"valueCoding": {"system": "http://loinc.org", "code": code, "display": code.upper()}} for code in "abc"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("boolean", ItemType.BOOLEAN), ("integer", ItemType.INTEGER), ("decimal", ItemType.DECIMAL),
        ("string", ItemType.STRING), ("text", ItemType.TEXT), ("date", ItemType.DATE), ("time", ItemType.TIME),
        ("dateTime", ItemType.DATE_TIME), ("display", ItemType.DISPLAY), ("group", ItemType.GROUP),
    ],
)  # fmt: skip
def test_the_types_that_both_have_are_taken_without_a_word(kind: str, expected: ItemType) -> None:
    item, remarks = one(kind)
    assert (item.type, remarks) == (expected, set())


def test_an_address_is_a_text_and_that_is_said() -> None:
    item, remarks = one("url")
    assert (item.type, remarks) == (ItemType.STRING, {"type-changed"})


def test_limits_lengths_and_patterns() -> None:
    item, remarks = one(
        "string", extension("minLength", valueInteger=2), extension("regex", valueString="[a-z]+"), maxLength=9
    )
    assert (item.min_length, item.max_length, item.pattern, remarks) == (2, 9, "[a-z]+", set())
    item, remarks = one(
        "decimal", extension("minValue", valueDecimal=-0.5), extension("maxValue", valueInteger=7),
        extension("maxDecimalPlaces", valueInteger=1),
        extension("questionnaire-unit", valueCoding={"code": "kg", "display": "kilo"}),
    )  # fmt: skip
    assert (item.minimum, item.maximum, item.decimals, item.unit) == (Decimal("-0.5"), Decimal(7), 1, "kg")
    assert remarks == set()
    item, _ = one("date", extension("minValue", valueDate="2020-01-01"))
    assert str(item.earliest_on) == "2020-01-01"
    item, _ = one("time", extension("maxValue", valueTime="22:30:00"))
    assert item.latest_at == time(22, 30)
    assert one("date", extension("minValue", valueDate="2020"))[1] == {"limit"}
    assert one("string", extension("regex", valueString="(?=x)"))[1] == {"pattern"}


def test_a_slider_needs_its_ends() -> None:
    ends = [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)]
    item, _ = one("integer", control("slider"), *ends, extension("questionnaire-sliderStepValue", valueInteger=2))
    assert (item.type, item.step) == (ItemType.SLIDER, 2)
    assert one("integer", control("slider"))[0].type is ItemType.INTEGER


def test_the_ends_of_a_slider_and_help_are_texts_of_the_question() -> None:
    ends = [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)]
    children = [
        {"linkId": name, "type": "display", "text": name, "extension": [control(name)]}
        for name in ("lower", "upper", "help")
    ]
    whole = {
        "linkId": "1",
        "type": "integer",
        "text": "Hur?",
        "extension": [control("slider"), *ends],
        "item": children,
    }
    definition, report = taken(whole)
    assert [definition.text(item_key("1", part)) for part in ("low", "high", "help")] == ["lower", "upper", "help"]
    assert len(definition.index) == 1 and report.whole


def test_a_quantity_is_a_number_with_its_unit_or_left_out() -> None:
    unit = extension("questionnaire-unit", valueCoding={"system": "http://unitsofmeasure.org", "code": "cm"})
    item, remarks = one("quantity", unit)
    assert (item.type, item.unit, remarks) == (ItemType.DECIMAL, "cm", set())
    assert one("quantity")[1] == {"quantity-without-unit"}
    options = [extension("questionnaire-unitOption", valueCoding={"code": code}) for code in ("cm", "[in_i]")]
    left = import_questionnaire(questionnaire({"linkId": "1", "type": "quantity", "text": "?", "extension": options}))
    assert left.report.refused and left.report.refused.code == "nothing-left"


def test_options_with_points_prefix_and_a_lone_one() -> None:
    weight, ordinal = extension("itemWeight", valueDecimal=2), extension("ordinalValue", valueDecimal=2)
    options = [
        {"valueCoding": {"code": "a", "display": "A"}, "extension": [ordinal], "initialSelected": True},
        {"valueCoding": {"code": "b", "display": "B", "extension": [weight]}},
        {"valueCoding": {"code": "c", "display": "C"}, "extension": [extension("questionnaire-optionExclusive", valueBoolean=True)]},
    ]  # fmt: skip
    item, remarks = one("choice", repeats=True, answerOption=options)
    assert [option.points for option in item.options] == [2, 2, None]
    assert [option.exclusive for option in item.options] == [False, False, True]
    assert (item.multiple, item.initial, remarks) == (True, ("a",), set())
    options[0]["valueCoding"]["extension"] = [extension("itemWeight", valueDecimal=3)]  # type: ignore[index]
    item, remarks = one("choice", repeats=True, answerOption=options)
    assert item.options[0].points is None and remarks == {"points-disagree"}


def test_plain_values_are_options_too() -> None:
    options = [{"valueString": "Ja, ofta"}, {"valueInteger": 3}, {"valueDate": "2026-01-01"}, {"valueTime": "07:00:00"}]
    definition, report = taken({"linkId": "1", "type": "choice", "text": "?", "answerOption": options})
    assert [option.code for option in definition.index["1"].options] == ["Ja, ofta", "3", "2026-01-01", "07:00:00"]
    assert definition.text(option_key("1", "Ja, ofta")) == "Ja, ofta" and report.whole


def test_value_sets_in_the_file_are_read_and_others_are_not_guessed() -> None:
    concepts = [{"code": "x", "display": "X"}, {"code": "y", "display": "Y"}]
    inside = {"resourceType": "ValueSet", "id": "v", "compose": {"include": [{"system": "urn:s", "concept": concepts}]}}
    definition, report = taken(
        {"linkId": "1", "type": "choice", "text": "?", "answerValueSet": "#v"},
        {"linkId": "2", "type": "choice", "text": "?", "answerValueSet": "http://example.org/v"},
        {"linkId": "3", "type": "open-choice", "text": "?", "answerValueSet": "http://example.org/v"},
        contained=[inside],
    )
    assert [(option.system, option.code) for option in definition.index["1"].options] == [
        ("urn:s", "x"),
        ("urn:s", "y"),
    ]
    assert "2" not in definition.index
    assert definition.index["3"].type is ItemType.STRING
    assert [(each.link_id, each.code) for each in report.unsupported if each.affects == "answers"] == [
        ("2", "options-elsewhere")
    ]
    assert [(each.link_id, each.code) for each in report.changed if each.affects == "answers"] == [("3", "became-text")]


@pytest.mark.parametrize(
    "value_set",
    [
        {"compose": {"include": [{"system": "urn:s"}]}},
        {"compose": {"include": [{"system": "urn:s", "filter": [{}], "concept": [{"code": "x"}]}]}},
        {"compose": {"include": [{"concept": [{"code": "x"}]}], "exclude": [{"concept": [{"code": "x"}]}]}},
        {"expansion": {"total": 500, "contains": [{"code": "x"}]}},
    ],
)
def test_a_value_set_that_may_hold_more_is_not_taken_for_whole(value_set: dict[str, Any]) -> None:
    inside = {"resourceType": "ValueSet", "id": "v", **value_set}
    definition, report = taken(
        {"linkId": "0", "type": "boolean", "text": "Ja?"},
        {"linkId": "1", "type": "choice", "text": "?", "answerValueSet": "#v"},
        contained=[inside],
    )
    assert "1" not in definition.index
    assert [each.code for each in report.weighty] == ["value-set-not-whole"]


@pytest.mark.parametrize(
    ("asked", "line", "expected"),
    [
        ({"type": "boolean"}, {"operator": "=", "answerBoolean": True}, (Operator.EQUAL, True)),
        ({"type": "boolean"}, {"operator": "exists", "answerBoolean": False}, (Operator.EXISTS, False)),
        ({"type": "integer"}, {"operator": ">", "answerInteger": 3}, (Operator.ABOVE, Decimal(3))),
        ({"type": "decimal"}, {"operator": "<=", "answerDecimal": 3.5}, (Operator.AT_MOST, Decimal("3.5"))),
        ({"type": "string"}, {"operator": "!=", "answerString": "x"}, (Operator.NOT_EQUAL, "x")),
        ({"type": "date"}, {"operator": ">=", "answerDate": "2026-03"}, (Operator.AT_LEAST, PartialDate(2026, 3))),
        ({"type": "time"}, {"operator": "<", "answerTime": "07:05:00"}, (Operator.BELOW, time(7, 5))),
        ({"type": "dateTime"}, {"operator": "=", "answerDateTime": "2026-03-21T07:05:00Z"},
         (Operator.EQUAL, datetime(2026, 3, 21, 7, 5))),  # noqa: DTZ001 - the clock on the wall
        ({"type": "choice", "answerOption": CODINGS},
         {"operator": "=", "answerCoding": {"system": "http://loinc.org", "code": "b"}}, (Operator.EQUAL, "b")),
    ],
)  # fmt: skip
def test_every_kind_of_condition(
    asked: dict[str, Any], line: dict[str, Any], expected: tuple[Operator, object]
) -> None:
    definition, _ = taken(
        {"linkId": "1", "text": "?", **asked},
        {"linkId": "2", "type": "boolean", "text": "?", "enableWhen": [{"question": "1", **line}]},
    )
    assert definition.index["2"].conditions == (Condition("1", *expected),)


def test_several_conditions_without_a_word_need_one_and_that_is_said() -> None:
    lines = [{"question": "1", "operator": "=", "answerInteger": number} for number in (1, 2)]
    asked = {"linkId": "1", "type": "integer", "text": "?"}
    definition, report = taken(asked, {"linkId": "2", "type": "boolean", "text": "?", "enableWhen": lines})
    assert definition.index["2"].behaviour is Behaviour.ANY
    assert [each.code for each in report.weighty] == ["behaviour-unsaid"]


@pytest.mark.parametrize(
    ("operator", "answer", "behaviour", "outcome"),
    [
        ("=", {"answerCoding": {"code": "x"}}, "all", "gone"),
        ("exists", {"answerBoolean": True}, "all", "gone"),
        ("exists", {"answerBoolean": False}, "all", "kept"),
        ("!=", {"answerCoding": {"code": "x"}}, "all", "kept"),
        ("exists", {"answerBoolean": False}, "any", "always"),
        ("=", {"answerCoding": {"code": "x"}}, "any", "kept"),
    ],
)
def test_what_hangs_on_a_question_that_was_left_out(
    operator: str, answer: dict[str, Any], behaviour: str, outcome: str
) -> None:
    """It counts as unanswered, as it would have been for everybody here."""
    lines = [
        {"question": "far", "operator": operator, **answer},
        {"question": "1", "operator": "=", "answerBoolean": True},
    ]
    definition, report = taken(
        {"linkId": "far", "type": "choice", "text": "?", "answerValueSet": "http://example.org/v"},
        {"linkId": "1", "type": "boolean", "text": "?"},
        {"linkId": "2", "type": "boolean", "text": "?", "enableWhen": lines, "enableBehavior": behaviour},
    )
    codes = {each.code for each in report.weighty}
    if outcome == "gone":
        assert "2" not in definition.index and "hangs-on-left-out" in codes
    else:
        assert "condition-settled" in codes
        assert ("2" in enabled(definition, {})) == (outcome == "always")
        assert "2" in enabled(definition, {"1": True})


def test_an_item_whose_condition_cannot_be_read_is_left_out_and_what_hangs_on_it_too() -> None:
    unknown = {"url": f"{SDC}sdc-questionnaire-enableWhenExpression", "valueExpression": {"expression": "now() > x"}}
    definition, report = taken(
        {"linkId": "1", "type": "boolean", "text": "?"},
        {"linkId": "2", "type": "boolean", "text": "?", "extension": [unknown]},
        {"linkId": "3", "type": "boolean", "text": "?",
         "enableWhen": [{"question": "2", "operator": "=", "answerBoolean": True}]},
    )  # fmt: skip
    assert list(definition.index) == ["1"]
    assert [each.code for each in report.weighty] == ["condition-expression", "hangs-on-left-out"]


def test_a_question_with_several_answers_becomes_rows() -> None:
    more = {"repeats": True, "required": True, "extension": [extension("questionnaire-maxOccurs", valueInteger=3)]}
    definition, report = taken({"linkId": "1", "type": "string", "text": "?", **more})
    (group,) = definition.items
    assert (group.repeats, group.least_rows, group.most_rows, group.items[0].link_id) == (True, 1, 3, "1")
    assert [each.code for each in report.weighty] == ["became-rows"]


def test_a_table_of_alike_choices_is_a_matrix_and_another_is_not() -> None:
    rows = [{"linkId": str(n), "type": "choice", "text": "?", "answerOption": CODINGS} for n in (1, 2)]
    table = {"linkId": "t", "type": "group", "text": "?", "extension": [control("table")]}
    assert taken({**table, "item": rows})[0].index["t"].type is ItemType.MATRIX
    rows[1]["answerOption"] = CODINGS[:2]
    definition, report = taken({**table, "item": rows})
    assert definition.index["t"].type is ItemType.GROUP
    assert "not-a-matrix" in {each.code for each in report.changed}


def test_links_follow_when_a_name_is_changed() -> None:
    definition, report = taken(
        {"linkId": "Är det så?", "type": "boolean", "text": "?"},
        {"linkId": "2", "type": "boolean", "text": "?",
         "enableWhen": [{"question": "Är det så?", "operator": "=", "answerBoolean": True}]},
    )  # fmt: skip
    (first, second) = definition.items
    assert second.conditions[0].question == first.link_id
    assert "link-id" in {each.code for each in report.changed}


def test_translations_are_texts_in_their_language_and_mark_up_is_dropped() -> None:
    english = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "Yes?"}]
    beside = [extension("translation", extension=english), extension("rendering-xhtml", valueString="<b>Ja?</b>")]
    definition, report = taken({"linkId": "1", "type": "boolean", "text": "Ja?", "_text": {"extension": beside}})
    assert definition.text(item_key("1"), "en") == "Yes?" and definition.text(item_key("1")) == "Ja?"
    assert [each.code for each in report.changed if each.affects == "look"] == ["markup"]


def test_the_heading() -> None:
    definition, report = taken(
        {"linkId": "1", "type": "boolean", "text": "Ja?", "code": [{"system": "http://loinc.org", "code": "1-8"}]},
        copyright="Fri", publisher="Regionen", description="Inledning", url="http://Example.org/Q/PHQ 9", version="v 2",
    )  # fmt: skip
    assert (definition.notice(), definition.source(), definition.intro()) == ("Fri", "Regionen", "Inledning")
    assert (definition.key, definition.version, definition.licence.status) == ("phq-9", "v-2", "unknown")
    assert definition.index["1"].codes == (Coding("http://loinc.org", "1-8"),)
    assert {"url", "version", "licence"} <= {each.code for each in report.changed} and report.whole


def test_what_must_be_understood_and_is_not_is_refused() -> None:
    modifier = [{"url": "http://example.org/not", "valueBoolean": True}]
    assert refused(modifierExtension=modifier) == "modifier"
    assert refused(contained=[{"resourceType": "ValueSet", "modifierExtension": modifier}]) == "modifier"
    assert refused(implicitRules="http://example.org/rules") == "modifier"
    for odd in (True, "x", 7, {"url": "http://example.org/not"}, [None]):
        assert refused(modifierExtension=odd) == "modifier"
    assert refused(item=[{"linkId": "1", "type": "boolean"}, {"linkId": "1", "type": "boolean"}]) == "link-id-twice"


def test_bundles() -> None:
    whole = questionnaire({"linkId": "1", "type": "boolean", "text": "Ja?"})
    other = {"resource": {"resourceType": "Patient"}}
    found = import_questionnaire({"resourceType": "Bundle", "entry": [other, {"resource": whole}]})
    assert found.definition == import_questionnaire(whole).definition
    assert "entry[0]" in {each.path for each in found.report.unsupported}
    for entries in ([], [{"resource": whole}, {"resource": whole}]):
        report = import_questionnaire({"resourceType": "Bundle", "entry": entries}).report
        assert report.refused and report.refused.code == "bundle"


def test_the_report_forgets_nothing() -> None:
    odd = {"linkId": "1", "type": "boolean", "text": "Ja?", "sparkles": {"a": [1, {"b": 2}]}, "required": "yes"}
    _, report = taken(odd, glitter=1)
    named = {each.path: each.code for each in report.unsupported}
    assert named["item[0].sparkles"] == "element" and named["item[0].required"] == "wrong-type"
    assert named["glitter"] == "element"
    assert {each.link_id for each in report.unsupported if each.path == "item[0].sparkles"} == {"1"}
    (item,) = [each for each in report.taken if each.link_id == "1"]
    assert set(item.elements) == {"linkId", "type", "text"}
