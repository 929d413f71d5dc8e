"""Marking what was answered as wrong, taking that back, entering it anew, answering a resident's note (PDL 3:8, 3:14; GDPR art. 16).

Called in the transaction of the room that knows the unit and has judged who may: there is no policy here. What stood
stays, and so does what it brought about: opened modules, and flags (safety rules 1 and 2).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.course import dangers, walk
from stegvis.course.actions.answering import Saved
from stegvis.course.entering import Given
from stegvis.course.kinds import DissentOutcome, PartKind, ResponseState
from stegvis.course.misheard import Name, misheard, name_of
from stegvis.course.models import Course, Dissent, EnteredAnswer, Response, Struck
from stegvis.course.sending import CannotAnswer, note_given, settle_sent, stop_of
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library

MOST = 4000


class CannotCorrect(Cannot):
    """What is needed is lacking. `field`: where the sentence stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wrongly:
    """What is marked as wrong: all of it, or the answer at the place `item`; why; and what is right, where it is known.

    `notes`: which of the notes that wait are answered by it, where it is about one answer.
    """

    item: str
    reason: str
    right: str = ""
    notes: frozenset[UUID] = frozenset()


def strike(course: Course, response: Response, wrongly: Wrongly, *, now: datetime, by: Actor) -> Struck:
    """Mark sent answers, or the one at a place, as wrong. The same said twice is one mark. Raises CannotCorrect.

    The reason answers what has been noted and waits: all of it where everything is marked, else only the chosen notes.
    """
    item = wrongly.item
    if response.course_id != course.pk or response.state != ResponseState.SENT:
        raise CannotCorrect(_("Det går bara att rätta svar som är skickade."))
    if item and item not in asked_in(response):
        raise CannotCorrect(_("Välj vad som är fel."), "item")
    reason = _words(wrongly.reason, _("Skriv varför det är fel. Invånaren läser det."))
    right = wrongly.right.strip()[:MOST]
    known = Struck.objects.filter(kind=PartKind.RESPONSE, ref=response.pk, item=item, taken_back_at__isnull=True)
    row = known.first()
    if row is not None:
        _demand_the_same(row, reason, right)
    else:
        row = Struck.objects.create(
            course=course,
            kind=PartKind.RESPONSE,
            ref=response.pk,
            item=item,
            reason=reason,
            right=right,
            made_at=now,
            made_by_id=by.account,
        )
    waiting = course.dissents.filter(ref=response.pk, answered_at__isnull=True)
    for dissent in waiting.filter(pk__in=wrongly.notes) if item else waiting:
        _answered(dissent, DissentOutcome.STRUCK, reason, now, by)
    return row


def _demand_the_same(standing: Struck, reason: str, right: str) -> None:
    """Another tab, or the same button again: what is new in what was written is never dropped in silence."""
    if standing.reason != reason:
        raise CannotCorrect(_("Det är redan markerat som fel. Läs vad som står på sidan med svaren."))
    if right not in {"", standing.right}:
        raise CannotCorrect(
            _(
                "Det är redan markerat som fel, men där står något annat eller inget om vad som är rätt. Det du skrev "
                "här är inte sparat. Ta bort markeringen och markera igen om det ska stå."
            ),
            "right",
        )


def asked_in(response: Response) -> frozenset[str]:
    """The places of what was asked in a set of answers."""
    definition = library.definition_by_digest(response.definition.digest)
    settled = engine.settle(definition, response.answers)
    return frozenset(place.key for place in settled.places if place.key in settled.on and place.item.answerable)


def take_back(
    course: Course, struck: Struck, reason: str, *, waiting: Collection[Name], now: datetime, by: Actor
) -> None:
    """The mark was itself a mistake: the answers count again, and the mark stays to be read. Raises CannotCorrect.

    A dangerous answer in them is told anew, as it may have been assessed as somebody else's (safety rule 1); but not
    what is among `waiting`: told, and not yet assessed.
    """
    if struck.taken_back_at is not None:
        raise CannotCorrect(_("Markeringen är redan borttagen."))
    struck.taken_back_reason = _words(reason, _("Skriv varför svaren ska räknas igen. Invånaren läser det."))
    struck.taken_back_at, struck.taken_back_by_id = now, by.account
    response = course.responses.select_related("definition").get(pk=struck.ref)
    before = misheard(course, [response.occasion])
    struck.save()
    stands = before.keys() - misheard(course, [response.occasion]).keys() - set(waiting)
    definition = library.definition_by_digest(response.definition.digest)
    hits = dangers.dangers_in(course, definition, response.answers) if stands else ()
    for told in dangers.to_record(course, definition, hits):
        if name_of(response.occasion, told) in stands:
            payload = {**told, "sent": True, "anew": True}
            walk.record(course, FactKind.DANGER_GIVEN, response.occasion, payload, occurred_at=now, by=by)
    walk.settle(course, now)


def answer(dissent: Dissent, words: str, *, now: datetime, by: Actor) -> None:
    """What was written stands as it is, and why. Once: the resident reads it. Raises CannotCorrect."""
    words = _words(words, _("Skriv ett svar. Den som skrev anteckningen läser det."))
    if dissent.answered_at is not None:
        if dissent.answer == words:
            return
        raise CannotCorrect(_("Anteckningen är redan besvarad."))
    _answered(dissent, DissentOutcome.STANDS, words, now, by)


def _answered(dissent: Dissent, outcome: DissentOutcome, words: str, now: datetime, by: Actor) -> None:
    dissent.outcome, dissent.answer = outcome, words
    dissent.answered_at, dissent.answered_by_id = now, by.account
    dissent.save()


def enter_anew(
    course: Course, response: Response, answers: Mapping[str, Any], given: Given, reason: str, *, by: Actor
) -> Saved:
    """What staff entered was not what the resident said: it is marked as wrong, and entered anew. Raises CannotCorrect.

    A row of its own that amends the first, marked like it. Where the first is marked already, that reason stands and
    none is asked for. With problems nothing is kept. Raises CannotAnswer where the questionnaire is stopped.
    """
    now = course.now()
    if not EnteredAnswer.objects.filter(response=response).exists():
        raise CannotCorrect(_("Invånaren har skickat svaren. Du kan markera dem som fel, men inte svara i stället."))
    if course.responses.filter(amends=response).exists():
        raise CannotCorrect(_("Svaren är redan rättade. Läs de nya på invånarens sida."))
    if stop := stop_of(course, response.definition.digest, response.occasion):
        raise CannotAnswer(stop.text(get_language() or "sv"))
    definition = library.definition_by_digest(response.definition.digest)
    hits = dangers.dangers_in(course, definition, answers)
    problems = tuple(engine.validate(definition, answers, completed=True))
    if problems:
        return Saved(response, hits, problems)
    if not Struck.objects.filter(kind=PartKind.RESPONSE, ref=response.pk, item="", taken_back_at__isnull=True).exists():
        strike(course, response, Wrongly("", reason), now=now, by=by)
    row = Response.objects.create(
        course=course,
        occasion=response.occasion,
        definition=response.definition,
        state=ResponseState.SENT,
        revision=response.revision + 1,
        answers=dict(engine.clean(definition, answers)),
        started_at=now,
        saved_at=now,
        sent_at=now,
        amends=response,
    )
    EnteredAnswer.objects.create(
        response=row, way=given.way, given_on=given.on, entered_by_id=by.account, entered_at=now
    )
    note_given(course, definition, response.occasion, hits, now, by)
    settle_sent(course, row, definition, hits, now, by)
    return Saved(row, hits)


def _words(text: str, wanted: object) -> str:
    if not text.strip():
        raise CannotCorrect(wanted, "reason")
    return text.strip()[:MOST]
