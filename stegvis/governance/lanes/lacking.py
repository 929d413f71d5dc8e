"""Programs from elsewhere that lack the decisions they rest on. One query, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from stegvis.governance.kinds import DECISIONS_NEEDED, Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import EarlierDecision, Initiative


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While the provider makes its own verification: which decisions are not recorded."""
    rows = [row for row in initiatives if row.stage == Stage.VERIFICATION]
    if not rows:
        return {}
    have: dict[UUID, set[str]] = {}
    for pk, kind in EarlierDecision.objects.filter(initiative__in=rows).values_list("initiative_id", "kind"):
        have.setdefault(pk, set()).add(kind)
    found: dict[UUID, list[Lack]] = {}
    for row in rows:
        names = [str(kind.label) for kind in DECISIONS_NEEDED if kind not in have.get(row.pk, set())]
        if names:
            sentence = _("Beslut som saknas: %(names)s.") % {"names": ", ".join(names)}
            found[row.pk] = [Lack("verification", sentence)]
    return found
