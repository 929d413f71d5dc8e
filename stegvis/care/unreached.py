"""Which residents cannot be reached by notices: never what they have chosen, nor where."""

from collections.abc import Iterable
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.care.models import Enrolment
from stegvis.notifications import queries


def unreached(actor: Actor, enrolment_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Of some enrolments that the actor may see, those whose resident's notices have failed for good.

    Three queries, or one where there are none. One who has chosen nothing is never in the answer.
    """
    rows = Enrolment.objects.visible_to(actor).filter(pk__in=list(enrolment_ids))
    people = dict(rows.values_list("pk", "course__person_id"))
    failed = queries.unreachable(people.values()) if people else frozenset()
    return frozenset(pk for pk, person in people.items() if person in failed)
