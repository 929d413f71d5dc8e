"""Who may do what to an enrolment or a flag, and when. Pure: rows come in, a Verdict goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict
from stegvis.care.cover import Gap, Lack
from stegvis.care.kinds import FLAG_TRANSITIONS, FlagState
from stegvis.care.models import Absence, Enrolment, Flag, Shift
from stegvis.course.kinds import ENDED, Phase


def _here(actor: Actor, unit_id: object) -> bool:
    return actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(unit_id)


@dataclass(frozen=True)
class Opened:
    """What decides whether an enrolment stands open to somebody: worked out in queries, judged here."""

    own: bool
    chosen: bool
    # A protected identity is opened by a choice by everybody, also the own therapist.
    guarded: bool = False
    # The reason that was chosen, an `OpeningReason`; empty where nothing had to be.
    why: str = ""


def may_open(actor: Actor, enrolment: Enrolment, opened: Opened) -> Verdict:
    """Own enrolments are open; a colleague's is opened by an active, logged choice (PDL 4:1)."""
    if not _here(actor, enrolment.unit_id) or not actor.can("enrolment:read"):
        return Verdict.not_found()
    if opened.chosen or (opened.own and not opened.guarded):
        return Verdict.yes()
    if opened.guarded:
        return Verdict.no(_("Uppgifterna är skyddade. Välj varför du behöver öppna, så loggas det."))
    return Verdict.no(_("Du är inte behandlare här. Välj varför du behöver öppna, så loggas det."))


def may_choose_to_open(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Anyone with a treating role on the unit may make the active choice."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    return Verdict.yes() if actor.can("enrolment:read") else Verdict.no(_("Du har ingen behandlande roll här."))


def may_start(actor: Actor, unit: CareUnit) -> Verdict:
    """Start a program on one's own unit. The rule of two is judged by `may_start_now`."""
    if not _here(actor, unit.pk):
        return Verdict.not_found()
    if unit.archived_on:
        return Verdict.no(_("Enheten är stängd."))
    return Verdict.yes() if actor.can("enrolment:start") else Verdict.no(_("Du har ingen roll som får starta program."))


def staffed(enough: bool) -> Verdict:
    """The rule of two (domain): with one left nothing is closed, but nothing new is started."""
    if enough:
        return Verdict.yes()
    return Verdict.no(
        _(
            "Minst två personer måste hantera program på enheten. Nu är det för få. "
            "Be behörighetsadministratören att ge en kollega rollen behandlare."
        )
    )


def may_steer(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Open, close, show, hide, add a measurement, set the phase: staff on the unit, while it runs."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("enrolment:steer"):
        return Verdict.no(_("Du har ingen roll som får styra programmet."))
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat."))
    return Verdict.yes()


def may_reopen(actor: Actor, enrolment: Enrolment) -> Verdict:
    """A closed run can be opened again; a wrong start never."""
    if not _here(actor, enrolment.unit_id) or not actor.can("enrolment:steer"):
        return Verdict.not_found()
    if enrolment.course.phase not in {Phase.CLOSED, Phase.LEFT}:
        return Verdict.no(_("Programmet är inte avslutat."))
    return Verdict.yes()


def may_undo(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Undo a wrong start (safety rule 8)."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("enrolment:undo"):
        return Verdict.no(_("Du har ingen roll som får ångra en start."))
    if enrolment.undone_at:
        return Verdict.no(_("Starten är redan ångrad."))
    return Verdict.yes()


def may_reassign(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Change therapist: the resident administrator, or the therapist who hands over."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    if actor.can("enrolment:reassign") or str(enrolment.therapist_id) == actor.account_id:
        return Verdict.yes()
    return Verdict.no(_("Bara invånaradministratören eller behandlaren själv kan byta behandlare."))


def may_enter(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Enter answers that the resident gave by phone or on paper: staff on the unit, while it runs (safety rule 16)."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("answer:enter"):
        return Verdict.no(_("Du har ingen roll som får mata in svar."))
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat."))
    return Verdict.yes()


def may_correct(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Mark as wrong, take that back, answer the resident's note: staff who treat on the unit, also when it has ended."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    may = actor.can("answer:correct")
    return Verdict.yes() if may else Verdict.no(_("Du har ingen roll som får rätta svar."))


def may_comment(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Write back on an exercise; also in maintenance, not after closing."""
    if not _here(actor, enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("exercise:comment"):
        return Verdict.no(_("Du har ingen roll som får kommentera övningar."))
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat."))
    return Verdict.yes()


def may_move_flag(actor: Actor, flag: Flag, to: FlagState) -> Verdict:
    """Take or handle a flag. Never refused because of the enrolment's state (safety rule 2)."""
    if not _here(actor, flag.enrolment.unit_id):
        return Verdict.not_found()
    if not actor.can("flag:handle"):
        return Verdict.no(_("Du har ingen roll som får hantera flaggor."))
    if to not in FLAG_TRANSITIONS[FlagState(flag.state)]:
        taken = to is FlagState.ACKNOWLEDGED and flag.state == FlagState.ACKNOWLEDGED
        return Verdict.no(_("Flaggan är redan tagen.") if taken else _("Flaggan är redan hanterad."))
    return Verdict.yes()


def may_acknowledge(actor: Actor, flag: Flag) -> Verdict:
    """Take a flag."""
    return may_move_flag(actor, flag, FlagState.ACKNOWLEDGED)


def may_handle(actor: Actor, flag: Flag) -> Verdict:
    """Close a flag with a note of what was done."""
    return may_move_flag(actor, flag, FlagState.HANDLED)


def may_note(actor: Actor, flag: Flag) -> Verdict:
    """Note something along the way, or hand it on, while it is not handled."""
    return may_move_flag(actor, flag, FlagState.HANDLED)


def may_hand_on(actor: Actor, flag: Flag) -> Verdict:
    """Give it to a colleague."""
    return may_note(actor, flag)


def may_read_roster(actor: Actor, unit: CareUnit) -> Verdict:
    """See hours, roster and absences of one's own unit."""
    return Verdict.yes() if _here(actor, unit.pk) and actor.can("roster:read") else Verdict.not_found()


def may_plan(actor: Actor, unit: CareUnit) -> Verdict:
    """Change hours, roster and absences of one's own unit."""
    if not _here(actor, unit.pk):
        return Verdict.not_found()
    if actor.can("roster:edit"):
        return Verdict.yes()
    return Verdict.no(_("Invånaradministratören lägger schemat."))


def may_change_shift(actor: Actor, shift: Shift) -> Verdict:
    """Change or end a line of the roster."""
    return may_plan(actor, shift.unit)


def may_change_absence(actor: Actor, absence: Absence) -> Verdict:
    """Take away an absence."""
    return may_plan(actor, absence.unit)


def covered(gaps: Sequence[Gap], days: int, *, mine: bool, administrators: Sequence[str]) -> Verdict:
    """Safety rule 3: a program that may ask something dangerous is not started while a day ahead lacks somebody.

    The sentence says which days, and who can mend it: whoever asks (`mine`), or the unit's administrators by name.
    """
    if not gaps:
        return Verdict.yes()
    if gaps[0].why is Lack.NO_HOURS:
        lacking = str(_("Enheten har inga öppettider. Då läser ingen farliga svar."))
        own = str(_("Fyll i dem under Bemanning."))
    else:
        said = _(
            "Alla dagar som enheten är öppen de närmaste %(n)d dagarna måste ha någon på plats och en ersättare. "
            "Det saknas %(days)s."
        ) % {"n": days, "days": listed_days([gap.day for gap in gaps])}
        lacking = str(said)
        own = str(_("Lägg in någon och en ersättare de dagarna."))
    return Verdict.no(f"{lacking} {own if mine else _ask_administrators(administrators)}")


def _ask_administrators(names: Sequence[str]) -> str:
    if not names:
        return str(_("Be behörighetsadministratören att ge någon rollen invånaradministratör."))
    if len(names) == 1:
        return str(_("Be %(name)s, som är invånaradministratör, att ordna det.") % {"name": names[0]})
    words = {"first": ", ".join(names[:-1]), "last": names[-1]}
    return str(_("Be någon av invånaradministratörerna att ordna det: %(first)s eller %(last)s.") % words)


def listed_days(days: Sequence[date], most: int = 5) -> str:
    """Days in words: "24 november, 25 november och 3 dagar till"."""
    found = [date_format(day, "j F") for day in days[:most]]
    if len(days) > most:
        found.append(ngettext("%(n)d dag till", "%(n)d dagar till", len(days) - most) % {"n": len(days) - most})
    return (
        found[0]
        if len(found) == 1
        else _("%(first)s och %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}
    )
