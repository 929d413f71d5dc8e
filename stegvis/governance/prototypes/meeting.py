"""Looking at a round together: one presents, the others follow; and what was decided about what was said."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.models import PinDecision, Presentation, PrototypeRound
from stegvis.governance.moving import tell
from stegvis.governance.prototypes.carried import pins_in
from stegvis.governance.prototypes.places import places_of
from stegvis.governance.prototypes.policies import may_decide, may_present, may_steer_meeting
from stegvis.lib.errors import Cannot

TEXT_LENGTH = 4000


class CannotPresent(Cannot):
    """The meeting cannot go there."""


class CannotDecide(Cannot):
    """The decision cannot be kept so; the form keeps it."""


@action("presentation:start", may=may_present)
def start(round: PrototypeRound, *, now: datetime, by: Actor) -> Presentation:
    """Begin to present, or take over from the one who does: there is one at a time."""
    steps = steps_of(round)
    known = Presentation.objects.filter(round=round, ended_at__isnull=True).first()
    if known is not None:
        known.presenter_id = by.account
        known.save(update_fields=["presenter"])
        return known
    return Presentation.objects.create(
        round=round, presenter_id=by.account, step=steps[0] if steps else "", started_at=now
    )


@action("presentation:show", may=may_steer_meeting)
def show(presentation: Presentation, step: str, *, by: Actor) -> Presentation:
    """Go to a step; the others come along. Raises CannotPresent."""
    if presentation.ended_at is not None:
        raise CannotPresent(_("Mötet är avslutat. Börja visa igen om ni fortsätter."))
    if str(presentation.presenter_id) != by.account_id:
        raise CannotPresent(_("Någon annan visar nu. Ta över om du ska visa."))
    if step not in steps_of(presentation.round):
        raise CannotPresent(_("Steget finns inte i prototypen."))
    if presentation.step != step:
        presentation.step = step
        presentation.revision += 1
        presentation.save(update_fields=["step", "revision"])
    return presentation


@action("presentation:end", may=may_steer_meeting)
def end(presentation: Presentation, *, now: datetime, by: Actor) -> Presentation:
    """The meeting is over."""
    if presentation.ended_at is None:
        presentation.ended_at = now
        presentation.revision += 1
        presentation.save(update_fields=["ended_at", "revision"])
    return presentation


@action("pin:decide", may=may_decide)
def decide(
    round: PrototypeRound, decision_id: UUID, text: str, pins: Iterable[UUID], *, now: datetime, by: Actor
) -> PinDecision:
    """What was decided, and which pins it is about. The same id again is the same decision. Raises CannotDecide."""
    known = PinDecision.objects.filter(pk=decision_id, round=round).first()
    if known is not None:
        return known
    said = text.strip()
    if not said:
        raise CannotDecide(_("Skriv vad ni beslutade."))
    if len(said) > TEXT_LENGTH:
        raise CannotDecide(_("Texten är för lång. Korta den."))
    about = list(pins_in(round).filter(pk__in=list(pins)))
    row = PinDecision.objects.create(id=decision_id, round=round, text=said, by_id=by.account, by_name=by.name, at=now)
    row.pins.set(about)
    details = {"round": round.number, "pins": len(about)}
    tell(round.initiative, "pin:decide", reason=said, details=details, now=now, by=by)
    return row


def steps_of(round: PrototypeRound) -> list[str]:
    """Every step of the round's document, in order."""
    document = places_of(round.document_id).document
    return [step.id for module in document.modules for step in module.steps]
