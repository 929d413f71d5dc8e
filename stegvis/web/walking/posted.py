"""What came with a post of a questionnaire: the answers, and what the button that was pressed says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict

from stegvis.questionnaires.answering import Received, read_post, with_row, without_row
from stegvis.questionnaires.engine import Definition, item_at
from stegvis.questionnaires.engine.places import MOST_ROWS, places
from stegvis.questionnaires.form import Page
from stegvis.web.walking.forms import is_autosave

if TYPE_CHECKING:
    from stegvis.web.walking.asked import Asked

PAGE, ROWS, REVIEW = "fraga", "rader", "svar"


@dataclass(frozen=True)
class Post:
    """`page` is where it was written, in a questionnaire with one question at a time; `jump` what to show next."""

    received: Received
    do: str
    page: Page | None = None
    script: bool = False
    live: bool = False
    jump: str = ""

    @property
    def changes_rows(self) -> bool:
        return bool(self.jump)


def read(request: HttpRequest, asked: Asked) -> Post:
    """The post, with a row more or less where that is what the button asked for."""
    data = request.POST
    where = data.get(PAGE, "")
    page = page_of(asked, where)
    only = page.link_ids if page else frozenset[str]() if asked.one_by_one and where == REVIEW else None
    received = read_post(asked.definition, data, asked.answers, only)
    post = Post(
        received,
        do=data.get("do", ""),
        page=page,
        script=is_autosave(request),
        live=data.get("live") == "1",
    )
    return _with_rows(asked.definition, post)


def page_of(asked: Asked, number: str) -> Page | None:
    """The page with that number, if there is one."""
    found = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0
    return asked.pages[found - 1] if 0 < found <= len(asked.pages) else None


def rows_asked_for(request: HttpRequest, definition: Definition) -> dict[str, int]:
    """From the address: how many rows to show of a group, when more than are answered."""
    rows: dict[str, int] = {}
    for text in request.GET.getlist(ROWS)[:20]:
        group, _, count = text.rpartition(":")
        if _repeats(definition, group) and count.isascii() and count.isdigit() and len(count) < 4:
            rows[group] = min(int(count), _most(definition, group))
    return rows


def address_of(path: str, *, page: str | int = "", rows: Mapping[str, int] | None = None, jump: str = "") -> str:
    """Where to go on: a page, with so many rows shown, at a place on it."""
    query = QueryDict(mutable=True)
    if page:
        query[PAGE] = str(page)
    query.setlist(ROWS, [f"{group}:{count}" for group, count in (rows or {}).items() if count > 1])
    asked = query.urlencode()
    return "".join([path, f"?{asked}" if asked else "", f"#{jump}" if jump else ""])


def _with_rows(definition: Definition, post: Post) -> Post:
    """`add:medicin` and `remove:medicin#1`. Anything else is no row of ours, and changes nothing."""
    verb, _, place = post.do.partition(":")
    if verb not in ("add", "remove"):
        return post
    received = post.received
    groups = {each.key for each in places(definition, received.answers) if each.item.repeats}
    if verb == "add" and place in groups:
        rows = with_row(received.rows, place)
        rows[place] = min(rows[place], _most(definition, place))
        return replace(post, received=replace(received, rows=rows), jump=f"{place}#{rows[place] - 1}")
    group, _, number = place.rpartition("#")
    if verb == "remove" and group in groups and number.isascii() and number.isdigit() and len(number) < 4:
        rows = {**received.rows, group: max(received.rows.get(group, 1) - 1, 0)}
        answers = without_row(received.answers, group, int(number))
        return replace(post, received=replace(received, answers=answers, rows=rows), jump=group)
    return post


def _repeats(definition: Definition, place: str) -> bool:
    try:
        return item_at(definition, place).repeats
    except KeyError:
        return False


def _most(definition: Definition, group: str) -> int:
    return item_at(definition, group).most_rows or MOST_ROWS
