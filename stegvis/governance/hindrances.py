"""What stops an initiative's candidate from being reviewed and published, from every part of the way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.policies import publication_hindrances
from stegvis.governance.checking.queries import checks_of
from stegvis.governance.checklist.queries import progress
from stegvis.governance.kinds import Lane
from stegvis.governance.models import Initiative
from stegvis.governance.risks.queries import hindrances as risk_hindrances


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing to see to: the part of the initiative where it is done (a key of its pages), and a sentence."""

    part: str
    sentence: str


def hindrances(initiative: Initiative) -> tuple[Hindrance, ...]:
    """Everything that must be right for exactly the candidate in hand; empty when it may be reviewed and published."""
    if initiative.candidate is None or initiative.program is None:
        return (Hindrance("overview", _("Det finns ingen kandidat. Designern lägger fram en.")),)
    found = [Hindrance("catalogue", verdict.sentence) for verdict in publication_hindrances(initiative.program)]
    if initiative.remarks.filter(resolved_at__isnull=True).exists():
        found.append(Hindrance("review", _("Det finns anmärkningar från slutgranskningen som inte är besvarade.")))
    found += _of_parts(initiative)
    return tuple(found)


def afterwards(initiative: Initiative) -> tuple[Hindrance, ...]:
    """What an urgent fix owes when it is out: what was not waited for, but must be right, or answered for with a reason.

    A provider assesses the risks of what it does, a change too (SOSFS 2011:9, chapter 5, section 1): a fix that could
    not wait for its risk analysis gets it afterwards. Empty for every other lane, which has paid beforehand.
    """
    if initiative.lane != Lane.URGENT or initiative.candidate is None:
        return ()
    return (*_of_checks(initiative), *_of_risks(initiative))


def _of_parts(initiative: Initiative) -> list[Hindrance]:
    """By lane. Whatever comes from elsewhere rests on the decisions it has, but is checked here as all else is.

    An urgent fix waits for none of it: a resident who reads a wrong telephone number is worse off.
    """
    if initiative.lane == Lane.URGENT:
        return []
    found = _of_checks(initiative)
    if initiative.lane in {Lane.NEW, Lane.VERSION}:
        found += [*_of_checklist(initiative), *_of_risks(initiative)]
    return found


def _of_checks(initiative: Initiative) -> list[Hindrance]:
    musts = len(checks_of(initiative.candidate).open_musts) if initiative.candidate is not None else 0
    if not musts:
        return []
    words = ngettext(
        "%(n)s sak måste rättas innan programmet publiceras.",
        "%(n)s saker måste rättas innan programmet publiceras.",
        musts,
    )
    if initiative.version_id is not None:
        words = ngettext(
            "%(n)s sak i kontrollerna måste rättas, eller få ett undantag.",
            "%(n)s saker i kontrollerna måste rättas, eller få undantag.",
            musts,
        )
    return [Hindrance("checks", words % {"n": musts})]


def _of_risks(initiative: Initiative) -> list[Hindrance]:
    return [Hindrance("risks", sentence) for sentence in risk_hindrances(initiative)]


def _of_checklist(initiative: Initiative) -> list[Hindrance]:
    list_ = progress(initiative)
    if list_.complete:
        return []
    left = list_.total - list_.done
    words = ngettext("%(n)s punkt är kvar på checklistan.", "%(n)s punkter är kvar på checklistan.", left)
    return [Hindrance("checklist", words % {"n": left})]
