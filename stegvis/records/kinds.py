"""The words of keeping: classes of data, from when a time is counted, where a destruction stands, why something stays."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataClass(TextChoices):
    """What a rule is about. Each has the law's own least time (`keeping.LEAST_MONTHS`)."""

    RECORD = "record", _("Journaluppgifter")
    UNSENT = "unsent", _("Osänt och utkast i avslutade program")
    LOG = "log", _("Åtkomstlogg")


class Since(TextChoices):
    """From when the time of a record is counted."""

    PATIENT = "patient", _("Sista uppgiften om invånaren hos vårdgivaren")
    LAST_ENTRY = "last_entry", _("Sista uppgiften i programmet")
    ENDED = "ended", _("Dagen då programmet avslutades")


class DisposalState(TextChoices):
    """Where a destruction stands."""

    PREPARED = "prepared", _("Väntar på beslut")
    APPROVED = "approved", _("Beslutad, pågår")
    DONE = "done", _("Genomförd")
    WITHDRAWN = "withdrawn", _("Återkallad")


DISPOSAL_TRANSITIONS: dict[DisposalState, frozenset[DisposalState]] = {
    DisposalState.PREPARED: frozenset({DisposalState.APPROVED, DisposalState.WITHDRAWN}),
    DisposalState.APPROVED: frozenset({DisposalState.DONE}),
    DisposalState.DONE: frozenset(),
    DisposalState.WITHDRAWN: frozenset(),
}


class ItemState(TextChoices):
    """What became of one record that a destruction names."""

    WAITING = "waiting", _("Väntar")
    DESTROYED = "destroyed", _("Förstörd")
    LEFT = "left", _("Kvar")


class Why(TextChoices):
    """Why something may go, or stays."""

    DUE = "due", _("Tiden har gått ut")
    ORDERED = "ordered", _("Ska förstöras efter myndighetsbeslut")
    YOUNG = "young", _("Tiden har inte gått ut")
    RUNNING = "running", _("Programmet pågår")
    FLAGGED = "flagged", _("En flagga är inte avslutad")
    HELD = "held", _("Gallringsstopp")
    GONE = "gone", _("Fanns inte längre")
    FAILED = "failed", _("Gick inte att förstöra")
