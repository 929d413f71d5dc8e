"""Every own page in the language that was chosen: words, dates and numbers. What people wrote keeps its own."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from stegvis.config.gates import EDITOR
from stegvis.course import actions as course
from stegvis.governance.risks.shipped import SHIPPED
from stegvis.governance.risks.template import to_plain
from stegvis.program.document import Document
from stegvis.questionnaires.engine import as_document
from stegvis.questionnaires.load import shipped
from stegvis.ui.charts.kinds import written
from stegvis.web.moments import said
from tests import programs
from tests.cast import Cast
from tools.messages import stored

SWEDISH = re.compile("[åäöÅÄÖ]")
# Files, the editor (its own test), and the parts' gallery, whose examples are in Swedish.
NOT_HERE = (EDITOR, "/media/", "/static/", "/om/komponenter/")
ATTRIBUTES = {"title", "alt", "aria-label", "placeholder"}
LINKS = {"href", "hx-get"}
PAGES = 30
WHO = ("nobody", "rita", "rebecka", "tina", "irma", "berit", "data", "disa", "kaj", "emil")
WRITTEN_IN_TESTS = (
    "Region Två", "Södra", "Ö", "Första versionen.", "Vi läser inom två vardagar.", "Svenska", "Övningsverkstaden", "Behövs",
)  # fmt: skip
# Names of levels in PHQ-9, as a drawing shortens them.
LEVELS = ("Måttliga", "Måttligt svåra", "Måttligt sv…", "Svåra")


class Words(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ATTRIBUTES and value:
                self.said.append(value.strip())
            if name in LINKS and value and value.startswith("/"):
                self.links.append(value.split("#")[0])

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(" ".join(data.split()))


@pytest.fixture
def document() -> Document:
    return programs.a_document()


@pytest.fixture
def lived_in(cast: Cast, document: Document) -> Cast:
    """A program that is under way at one unit, with answers that raise a flag."""
    walk = programs.course_of(cast, programs.enrol(cast, programs.publish(cast, document)))
    course.read_welcome(walk, by=cast.rita)
    course.submit(walk, f"{programs.GATE}.1.e1", programs.phq(1, 2), 0, by=cast.rita)
    return cast


def strings(value: Any) -> Iterator[str]:
    """Every text in a piece of data."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", "", value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def content_of(document: Document) -> list[str]:
    """What the program, its questionnaires, the library and the region's template say, the longest first."""
    library = [text for each in shipped() for text in strings(as_document(each))]
    texts = {*strings(document.texts), *strings(document.questionnaires), *library, *WRITTEN_IN_TESTS, *LEVELS}
    texts.update(strings(json.loads(json.dumps(to_plain(SHIPPED)))))
    return sorted((" ".join(text.casefold().split()) for text in texts if text.strip()), key=len, reverse=True)


def without(content: list[str], text: str) -> str:
    text = text.casefold()
    for known in content:
        text = text.replace(known, "") if len(known) > 1 else re.sub(rf"\b{known}\b", "", text)
    return text


def crawl(client: Client, seen: set[str]) -> Iterator[tuple[str, Words]]:
    """Pages that links lead to from the first one; `seen` keeps those that everybody has from being read again."""
    waiting, read = ["/"], 0
    while waiting and read < PAGES:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        if not answer["Content-Type"].startswith("text/html"):
            continue
        assert answer.status_code < 400, address
        read += 1
        page = Words()
        page.feed(answer.content.decode())
        yield address, page
        new = [link for link in dict.fromkeys(page.links) if link not in seen and not link.startswith(NOT_HERE)]
        seen.update(new)
        waiting += new


def shape(address: str) -> str:
    """An address without its ids: one page of each kind is enough."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}[^/]*", "*", address)


@pytest.mark.slow
@pytest.mark.django_db
def test_an_english_page_says_nothing_in_swedish_but_what_people_wrote(lived_in: Cast, document: Document):
    ours = {row.id for row in stored() if isinstance(row.id, str) and row.id != row.string and " " in row.id}
    content, seen = content_of(document), {"/"}
    wrong: set[tuple[str, str]] = set()
    pages: set[str] = set()
    for name in WHO:
        client = lived_in.client(name)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for address, page in crawl(client, seen):
            pages.add(shape(address))
            left = [(text, without(content, text)) for text in page.said]
            wrong |= {(shape(address), text) for text, rest in left if (text in ours and rest) or SWEDISH.search(rest)}
    assert len(pages) > 30, pages
    assert not wrong, "\n".join(f"{where}: {text}" for where, text in sorted(wrong))


@pytest.mark.django_db
def test_the_choice_of_language_stays_until_it_is_changed():
    client = Client()
    front = reverse("entrance:front")
    assert 'lang="sv"' in client.get(front).content.decode()
    client.post(reverse("entrance:language"), {"language": "en", "next": front})
    page = client.get(front).content.decode()
    assert '<html lang="en"' in page and "One step at a time" in page
    client.post(reverse("entrance:language"), {"language": "sv", "next": front})
    assert "Ett steg i taget" in client.get(front).content.decode()


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing():
    client = Client()
    client.post(reverse("entrance:language"), {"language": "xx"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize(
    ("language", "clock", "day", "score"),
    [("sv", "i dag 15.20", "3 maj", "7,5"), ("en", "today 15:20", "3 May", "7.5")],
)
def test_clocks_days_and_numbers_follow_the_language(language: str, clock: str, day: str, score: str):
    now = datetime(2026, 6, 1, 14, 0, tzinfo=UTC)
    with override(language):
        assert said(datetime(2026, 6, 1, 13, 20, tzinfo=UTC), now) == clock
        assert said(datetime(2026, 5, 3, 13, 20, tzinfo=UTC), now) == day
        assert written(7.5) == score


def test_a_number_keeps_the_decimals_that_its_difference_is_counted_from():
    assert [written(each) for each in (6.75, 7.0, 0.25, 8.125, 6.2999999)] == ["6,75", "7", "0,25", "8,13", "6,3"]
