"""Which people are missing in an initiative. No queries."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative

_EARLY = {Stage.IDEA, Stage.FIRST_ASSESSMENT}
_MADE = {Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """Owner, deputy owner, manager, designer and a target date, from the stage where each is needed."""
    return {row.pk: [Lack("overview", sentence) for sentence in _of(row)] for row in initiatives}


def _of(row: Initiative) -> list[str | Promise]:
    found: list[str | Promise] = []
    if row.stage == Stage.MANAGER and row.manager_id is None:
        found.append(_("Det är inte sagt vem som är chef."))
    if row.stage not in _EARLY and row.owner_id is None:
        found.append(_("Det finns ingen ägare."))
    if row.stage in _MADE:
        if row.deputy_owner_id is None:
            found.append(_("Ägaren har ingen ersättare."))
        if row.designer_id is None:
            found.append(_("Det finns ingen designer."))
        if row.target_on is None:
            found.append(_("Det är inte sagt när det ska vara klart."))
    return found
