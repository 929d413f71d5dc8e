"""What is missing in the working group and its plan. Two queries, however many initiatives."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Lane, MemberKind, Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import Initiative, Member, Milestone
from stegvis.lib.clock import local_day

_MADE = {Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW}


def _in_making(row: Initiative) -> bool:
    # An urgent fix gets its risk analysis when it is out: then care staff are needed for it.
    if row.lane == Lane.URGENT:
        return row.stage == Stage.AFTER_REVIEW
    return row.stage in _MADE and row.lane in {Lane.NEW, Lane.VERSION}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """Care staff in the group while a program is made, and milestones that are late."""
    made = [row for row in initiatives if _in_making(row)]
    if not made:
        return {}
    members = Member.objects.filter(initiative__in=made, left_at__isnull=True, kind=MemberKind.CARE)
    with_care = set(members.values_list("initiative_id", flat=True))
    late = Milestone.objects.filter(
        initiative__in=made, removed_at__isnull=True, done_at__isnull=True, due_on__lt=local_day(real_now())
    )
    with_late = set(late.values_list("initiative_id", flat=True))
    found: dict[UUID, list[Lack]] = {row.pk: [] for row in made}
    for row in made:
        if row.pk not in with_care:
            found[row.pk].append(Lack("group", _("Ingen vårdpersonal är med i arbetsgruppen.")))
        if row.pk in with_late:
            found[row.pk].append(Lack("group", _("Ett delmål i planen är försenat.")))
    return found
