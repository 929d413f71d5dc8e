"""Who is what to a risk analysis: care staff of the unit, those who built the program, the kinds of the working group."""

from uuid import UUID

from stegvis.access.hats import current
from stegvis.access.kinds import Purpose
from stegvis.access.models import Commission
from stegvis.catalogue.policies import contributors_of
from stegvis.course.worlds import real_now
from stegvis.governance.candidates import candidate_of
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import Initiative, Member
from stegvis.lib.clock import local_day


def makers_of(initiative: Initiative) -> frozenset[UUID]:
    """Those who have built what the analysis is about: content since the last version, and the designer."""
    candidate = candidate_of(initiative)
    found = contributors_of(candidate) if candidate is not None else frozenset()
    return found | {initiative.designer_id} if initiative.designer_id else found


def care_of(initiative: Initiative) -> frozenset[UUID]:
    """Care staff of the working group with a current commission for care on the initiative's unit.

    Where the work has no unit (a new version for several), on any unit of the provider. Two queries.
    """
    members = Member.objects.filter(initiative=initiative, left_at__isnull=True, kind=MemberKind.CARE)
    commissions = Commission.objects.filter(
        current(local_day(real_now())),
        account__in=members.values("account"),
        purpose=Purpose.CARE,
        unit__archived_on__isnull=True,
        unit__provider_id=initiative.provider_id,
    )
    if initiative.unit_id:
        commissions = commissions.filter(unit_id=initiative.unit_id)
    return frozenset(commissions.values_list("account_id", flat=True))


def kind_of(initiative: Initiative, account: UUID) -> MemberKind | None:
    """What somebody brings to the working group now; None for one who is not in it."""
    row = Member.objects.filter(initiative=initiative, account_id=account, left_at__isnull=True).first()
    return MemberKind(row.kind) if row else None
