"""The changing door of objections and disclosures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.kinds import (
    OBJECTION_STANDS,
    DisclosureDecision,
    DisclosureGround,
    ObjectionKind,
    ObjectionState,
    Recipient,
)
from stegvis.care.models import Disclosure, Enrolment, Objection
from stegvis.care.rights.policies import Against, may_decide, may_note, may_record, may_refuse, may_take_back
from stegvis.lib.errors import Cannot

MOST = 4000


class CannotKeepRight(Cannot):
    """What is needed is lacking. `field`: where the sentence stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@action("objection:note", may=may_note, about_result=True)
def note(against: Against, kind: ObjectionKind, text: str, *, now: datetime, by: Actor) -> Objection:
    """It counts from now. Noted twice it is one. Raises CannotKeepRight."""
    if not by.is_resident and not text.strip():
        raise CannotKeepRight(_("Skriv hur invånaren sa till och vad invändningen gäller."), "text")
    if kind is ObjectionKind.OTHER and not text.strip():
        raise CannotKeepRight(_("Skriv vad du invänder mot."), "text")
    standing = Objection.objects.filter(
        person=against.person, provider=against.provider, kind=kind, state__in=OBJECTION_STANDS
    )
    if known := standing.first():
        return known
    row = Objection(
        person=against.person,
        provider=against.provider,
        unit=against.unit,
        kind=kind,
        text=text.strip()[:MOST],
        by_resident=by.is_resident,
        noted_at=now,
        noted_by_id=by.account,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other press of the same button came first.
        return standing.get()
    return row


@action("objection:take_back", may=may_take_back)
def take_back(objection: Objection, *, now: datetime, by: Actor) -> None:
    """On the resident's own wish. The row stays."""
    objection.state = ObjectionState.TAKEN_BACK
    objection.decided_at, objection.decided_by_id = now, by.account
    objection.save()


@action("objection:decide", may=may_decide)
def decide(objection: Objection, *, upheld: bool, reason: str, now: datetime, by: Actor) -> None:
    """Upheld or refused, with a reason that the resident reads. Raises CannotKeepRight."""
    refusable = may_refuse(ObjectionKind(objection.kind))
    if not upheld and not refusable:
        raise CannotKeepRight(refusable.sentence, "upheld")
    if not reason.strip():
        raise CannotKeepRight(_("Skriv varför. Invånaren läser det."), "reason")
    objection.state = ObjectionState.UPHELD if upheld else ObjectionState.REFUSED
    objection.reason, objection.decided_at, objection.decided_by_id = reason.strip()[:MOST], now, by.account
    objection.save()


@dataclass(frozen=True, slots=True)
class Asked:
    """Something of the record that was asked for, and what came of it."""

    asked_on: date
    recipient_kind: Recipient
    recipient: str
    what: str
    ground: DisclosureGround
    examination: str
    decision: DisclosureDecision
    reason: str
    decided_by: str
    decided_on: date
    once: str
    corrects: Disclosure | None = None


@action("disclosure:record", may=may_record)
def record(row: Enrolment, asked: Asked, *, now: datetime, by: Actor) -> Disclosure:
    """Keep it for good. The same form sent twice is one. Raises CannotKeepRight."""
    if known := Disclosure.objects.filter(once=asked.once).first():
        return known
    for field in ("recipient", "what", "examination", "decided_by"):
        if not getattr(asked, field).strip():
            raise CannotKeepRight(_("Fyll i fältet."), field)
    if asked.decision is not DisclosureDecision.RELEASED and not asked.reason.strip():
        raise CannotKeepRight(_("Skriv varför det inte lämnades ut, och att beslutet går att överklaga."), "reason")
    today = timezone.localdate(now)
    if asked.asked_on > today:
        raise CannotKeepRight(_("Dagen har inte varit än."), "asked_on")
    if not asked.asked_on <= asked.decided_on <= today:
        raise CannotKeepRight(_("Beslutet fattas samma dag eller efter begäran, och senast i dag."), "decided_on")
    corrects = asked.corrects
    if corrects is not None and (corrects.person_id, corrects.unit_id) != (row.course.person_id, row.unit_id):
        raise CannotKeepRight(_("Det går bara att rätta det som står på den här sidan."))
    return Disclosure.objects.create(
        person=row.course.person,
        provider=row.unit.provider,
        unit=row.unit,
        once=asked.once,
        asked_on=asked.asked_on,
        recipient_kind=asked.recipient_kind,
        recipient=asked.recipient.strip(),
        what=asked.what.strip(),
        ground=asked.ground,
        examination=asked.examination.strip(),
        decision=asked.decision,
        reason=asked.reason.strip(),
        decided_by=asked.decided_by.strip()[:200],
        decided_on=asked.decided_on,
        recorded_at=now,
        recorded_by_id=by.account,
        corrects=corrects,
    )
