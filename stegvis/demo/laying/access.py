"""A round of the review of access that is done: everything was kept."""

from datetime import timedelta

from stegvis.access.models import AccessDecision, AccessReview, RoleGrant
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.lib.clock import local_day

BEGUN, DONE = 99, 96


def lay_access(places: Places) -> None:
    """Done so long ago that the next is due. One's own rows were left to somebody else."""
    who = places.accounts[COORDINATOR]
    review = AccessReview.objects.create(
        provider=places.provider,
        begun_at=places.now - timedelta(days=BEGUN),
        begun_by=who,
        done_at=places.now - timedelta(days=DONE),
        done_by=who,
    )
    began = local_day(places.now) - timedelta(days=BEGUN)
    grants = RoleGrant.objects.filter(starts_on__lt=began).exclude(account=who).order_by("granted_at", "id")
    AccessDecision.objects.bulk_create(
        AccessDecision(review=review, grant=row, kept=True, at=places.now - timedelta(days=DONE), by=who)
        for row in grants
    )
