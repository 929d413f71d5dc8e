"""Answers that staff enter for a resident (safety rule 16): sent as they are, marked, with every rule of an own answer.

Called in the transaction of the room that knows the unit and has judged who may: there is no policy here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.course import dangers
from stegvis.course.actions.answering import Saved
from stegvis.course.kinds import GivenBy, ResponseState
from stegvis.course.models import Course, EnteredAnswer
from stegvis.course.sending import CannotAnswer, note_given, open_row, settle_sent, stop_of
from stegvis.questionnaires import engine


@dataclass(frozen=True, slots=True)
class Given:
    """How the resident gave the answers, and on which day."""

    way: GivenBy
    on: date


def enter(course: Course, occasion: str, answers: Mapping[str, Any], given: Given, *, by: Actor) -> Saved:
    """Send answers that were given by phone, on paper or at a visit. With problems nothing is kept.

    What the resident had begun to write themselves is put aside and stays theirs. Raises CannotAnswer: not open, sent
    already, stopped.
    """
    now = course.now()
    row, definition = open_row(course, occasion, now)
    if row.state == ResponseState.SENT:
        raise CannotAnswer(_("Formuläret är redan skickat. Läs svaren på invånarens sida."))
    if stop := stop_of(course, row.definition.digest, occasion):
        raise CannotAnswer(stop.text(get_language() or "sv"))
    hits = dangers.dangers_in(course, definition, answers)
    problems = tuple(engine.validate(definition, answers, completed=True))
    if problems:
        return Saved(row, hits, problems)
    put_aside = dict(row.answers) if row.revision else None
    row.answers = dict(engine.clean(definition, answers))
    row.state, row.sent_at, row.saved_at, row.revision = ResponseState.SENT, now, now, row.revision + 1
    row.save()
    EnteredAnswer.objects.create(
        response=row, way=given.way, given_on=given.on, entered_by_id=by.account, entered_at=now, put_aside=put_aside
    )
    note_given(course, definition, occasion, hits, now, by)
    settle_sent(course, row, definition, hits, now, by)
    return Saved(row, hits)
