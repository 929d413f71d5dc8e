"""What was said of a prototype and waits for an answer. One query, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count
from django.utils.translation import ngettext

from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative, Pin
from stegvis.governance.prototypes.kinds import UNRESOLVED

_MADE = {Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While the program is made: pins that nobody has settled, whichever round they were put in."""
    made = [row for row in initiatives if row.stage in _MADE]
    if not made:
        return {}
    rows = Pin.objects.filter(round__initiative__in=made, state__in=UNRESOLVED)
    found: dict[UUID, list[Lack]] = {}
    for pk, waiting in rows.values_list("round__initiative").annotate(waiting=Count("pk")).order_by():
        words = ngettext(
            "%(n)s synpunkt på prototypen väntar på svar.", "%(n)s synpunkter på prototypen väntar på svar.", waiting
        )
        found[pk] = [Lack("prototypes", words % {"n": waiting})]
    return found
