"""Who may plan, announce and cancel a day of the release calendar, and what goes out on it."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.catalogue.kinds import RELEASE_TRANSITIONS, ReleaseState
from stegvis.catalogue.models import Release, ReleaseItem


def may_plan(actor: Actor, provider: CareProvider) -> Verdict:
    """The coordinator of the provider."""
    here = actor.hat.provider_id == str(provider.pk) and actor.can("release:plan")
    return Verdict.yes() if here else Verdict.not_found()


def may_change_release(actor: Actor, release: Release) -> Verdict:
    """The coordinator, until the day has come or the release was cancelled."""
    verdict = may_plan(actor, release.provider)
    if verdict and not RELEASE_TRANSITIONS[ReleaseState(release.state)]:
        return Verdict.no(_("Den här omgången är avslutad och går inte att ändra."))
    return verdict


def may_announce(actor: Actor, release: Release) -> Verdict:
    """The coordinator, once there is something in it."""
    verdict = may_change_release(actor, release)
    if verdict and ReleaseState.ANNOUNCED not in RELEASE_TRANSITIONS[ReleaseState(release.state)]:
        return Verdict.no(_("Omgången är redan aviserad."))
    if verdict and not release.items.exists():
        return Verdict.no(_("Lägg till minst ett program innan du aviserar."))
    return verdict


def may_cancel(actor: Actor, release: Release) -> Verdict:
    """The coordinator, until the day has come."""
    return may_change_release(actor, release)


def may_change_item(actor: Actor, item: ReleaseItem) -> Verdict:
    """The coordinator, as long as it has not gone out."""
    return may_change_release(actor, item.release)
