"""The browser's mirror and the engine say the same: which questions are asked, what is read, what is calculated.

The same answers go through `logic.js` in Chromium and through the engine: questionnaires that come with the code,
made-up ones of every shape, and the public collection where it is at hand (see docs/questionnaires.md). Then real
forms are filled in by hand, and what the page shows is held against what the server makes of its post.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Browser, Page

import stegvis.questionnaires
from stegvis.questionnaires.answering import Received, read_post
from stegvis.questionnaires.engine import Definition, patterns, read, settle
from stegvis.questionnaires.engine.browser import logic
from stegvis.questionnaires.fhir import import_questionnaire
from stegvis.questionnaires.form import build_form
from stegvis.questionnaires.load import shipped
from tests.questionnaires import guessing
from tests.questionnaires.documents import definition as made_of
from tests.questionnaires.documents import item, when
from tests.questionnaires.fhir.corpus import CORPUS, needs_corpus
from tests.questionnaires.strategies import definitions

STATIC = Path(stegvis.questionnaires.__file__).parent / "static/questionnaires"
MADE_UP, SETS_EACH, SETS_SHIPPED, SETS_COLLECTION = 400, 12, 40, 25
BY_HAND, AT_LEAST, AT_MOST, MOST_TYPED = 10, 10, 80, 15
JUDGE = """batch => batch.map(({logic, sets}) => sets.map((given) => {
  const { on, answers, places } = stegvisLogic.settle(logic, given);
  return {
    on: [...on].sort(),
    calculated: Object.fromEntries(places.filter(({item}) => item.calculated).map(({key}) => [key, answers[key] ?? null])),
    read: places.filter(({key, item}) => stegvisLogic.read(item, given[key])).map(({key}) => key).sort(),
    misfits: places.filter(({key, item}) => !stegvisLogic.fits(item, given[key])).map(({key}) => key).sort(),
    unsure: places.filter(({key, item}) => stegvisLogic.doubtful(item, given[key])).map(({key}) => key).sort(),
  };
}))"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page; what goes wrong in a script fails the test."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(5_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert wrong == []


def judged(definition: Definition, answers: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """What the engine makes of one set of answers, in the shape that the page gives, and how much is hidden."""
    found = settle(definition, answers)
    told = {
        "on": sorted(found.on),
        "calculated": {p.key: found.answers.get(p.key) for p in found.places if p.item.calculated},
        "read": sorted(p.key for p in found.places if read(p.item, answers.get(p.key)) is not None),
        "misfits": sorted(p.key for p in found.places if _misfits(p.item, answers.get(p.key))),
        "unsure": sorted(p.key for p in found.places if _unsure(p.item, answers.get(p.key))),
    }
    return told, len(found.places) - len(found.on)


def _misfits(item: Any, value: Any) -> bool:
    """Only patterns that a browser may try."""
    text = read(item, value) if item.pattern and patterns.browser_pattern(item.pattern) else None
    return text is not None and not patterns.fits(item.pattern, text.strip())


def _unsure(item: Any, value: Any) -> bool:
    low, high = item.plausible_low, item.plausible_high
    number = None if low is None and high is None else read(item, value)
    return number is not None and ((low is not None and number < low) or (high is not None and number > high))


def agree(page: Page, what: str, made: Iterable[Definition], each: int, record: Any) -> None:
    """Holds the two against each other, and says how much was compared."""
    page.add_script_tag(path=STATIC / "logic.js")
    die, forms, sets, compared, hidden = Random(20261123), 0, 0, 0, 0
    batch: list[tuple[Definition, list[dict[str, Any]]]] = []

    def hold() -> None:
        nonlocal forms, sets, compared, hidden
        told = page.evaluate(JUDGE, [{"logic": logic(definition), "sets": asked} for definition, asked in batch])
        for (definition, asked), answers in zip(batch, told, strict=True):
            forms += 1
            for one, browser in zip(asked, answers, strict=True):
                engine, off = judged(definition, one)
                assert browser == engine, (definition.canonical, one)
                places = len(engine["on"]) + off
                sets, compared = sets + 1, compared + 4 * places + len(engine["calculated"])
                hidden += off
        batch.clear()

    for definition in made:
        batch.append((definition, [{}, *(guessing.answers(die, definition) for _ in range(each))]))
        if len(batch) >= 50:
            hold()
    hold()
    counts = f"{what}: {forms} questionnaires, {sets} answer sets, {compared} comparisons, {hidden} hidden places"
    record("agreement", counts)
    sys.stdout.write(f"\n{counts}\n")
    assert forms
    assert hidden


@cache
def made_up(many: int) -> list[Definition]:
    """Questionnaires from the strategies, the same in every run."""
    found: list[Definition] = []

    @settings(
        max_examples=many, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(definitions())
    def collect(definition: Definition) -> None:
        found.append(definition)

    collect()
    return found


def awkward() -> Definition:
    """Partial dates against partial dates, each way: what chance seldom hits."""
    days, signs = (
        ("2026", "2026-01", "2026-01-01", "2026-01-31", "2026-12", "2025-12-31"),
        ("=", "!=", ">", "<", ">=", "<="),
    )
    shown = [
        item(f"{number}-{day}", "display", conditions=[when("day", sign, day)])
        for number, sign in enumerate(signs)
        for day in days
    ]
    return made_of(item("day", "date", partial=True), *shown)


def test_partial_dates_are_compared_alike(blank: Page) -> None:
    made = awkward()
    days = ("2026", "2026-01", "2026-01-01", "2026-01-31", "2026-12", "2026-12-31", "2025", "2027", "2026-13")
    sets = [{}, *({"day": day} for day in days)]
    blank.add_script_tag(path=STATIC / "logic.js")
    [told] = blank.evaluate(JUDGE, [{"logic": logic(made), "sets": sets}])
    assert told == [judged(made, one)[0] for one in sets]


def test_the_questionnaires_that_come_with_the_code(blank: Page, record_property: Any) -> None:
    agree(blank, "own", shipped(), SETS_SHIPPED, record_property)


def test_made_up_questionnaires_of_every_shape(blank: Page, record_property: Any) -> None:
    agree(blank, "made up", made_up(MADE_UP), SETS_EACH, record_property)


@needs_corpus
def test_the_public_collection(blank: Page, record_property: Any) -> None:
    read_in = (import_questionnaire(file.read_bytes()).definition for file in CORPUS)
    agree(blank, "collection", [each for each in read_in if each is not None], SETS_COLLECTION, record_property)


# --- Forms filled in by hand --------------------------------------------------------------------


def test_what_the_page_shows_is_what_the_server_makes_of_it(blank: Page, record_property: Any) -> None:
    die, forms, shown = Random(7), 0, 0
    large = [made for made in made_up(MADE_UP) if len(made.in_order) >= AT_LEAST]
    public = [made for file in CORPUS if (made := import_questionnaire(file.read_bytes()).definition)]
    asking = [
        made for made in public if len(made.in_order) < AT_MOST and any(each.conditions for each in made.in_order)
    ]
    for definition in [*shipped(), *large[:BY_HAND], *asking]:
        draw(blank, definition)
        for _ in range(2):
            fill_in(blank, definition, guessing.answers(die, definition, odd=False))
            shown += same_as_the_server(blank, definition)
        forms += 1
    counts = f"by hand: {forms} forms filled in twice, {shown} items on show compared"
    record_property("agreement", counts)
    sys.stdout.write(f"\n{counts}\n")


def test_rows_come_and_go_and_keep_their_own_answers(blank: Page) -> None:
    inner = item("dos", "group", repeats=True, items=[item("tid", "time")])
    rows = item("medicin", "group", repeats=True, most_rows=3, items=[item("namn", "string"), item("varje"), inner])
    made = made_of(rows, texts={"item:medicin:text": "Medicin", "item:dos:text": "Dos"})
    draw(blank, made)
    more = blank.locator('[data-rows="medicin"] > div > [data-add]')
    for number, name in enumerate(("Ett", "Två", "Tre")):
        if number:
            more.click()
        blank.locator(f'[name="q.medicin#{number}#namn"]').fill(name)
        blank.locator(f'[name="q.medicin#{number}#varje"][value="{"true" if number else "false"}"]').check()
    assert more.is_hidden()
    blank.locator('[data-rows="medicin#1#dos"] > div > [data-add]').click()
    blank.locator('[name="q.medicin#1#dos#1#tid"]').fill("07:05")
    assert posted_of(blank, made).answers["medicin#1#dos#1#tid"] == "07:05"
    blank.locator('[value="remove:medicin#0"]').click()
    assert posted_of(blank, made).answers == {
        "medicin#0#namn": "Två", "medicin#0#varje": True, "medicin#0#dos#1#tid": "07:05",
        "medicin#1#namn": "Tre", "medicin#1#varje": True,
    }  # fmt: skip
    ids = blank.evaluate('[...document.querySelectorAll("[id]")].map((one) => one.id)')
    assert len(ids) == len(set(ids))
    labels = blank.evaluate(
        '[...document.querySelectorAll("label")].every((one) => document.getElementById(one.htmlFor))'
    )
    assert labels
    assert blank.locator("legend").filter(has_text="Medicin 2").count() == 1
    assert more.is_visible()
    for _ in range(2):
        blank.locator('[value="remove:medicin#0"]').click()
    assert posted_of(blank, made).answers == {}


def test_what_goes_alone_goes_alone_and_own_words_choose_themselves(blank: Page) -> None:
    made = made_of(
        item("c", "choice", multiple=True, open=True, options=[{"code": "a"}, {"code": "inga", "exclusive": True}])
    )
    draw(blank, made)
    mark = {code: blank.locator(f'[name="q.c"][value="{code}"]') for code in ("a", "inga", ":")}
    mark["a"].check()
    mark["inga"].check()
    assert posted_of(blank, made).answers == {"c": ["inga"]}
    mark[":"].check()
    blank.locator('[name="q.c:own"]').fill("katt")
    assert posted_of(blank, made).answers == {"c": [":katt"]}


def posted_of(page: Page, definition: Definition) -> Received:
    """What the server would read, were the form sent now."""
    posted = page.evaluate('String(new URLSearchParams(new FormData(document.querySelector("form"))))')
    return read_post(definition, QueryDict(posted))


def draw(page: Page, definition: Definition) -> None:
    """The real form with the real scripts."""
    html = render_to_string("questionnaires/form.html", {"q": build_form(definition, {})})
    page.set_content(f"<!doctype html><meta charset=utf-8><body>{html}</body>")
    for script in ("logic.js", "answering.js"):
        page.add_script_tag(path=STATIC / script)


def fill_in(page: Page, definition: Definition, answers: dict[str, Any]) -> None:
    """As a person would: from the top, only what is on show; one more row where there is one more to tell."""
    for key, value in sorted(answers.items(), key=lambda pair: "#" in pair[0])[:MOST_TYPED]:
        add_rows(page, key)
        box = page.locator(f'[data-q="{key}"]')
        if box.count() and box.is_visible():
            if not definition.index[key.rsplit("#", 1)[-1]].calculated:
                type_in(page, key, value)


def add_rows(page: Page, key: str) -> None:
    parts = key.split("#")
    for end in range(1, len(parts) - 1, 2):
        group = page.locator(f'[data-rows="{"#".join(parts[:end])}"]')
        while group.count() and group.is_visible() and group.locator("> .q-row").count() <= int(parts[end]):
            group.locator("> div > [data-add]").click()


def type_in(page: Page, key: str, value: Any) -> None:
    fields = page.locator(f'[name="q.{key}"]')
    kind = page.locator(f'[data-q="{key}"]').get_attribute("data-type")
    if kind == "date-time":
        date, time = value.split("T")
        page.locator(f'[name="q.{key}:date"]').fill(date)
        page.locator(f'[name="q.{key}:time"]').fill(time)
    elif kind in ("choice", "boolean", "scale"):
        for one in value if isinstance(value, list) else [value]:
            code = str(one).lower() if isinstance(one, bool) else str(one)
            page.locator(f'[name="q.{key}"][value="{":" if code.startswith(":") else code}"]').check(force=True)
            if code.startswith(":"):
                page.locator(f'[name="q.{key}:own"]').fill(code[1:])
    elif not (kind == "date" and fields.get_attribute("type") == "date" and value.startswith("0")):
        fields.fill(str(value).replace(".", ",") if kind == "decimal" else str(value))


def same_as_the_server(page: Page, definition: Definition) -> int:
    """What is on show and what is calculated, against the engine's word on what the form would post."""
    received = posted_of(page, definition)
    blank = {f"{group}#{count - 1}#": "" for group, count in received.rows.items() if count}
    found = settle(definition, {**received.answers, **blank})
    boxes = page.evaluate('[...document.querySelectorAll("[data-q]")].map((box) => [box.dataset.q, box.hidden])')
    drawn = [place.key for place in found.places if place.key in {key for key, _ in boxes}]
    assert sorted(key for key, _ in boxes) == sorted(drawn)
    assert {key for key, hidden in boxes if not hidden} == {key for key in drawn if key in found.on}
    for key, text in page.evaluate(
        '[...document.querySelectorAll("[data-calculated]")].map((one) => [one.closest("[data-q]").dataset.q, one.textContent])'
    ):
        worth = found.answers.get(key)
        assert re.sub(",", ".", text) == str(worth) if worth is not None else not re.match(r"[-\d]", text)
    return len(boxes)
