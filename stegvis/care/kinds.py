"""Enums and transition tables of the care room."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

# How far ahead staff may plan: a year typed with a digit too many is a mistake, and no plan reaches that far.
FARTHEST_AHEAD = timedelta(days=2 * 365)


class FlagKind(TextChoices):
    """What a flag is about."""

    DANGER = "danger", _("Farligt svar")
    EXERCISE = "exercise", _("Övning att läsa")
    LATE = "late", _("Obesvarat formulär")
    PROGRAM_DONE = "program_done", _("Programmet är genomfört")
    MODULE_DONE = "module_done", _("Modul klar")
    MESSAGE_WAITING = "message_waiting", _("Meddelande väntar på svar")
    INACTIVE = "inactive", _("Inte aktiv")
    WORSENED = "worsened", _("Försämrad skattning")
    ENDING_SOON = "ending_soon", _("Programmet slutar snart")
    DECEASED = "deceased", _("Invånaren har avlidit")


# What resolves itself when its cause is gone. A dangerous answer never does (safety rule 1).
RESOLVING = (FlagKind.LATE, FlagKind.MESSAGE_WAITING, FlagKind.INACTIVE)


class FlagState(TextChoices):
    """A flag is open until somebody takes it, and stays in sight until it is handled."""

    OPEN = "open", _("Ny")
    ACKNOWLEDGED = "acknowledged", _("Tagen")
    HANDLED = "handled", _("Hanterad")


FLAG_TRANSITIONS: dict[FlagState, frozenset[FlagState]] = {
    FlagState.OPEN: frozenset({FlagState.ACKNOWLEDGED, FlagState.HANDLED}),
    # Handed on to a colleague it waits again, for the colleague to take it.
    FlagState.ACKNOWLEDGED: frozenset({FlagState.OPEN, FlagState.HANDLED}),
    FlagState.HANDLED: frozenset(),
}


class StepKind(TextChoices):
    """What can happen with a flag."""

    RAISED = "raised", _("Flaggan kom")
    TOLD = "told", _("Enheten fick besked")
    TO_ALL = "to_all", _("Gick till alla på enheten")
    ADMINISTRATORS = "administrators", _("Gick till invånaradministratörerna")
    MANAGER = "manager", _("Gick till chefen")
    PROVIDER = "provider", _("Gick till vårdgivarens kontakt")
    TAKEN = "taken", _("Tagen")
    HANDED_ON = "handed_on", _("Lämnad vidare")
    NOTED = "noted", _("Anteckning")
    HANDLED = "handled", _("Hanterad")
    RESOLVED = "resolved", _("Löste sig")


# These happen once for each flag; the others as often as somebody does them.
ONCE = ("raised", "told", "to_all", "administrators", "manager", "provider", "handled", "resolved")


class StepWhy(TextChoices):
    """Why a flag went on to the next."""

    DEADLINE = "deadline", _("ingen hade tagit den i tid")
    CLOSING = "closing", _("den var inte klar när enheten stängde")
    FAILED = "failed", _("beskedet före kom inte fram")
    NOBODY = "nobody", _("ingen på enheten kan se den")


class OpeningReason(TextChoices):
    """Why a colleague's patient is opened: an active choice, logged (PDL 4:1)."""

    SUBSTITUTE = "substitute", _("Jag ersätter behandlaren")
    ASKED = "asked", _("Behandlaren eller invånaren har bett mig")
    FLAG = "flag", _("Jag tar hand om en flagga")
    ADMINISTRATION = "administration", _("Jag har en uppgift i vården av invånaren")
    OWN = "own", _("Jag behandlar invånaren")


def in_the_log(reason: OpeningReason) -> str:
    """The words of a reason as an entry of the log keeps them: in Swedish, whoever chose it."""
    with override("sv"):
        return str(reason.label)


class UpgradeState(TextChoices):
    """Where the moving of residents to a newer version stands."""

    OPEN = "open", _("Pågår")
    DONE = "done", _("Klart")
    STOPPED = "stopped", _("Avbrutet")


class MoveState(TextChoices):
    """One resident in it."""

    OFFERED = "offered", _("Behandlaren ska välja")
    CHOSEN = "chosen", _("Ska flyttas")
    KEPT = "kept", _("Stannar på sin version")
    MOVED = "moved", _("Flyttad")
    UNDONE = "undone", _("Flyttad tillbaka")
    # Closed, left, started wrongly or moved by other means before it came to that.
    GONE = "gone", _("Inte längre aktuell")


# Why a decided move waits, besides what the walk itself says: danger rules come with it, and a day ahead lacks somebody.
NO_COVER = "no_cover"

MOVE_TRANSITIONS: dict[MoveState, frozenset[MoveState]] = {
    MoveState.OFFERED: frozenset({MoveState.CHOSEN, MoveState.KEPT, MoveState.GONE}),
    MoveState.CHOSEN: frozenset({MoveState.MOVED, MoveState.KEPT, MoveState.GONE}),
    MoveState.KEPT: frozenset({MoveState.CHOSEN, MoveState.GONE}),
    MoveState.MOVED: frozenset({MoveState.UNDONE}),
    MoveState.UNDONE: frozenset({MoveState.CHOSEN, MoveState.GONE}),
    MoveState.GONE: frozenset(),
}


class AcrossKind(TextChoices):
    """On what grounds a patient's programs on other units were opened."""

    CHOICE = "choice", _("Eget val")
    CONSENT = "consent", _("Invånaren samtyckte")
    EMERGENCY = "emergency", _("Nödöppning")


class EmergencyOutcome(TextChoices):
    """What the follow-up of an emergency opening came to."""

    JUSTIFIED = "justified", _("Nödöppningen var befogad")
    UNJUSTIFIED = "unjustified", _("Nödöppningen var inte befogad")


class ObjectionKind(TextChoices):
    """What a resident does not want their data used for."""

    FOLLOW_UP = "follow_up", _("Uppföljning och statistik")
    EXTRACT = "extract", _("Uttag av uppgifter för annat än min egen vård")
    REGISTER = "register", _("Kvalitetsregister")
    OTHER = "other", _("Något annat")


class ObjectionState(TextChoices):
    """Where an objection stands. While it is noted and not decided it counts."""

    NOTED = "noted", _("Antecknad")
    UPHELD = "upheld", _("Bifallen")
    REFUSED = "refused", _("Avslagen")
    TAKEN_BACK = "taken_back", _("Återtagen")


OBJECTION_TRANSITIONS: dict[ObjectionState, frozenset[ObjectionState]] = {
    ObjectionState.NOTED: frozenset({ObjectionState.UPHELD, ObjectionState.REFUSED, ObjectionState.TAKEN_BACK}),
    ObjectionState.UPHELD: frozenset({ObjectionState.TAKEN_BACK}),
    # Whoever was refused may object anew, with a row of its own.
    ObjectionState.REFUSED: frozenset(),
    ObjectionState.TAKEN_BACK: frozenset(),
}
OBJECTION_STANDS = frozenset({ObjectionState.NOTED, ObjectionState.UPHELD})


# Whoever objects to follow-up, or to data being taken out, is in no count: counts are what is taken out for anything else
# than care.
OBJECTS_TO_COUNTING = frozenset({ObjectionKind.FOLLOW_UP, ObjectionKind.EXTRACT})


class Recipient(TextChoices):
    """Who asked for something of the record."""

    SELF = "self", _("Invånaren själv")
    CARE = "care", _("En annan vårdgivare eller enhet")
    AUTHORITY = "authority", _("En myndighet")
    RELATIVE = "relative", _("En närstående eller ett ombud")
    INSURER = "insurer", _("Ett försäkringsbolag")
    RESEARCH = "research", _("Forskning")
    OTHER = "other", _("Någon annan")


class DisclosureGround(TextChoices):
    """On what ground something of the record may be handed out."""

    OWN = "own", _("Invånarens egen begäran")
    CONSENT = "consent", _("Invånarens samtycke")
    DUTY = "duty", _("Uppgiftsskyldighet i lag")
    CARE = "care", _("Behövs för invånarens vård")
    PUBLIC = "public", _("Allmän handling, efter sekretessprövning")
    OTHER = "other", _("Annan grund")


class DisclosureDecision(TextChoices):
    """What was decided."""

    RELEASED = "released", _("Lämnades ut")
    PARTLY = "partly", _("Lämnades ut i delar")
    REFUSED = "refused", _("Lämnades inte ut")
