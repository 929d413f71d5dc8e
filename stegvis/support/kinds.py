"""Enums of the support room, and which state of a case may follow which."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseKind(TextChoices):
    """What somebody sends."""

    QUESTION = "question", _("Fråga")
    WISH = "wish", _("Önskemål")
    DEVIATION = "deviation", _("Avvikelse")
    ACCESSIBILITY = "accessibility", _("Brist i tillgängligheten")


class CaseState(TextChoices):
    """Where a case stands."""

    NEW = "new", _("Ny")
    ONGOING = "ongoing", _("Pågår")
    ANSWERED = "answered", _("Besvarad")
    CLOSED = "closed", _("Avslutad")


CASE_TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.NEW: frozenset({CaseState.ONGOING, CaseState.ANSWERED, CaseState.CLOSED}),
    CaseState.ONGOING: frozenset({CaseState.ANSWERED, CaseState.CLOSED}),
    CaseState.ANSWERED: frozenset({CaseState.ONGOING, CaseState.CLOSED}),
    # Whoever sent it may write again: then it is taken up anew.
    CaseState.CLOSED: frozenset({CaseState.ONGOING}),
}
OPEN_STATES = frozenset({CaseState.NEW, CaseState.ONGOING})

# How long the region gives itself, in working days. A deviation may be somebody's safety. What is not accessible is
# answered within two weeks, as the accessibility statement promises.
DAYS_TO_ANSWER = {CaseKind.QUESTION: 5, CaseKind.WISH: 14, CaseKind.DEVIATION: 2, CaseKind.ACCESSIBILITY: 10}


class SenderKind(TextChoices):
    """Who sent a case, as a kind."""

    STAFF = "staff", _("Medarbetare")
    RESIDENT = "resident", _("Invånare")
    VISITOR = "visitor", _("Inte inloggad")


class AnswerBy(TextChoices):
    """How the sender is answered."""

    HERE = "here", _("I tjänsten")
    CODE = "code", _("Med en kod på sidan")
    EMAIL = "email", _("Med e-post")
    PHONE = "phone", _("Med ett telefonsamtal")
    NONE = "none", _("Inget svar behövs")


class EntryKind(TextChoices):
    """What happened to a case."""

    SENT = "sent", _("Skickat")
    MORE = "more", _("Mer från avsändaren")
    ANSWER = "answer", _("Svar")
    NOTE = "note", _("Anteckning")
    OWNER = "owner", _("Handläggare")
    DUE = "due", _("Svarsdag")
    SORTED = "sorted", _("Sorterat")
    STATE = "state", _("Läge")
    COLLECTED = "collected", _("Fört till ändringsbegäran")


# What the sender may read of a case's history. Notes are the team's own.
SHOWN_TO_SENDER = frozenset({EntryKind.SENT, EntryKind.MORE, EntryKind.ANSWER, EntryKind.STATE, EntryKind.COLLECTED})


class DocumentKind(TextChoices):
    """What a regional document is for."""

    TEMPLATE = "template", _("Mall")
    CHECKLIST = "checklist", _("Checklista")
    GUIDE = "guide", _("Guide")
    ROUTINE = "routine", _("Rutin")
    FORM = "form", _("Blankett")


class EditionState(TextChoices):
    """A draft can be changed; what is published never is."""

    DRAFT = "draft", _("Utkast")
    PUBLISHED = "published", _("Publicerad")


class Way(TextChoices):
    """How a training is taken."""

    TEST = "test", _("Läsa och göra provet")
    ATTENDANCE = "attendance", _("Vara med på ett tillfälle")
    BOTH = "both", _("Göra provet och vara med på ett tillfälle")


def quarter_of(day: date) -> str:
    """ "2026-K4": sorts as text."""
    return f"{day.year}-K{(day.month - 1) // 3 + 1}"


def working_days_after(day: date, days: int) -> date:
    """The day that lies so many weekdays later. Holidays are not known here."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
