"""Assessments in which somebody on the council has not spoken. Two queries, however many."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import ngettext

from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import CouncilSeat, Initiative, Standpoint
from stegvis.governance.parties import in_force
from stegvis.lib.clock import local_day


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While it is assessed: how many seats of the council have no standpoint."""
    assessed = [row for row in initiatives if row.stage == Stage.ASSESSMENT]
    if not assessed:
        return {}
    seats: dict[UUID, set[int]] = {}
    today = in_force(
        local_day(real_now()), CouncilSeat.objects.filter(provider__in={row.provider_id for row in assessed})
    )
    for pk, provider in today.values_list("pk", "provider_id"):
        seats.setdefault(provider, set()).add(pk)
    spoken: dict[UUID, set[int]] = {}
    said = Standpoint.objects.filter(initiative__in=assessed).values_list("initiative_id", "seat_id").distinct()
    for initiative, seat in said:
        spoken.setdefault(initiative, set()).add(seat)
    found: dict[UUID, list[Lack]] = {}
    for row in assessed:
        left = len(seats.get(row.provider_id, set()) - spoken.get(row.pk, set()))
        if left:
            words = ngettext(
                "%(n)s i samordningsrådet har inte sagt vad de tycker.",
                "%(n)s i samordningsrådet har inte sagt vad de tycker.",
                left,
            )
            found[row.pk] = [Lack("assessment", words % {"n": left})]
    return found
