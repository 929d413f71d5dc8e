"""What a change would move, worked out on a copy by the same unfolding that will run, and said in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.course import planned
from stegvis.course.planned import Move
from stegvis.program.standing import Standing
from stegvis.program.unfold import Ahead, AheadKind
from stegvis.web.clinician.case import Case
from stegvis.web.clinician.planning.told import OF_OCCASIONS, day_in_words, day_of, words_of

FIRST = 4
# So far that what a long pause moves is still seen where it comes to stand.
FAR = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing with its day before and after."""

    what: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The whole change: one sentence, and each thing."""

    sentence: str
    first: tuple[Moved, ...]
    more: tuple[Moved, ...]


def effect_of(case: Case, after: Standing) -> Effect:
    """Before and after, side by side. Nothing is written."""
    found = planned.moves(case.plan, case.standing, after, case.now, case.now + FAR)
    moved = tuple(_moved(case, each) for each in found)
    return Effect(_sentence(case, found), moved[:FIRST], moved[FIRST:])


def _sentence(case: Case, found: tuple[Move, ...]) -> str:
    if not found:
        return _("Inget som har en dag flyttas.")
    days = {(day_of(case, each.becomes) - day_of(case, each.was)).days for each in found if each.was and each.becomes}
    lost = [each for each in found if each.becomes is None]
    first = min((day_of(case, each.was or each.becomes or case.now) for each in found), default=date.max)
    words = {"day": day_in_words(case, first), "n": len(found)}
    if lost and len(lost) == len(found):
        return _("Allt från %(day)s väntar. Det får nya dagar när programmet fortsätter.") % words
    if len(days) == 1 and not lost:
        away = next(iter(days))
        moved = {**words, "days": abs(away)}
        if away > 0:
            said = ngettext(
                "Allt från %(day)s flyttas fram %(days)d dag.", "Allt från %(day)s flyttas fram %(days)d dagar.", away
            )
        else:
            said = ngettext(
                "Allt från %(day)s kommer %(days)d dag tidigare.",
                "Allt från %(day)s kommer %(days)d dagar tidigare.",
                -away,
            )
        return said % moved
    if days and not lost and (min(days) > 0 or max(days) < 0):
        spread = {**words, "least": min(map(abs, days)), "most": max(map(abs, days))}
        later = _("Allt från %(day)s flyttas fram %(least)s till %(most)s dagar.")
        sooner = _("Allt från %(day)s kommer %(least)s till %(most)s dagar tidigare.")
        return (later if min(days) > 0 else sooner) % spread
    return ngettext("%(n)d sak får en ny dag.", "%(n)d saker får nya dagar.", len(found)) % words


def _moved(case: Case, move: Move) -> Moved:
    at = move.was or move.becomes or case.now
    occasion = case.state.occasion(move.ref) if move.kind in OF_OCCASIONS else None
    what, state, _note = words_of(case, Ahead(at, move.kind, move.ref, move.payload), occasion)
    if move.kind is AheadKind.OCCASION_DUE:
        what = _("%(what)s, när svar ska ha kommit") % {"what": what}
    if move.kind is AheadKind.PHASE:
        what = state
    was = day_in_words(case, day_of(case, move.was)) if move.was else _("ingen dag")
    becomes = day_in_words(case, day_of(case, move.becomes)) if move.becomes else _("när programmet fortsätter")
    return Moved(what, was, becomes)
