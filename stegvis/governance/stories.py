"""The history of an initiative as sentences. Each act has its own, in a table; one that is not there is still readable.

A part of the way adds its acts to `TOLD`: the sentence may name `by` (who did it) and the act's own details. What is
not a plain text in the details is made one by `SHOWN`, by its key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from stegvis.governance.kinds import Act, MemberKind, Stage, TaskKind
from stegvis.governance.models import HistoryEntry
from stegvis.governance.taking_part.kinds import Seat

TOLD: dict[str, str | Promise] = {
    **{act.value: gettext_lazy("%(by)s %(did)s.") for act in Act},
    "idea:open": _("%(by)s började på en idé."),
    "idea:skip_contact": _("%(administration)s har ingen kontaktperson. Den första bedömningen hoppades över."),
    "nomination:register": _("%(by)s registrerade en nominering som kom med e-post från %(owner)s."),
    "attachment:add": _("%(by)s bifogade %(name)s."),
    "attachment:remove": _("%(by)s tog bort bilagan %(name)s."),
    "assessment:stand": _("%(person)s i samordningsrådet sade vad hon eller han tycker."),
    "assessment:coordinate": _("%(by)s skrev vad samordningen har kommit fram till."),
    "interest:add": _("%(who)s är intresserad."),
    "interest:withdraw": _("%(who)s är inte längre intresserad."),
    "initiative:appoint": _("%(by)s utsåg %(designer)s till designer."),
    "initiative:program": _("%(by)s började bygga programmet %(program)s."),
    "change:open": _("%(by)s föreslog en ändring."),
    "initiative:plan": _("%(by)s bestämde när det ska vara klart: %(target_on)s."),
    "seat:fill": _("%(by)s utsåg %(person)s: %(seat)s."),
    "member:invite": _("%(by)s bjöd in %(person)s till arbetsgruppen: %(kind)s."),
    "member:leave": _("%(person)s lämnade arbetsgruppen."),
    "meeting:plan": _("%(by)s kallade till mötet %(title)s, %(starts_at)s."),
    "meeting:move": _("%(by)s ändrade mötet %(title)s, %(starts_at)s."),
    "meeting:cancel": _("%(by)s ställde in mötet %(title)s."),
    "meeting:hold": _("Mötet %(title)s hölls. %(by)s skrev anteckningarna."),
    "decision:make": _("Beslut på mötet %(title)s: %(text)s"),
    "decision:take_back": _("%(by)s tog tillbaka beslutet: %(text)s"),
    "milestone:set": _("%(by)s lade till delmålet %(title)s, %(due_on)s."),
    "milestone:move": _("%(by)s flyttade delmålet %(title)s till %(due_on)s."),
    "milestone:done": _("Delmålet %(title)s blev klart."),
    "milestone:remove": _("%(by)s tog bort delmålet %(title)s."),
    "routine:establish": _("%(by)s fastställde rutinen, version %(number)s."),
    "check:waive": _("%(by)s lät en anmärkning i kontrollerna stå kvar."),
    "check:end_waiver": _("%(by)s tog tillbaka ett undantag från kontrollerna."),
    "making:tick": _("%(by)s kryssade i en punkt i checklistan."),
    "making:untick": _("%(by)s kryssade ur en punkt i checklistan."),
    "decision:record": _("%(by)s skrev in ett tidigare beslut."),
    "program:bring_in": _("%(by)s tog in ett befintligt program."),
    "prototype:open": _("%(by)s delade en prototyp med arbetsgruppen."),
    "prototype:close": _("%(by)s avslutade prototypomgången."),
    "risks:begin": _("%(by)s började på riskanalysen."),
    "risks:voided": _("Underskrifterna i riskanalysen gäller inte längre. %(by)s ändrade den."),
    "risks:candidate_changed": _("En ny kandidat lades fram. Riskanalysen behöver gås igenom."),
    "risks:regard": _("%(by)s gick igenom något i riskanalysen som inte behöver en rad."),
    "risks:ask": _("%(by)s bad om underskrifter i riskanalysen."),
    "risks:sign": _("%(by)s skrev under riskanalysen."),
    "risks:confirm": _("%(by)s bekräftade att ändringen inte rör någon risk."),
    "risks:approve": _("%(by)s godkände riskanalysen."),
    "risks:paper_added": _("%(by)s lämnade in en egen riskanalys."),
    "risks:paper_removed": _("%(by)s tog bort den egna riskanalysen."),
    "pin:decide": _("Beslut om en synpunkt på prototypen."),
    "urgent:left": _("%(by)s lät versionen stå kvar fast allt inte var klart: %(owed)s"),
    "publication:keep": _("Utgivningen stannade hos ägaren."),
    "publication:let": _("Utgivningen lämnades till regionens samordnare."),
}


def _day(value: object) -> str:
    try:
        return date_format(date.fromisoformat(str(value)[:10]), "j F Y")
    except ValueError:
        return gettext("inte bestämt") if not value else str(value)


def _moment(value: object) -> str:
    try:
        return date_format(datetime.fromisoformat(str(value)), "j F Y H:i")
    except ValueError:
        return str(value)


def _label(kind: type[Any]) -> Callable[[object], str]:
    return lambda value: str(kind(value).label) if value in kind.values else str(value)


SHOWN: dict[str, Callable[[object], str]] = {
    "target_on": _day,
    "due_on": _day,
    "starts_at": _moment,
    "seat": lambda value: _label(Seat)(value).lower(),
    "kind": lambda value: _label(MemberKind)(value).lower(),
    "task": _label(TaskKind),
    "owed": lambda value: " ".join(map(str, value)) if isinstance(value, list) else str(value),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the story, and what stands with it."""

    at: datetime
    sentence: str
    reason: str
    # Whom it was done in the place of, during their leave.
    instead_of: str
    # The stage it led to, where it moved the work.
    moved_to: str
    act: str


def told(entries: list[HistoryEntry]) -> list[Told]:
    """The story in the reader's language, in the order it is given."""
    return [
        Told(
            entry.at,
            sentence(entry.act, entry.by_name, entry.details),
            entry.reason,
            str(entry.on_behalf_of) if entry.on_behalf_of else "",
            str(Stage(entry.to_stage).label) if entry.to_stage and entry.to_stage != entry.from_stage else "",
            entry.act,
        )
        for entry in entries
    ]


class _Details(dict[str, str]):
    """What an older entry does not hold is left out of its sentence rather than spoiling it."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(act: str, by: str, details: dict[str, Any]) -> str:
    """What one entry says. `by` is empty for what the clock did."""
    words = _Details({key: SHOWN.get(key, str)(value) for key, value in details.items()})
    words["by"] = by or gettext("Systemet")
    if act in Act.values:
        words["did"] = str(Act(act).label)
    known = TOLD.get(act)
    if known is None:
        return gettext("%(by)s gjorde en ändring.") % words
    return str(known) % words
