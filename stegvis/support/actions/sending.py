"""Sending a case, and finding it again with its code."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.access.written import holds_number
from stegvis.lib.errors import Cannot
from stegvis.lib.fields import key_ring
from stegvis.support.kinds import (
    CASE_TRANSITIONS,
    DAYS_TO_ANSWER,
    AnswerBy,
    CaseKind,
    CaseState,
    EntryKind,
    SenderKind,
    quarter_of,
    working_days_after,
)
from stegvis.support.models import Case, CaseEntry, Knock
from stegvis.support.policies.cases import may_add, may_note_read, may_send

MOST_SUBJECT, MOST_TEXT = 120, 4000
# In an hour: from one session, and from one address, behind which there may be a whole hospital.
MOST_FROM = {"session": 5, "address": 40}
MOST_SIGNED_IN = 20
MOST_LOOK_UPS = {"session": 10, "address": 60}
LATELY = timedelta(hours=1)
REASON = "a case that was sent before by the same form, or that the code opens"
_CODE_PURPOSE, _HASH_PURPOSE, _SOURCE_PURPOSE = "support.case.code", "support.case.hash", "support.knock"


class CannotSend(Cannot):
    """The case was not sent; what was typed is still in the form. `field`: where the sentence stands, or empty."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody wrote, and what the page knew. `sources`: (session or address, its value), for the limits."""

    kind: CaseKind
    subject: str
    text: str
    once: str
    page: str = ""
    program_id: UUID | None = None
    version_id: UUID | None = None
    unit_id: UUID | None = None
    answer_by: AnswerBy = AnswerBy.HERE
    answer_to: str = ""
    language: str = "sv"
    sources: tuple[tuple[str, str], ...] = ()


@action("case:send", may=may_send, about_result=True)
def send(provider: CareProvider, sent: Sent, *, now: datetime, by: Actor) -> Case:
    """Keep a case. The same form sent twice is one case. Raises CannotSend."""
    known = Case.objects.without_asking_who_because(REASON).filter(once=sent.once).first()
    if known:
        found: Case = known
        return found
    _demand(sent)
    _demand_pace(sent, now, by)
    numbers = Case.objects.without_asking_who_because("the next number of the provider's cases")
    last = numbers.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0
    today = timezone.localdate(now)
    case = Case(
        provider=provider,
        number=last + 1,
        once=sent.once,
        kind=sent.kind,
        subject=sent.subject.strip(),
        page=sent.page[:80],
        program_id=sent.program_id,
        version_id=sent.version_id,
        unit_id=sent.unit_id,
        quarter=quarter_of(today),
        sender_kind=_sender_kind(by),
        sender_id=UUID(by.account_id) if by.signed_in else None,
        answer_by=AnswerBy.HERE if by.signed_in else sent.answer_by,
        answer_to=None if by.signed_in else sent.answer_to.strip() or None,
        language=sent.language[:10],
        due_on=working_days_after(today, DAYS_TO_ANSWER[sent.kind]),
        created_at=now,
    )
    if not by.signed_in:
        case.code_hash = _hash_of(code_of(case))
    case.save(force_insert=True)
    CaseEntry.objects.create(case=case, kind=EntryKind.SENT, at=now, by=by.account_id, text=sent.text.strip())
    return case


@action("case:add", may=may_add)
def add(case: Case, text: str, once: str, *, now: datetime, by: Actor) -> None:
    """The sender writes more; an answered or closed case is taken up anew. Sent twice is sent once.

    Raises CannotSend.
    """
    _add(case, text, once, now, by.account_id)


def add_with_code(code: str, text: str, once: str, *, sources: tuple[tuple[str, str], ...], now: datetime) -> Case:
    """The same for one who is not signed in and has the code. Raises CannotSend."""
    case = find(code, sources=sources, now=now)
    _add(case, text, once, now, "")
    return case


@action("case:note_read", may=may_note_read)
def note_read(case: Case, *, by: Actor) -> None:
    """The sender has seen the answer."""
    if case.unread:
        case.unread = False
        case.save(update_fields=["unread"])


def find(code: str, *, sources: tuple[tuple[str, str], ...], now: datetime) -> Case:
    """The case that a code opens. Raises CannotSend: unknown code, or too many tries."""
    _knock("code", sources, MOST_LOOK_UPS, now)
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    rows = Case.objects.without_asking_who_because(REASON).select_related("provider")
    found: Case | None = rows.filter(code_hash=_hash_of(plain)).first() if len(plain) == 12 else None
    if found is None:
        raise CannotSend(_("Vi hittar inget ärende med den koden. Kontrollera varje tecken och försök igen."), "code")
    return found


def code_of(case: Case) -> str:
    """The code that opens a case for one who is not signed in: twelve signs, worked out from a key, kept nowhere."""
    digest = bytes.fromhex(key_ring().keyed_hash(case.pk.hex, _CODE_PURPOSE))
    # Without signs that are read as others: 0 and O, 1 and I.
    return base64.b32encode(digest)[:12].decode().translate(str.maketrans("OI", "89"))


def shown_code(code: str) -> str:
    """In groups of four, as it is written down."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _hash_of(code: str) -> str:
    return key_ring().keyed_hash(code, _HASH_PURPOSE)


def _sender_kind(by: Actor) -> SenderKind:
    if by.is_resident:
        return SenderKind.RESIDENT
    return SenderKind.STAFF if by.signed_in else SenderKind.VISITOR


def _demand(sent: Sent) -> None:
    subject, text = sent.subject.strip(), sent.text.strip()
    if not subject:
        raise CannotSend(_("Skriv med några ord vad det gäller."), "subject")
    if not text:
        raise CannotSend(_("Skriv vad du vill fråga eller berätta."), "text")
    if len(subject) > MOST_SUBJECT:
        raise CannotSend(_("Rubriken är för lång. Skriv högst 120 tecken."), "subject")
    _demand_text(text)
    if holds_number(subject):
        raise CannotSend(NUMBER_SENTENCE, "subject")
    if sent.answer_by in {AnswerBy.EMAIL, AnswerBy.PHONE} and not sent.answer_to.strip():
        raise CannotSend(_("Skriv vart vi ska svara, eller välj ett annat sätt."), "answer_to")


NUMBER_SENTENCE = _(
    "Det ser ut att stå ett personnummer här. Ta bort det och skicka igen. Vi behöver inte veta vem det gäller, "
    "och supporten får inte se vem som är patient."
)


def _demand_text(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise CannotSend(
            _("Texten är för lång: %(length)s tecken. Den får vara högst %(most)s.")
            % {"length": len(text), "most": MOST_TEXT},
            "text",
        )
    if holds_number(text):
        raise CannotSend(NUMBER_SENTENCE, "text")


def _demand_pace(sent: Sent, now: datetime, by: Actor) -> None:
    if by.signed_in:
        _knock("send", (("account", by.account_id),), {"account": MOST_SIGNED_IN}, now)
    else:
        _knock("send", sent.sources, MOST_FROM, now)


def _knock(what: str, sources: tuple[tuple[str, str], ...], most: dict[str, int], now: datetime) -> None:
    """Remember that somebody knocked, and refuse the one who knocks too often. Raises CannotSend."""
    Knock.objects.filter(at__lt=now - timedelta(days=1)).delete()
    for kind, value in sources:
        if not value:
            continue
        hashed = key_ring().keyed_hash(f"{kind}:{value}", _SOURCE_PURPOSE)
        if Knock.objects.filter(source=hashed, what=what, at__gt=now - LATELY).count() >= most[kind]:
            raise CannotSend(_("Det har kommit många försök på kort tid. Vänta en timme, eller ring din enhet."))
        Knock.objects.create(source=hashed, what=what, at=now)


def _add(case: Case, text: str, once: str, now: datetime, by: str) -> None:
    words = text.strip()
    if not words:
        raise CannotSend(_("Skriv något först."), "text")
    _demand_text(words)
    if once and case.entries.filter(once=once).exists():
        return
    CaseEntry.objects.create(case=case, kind=EntryKind.MORE, at=now, by=by, text=words, once=once)
    if CaseState.ONGOING in CASE_TRANSITIONS[CaseState(case.state)]:
        if case.state != CaseState.NEW:
            case.state = CaseState.ONGOING
            case.due_on = working_days_after(timezone.localdate(now), DAYS_TO_ANSWER[CaseKind(case.kind)])
            case.reminded_on, case.closed_at = None, None
    case.version_no += 1
    case.save()
