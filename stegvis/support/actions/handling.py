"""What the support team does with a case: owner, day, sorting, notes, answers, closing; and where a wish goes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.written import holds_number
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox
from stegvis.notifications.outbox import Wanted
from stegvis.support import team
from stegvis.support.kinds import CaseKind, CaseState, EntryKind, SenderKind
from stegvis.support.models import Case, CaseEntry
from stegvis.support.policies.cases import (
    may_answer,
    may_close,
    may_collect,
    may_handle,
    may_reopen,
)

FARTHEST_DUE = timedelta(days=366)


class CannotHandle(Cannot):
    """Nothing was changed; the sentence says what to do. `field`: where it stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@action("case:give", may=may_handle)
def give(case: Case, account_id: UUID | None, seen: int, *, now: datetime, by: Actor) -> None:
    """Give a case an owner from the team, or none. A new case with an owner is ongoing. Raises CannotHandle."""
    if str(case.owner_id or "") == str(account_id or ""):
        return
    _demand_fresh(case, seen)
    if account_id and str(account_id) not in team.members(case.provider_id, timezone.localdate(now)):
        raise CannotHandle(_("Den personen arbetar inte med support. Välj någon annan."), "owner")
    case.owner_id = account_id
    if account_id and case.state == CaseState.NEW:
        case.state = CaseState.ONGOING
    _enter(case, EntryKind.OWNER, now, by, said={"to": str(account_id or "")})


@action("case:set_due", may=may_handle)
def set_due(case: Case, due_on: date, seen: int, *, now: datetime, by: Actor) -> None:
    """Another day to answer by. Raises CannotHandle."""
    if case.due_on == due_on:
        return
    _demand_fresh(case, seen)
    today = timezone.localdate(now)
    if not today <= due_on <= today + FARTHEST_DUE:
        raise CannotHandle(_("Välj en dag från i dag och högst ett år fram."), "due_on")
    said = {"from": case.due_on.isoformat(), "to": due_on.isoformat()}
    case.due_on, case.reminded_on = due_on, None
    _enter(case, EntryKind.DUE, now, by, said=said)


@action("case:sort", may=may_handle)
def sort(case: Case, kind: CaseKind, program_id: UUID | None, seen: int, *, now: datetime, by: Actor) -> None:
    """What it is, and which program it is about: the region's sorting, not the sender's words. Raises CannotHandle."""
    if (case.kind, case.program_id) == (kind, program_id):
        return
    _demand_fresh(case, seen)
    said = {"kind": kind.value, "was": case.kind, "program": str(program_id or "")}
    if case.program_id != program_id:
        case.version_id = None
    case.kind, case.program_id = kind, program_id
    _enter(case, EntryKind.SORTED, now, by, said=said)


@action("case:note", may=may_handle)
def note(case: Case, text: str, once: str, *, now: datetime, by: Actor) -> None:
    """A note for the team alone. Raises CannotHandle."""
    if _known(case, once):
        return
    _enter(case, EntryKind.NOTE, now, by, text=_demand_text(text), once=once)


@action("case:answer", may=may_answer)
def answer(case: Case, text: str, once: str, *, now: datetime, by: Actor) -> None:
    """Answer the sender, who reads it in the service; a signed-in resident is told that there is something.

    Raises CannotHandle. Sent twice is sent once.
    """
    if _known(case, once):
        return
    words = _demand_text(text)
    case.state, case.answered_at, case.unread = CaseState.ANSWERED, case.answered_at or now, True
    case.owner_id = case.owner_id or by.account
    _enter(case, EntryKind.ANSWER, now, by, text=words, once=once)
    if case.sender_kind == SenderKind.RESIDENT and case.sender and case.sender.person_id:
        outbox.put([Wanted(case.sender.person_id, f"support:{case.pk}:{case.version_no}", "support", now)], now=now)


@action("case:close", may=may_close)
def close(case: Case, why: str, *, now: datetime, by: Actor) -> None:
    """Nothing more is to be done; `why` is for the team. Raises CannotHandle."""
    words = _demand_text(why)
    case.state, case.closed_at = CaseState.CLOSED, now
    _enter(case, EntryKind.STATE, now, by, said={"to": CaseState.CLOSED.value})
    CaseEntry.objects.create(case=case, kind=EntryKind.NOTE, at=now, by=by.account_id, text=words)


@action("case:reopen", may=may_reopen)
def reopen(case: Case, *, now: datetime, by: Actor) -> None:
    """Taken up anew."""
    case.state, case.closed_at, case.reminded_on = CaseState.ONGOING, None, None
    _enter(case, EntryKind.STATE, now, by, said={"to": CaseState.ONGOING.value})


@action("case:collect", may=may_collect)
def collected_into(case: Case, ref: str, *, now: datetime, by: Actor) -> None:
    """A change request has begun from it. `ref` names that in the room that keeps it."""
    case.collected_ref = ref[:120]
    _enter(case, EntryKind.COLLECTED, now, by, said={"ref": case.collected_ref})


def _demand_fresh(case: Case, seen: int) -> None:
    """A page that is older than a colleague's change is told, and changes nothing."""
    if seen != case.version_no:
        raise CannotHandle(_("Någon annan har ändrat ärendet. Läs om sidan och gör om det du ville ändra."))


def _demand_text(text: str) -> str:
    words = text.strip()
    if not words:
        raise CannotHandle(_("Skriv något först."), "text")
    if len(words) > 6000:
        raise CannotHandle(_("Texten är för lång. Skriv högst 6 000 tecken."), "text")
    if holds_number(words):
        raise CannotHandle(_("Det ser ut att stå ett personnummer här. Ta bort det och spara igen."), "text")
    return words


def _known(case: Case, once: str) -> bool:
    return bool(once) and case.entries.filter(once=once).exists()


def _enter(
    case: Case,
    kind: EntryKind,
    now: datetime,
    by: Actor,
    *,
    text: str | None = None,
    said: dict[str, str] | None = None,
    once: str = "",
) -> None:
    case.version_no += 1
    case.save()
    CaseEntry.objects.create(case=case, kind=kind, at=now, by=by.account_id, text=text, said=said or {}, once=once)
