"""What few questions need: a value to begin with, codes in other systems, a name for the own answer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.lib.clock import utc_now
from stegvis.questionnaires import editing
from stegvis.questionnaires.draft_words import finding_words, value_words
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import load_shipped
from tests.cast import Cast
from tests.web.studio.test_questionnaires import draft, put, start


@pytest.fixture
def disa(cast: Cast) -> Client:
    """The designer at Verkstaden, with a library."""
    load_shipped(now=utc_now())
    return cast.client("disa")


def item(number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = draft().doc["items"][number]
    return found


def asked(client: Client, kind: str) -> tuple[str, dict[str, str]]:
    """A question of a kind, and what its form always says."""
    key = start(client)
    put(client, key, do="add", kind=kind, words="Fråga")
    return key, {"item": "fraga", "set__form": "1", "do": "save", "text__sv__text": "Fråga"}


OPTIONS = {"opt__0__text": "Ja", "opt__0__code": "ja", "opt__1__text": "Nej", "opt__1__code": "nej"}


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "shown"),
    [
        ("boolean", "false", False, '<option value="false" selected>'),
        ("integer", "7", 7, 'value="7"'),
        ("decimal", "7,5", "7.5", 'value="7,5"'),
        ("scale", "0", 0, 'value="0"'),
        ("string", "Hej", "Hej", 'value="Hej"'),
        ("date", "2026-03-21", "2026-03-21", 'type="date"'),
        ("time", "07:05", "07:05", 'type="time"'),
        ("date-time", "2026-03-21T07:05", "2026-03-21T07:05", 'type="datetime-local"'),
    ],
)
def test_what_stands_there_from_the_start_is_typed_as_the_question_is(
    disa: Client, kind: str, typed: str, stored: object, shown: str
) -> None:
    key, form = asked(disa, kind)
    limits = {"set__minimum": "0", "set__maximum": "10", "text__sv__low": "Lite", "text__sv__high": "Mycket"}
    more = limits if kind == "scale" else {}

    put(disa, key, set__initial=typed, **form, **more)

    assert item()["initial"] == stored
    assert not any(finding.tab is editing.Tab.QUESTIONS for finding in editing.findings(draft().doc))
    page = disa.get(reverse("studio:questionnaire", args=[key])).content.decode()
    assert shown in page.split('data-fold="Ifyllt från början"')[1].split("</details>")[0]
    tried = disa.get(reverse("studio:questionnaire_try", args=[key])).content.decode()
    assert "checked" in tried if kind in ("boolean", "scale") else f'value="{typed.partition("T")[0]}"' in tried
    put(disa, key, set__initial="", **form, **more)
    assert "initial" not in item()


def test_a_choice_begins_with_one_of_its_answers_or_several(disa: Client) -> None:
    key, form = asked(disa, "choice")

    put(disa, key, set__initial="nej", **form, **OPTIONS)
    assert item()["initial"] == "nej"
    put(disa, key, set__multiple="1", begin__0="ja", begin__1="nej", **form, **OPTIONS)
    assert item()["initial"] == ["ja", "nej"]
    put(disa, key, set__multiple="1", **form, **OPTIONS)
    assert "initial" not in item()


def test_a_beginning_that_does_not_fit_is_said_in_words_and_the_rest_can_be_tried(disa: Client) -> None:
    key, form = asked(disa, "integer")

    put(disa, key, set__initial="tolv", **form)

    put(disa, key, "about", licence="public", sv__title="Prov")
    left = [finding for finding in editing.findings(draft().doc) if finding.blocks]
    assert [(found.code, found.place, found.field) for found in left] == [("initial_value", "fraga", "initial")]
    assert "från början" in finding_words(left[0])
    assert 'name="q.fraga"' in disa.get(reverse("studio:questionnaire_try", args=[key])).content.decode()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"calculated": "1 + 1", "initial": 3}, "initial_calculated"),
        ({"hidden": True, "required": True}, "hidden_required"),
        ({"calculated": "1 + "}, "calculation"),
        ({"calculated": "{borta} + 1"}, "calculation_question"),
        ({"plausible_low": 5, "plausible_high": 5}, "limits_turned"),
    ],
)
def test_what_only_the_engine_refuses_is_said_in_swedish(values: dict[str, Any], code: str) -> None:
    doc, link = editing.add_item(editing.blank("prov", "Prov"), "integer", "Fråga", "")
    doc["licence"] = {"status": "public"}

    left = [found for found in editing.findings(editing.set_item(doc, link, values, {})) if found.blocks]

    assert [(found.code, found.place) for found in left] == [(code, link)]
    assert finding_words(left[0])


def test_codes_in_other_systems_are_written_and_taken_away(disa: Client) -> None:
    key, form = asked(disa, "choice")
    loinc = {"coding__0__value": "44261-6", "coding__0__where": "http://loinc.org"}

    put(disa, key, opt__0__system="http://snomed.info/sct", **loinc, **form, **OPTIONS)

    assert item()["codes"] == [{"system": "http://loinc.org", "code": "44261-6"}]
    assert item()["options"][0]["system"] == "http://snomed.info/sct"
    exported = disa.get(reverse("studio:questionnaire_fhir", args=[key]))
    # A form that asks for no code system, such as a save from before it did, leaves what there was.
    put(disa, key, **form, **OPTIONS)
    assert item()["options"][0]["system"] == "http://snomed.info/sct"
    put(disa, key, coding__0__value="", coding__0__where="", **form, **OPTIONS)
    assert "codes" not in item()
    assert exported.status_code in (200, 404)


def test_the_own_answer_has_a_name_that_the_form_draws(disa: Client) -> None:
    key, form = asked(disa, "choice")

    put(disa, key, set__open="1", text__sv__own="En annan anledning", **form, **OPTIONS)

    definition = editing.definition_of(draft().doc, "1")
    drawn = str(build_form(definition, {}).items_html)
    assert "En annan anledning" in drawn and "Annat" not in drawn
    put(disa, key, set__open="1", text__sv__own="", **form, **OPTIONS)
    assert "Annat" in str(build_form(editing.definition_of(draft().doc, "1"), {}).items_html)


def test_what_no_longer_belongs_leaves_nothing_behind(disa: Client) -> None:
    """Alone among several goes with several; the number of rows goes with rows."""
    key, form = asked(disa, "choice")
    put(disa, key, set__multiple="1", opt__0__exclusive="1", **form, **OPTIONS)
    assert item()["options"][0]["exclusive"] is True
    put(disa, key, opt__0__exclusive="1", **form, **OPTIONS)
    assert "exclusive" not in item()["options"][0]

    put(disa, key, do="add", kind="group", words="Grupp", after="fraga")
    group = {"item": "grupp", "set__form": "1", "do": "save", "text__sv__text": "Grupp"}
    put(disa, key, set__repeats="1", set__least_rows="2", **group)
    assert item(1)["least_rows"] == 2
    put(disa, key, set__least_rows="2", **group)
    assert "least_rows" not in item(1)


def in_rows(client: Client) -> str:
    """A group that is filled in several times, with a number that is scored nowhere, and an example."""
    key = start(client)
    put(client, key, do="add", kind="group", words="Medicin")
    put(client, key, item="medicin", set__form="1", do="save", text__sv__text="Medicin", set__repeats="1")
    put(client, key, do="add", kind="string", words="Namn", after="medicin")
    put(client, key, "examples", do="add", words="Två mediciner")
    return key


def test_rows_in_an_example_are_added_and_removed_without_scripts(disa: Client) -> None:
    key = in_rows(disa)
    form = {"rule": "0", "name": "Två mediciner", "answers__form": "1"}
    one = {"q__medicin#0": "", "q__medicin#0#namn": "Alvedon"}

    more = put(disa, key, "examples", do="add:medicin", **form, **one)
    shown = disa.get(more["Location"]).content.decode()
    two = {"q__medicin#1": "", "q__medicin#1#namn": "Ipren"}
    put(disa, key, "examples", do="save", **form, **one, **two)

    assert 'name="q.medicin#1#namn"' in shown and 'value="Alvedon"' in shown
    assert draft().doc["examples"][0]["answers"] == {"medicin#0#namn": "Alvedon", "medicin#1#namn": "Ipren"}
    put(disa, key, "examples", do="remove:medicin#0", **form, **one, **two)
    assert draft().doc["examples"][0]["answers"] == {"medicin#0#namn": "Ipren"}


def one_by_one(client: Client) -> str:
    """Three questions, the last asked only after a no, put one at a time."""
    key = start(client)
    put(client, key, do="add", kind="boolean", words="Sover du?")
    put(client, key, do="save", item="sover-du", set__form="1", text__sv__text="Sover du?", set__required="1")
    put(client, key, do="add", kind="string", words="Varför?", after="sover-du")
    asked_after_a_no = {"cond__0__question": "sover-du", "cond__0__operator": "=", "cond__0__value": "false"}
    put(client, key, do="save", item="varfor", set__form="1", text__sv__text="Varför?", **asked_after_a_no)
    put(client, key, do="add", kind="string", words="Något mer?", after="varfor")
    put(client, key, "about", licence="public", sv__title="Prov", layout="one-by-one")
    return key


def sent(client: Client, url: str, page: str, do: str, **answers: str) -> str:
    """The next page after this one, with what it carries."""
    hidden = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("buret", "fraga") if f'name="{name}"' in page
    }  # fmt: skip
    data = {name.replace("__", "."): value for name, value in answers.items()}
    return client.post(url, {**hidden, **data, "do": do}).content.decode()


def test_one_question_at_a_time_is_tried_one_at_a_time(disa: Client) -> None:
    url = reverse("studio:questionnaire_try", args=[one_by_one(disa)])

    first = disa.get(url).content.decode()
    assert "Sover du?" in first and "Något mer?" not in first.split("data-q-logic")[0]
    stopped = sent(disa, url, first, "next")
    assert "error-summary" in stopped and "Sover du?" in stopped
    last = sent(disa, url, first, "next", **{"q__sover-du": "true"})
    assert "Något mer?" in last and "Varför?" not in last.split("data-q-logic")[0]
    between = sent(disa, url, sent(disa, url, last, "back"), "next", **{"q__sover-du": "false"})
    assert "Varför?" in between
    again = sent(disa, url, sent(disa, url, between, "next", q__varfor="Oro"), "next", **{"q__nagot-mer": "Nej"})
    assert "Läs igenom" in again and "Oro" in again
    together = disa.get(f"{url}?visa=alla").content.decode()
    assert "Sover du?" in together and "Något mer?" in together


def test_what_the_form_carries_is_ours_or_nothing(disa: Client) -> None:
    url = reverse("studio:questionnaire_try", args=[one_by_one(disa)])

    answer = disa.post(url, {"buret": '{"sover-du": [[1]]}', "fraga": "3", "do": "next"})

    assert answer.status_code == 200
    assert "Sover du?" in answer.content.decode()


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ("Röker du? exists true; Röker du? != Nej", "Röker du? är besvarad; Röker du? är inte Nej"),
        ("Sover du? = true", "Sover du? är ja"),
        ("Hur ofta? >= 2", "Hur ofta? är minst 2"),
        ("Sover du? exists false", "Sover du? är inte besvarad"),
    ],
)
def test_a_changed_condition_is_read_in_words(signs: str, words: str) -> None:
    assert value_words(editing.Change("conditions", "Fråga", signs, ""), signs) == words
