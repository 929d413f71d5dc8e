"""Programs in which the checks find something that must be put right. At most three queries, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import ngettext

from stegvis.governance.checking.queries import checks_of_many
from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative

_CHECKED = {Stage.VERIFICATION, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED, Stage.AFTER_REVIEW}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """From the day a candidate is laid forward: how much of it must be put right, or be let pass with a reason."""
    rows = [row for row in initiatives if row.stage in _CHECKED and row.candidate is not None]
    checks = checks_of_many(row.candidate for row in rows if row.candidate is not None)
    found: dict[UUID, list[Lack]] = {}
    for row in rows:
        seen = checks.get(row.candidate_id) if row.candidate_id else None
        musts = len(seen.open_musts) if seen else 0
        if musts:
            words = ngettext(
                "%(n)s sak i kontrollerna måste rättas.", "%(n)s saker i kontrollerna måste rättas.", musts
            )
            found[row.pk] = [Lack("checks", words % {"n": musts})]
    return found
