"""Units that have done what comes before the first start: for tests that are about something else."""

from uuid import UUID

from stegvis.access.models import CareUnit
from stegvis.catalogue.models import ProgramVersion, StartChecklist
from stegvis.lib.clock import utc_now


def had_it_before(version: ProgramVersion, *units: CareUnit) -> None:
    """As if the units had the program before there were checklists: nothing is asked of them."""
    for unit in units:
        _checklist(unit, version.program_id)


def _checklist(unit: CareUnit, program_id: UUID) -> StartChecklist:
    return StartChecklist.objects.get_or_create(
        unit=unit, program_id=program_id, defaults={"made_at": utc_now(), "before": True}
    )[0]
