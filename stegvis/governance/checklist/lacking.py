"""Checklists that are not done. A fixed number of queries, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import ngettext

from stegvis.governance.checklist.queries import standings
from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative

_PREPARED = {Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While a candidate is prepared: how many of the required lines are left."""
    rows = [row for row in initiatives if row.stage in _PREPARED and row.lane in {Lane.NEW, Lane.VERSION}]
    found: dict[UUID, list[Lack]] = {}
    for pk, progress in standings(rows).items():
        left = progress.total - progress.done
        if left:
            words = ngettext("%(n)s punkt är kvar på checklistan.", "%(n)s punkter är kvar på checklistan.", left)
            found[pk] = [Lack("checklist", words % {"n": left})]
    return found
