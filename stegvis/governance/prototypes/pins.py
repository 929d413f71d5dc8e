"""Saying something about a place, answering it, taking it up again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import Pin, PinReply, PrototypeRound
from stegvis.governance.models.prototypes import NAME_LENGTH
from stegvis.governance.moving import close_tasks
from stegvis.governance.prototypes.kinds import (
    ANSWERS,
    UNRESOLVED,
    WORDED,
    PinKind,
    PinState,
    ReplyKind,
    first_state,
    state_after,
)
from stegvis.governance.prototypes.people import speaker_of, tester_id
from stegvis.governance.prototypes.places import places_of
from stegvis.governance.prototypes.policies import may_answer, may_comment, may_pin_for, may_reopen, may_take_part
from stegvis.governance.prototypes.rounds import TO_ANSWER, ask_designer, waiting_in
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

TEXT_LENGTH = 4000
# What one person says in a round; somebody who says more is a machine.
MOST_PINS = 300
# And how fast a tester, who has only a link, can say it.
TESTERS_PACE = (10, timedelta(minutes=1))


class CannotSay(Cannot):
    """What was written cannot be kept so; the form keeps it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about a place. `field` is a text of the node or a question; empty for all of it."""

    node: str
    kind: PinKind
    text: str
    field: str = ""


@action("pin:add", may=may_take_part)
def add_pin(round: PrototypeRound, pin_id: UUID, said: Said, *, now: datetime, by: Actor) -> Pin:
    """Say something oneself. The same id again is the same pin. Raises CannotSay."""
    speaker = speaker_of(by)
    known = Pin.objects.filter(pk=pin_id, round=round).filter(speaker.mine).first()
    if known is not None:
        return known
    mine = Pin.objects.filter(speaker.mine, round=round)
    if mine.count() >= MOST_PINS:
        raise CannotSay(_("Du har redan lämnat väldigt många synpunkter i den här omgången. Prata med designern."))
    most, pace = TESTERS_PACE
    if tester_id(by) is not None and mine.filter(at__gt=now - pace).count() >= most:
        raise CannotSay(_("Det gick lite fort. Vänta en minut och spara igen. Det du skrev finns kvar."))
    return _add(round, pin_id, said, now, speaker=speaker.name, **speaker.fields)


@action("pin:add_for", may=may_pin_for)
def add_pin_for(
    round: PrototypeRound,
    pin_id: UUID,
    said: Said,
    *,
    speaker: str,
    account: UUID | None = None,
    now: datetime,
    by: Actor,
) -> Pin:
    """Write down what somebody says in a meeting: a colleague by account, or a guest by name. Raises CannotSay."""
    known = Pin.objects.filter(pk=pin_id, round=round).first()
    if known is not None:
        return known
    name = " ".join(speaker.split())[:NAME_LENGTH]
    if not name:
        raise CannotSay(_("Välj vem som säger det, eller skriv ett namn."))
    return _add(round, pin_id, said, now, speaker=name, account_id=account, written_by_id=by.account)


@action("pin:comment", may=may_comment)
def comment(pin: Pin, reply_id: UUID, text: str, *, now: datetime, by: Actor) -> PinReply:
    """Say something about a pin; an answer to the designer's question makes it wait again. Raises CannotSay."""
    return _reply(pin, reply_id, ReplyKind.COMMENT, text, now, by)


@action("pin:answer", may=may_answer)
def answer(pin: Pin, reply_id: UUID, kind: ReplyKind, text: str = "", *, now: datetime, by: Actor) -> PinReply:
    """The designer settles it, or asks back. Raises CannotSay without the words that the answer needs."""
    if kind not in ANSWERS:
        raise CannotSay(_("Välj vad som hände med synpunkten."))
    return _reply(pin, reply_id, kind, text, now, by)


@action("pin:reopen", may=may_reopen)
def reopen(pin: Pin, reply_id: UUID, text: str, *, now: datetime, by: Actor) -> PinReply:
    """It was not settled after all, and why. Raises CannotSay."""
    return _reply(pin, reply_id, ReplyKind.REOPEN, text, now, by)


def _add(round: PrototypeRound, pin_id: UUID, said: Said, now: datetime, **who: object) -> Pin:
    text = said.text.strip()
    if not text:
        raise CannotSay(_("Skriv vad du tycker."))
    if len(text) > TEXT_LENGTH:
        raise CannotSay(_("Texten är för lång. Korta den, eller dela den på flera ställen."))
    places = places_of(round.document_id)
    if not places.has(said.node):
        raise CannotSay(_("Stället finns inte i prototypen. Gå tillbaka och välj det igen."))
    field = places.allowed(said.node, said.field)
    state = first_state(said.kind)
    if Pin.objects.filter(pk=pin_id).exists():
        raise CannotSay(_("Synpunkten gick inte att spara. Gå tillbaka och öppna rutan igen."))
    pin = Pin.objects.create(
        id=pin_id,
        round=round,
        step=places.place(said.node).step,
        node=said.node,
        field=field,
        excerpt=places.excerpt(said.node, field),
        kind=said.kind,
        text=text,
        state=state,
        at=now,
        **who,
    )
    if state in UNRESOLVED:
        ask_designer(round, due_on=max(round.due_on, local_day(now)) + TO_ANSWER, now=now)
    return pin


def _reply(pin: Pin, reply_id: UUID, kind: ReplyKind, text: str, now: datetime, by: Actor) -> PinReply:
    known = PinReply.objects.filter(pk=reply_id, pin=pin).first()
    if known is not None:
        return known
    said = text.strip()
    if kind in WORDED and not said:
        raise CannotSay(_("Skriv några ord, så att alla förstår."))
    if len(said) > TEXT_LENGTH:
        raise CannotSay(_("Texten är för lång. Korta den."))
    speaker = speaker_of(by)
    row = PinReply(pin=pin, id=reply_id, kind=kind, text=said, name=speaker.name, at=now, **speaker.fields)
    row.save(force_insert=True)
    state = state_after(PinState(pin.state), kind)
    if state != pin.state:
        pin.state = state
        pin.settled_at = None if state in UNRESOLVED else now
        pin.save(update_fields=["state", "settled_at"])
        _designers_task(pin.round, now, by)
    return row


def _designers_task(round: PrototypeRound, now: datetime, by: Actor) -> None:
    """Open as long as something of the round waits."""
    if waiting_in(round):
        ask_designer(round, due_on=max(round.due_on, local_day(now)) + TO_ANSWER, now=now)
    else:
        close_tasks(round.initiative, {TaskKind.ANSWER_FEEDBACK}, ref=str(round.pk), now=now, by=by)
