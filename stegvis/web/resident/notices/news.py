"""What is new since last: every notice, also of those who have chosen no channel. Works without scripts."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.course import queries as course
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.notifications import queries
from stegvis.notifications.for_others import relation_of
from stegvis.ui.addresses import address
from stegvis.web.resident.acting import children, choices
from stegvis.web.resident.reminding import reminders_of, still_news
from stegvis.web.resident.walks import walk_of
from stegvis.web.shell import actor_on
from stegvis.web.walking.next_up import next_up

# What each kind is called, its icon, and the page of the program where it stands. Never more than this here:
# the page itself is the one that knows.
WORDS: dict[str, tuple[str | Promise, str, str]] = {
    "begun": (_("Ditt program har börjat"), "play", "resident:program"),
    "module": (_("En ny modul är öppen"), "steps", "resident:program"),
    "occasion": (_("Det finns frågor att svara på"), "form", "resident:program"),
    "reminder": (_("Påminnelse"), "clock", "resident:program"),
    "message": (_("Du har fått ett meddelande"), "message", "resident:messages"),
    "feedback": (_("Du har fått en kommentar på en övning"), "edit", "resident:program"),
    "support": (_("Du har fått svar från supporten"), "message", "support:mine"),
    "emergency": (_("Dina spärrade uppgifter har öppnats i ett nödläge"), "lock", "resident:log"),
    "phase": (_("Ditt program har gått in i en ny del"), "flag", "resident:program"),
    "version": (_("Ditt program har uppdaterats"), "swap", "resident:program"),
}
OTHER: tuple[str | Promise, str, str] = (_("Det finns något nytt till dig"), "bell", "resident:program")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is new, or was."""

    title: str
    program: str
    icon: str
    href: str
    at: datetime
    new: bool
    # What the program says itself, of a reminder.
    words: str = ""


@needs("own:account")
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The newest first. Opening it is having seen it: a read mark, the named exception to a GET that writes nothing."""
    actor, now = actor_on(request), real_now()
    found, courses = queries.news_of(actor, now), {each.pk: each for each in course.courses(actor)}
    reminding = {row.course_id for row in found if row.about == "reminder"}
    reminded = _reminded(actor, [courses[pk] for pk in reminding if pk in courses])
    acting = children(choices(request))
    rows = _rows(still_news(found, reminded, acting), courses, reminded, acting)
    if request.method == "GET":
        queries.note_seen(actor, now)
    context = {
        "new": [row for row in rows if row.new],
        "earlier": [row for row in rows if not row.new],
        "told": queries.choice_of(actor) is not None,
    }
    return render(request, "resident/notices/news.html", context)


def _reminded(actor: Actor, courses: Iterable[Any]) -> dict[str, tuple[str, str]]:
    """By the notice's key: the program's own words, and where the one thing to do now is."""
    found: dict[str, tuple[str, str]] = {}
    for each in courses:
        with suppress(Cannot):
            walk = walk_of(actor, each)
            found |= {key: (words, next_up(walk).href) for key, words in reminders_of(walk).items()}
    return found


def _rows(
    found: list[Any], courses: dict[UUID, Any], reminded: dict[str, tuple[str, str]], acting: dict[UUID, str]
) -> list[Row]:
    """Those of programs that the resident can open; a wrong start is no longer anything to them.

    Of a child only that there is something, once: what, is read when one acts for the child.
    """
    rows, children_told = [], set()
    for notice in found:
        if relation := relation_of(notice.key):
            if relation in children_told:
                continue
            children_told.add(relation)
            words = gettext("Det finns något nytt för %(name)s") % {"name": acting[relation]}
            how = gettext("Välj barnet på startsidan, så ser du vad.")
            rows.append(Row(words, "", "bell", address("resident:home"), notice.due_at, notice.seen_at is None, how))
            continue
        title, icon, page = WORDS.get(notice.about, OTHER)
        walk = courses.get(notice.course_id)
        if notice.course_id and walk is None:
            continue
        words, todo = reminded.get(notice.key, ("", ""))
        without_walk = page if notice.about in {"support", "emergency"} else "resident:home"
        if walk and walk.open_program_id:
            page = page.replace("resident:", "open:")
        href = todo or (address(page, walk.pk) if walk else address(without_walk))
        program = walk.title if walk else ""
        rows.append(Row(str(title), program, icon, href, notice.due_at, notice.seen_at is None, words))
    return rows
