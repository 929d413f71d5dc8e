"""What new starts of a program wait for on a unit, besides people and roster: its checklist, and what is stopped.

The page and the act ask the same, so that a program that cannot be started says why before anybody tries.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.models import ProgramVersion
from stegvis.catalogue.start_lines import StartLine
from stegvis.course import worlds
from stegvis.lib.clock import local_day


def may_be_started(actor: Actor, unit: CareUnit, version: ProgramVersion) -> Verdict:
    """Whether one version may be started on the unit now, as far as it is about the program."""
    return waiting(actor, unit, [version]).get(version.pk, Verdict.yes())


def waiting(actor: Actor, unit: CareUnit, versions: Iterable[ProgramVersion]) -> dict[UUID, Verdict]:
    """The versions that cannot be started now, each with the sentence that says why. Four queries, five with one."""
    rows = list(versions)
    if unit.training:
        return {}
    stopped = catalogue.stopped_whole(unit.provider_id, [row.pk for row in rows])
    lists = catalogue.checklists(unit.pk, {row.program_id for row in rows})
    found: dict[UUID, Verdict] = {}
    for row in rows:
        missing = lists[row.program_id].missing
        if row.pk in stopped:
            found[row.pk] = Verdict.no(
                _("Versionen är stoppad av vårdgivaren. Den kan inte startas förrän stoppet är upphävt.")
            )
        elif missing:
            found[row.pk] = Verdict.no(_sentence(actor, unit, missing))
    return found


def _sentence(actor: Actor, unit: CareUnit, missing: Sequence[StartLine]) -> str:
    lacking = _("Enhetens startchecklista för programmet är inte klar. Det här saknas: %(items)s.") % {
        "items": "; ".join(str(line.text) for line in missing)
    }
    if actor.can("checklist:tick"):
        return f"{lacking} {_('Fyll i den under Program.')}"
    names = list(access.administrators_of(unit.pk, local_day(worlds.real_now())).values())
    if not names:
        return f"{lacking} {_('Be enhetens behörighetsadministratör att fylla i den.')}"
    said = _("Be %(name)s, som är invånaradministratör, att fylla i den.") % {"name": names[0]}
    return f"{lacking} {said}"
