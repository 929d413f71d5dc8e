"""The first page: one thing to do now, then the own programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.acting.standing import GUARDIAN
from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.care import own
from stegvis.course import queries
from stegvis.course.kinds import ENDED
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.notifications.for_others import relation_of
from stegvis.notifications.queries import unseen
from stegvis.program.kinds import Phase
from stegvis.ui.addresses import address
from stegvis.web.resident import informing
from stegvis.web.resident.acting import children, choices
from stegvis.web.resident.reminding import reminders_of, still_news
from stegvis.web.resident.walks import note_reading, unread_courses, walk_of
from stegvis.web.shell import actor_on, shell_of
from stegvis.web.walking.ahead.rows import has_plan, nearest_words
from stegvis.web.walking.diary.opened import begun_diaries
from stegvis.web.walking.frames import navigation
from stegvis.web.walking.helping import help_stays
from stegvis.web.walking.next_up import commented, next_up, resting

if TYPE_CHECKING:
    from stegvis.course.queries import Course


@needs("own:read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every own program, and across them the one next thing."""
    actor = actor_on(request)
    unread, comments = unread_courses(actor), own.unread_comments(actor)
    rows = [_row(request, course, course.pk in unread) for course in queries.courses(actor)]
    _lay_diaries(actor, rows)
    now = [row for row in rows if row["next"] and row["next"].href]
    first = min(now, key=lambda row: row["next"].rank, default=None)
    walks = [row["walk"] for row in rows if row["walk"] and not row["ended"]]
    context: dict[str, Any] = {
        "given_name": actor.name.split(" ")[0],
        "acts_for": actor.hat.label if actor.acting_for else "",
        "choices": choices(request),
        "first": first,
        "several": len(rows) > 1,
        "running": [row for row in rows if not row["ended"]],
        "ended": [row for row in rows if row["ended"]],
        "has_plan": any(has_plan(walk) for walk in walks),
        "nearest": nearest_words(walks),
        "informs": informing.waiting(actor, rows) if actor.is_oneself else [],
        "commented": [
            each for row in rows if row["walk"] for each in commented(row["walk"], comments.get(row["walk"].pk, []))
        ],
        "help_stays": any(row["walk"] and help_stays(row["walk"].standing, row["walk"].now) for row in rows),
    }
    standing = {key: words for row in rows for key, words in row["reminders"].items()}
    news = still_news(unseen(actor, real_now()), standing, children(context["choices"]))
    context["new_for"] = {f"{GUARDIAN}{relation}" for row in news if (relation := relation_of(row.key))}
    # Among several programs no one's places stand in the menu; each has its own below.
    only = rows[0]["walk"] if len(rows) == 1 else None
    frame = shell_of(request, nav=navigation(only, "home") if only else ())
    context["shell"] = replace(frame, news_count=len(news))
    return render(request, "resident/home.html", context)


def _row(request: HttpRequest, course: Course, unread: bool) -> dict[str, Any]:
    """One program; one that cannot be opened says why and leaves the others alone."""
    row = {
        "course": course,
        "title": course.title,
        "href": address(f"{'open' if course.open_program_id else 'resident'}:program", course.pk),
        "ended": course.phase in ENDED,
        "walk": None,
        "next": None,
        "reminders": {},
    }
    # Its name is shown, also where it cannot be opened.
    note_reading(actor_on(request), course)
    try:
        walk = walk_of(actor_on(request), course, unread=unread)
        if walk.stopped.whole and not row["ended"]:
            # Nothing of it is asked for or shown; its own words say why.
            return {**row, "title": walk.title, "stop": walk.stopped.whole.text(walk.language)}
        reminders = reminders_of(walk)
        return {
            **row,
            "walk": walk,
            "title": walk.title,
            "next": resting(walk) if walk.state.phase is Phase.PAUSED else next_up(walk),
            "progress": walk.state.progress,
            "reminders": reminders,
            "reminder": next(iter(reminders.values()), ""),
            "diaries": [],
        }
    except Cannot as error:
        return {**row, "sentence": error.sentence}


def _lay_diaries(actor: Actor, rows: list[dict[str, Any]]) -> None:
    """What can be registered now: the quick way, from the first page. One query where any program has a diary."""
    able = [row for row in rows if row["walk"] and row["walk"].plan.diaries and row["walk"].verdict]
    last_days = queries.diary_days_of(actor, [row["course"] for row in able]) if able else {}
    for row in able:
        found = begun_diaries(row["walk"], last_days.get(row["course"].pk, {}))
        row["diaries"] = [each for each in found if each.open]
