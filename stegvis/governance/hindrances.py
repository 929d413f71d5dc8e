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
    if initiative.lane in {Lane.NEW, Lane.VERSION}:
        found += _of_parts(initiative)
    return tuple(found)


def _of_parts(initiative: Initiative) -> list[Hindrance]:
    found: list[Hindrance] = []
    if initiative.candidate is not None:
        musts = len(checks_of(initiative.candidate).open_musts)
        if musts:
            words = ngettext(
                "%(n)s sak måste rättas innan programmet publiceras.",
                "%(n)s saker måste rättas innan programmet publiceras.",
                musts,
            )
            found.append(Hindrance("checks", words % {"n": musts}))
    list_ = progress(initiative)
    if not list_.complete:
        left = list_.total - list_.done
        words = ngettext("%(n)s punkt är kvar på checklistan.", "%(n)s punkter är kvar på checklistan.", left)
        found.append(Hindrance("checklist", words % {"n": left}))
    found += [Hindrance("risks", sentence) for sentence in risk_hindrances(initiative)]
    return found
