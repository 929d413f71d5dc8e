"""The drawn form: escaped, labelled, with faults linked to their questions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stegvis.questionnaires
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.engine import Definition, Problem, ProblemCode, validate
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import shipped

from . import guessing
from .documents import choice, definition, item, when
from .strategies import definitions

DEFINITIONS = {made.key: made for made in shipped()}
STATIC = Path(stegvis.questionnaires.__file__).parent / "static/questionnaires"
EVIL = '"><script>alert(1)</script>{{ 7|add:7 }}'


class Page(HTMLParser):
    """Just enough of a page: its elements, and the ids in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.ids = [attributes["id"] for _, attributes in self.elements if attributes.get("id")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def draw(made: Definition, answers: dict[str, Any] | None = None, **more: Any) -> str:
    given = answers or {}
    problems = validate(made, given, completed=more.pop("completed", False))
    return render_to_string("questionnaires/form.html", {"q": build_form(made, given, problems, **more)})


@pytest.mark.parametrize("made", DEFINITIONS.values(), ids=DEFINITIONS)
def test_every_field_is_labelled_and_every_fault_is_linked(made: Definition) -> None:
    page = Page(draw(made, completed=True))
    assert len(page.ids) == len(set(page.ids))
    labels = {label["for"] for label in page.all("label")}
    for field in [*page.all("input"), *page.all("textarea")]:
        if field.get("type") != "hidden":
            assert field.get("id") in labels or field.get("aria-label")
    links = [str(link["href"])[1:] for link in page.all("a") if str(link["href"]).startswith("#")]
    assert len(links) == len(validate(made, {}, completed=True)) > 0
    assert set(links) <= set(page.ids)
    for _, attributes in page.elements:
        assert set((attributes.get("aria-describedby") or "").split()) <= set(page.ids)
        assert not {"style", "onclick", "onchange"} & set(attributes)
    assert {script.get("type") for script in page.all("script")} == {"application/json"}


@pytest.mark.parametrize("made", DEFINITIONS.values(), ids=DEFINITIONS)
def test_origin_is_shown_with_the_form_and_with_the_answers(made: Definition) -> None:
    answers = render_to_string("questionnaires/answers.html", {"a": build_answers(made, {})})
    for html in (draw(made), answers):
        assert made.notice() in html
        assert made.source() in html


def test_texts_and_answers_are_escaped() -> None:
    made = definition(
        item("t", "text"), choice("c", "x"), item("n", "integer"), item("s", "scale", minimum=0, maximum=2),
        texts={"title": EVIL, "intro": EVIL, "notice": EVIL, "item:t:text": EVIL, "item:t:help": EVIL,
               "item:c:option:x": EVIL, "item:s:low": EVIL, "item:n:error": EVIL},
    )  # fmt: skip
    answers = {"t": f"</textarea>{EVIL}", "n": EVIL, "c": "x"}
    for html in (
        draw(made, answers, free_text_note=EVIL),
        render_to_string("questionnaires/answers.html", {"a": build_answers(made, answers)}),
    ):
        assert "<script>" not in html
        assert html.count("<script") == html.count('<script type="application/json" data-q-')
        assert "14" not in html
        assert html.count("</textarea>") <= 1


def test_hidden_questions_are_in_the_page_but_hidden() -> None:
    made = definition(item("a"), item("b", "string", conditions=[when("a", "=", True)]))
    boxes = {box["data-q"]: box for box in Page(draw(made)).all("div") if "data-q" in box}
    assert "hidden" in boxes["b"]
    boxes = {box["data-q"]: box for box in Page(draw(made, {"a": True})).all("div") if "data-q" in box}
    assert "hidden" not in boxes["b"]


def test_the_preview_posts_nothing() -> None:
    page = Page(draw(DEFINITIONS["phq-9"], preview=True))
    assert not page.all("form")
    assert not [button for button in page.all("button") if button.get("name")]


def test_notes_stand_where_they_are_needed() -> None:
    html = draw(DEFINITIONS["phq-9"], danger_note="Svaren läses på vardagar.", danger_html="")
    assert html.count("Svaren läses på vardagar.") == 1
    assert html.index("skulle skada dig") > html.index("Svaren läses på vardagar.") > html.index("noterat det?")
    assert draw(DEFINITIONS["utvardering"], free_text_note="Läses på vardagar.").count("Läses på vardagar.") == 3


def test_answers_are_read_as_words() -> None:
    made = DEFINITIONS["phq-9"]
    html = render_to_string("questionnaires/answers.html", {"a": build_answers(made, made.examples[3].answers)})
    assert html.count("Inte alls") == 8
    assert "1 poäng" in html
    assert "Tankar om att vara död eller att skada sig (fråga 9)" in html
    assert html.count("Inte besvarad") == 1
    sleep = DEFINITIONS["somnvecka"]
    html = render_to_string("questionnaires/answers.html", {"a": build_answers(sleep, sleep.examples[0].answers)})
    assert "7,5 timmar" in html
    assert "0 (0 = inte alls svårt, 4 = mycket svårt)" in html


def test_the_scripts_are_small_and_need_no_favours_from_the_policy() -> None:
    for name, most in (("answering.js", 12_000), ("logic.js", 16_000)):
        script = (STATIC / name).read_text()
        assert len(script.encode()) < most
        assert not re.search(r"\beval\b|new Function|document\.write|\.style\b", script)
    assert len((STATIC / "questionnaire.css").read_bytes()) < 12_000


@given(st.randoms(use_true_random=False), definitions())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_kept_form_that_is_filled_is_the_same_as_one_drawn_anew(die: Any, made: Definition) -> None:
    answers = guessing.answers(die, made)
    draw = build_form(made, answers, free_text_note="Läses.", danger_note="<b>").draw
    for one in made.items:
        if not one.hidden and not one.repeats:
            kept = draw.html(one, "", "q-")
            anew = render_to_string("questionnaires/item.html", {"field": draw.field(one)})
            assert kept == anew


def test_a_matrix_is_told_by_row_and_column() -> None:
    lines = [choice(name, "aldrig", "ibland") for name in ("a", "b")]
    page = Page(draw(definition(item("m", "matrix", items=lines)), {"b": "ibland"}))
    groups = [part for part in page.all("div") if part.get("role") == "radiogroup"]
    assert [group["aria-labelledby"] for group in groups] == ["q-1-text", "q-2-text"]
    assert {"q-1-text", "q-2-text"} <= set(page.ids)
    assert [mark["value"] for mark in page.all("input") if "checked" in mark] == ["ibland"]


def test_what_is_hidden_is_never_drawn_and_what_is_calculated_is_no_field() -> None:
    made = definition(item("n", "integer"), item("sum", "decimal", calculated="{n} / 4", decimals=2),
                      item("secret", "string", hidden=True, initial="x"))  # fmt: skip
    html = draw(made, {"n": 5, "secret": "x"})
    assert "1,25" in html
    assert 'name="q.sum"' not in html
    assert 'data-q="secret"' not in html
    assert 'data-q-elsewhere>{"secret":"x"}' in html


def test_a_doubt_is_asked_at_the_question_and_stops_nothing() -> None:
    made = definition(item("n", "integer", minimum=0, plausible_high=200))
    assert 'id="q-0-doubt" role="status" hidden' in draw(made, {"n": 180})
    assert 'id="q-0-doubt" role="status">' in draw(made, {"n": 400})
    assert validate(made, {"n": 400}, completed=True) == []


def test_rows_are_drawn_with_names_of_their_own_and_one_more_when_asked() -> None:
    made = definition(item("g", "group", repeats=True, items=[item("x", "string", required=True), item("y")]),
                      texts={"item:g:text": "Medicin"})  # fmt: skip
    page = Page(draw(made, {"g#1#x": "b"}, rows={"g": 3}))
    assert [one["name"] for one in page.all("input") if str(one.get("name")).endswith("#x")] == [
        f"q.g#{row}#x" for row in range(3)
    ]
    assert len(page.ids) == len(set(page.ids))
    problems = [Problem("g#1#x", ProblemCode.REQUIRED)]
    assert build_form(made, {}, problems).summary == (
        {"target": "q-0r1-1", "label": "Medicin 2: Fråga x", "text": "Skriv ett svar."},
    )


def test_every_kind_of_answer_is_read_out_and_rows_are_numbered() -> None:
    made = DEFINITIONS["halsa-och-vanor"]
    rows = build_answers(made, made.examples[1].answers).rows
    told = {row.key: (row.kind, *row.lines) for row in rows}
    assert told["hemma"] == ("question", "Barn", "Annat: varannan vecka hos mig")
    assert told["lade"] == ("question", "00:15")
    assert told["i-sang"] == ("question", "5,5 timmar")
    assert told["luft"] == ("line", "Någon dag")
    assert told["lakemedel#1#sedan"] == ("question", "2019")
    assert told["ring-tid"] == ("question", "26 november 2026 kl. 13:30")
    assert told["sluta-hur"] == ("question", "Att få prata med någon.")
    assert "bmi" not in told  # nothing to work it out from
    assert [row.text for row in rows if row.kind == "row"] == ["Läkemedel 1", "Läkemedel 2"]
    keys = [row.key for row in rows]
    assert keys.index("lakemedel#0") < keys.index("lakemedel#0#namn") < keys.index("lakemedel#1")


def test_empty_rows_and_what_was_typed_badly_are_read_out_as_they_are() -> None:
    made = definition(item("g", "group", repeats=True, items=[item("d", "date", partial=True)]), item("n", "integer"),
                      texts={"item:g:text": "Rad"})  # fmt: skip
    rows = build_answers(made, {"g#2#d": "2026-03", "n": "sju"}).rows
    assert [(row.text, row.lines) for row in rows] == [
        ("Rad", ()), ("Rad 3", ()), ("Fråga d", ("mars 2026",)), ("Fråga n", ("sju",)),
    ]  # fmt: skip
