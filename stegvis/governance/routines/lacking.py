"""Initiatives whose program has no routine yet. One query, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.queries.routines import programs_with_routine
from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative

_MADE = {Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """From design on, a program without an established routine lacks one."""
    made = [row for row in initiatives if row.stage in _MADE and row.program_id]
    if not made:
        return {}
    written = programs_with_routine({row.program_id for row in made if row.program_id}, made[0].provider_id)
    sentence = _("Rutinen är inte fastställd.")
    return {row.pk: [Lack("routine", sentence)] for row in made if row.program_id not in written}
