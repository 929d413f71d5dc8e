"""The reading door of the risk analysis. An initiative is looked up by `governance.queries` first, which asks who looks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.catalogue.freezing import open_document
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import Initiative, RiskAnalysis, RiskContribution, RiskRow, RiskTemplate
from stegvis.governance.risks.differing import Changed, changed, sentences
from stegvis.governance.risks.places import Group, groups, name
from stegvis.governance.risks.shipped import SHIPPED
from stegvis.governance.risks.signing import Demand
from stegvis.governance.risks.state import RowState, State, places_of, state_for, state_of, values_of
from stegvis.governance.risks.template import Template, from_plain

__all__ = ["State", "row_state_of", "state_for", "state_of", "values_of"]

SHOWN = 60


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a region's template; number 0 is the shipped one, before the region has written any."""

    number: int
    template: Template
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None


def hindrances(initiative: Initiative) -> tuple[str, ...]:
    """Why the risk analysis stops the candidate from being published; empty when it is approved for exactly its hash.

    The sentences are for whoever has the next move: they name rows, places and kinds of people.
    """
    if initiative.candidate is None:
        return (_("Det finns ingen kandidat att riskanalysera."),)
    state = state_of(initiative)
    if state is None:
        return (_("Riskanalysen är inte påbörjad."),)
    if state.holds:
        return ()
    return tuple(_sentences(state))


def _sentences(state: State) -> list[str]:
    found: list[str] = []
    if state.empty:
        found.append(_("Riskanalysen är tom."))
    found += [stale_sentence(state, each) for each in state.stale]
    if state.unregarded and state.program is not None:
        listed = "; ".join(name(state.program, place) for place in state.unregarded[:5])
        found.append(_("Ingen har gått igenom: %(places)s.") % {"places": listed})
    if state.unfinished:
        numbers = ", ".join(str(each.row.number) for each in state.unfinished)
        found.append(_("Något saknas i rad %(numbers)s i riskanalysen.") % {"numbers": numbers})
    if state.to_confirm:
        found.append(
            _("Programmet har ändrats efter riskanalysen. Vårdpersonal behöver bekräfta att det inte rör någon risk.")
        )
    if state.wanting.contribution:
        found.append(_("Ingen ur vårdpersonalen på enheten har bidragit till riskanalysen."))
    if state.wanting.signatures:
        found.append(_("Riskanalysen saknar underskrift: %(who)s.") % {"who": wanted_words(state.wanting.signatures)})
    if not found and state.approval is None:
        found.append(_("Riskanalysen är inte godkänd av regionens samordnare."))
    return found


def stale_sentence(state: State, each: RowState) -> str:
    """Which row is stale, and what it leaned on."""
    old = open_document(each.row.seen_id) if each.row.seen_id else state.program
    # A rule is a sentence of its own: each has its full stop taken, and the whole has one.
    places = "; ".join(name(old, moved.place).rstrip(".") for moved in each.moved) if old is not None else ""
    return _("Rad %(number)s, ”%(risk)s”, behöver gås igenom igen. Det här har ändrats: %(places)s.") % {
        "number": each.row.number,
        "risk": Truncator(each.row.risk).chars(SHOWN),
        "places": places,
    }


def wanted_words(demands: tuple[Demand, ...]) -> str:
    """Signatures in words: "vårdpersonal på enheten, patientsäkerhet (2)"."""
    words = [
        f"{MemberKind(each.kind).label.lower()} ({each.least})"
        if each.least > 1
        else MemberKind(each.kind).label.lower()
        for each in demands
    ]
    return ", ".join(words)


def row_state_of(state: State, pk: UUID) -> RowState | None:
    """One row of an analysis."""
    return next((each for each in state.rows if each.row.pk == pk), None)


def row_changes(state: State, each: RowState) -> tuple[Changed, ...]:
    """What a stale row leaned on, before and now."""
    if not each.moved or state.program is None or not each.row.seen_id:
        return ()
    return changed(open_document(each.row.seen_id), state.program, each.moved)


def leaning_words(state: State, row: RiskRow) -> list[tuple[str, str, bool]]:
    """(place, what it is called, whether it is in the candidate) of everything a row leans on."""
    if state.program is None:
        return []
    here = places_of(state.document)
    old = open_document(row.seen_id) if row.seen_id else state.program
    return [(place, name(state.program if place in here else old, place), place in here) for place in row.leaning]


def picker(state: State) -> tuple[Group, ...]:
    """Everything a row can lean on in the candidate; empty before there is one."""
    return groups(state.program) if state.program is not None else ()


def unregarded_words(state: State) -> list[tuple[str, str]]:
    """(place, what it is called) of what somebody has to look at."""
    return [(place, name(state.program, place)) for place in state.unregarded] if state.program is not None else []


def changes_since(state: State) -> tuple[str, ...]:
    """Every change since the analysis was last signed or confirmed, a sentence each."""
    if not state.base or state.program is None or state.base == state.document:
        return ()
    return sentences(open_document(state.base), state.program)


def row(state: State, pk: UUID) -> RiskRow | None:
    """A row of the analysis, also one that is removed."""
    return RiskRow.objects.filter(analysis=state.analysis, pk=pk).select_related("analysis__initiative").first()


def row_history(found: RiskRow) -> list[RiskContribution]:
    """What has been done with a row, newest first."""
    return list(RiskContribution.objects.filter(row=found).select_related("by").order_by("-pk"))


def paper_file(state: State) -> File | None:
    """The uploaded analysis, opened."""
    return state.paper.file.open("rb") if state.paper else None


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider whose template the actor may write."""
    if not actor.can("process:configure"):
        return None
    return CareProvider.objects.filter(pk=actor.hat.provider_id).first()


def templates(actor: Actor) -> list[TemplateVersion]:
    """The versions of the actor's region, newest first; the shipped one where there are none."""
    rows = RiskTemplate.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("made_by")
    found = [
        TemplateVersion(each.number, from_plain(each.content), each.note, str(each.made_by or ""), each.made_at)
        for each in rows.order_by("-number")
    ]
    return found or [TemplateVersion(0, SHIPPED)]


def count_words(rows: tuple[RowState, ...]) -> str:
    """How many rows there are."""
    return ngettext("%(n)s rad", "%(n)s rader", len(rows)) % {"n": len(rows)}


def analysis_exists(initiative: Initiative) -> bool:
    """Whether it is begun."""
    return RiskAnalysis.objects.filter(initiative=initiative).exists()


def name_of(state: State, place: str) -> str:
    """What a place of the candidate is called."""
    return name(state.program, place) if state.program is not None else place
