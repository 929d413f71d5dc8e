"""The drawn form: escaped, labelled, with faults linked to their questions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

import stegvis.questionnaires
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.engine import Definition, validate
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import shipped

from .documents import choice, definition, item, when

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
        assert html.count("<script") == html.count('<script type="application/json" data-q-logic>')
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
