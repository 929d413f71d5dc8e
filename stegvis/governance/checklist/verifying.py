"""What the system sees by itself, line by line, and in words what it saw.

Where only something that should be better is left, a person may tick all the same, with a note.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry, ProgramRoutine
from stegvis.governance.checking.queries import CandidateChecks, Remark
from stegvis.governance.checklist.kinds import Verifies
from stegvis.governance.models import Initiative
from stegvis.program.checks import Area, CheckCode, area_of


class Outcome(StrEnum):
    """Done; left, and a person may say that it is good enough; or left until it is put right."""

    DONE = "done"
    LOOK = "look"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen, in a sentence."""

    outcome: Outcome
    saw: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at. ``checks`` is None while nothing is frozen.

    ``risks``: what is wanting in the risk analysis. ``routine``: the provider's established one.
    """

    initiative: Initiative
    checks: CandidateChecks | None
    entry: CatalogueEntry | None
    risks: tuple[str, ...] = ()
    routine: ProgramRoutine | None = None


Verifier = Callable[[Seen], Verified]


def verify(what: Verifies, seen: Seen) -> Verified:
    """Look at one thing."""
    return VERIFIERS[what](seen)


def _done(saw: str) -> Verified:
    return Verified(Outcome.DONE, saw)


def _left(saw: str) -> Verified:
    return Verified(Outcome.LEFT, saw)


# --- By the checks of the candidate ------------------------------------------------------------


def _of_area(
    area: Area, clean: Callable[[Seen], str], *, but: Iterable[str] = (), only: Iterable[str] = ()
) -> Verifier:
    """What the checks of one kind say. ``but`` leaves codes out, ``only`` takes nothing else."""
    left_out, wanted = frozenset(but), frozenset(only)

    def look(seen: Seen) -> Verified:
        if seen.checks is None:
            return _left(_("Ingen kandidat är fryst än."))
        remarks = [
            remark
            for remark in seen.checks.remarks
            if (remark.lapse.code in wanted if wanted else area_of(remark.lapse.code) is area)
            and remark.lapse.code not in left_out
        ]
        return _judged(remarks, clean(seen))

    return look


def _judged(remarks: list[Remark], clean: str) -> Verified:
    stops = sum(remark.stops for remark in remarks)
    passed = sum(remark.waiver is not None for remark in remarks)
    should = sum(not remark.lapse.must for remark in remarks)
    if stops:
        return _left(ngettext("%(n)s sak måste rättas.", "%(n)s saker måste rättas.", stops) % {"n": stops})
    said = ngettext("%(n)s undantag är gjort.", "%(n)s undantag är gjorda.", passed) % {"n": passed} if passed else ""
    if should:
        words = ngettext("%(n)s sak bör ses över.", "%(n)s saker bör ses över.", should) % {"n": should}
        return Verified(Outcome.LOOK, " ".join(filter(None, (words, said))))
    return _done(said or clean)


def _steps(seen: Seen) -> str:
    read = seen.checks.checked.steps if seen.checks else ()
    highest = max((step.lix for step in read if step.lix is not None), default=None)
    words = ngettext("%(n)s steg läst.", "%(n)s steg lästa.", len(read)) % {"n": len(read)}
    return words if highest is None else f"{words} " + _("Högsta LIX är %(lix)s.") % {"lix": highest}


def _looked(area: Area) -> Callable[[Seen], str]:
    def words(seen: Seen) -> str:
        n = seen.checks.checked.seen[area] if seen.checks else 0
        match area:
            case Area.ACCESS:
                return ngettext("%(n)s bild eller film kontrollerad.", "%(n)s bilder och filmer kontrollerade.", n) % {
                    "n": n
                }
            case Area.RIGHTS:
                return ngettext("%(n)s fil eller formulär med licens.", "%(n)s filer och formulär med licens.", n) % {
                    "n": n
                }
            case Area.INSTRUMENTS:
                return ngettext("%(n)s exempel är kört och stämmer.", "%(n)s exempel är körda och stämmer.", n) % {
                    "n": n
                }
            case Area.SAFETY if not n:
                return _("Inget svar i programmet räknas som farligt.")
            case Area.SAFETY:
                return ngettext("%(n)s regel om farliga svar.", "%(n)s regler om farliga svar.", n) % {"n": n}
            case Area.TRANSLATION if not n:
                return _("Programmet finns på ett språk.")
            case Area.TRANSLATION:
                return ngettext("%(n)s språk utöver programmets eget.", "%(n)s språk utöver programmets eget.", n) % {
                    "n": n
                }
            case _content:
                return ngettext("%(n)s steg med innehåll.", "%(n)s steg med innehåll.", n) % {"n": n}

    return words


# --- By the initiative and the catalogue -------------------------------------------------------


def _people(seen: Seen) -> Verified:
    owner, deputy = seen.initiative.owner, seen.initiative.deputy_owner
    if owner is None:
        return _left(_("Ingen ägare är utsedd."))
    if deputy is None:
        return _left(_("Ägare är %(owner)s. Ersättare saknas.") % {"owner": owner})
    return _done(_("Ägare är %(owner)s, ersättare %(deputy)s.") % {"owner": owner, "deputy": deputy})


def _note(seen: Seen) -> Verified:
    note = seen.checks.candidate.note.strip() if seen.checks else ""
    return _done(note) if note else _left(_("Designern skrev inget om vad som är nytt när kandidaten frystes."))


def _regulatory(seen: Seen) -> Verified:
    if seen.entry is None or seen.entry.regulatory == Regulatory.UNDECIDED:
        return _left(_("Inte avgjord. Det görs i katalogens uppgifter om programmet."))
    return _done(str(seen.entry.get_regulatory_display()))


def _support(seen: Seen) -> Verified:
    name = seen.entry.contact_name.strip() if seen.entry else ""
    way = seen.entry.contact_way.strip() if seen.entry else ""
    if not name or not way:
        return _left(_("Ingen kontakt är utsedd. Det görs i katalogens uppgifter om programmet."))
    return _done(f"{name}, {way}")


def _review_by(seen: Seen) -> Verified:
    on = seen.entry.review_by_on if seen.entry else None
    if on is None:
        return _left(_("Inget datum är satt. Det görs i katalogens uppgifter om programmet."))
    return _done(_("Ses över senast %(day)s.") % {"day": date_format(on, "j F Y")})


def _risks(seen: Seen) -> Verified:
    if seen.initiative.candidate is None:
        return _left(_("Ingen kandidat är framlagd än."))
    return _left(seen.risks[0]) if seen.risks else _done(_("Riskanalysen är godkänd för just den här kandidaten."))


def _routine(seen: Seen) -> Verified:
    """The provider's established routine for the program: what each unit's own copy begins from."""
    row = seen.routine
    if row is None or row.established_at is None:
        return _left(_("Ingen rutin är fastställd än. Den skrivs på sidan Rutin."))
    named = {"number": row.number, "day": date_format(localtime(row.established_at), "j F Y")}
    return _done(_("Rutinens version %(number)s är fastställd %(day)s.") % named)


# Those that the checks of the candidate answer: there is a page to read more on.
BY_CHECKS = frozenset(
    {
        Verifies.WELCOME,
        Verifies.PLAIN,
        Verifies.ACCESSIBLE,
        Verifies.RIGHTS,
        Verifies.EXAMPLES,
        Verifies.DANGERS,
        Verifies.CRISIS,
        Verifies.LANGUAGES,
    }
)
# Those that the catalogue's own entry answers: it is filled in there.
BY_ENTRY = frozenset({Verifies.REGULATORY, Verifies.SUPPORT, Verifies.REVIEW_BY})
VERIFIERS: dict[Verifies, Verifier] = {
    Verifies.PEOPLE: _people,
    Verifies.NOTE: _note,
    Verifies.WELCOME: _of_area(Area.CONTENT, _looked(Area.CONTENT)),
    Verifies.PLAIN: _of_area(Area.LANGUAGE, _steps),
    Verifies.ACCESSIBLE: _of_area(Area.ACCESS, _looked(Area.ACCESS)),
    Verifies.RIGHTS: _of_area(Area.RIGHTS, _looked(Area.RIGHTS)),
    Verifies.EXAMPLES: _of_area(Area.INSTRUMENTS, _looked(Area.INSTRUMENTS)),
    Verifies.DANGERS: _of_area(Area.SAFETY, _looked(Area.SAFETY), but=(CheckCode.CRISIS_TEXT_MISSING,)),
    Verifies.CRISIS: _of_area(
        Area.SAFETY, lambda _seen: _("Programmet säger vart man vänder sig."), only=(CheckCode.CRISIS_TEXT_MISSING,)
    ),
    Verifies.LANGUAGES: _of_area(Area.TRANSLATION, _looked(Area.TRANSLATION)),
    Verifies.REGULATORY: _regulatory,
    Verifies.SUPPORT: _support,
    Verifies.REVIEW_BY: _review_by,
    Verifies.RISKS: _risks,
    Verifies.ROUTINE: _routine,
}
