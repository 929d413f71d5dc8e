"""Opening a colleague's patient, or a protected identity: an active choice with a reason, for twelve hours, logged."""

from datetime import timedelta
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.audit.kinds import Activity
from stegvis.care.kinds import OpeningReason, in_the_log
from stegvis.care.models import CareOpening, Enrolment
from stegvis.care.policies import may_choose_to_open

LASTS = timedelta(hours=12)


def _chosen(_enrolment: Enrolment, reason: OpeningReason) -> str:
    return in_the_log(reason)


@action("enrolment:choose_to_open", may=may_choose_to_open, activity=Activity.READ, why=_chosen)
def choose_to_open(enrolment: Enrolment, reason: OpeningReason, *, by: Actor) -> CareOpening:
    """Note why, here and in the log's entry, and hold the enrolment open for twelve hours."""
    now = enrolment.course.now()
    return CareOpening.objects.create(
        enrolment=enrolment, account_id=UUID(by.account_id), reason=reason, opened_at=now, until=now + LASTS
    )
