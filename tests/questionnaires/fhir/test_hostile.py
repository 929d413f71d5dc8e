"""Files that mean harm or make no sense: refused or named, in bounded time and memory, and never a crash."""

from __future__ import annotations

import copy
import json
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.engine import canonical, item_key, parse
from stegvis.questionnaires.fhir import Imported, as_json, export_questionnaire, import_questionnaire

from ..strategies import documents
from .corpus import CORPUS, needs_corpus
from .samples import HL7, calculated, questionnaire

GENEROUS_SECONDS = 20.0
GENEROUS_BYTES = 200_000_000
WEIGHT = {"url": f"{HL7}itemWeight", "valueDecimal": 1}

JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.integers(10**30, 10**40),
        st.sampled_from(["#x", "=", "choice", "group", "http://hl7.org/fhir/StructureDefinition/variable", "\x00", ":"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


def bounded(raw: bytes | dict[str, Any]) -> Imported:
    """Import, with a stop-watch and a scale beside."""
    tracemalloc.start()
    began = time.process_time()
    found = import_questionnaire(raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - began < GENEROUS_SECONDS
    assert most < GENEROUS_BYTES
    if found.definition is None:
        assert found.report.refused and found.report.refused.sentence
    else:
        assert parse(canonical(found.definition)) == found.definition
    json.dumps(found.report.as_json()).encode()
    return found


def code_of(raw: bytes | dict[str, Any]) -> str:
    refused = bounded(raw).report.refused
    return refused.code if refused else ""


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [path]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        found += places_in(each, (*path, key))
    return found


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    made = copy.deepcopy(value)
    if not path:
        return new
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return made


def check_mutated(data: st.DataObject, whole: dict[str, Any]) -> None:
    places = places_in(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places))
        try:
            whole = put(whole, path, data.draw(JSON))
        except (KeyError, IndexError, TypeError):
            continue
    found = import_questionnaire(whole)  # type: ignore[arg-type]
    assert (found.definition is None) == (found.report.refused is not None)
    json.dumps(found.report.as_json()).encode()


@given(documents(), st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_anywhere_in_an_export_is_survived(made: dict[str, Any], data: st.DataObject) -> None:
    check_mutated(data, json.loads(as_json(export_questionnaire(parse(made)))))


@needs_corpus
@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_anywhere_in_a_real_file_is_survived(data: st.DataObject) -> None:
    small = [path for path in CORPUS if path.stat().st_size < 30_000]
    check_mutated(data, json.loads(data.draw(st.sampled_from(small)).read_text("utf-8-sig")))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not-json"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":' * 100_000, "too-deep"),
        (b"[" * 90 + b"]" * 90, "not-an-object"),
        (b'{"resourceType": "Questionnaire", "item": [NaN]}', "not-a-number"),
        (b'{"resourceType": "Questionnaire", "item": [-Infinity]}', "not-a-number"),
        (b'{"resourceType": "Questionnaire", "status": "a", "status": "b"}', "key-twice"),
        (b'{"resourceType": "Questionnaire", "title": "\xff\xfe"}', "not-utf-8"),
        ('{"resourceType": "Questionnaire"}'.encode("utf-16"), "not-utf-8"),
        (b'{"resourceType": "Questionnaire", "title": "\\ud800"}', "not-utf-8"),
        (b'{"resourceType": "Questionnaire", "x": 1' + b"0" * 5_000 + b"}", "not-json"),
        (b"12", "not-an-object"),
        (b'"text"', "not-an-object"),
        (b"{}", "other-resource"),
        (b'{"resourceType": "Patient"}', "other-resource"),
        (b'{"resourceType": "Questionnaire"}', "nothing-left"),
        (b'{"resourceType": "Questionnaire", "item": 5}', "no-items"),
        (b" " * 5_000_000, "too-large"),
        (b"[" + b"0," * 1_000_000 + b"0]", "not-an-object"),
        (b'{"a":[' + b"0," * 1_000_000 + b"0]}", "too-many-values"),
    ],
)
def test_what_is_no_questionnaire_is_refused(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_a_byte_order_mark_does_no_harm() -> None:
    sample = json.dumps(questionnaire({"linkId": "1", "type": "boolean", "text": "Ja?"})).encode()
    assert bounded(b"\xef\xbb\xbf" + sample).definition == bounded(sample).definition


def test_a_huge_exponent_costs_nothing() -> None:
    extension = '{"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1E+999999999}'
    item = f'{{"linkId": "1", "type": "integer", "text": "Antal", "extension": [{extension}]}}'
    found = bounded(f'{{"resourceType": "Questionnaire", "item": [{item}]}}'.encode())
    assert found.definition is not None
    assert found.definition.index["1"].minimum is None
    assert [each.code for each in found.report.unsupported if each.affects == "answers"]


def test_a_value_that_holds_itself_is_refused() -> None:
    whole = questionnaire({"linkId": "1", "type": "group"})
    whole["item"][0]["item"] = whole["item"]
    assert code_of(whole) in ("too-deep", "too-many-values")


def test_ten_thousand_items_are_refused() -> None:
    items = [{"linkId": str(number), "type": "boolean", "text": "Ja?"} for number in range(10_000)]
    assert code_of(questionnaire(*items)) == "too-many-items"


def test_two_thousand_items_that_all_hang_together_are_taken() -> None:
    items = [{"linkId": "0", "type": "boolean", "text": "Ja?"}]
    for number in range(1, 2_000):
        condition = {"question": str(number - 1), "operator": "=", "answerBoolean": True}
        items.append({"linkId": str(number), "type": "boolean", "text": "Ja?", "enableWhen": [condition]})  # type: ignore[dict-item]
    found = bounded(questionnaire(*items))
    assert found.definition is not None
    assert len(found.definition.questions) == 2_000


def test_a_long_circle_is_refused_by_name() -> None:
    items = []
    for number in range(500):
        condition = {"question": str((number + 1) % 500), "operator": "exists", "answerBoolean": True}
        items.append({"linkId": str(number), "type": "boolean", "text": "Ja?", "enableWhen": [condition]})
    refused = bounded(questionnaire(*items)).report.refused
    assert refused and refused.code == "circle" and "499" not in refused.sentence and "0, 1, 2" in refused.sentence


def test_scripts_and_mark_up_stay_plain_text() -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)> & \u202e"
    whole = questionnaire(
        {
            "linkId": "1", "type": "choice", "text": nasty, "prefix": nasty,
            "answerOption": [{"valueCoding": {"code": "a", "display": nasty}}, {"valueString": nasty}],
            "item": [{
                "linkId": "2", "type": "display", "text": nasty,
                "extension": [{
                    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                    "valueCodeableConcept": {"coding": [{"code": "help"}]},
                }],
            }],
        },
        title=nasty, description=nasty, copyright=nasty, publisher=nasty,
    )  # fmt: skip
    found = bounded(whole).definition
    assert found is not None
    assert found.text(item_key("1")) == nasty == found.text(item_key("1", "help")) == found.title() == found.notice()


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(?=a)b", "(.*)\\1", "a{1,100000}", "((((((((((((a))))))))))))", "[", "*"]
)
def test_evil_patterns_are_kept_harmless(pattern: str) -> None:
    extension = {"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": pattern}
    found = bounded(questionnaire({"linkId": "1", "type": "string", "text": "Vad?", "extension": [extension]}))
    assert found.definition is not None
    taken = found.definition.index["1"].pattern
    assert taken == pattern or [each.code for each in found.report.unsupported if each.code == "pattern"] == ["pattern"]


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5_000 + "1" + ")" * 5_000, "1" + "+1" * 5_000, "-" * 5_000 + "1", "a" * 100_000, "a." * 3_000 + "b",
        "iif(" * 500, "%x", "%x + %x", "'" + "\\" * 9_999, "1 / 0", "{}", "",
        "%resource" + ".repeat(item)" * 200 + ".answer.value.sum()",
    ],
    ids=range(13),
)  # fmt: skip
def test_expressions_cannot_hang_the_import(expression: str) -> None:
    calculated = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": expression, "name": "x"},
    }
    found = bounded(
        questionnaire(
            {"linkId": "1", "type": "integer", "text": "Antal"},
            {"linkId": "2", "type": "decimal", "text": "Summa", "extension": [calculated]},
        )
    )
    assert found.definition is not None


def test_a_thousand_sums_over_a_thousand_questions_end_in_time() -> None:
    options = [{"valueCoding": {"code": "a", "display": "A", "extension": [WEIGHT]}}]
    asked = [{"linkId": f"q{n}", "type": "choice", "text": "?", "answerOption": options} for n in range(1_000)]
    path = calculated("%resource.repeat(item).answer.weight().sum()")
    sums = [{"linkId": f"s{n}", "type": "decimal", "text": "?", "extension": [path]} for n in range(1_000)]
    assert bounded(questionnaire(*asked, *sums)).definition is not None


def test_twenty_thousand_extensions_are_named_in_time() -> None:
    extensions = [{"url": f"urn:{number}", "valueBoolean": True} for number in range(20_000)]
    bounded(questionnaire({"linkId": "1", "type": "boolean", "text": "Ja?", "extension": extensions}))


def test_huge_texts_are_named_and_not_cut() -> None:
    found = bounded(questionnaire({"linkId": "1", "type": "boolean", "text": "å" * 1_000_000}))
    assert found.definition is not None
    assert "text-too-long" in {each.code for each in found.report.unsupported}


def test_a_name_that_is_a_trap_is_changed() -> None:
    items = [
        {"linkId": name, "type": "boolean", "text": "Ja?"} for name in ("a#0#b", "å ä ö", "x" * 500, "../../etc", " ")
    ]
    found = bounded(questionnaire(*items))
    assert found.definition is not None
    assert len(found.definition.index) == 5
    assert not any("#" in name for name in found.definition.index)


def test_powers_of_powers_and_sums_of_sums_do_not_grow_without_end() -> None:
    def summed(path: str, **named: str) -> set[str]:
        variables = [
            {
                "url": f"{HL7}variable",
                "valueExpression": {"name": name, "language": "text/fhirpath", "expression": text},
            }
            for name, text in named.items()
        ]
        one = {"linkId": "a", "type": "integer", "text": "Antal"}
        two = {"linkId": "b", "type": "decimal", "text": "Summa", "readOnly": True, "extension": [calculated(path)]}
        found = bounded(questionnaire(one, two, extension=variables))
        return {each.code for each in found.report.unsupported}

    path = "%resource.item.where(linkId='a').answer.value"
    assert "calculation-left-out" not in summed(path + ".power(3)")
    assert "calculation-left-out" in summed(path + ".power(3)" * 14)
    chained = {f"v{n}": " + ".join([f"%v{n + 1}"] * 70) for n in range(3)}
    assert "calculation-left-out" in summed("%v0", **chained, v3="1")
