"""The changing door of blocks: set and taken back at once; opened over by choice, consent, or in an emergency."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.settings.kinds import Key
from stegvis.audit.kinds import Activity
from stegvis.care.blocks.policies import Across, Wish, may_follow_up, may_open_across, may_set, may_take_back
from stegvis.care.kinds import EmergencyOutcome
from stegvis.care.models import AcrossOpening, Block
from stegvis.course.kinds import WorldKind
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox

CHOICE_LASTS = timedelta(hours=12)
CONSENT_LONGEST = timedelta(days=30)
LEAST_WORDS = 10


class CannotBlock(Cannot):
    """What is needed for a block or for opening over one is lacking."""


@action("block:set", may=may_set, about_result=True)
def set_block(wish: Wish, note: str, *, now: datetime, by: Actor) -> Block:
    """Shut to the provider's other units at once. Setting it twice gives the first. Raises CannotBlock."""
    if not by.is_resident and not note.strip():
        raise CannotBlock(_("Skriv hur invånaren sa till."))
    row, _made = Block.objects.get_or_create(
        person=wish.person,
        provider=wish.provider,
        unit=wish.unit,
        taken_back_at=None,
        defaults={"set_at": now, "set_by_id": by.account, "by_resident": by.is_resident, "note": note.strip()},
    )
    return row


@action("block:take_back", may=may_take_back)
def take_back(block: Block, note: str, *, now: datetime, by: Actor) -> None:
    """On the resident's own wish. The row stays. Raises CannotBlock."""
    if not by.is_resident and not note.strip():
        raise CannotBlock(_("Skriv hur invånaren sa till."))
    block.taken_back_at, block.taken_back_by_id, block.taken_back_note = now, by.account, note.strip()
    block.save()


@action("across:open", may=may_open_across, activity=Activity.READ)
def open_by_choice(across: Across, reason: str, *, now: datetime, by: Actor) -> AcrossOpening:
    """What is not blocked, for twelve hours."""
    return _opened(across, reason, now, now + CHOICE_LASTS, by)


@action("across:consent", may=may_open_across)
def open_by_consent(across: Across, how: str, until: datetime, *, now: datetime, by: Actor) -> AcrossOpening:
    """The resident has said yes: how is noted, and until when. Raises CannotBlock."""
    if len(how.strip()) < LEAST_WORDS:
        raise CannotBlock(_("Skriv när och hur invånaren samtyckte."))
    if not now < until <= now + CONSENT_LONGEST:
        raise CannotBlock(_("Samtycket kan gälla från i dag till högst trettio dagar fram."))
    return _opened(across, how, now, until, by)


@action("across:emergency", may=may_open_across, activity=Activity.EMERGENCY)
def open_in_emergency(across: Across, reason: str, *, now: datetime, by: Actor) -> AcrossOpening:
    """Danger to the resident's life or health, and no time to ask. The resident is told, and it is followed up.

    Raises CannotBlock.
    """
    if len(reason.strip()) < LEAST_WORDS:
        raise CannotBlock(_("Skriv varför det är fara för invånarens liv eller hälsa."))
    hours = settings.value(Key.EMERGENCY_HOURS, provider_id=across.row.provider_id)
    made = _opened(across, reason, now, now + timedelta(hours=hours), by)
    course = across.row.course
    if course.world.kind == WorldKind.REAL:
        outbox.put([outbox.Wanted(course.person_id, f"emergency:{made.pk}", "emergency", now)], now=now)
    return made


@action("across:see_blocked", may=may_open_across, activity=Activity.EMERGENCY)
def see_blocked(across: Across, reason: str, *, by: Actor) -> None:
    """The first of two steps: which units have something that is blocked. Writes the log. Raises CannotBlock."""
    if len(reason.strip()) < LEAST_WORDS:
        raise CannotBlock(_("Skriv varför det är fara för invånarens liv eller hälsa."))


def _opened(across: Across, reason: str, now: datetime, until: datetime, by: Actor) -> AcrossOpening:
    row = across.row
    return AcrossOpening.objects.create(
        patient_id=row.patient_id,
        account_id=by.account,
        unit_id=row.unit_id,
        kind=across.kind,
        reason=reason.strip(),
        opened_at=now,
        until=until,
    )


@action("emergency:follow_up", may=may_follow_up)
def follow_up(opening: AcrossOpening, outcome: EmergencyOutcome, note: str, *, now: datetime, by: Actor) -> None:
    """What the follow-up came to. Raises CannotBlock."""
    if not note.strip():
        raise CannotBlock(_("Skriv vad uppföljningen kom fram till."))
    opening.followed_at, opening.followed_by_id = now, by.account
    opening.outcome, opening.follow_note = outcome, note.strip()
    opening.save()
