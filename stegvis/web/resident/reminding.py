"""What the program reminds the resident of, in its own words: shown until what it is about is done."""

from collections.abc import Container
from typing import Any
from uuid import UUID

from stegvis.catalogue.telling import reminder_text
from stegvis.course import walk as course_walk
from stegvis.notifications.for_others import relation_of
from stegvis.program.kinds import ReminderWhen
from stegvis.program.unfold import NextKind, reminded
from stegvis.web.walking.walks import Walk

DOING = frozenset({NextKind.WELCOME, NextKind.GATE, NextKind.QUESTIONNAIRE, NextKind.STEP})


def reminders_of(walk: Walk) -> dict[str, str]:
    """Words by the key of the notice that told of it: what is to be done now first. One more unfolding, no query."""
    rules = {rule.id: rule for rule in walk.plan.reminders}
    if not rules or not walk.verdict:
        return {}
    # The page's own state is without what is due.
    state = course_walk.unfolded(walk.course, walk.now)
    found: dict[str, str] = {}
    for effect in sorted(reminded(walk.standing, state), key=lambda each: each.ref != state.next.ref):
        rule = rules[effect.payload["reminder"]]
        # To go on, or to begin, is said only where there is something to go on with.
        if rule.when is ReminderWhen.NOT_ANSWERED or state.next.kind in DOING:
            words = reminder_text(walk.document, rule, walk.language)
            # Several things in the same words are said once.
            if words not in found.values():
                found[f"{walk.pk}.{effect.key}"] = words
    return found


def still_news(rows: list[Any], standing: Container[str], acting: Container[UUID] = ()) -> list[Any]:
    """Notices without the reminders that have been followed, or that a later one has taken over from.

    Of what a guardian is told of a child, that of the relations which hold now (`acting`).
    """
    return [row for row in rows if _is_still_news(row, standing, acting)]


def _is_still_news(row: Any, standing: Container[str], acting: Container[UUID]) -> bool:
    if relation := relation_of(row.key):
        return relation in acting
    return row.about != "reminder" or row.key in standing
