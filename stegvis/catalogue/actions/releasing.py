"""The release calendar: planned, filled, announced, cancelled. What goes out on the day is the worker's (`schedule`)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.catalogue.kinds import ReleaseState
from stegvis.catalogue.models import Candidate, ProgramVersion, Release, ReleaseItem
from stegvis.catalogue.policies import may_announce, may_cancel, may_change_item, may_change_release, may_plan
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot


class CannotPlan(Cannot):
    """The days do not follow each other, or the day is taken."""


class CannotAdd(Cannot):
    """It came after the cut-off, is not the provider's, or says nothing of what is new."""


@action("release:plan", may=may_plan, about_result=True)
def plan_release(provider: CareProvider, name: str, cutoff_on: date, on: date, *, now: datetime, by: Actor) -> Release:
    """A day of the calendar. The same day once more gives the one that is there. Raises CannotPlan."""
    if cutoff_on > on:
        raise CannotPlan(_("Sista dagen att lämna in måste ligga före dagen då det delas ut."))
    if not name.strip():
        raise CannotPlan(_("Ge omgången ett namn, till exempel Våren 2027."))
    found = Release.objects.filter(provider=provider, on=on).first()
    if found is not None:
        if found.state == ReleaseState.CANCELLED:
            raise CannotPlan(_("Den dagen har en inställd omgång. Välj en annan dag."))
        return found
    return Release.objects.create(
        provider=provider, name=name.strip(), cutoff_on=cutoff_on, on=on, planned_by_id=by.account, planned_at=now
    )


@action("release:move", may=may_change_release)
def move_release(
    release: Release, name: str, cutoff_on: date, on: date, text: str, *, now: datetime, by: Actor
) -> Release:
    """Another name, other days, another text to the units. Raises CannotPlan."""
    if cutoff_on > on:
        raise CannotPlan(_("Sista dagen att lämna in måste ligga före dagen då det delas ut."))
    if not name.strip():
        raise CannotPlan(_("Ge omgången ett namn, till exempel Våren 2027."))
    if Release.objects.filter(provider_id=release.provider_id, on=on).exclude(pk=release.pk).exists():
        raise CannotPlan(_("Den dagen har redan en omgång. Välj en annan dag."))
    release.name, release.cutoff_on, release.on, release.text = name.strip(), cutoff_on, on, text.strip()
    release.save(update_fields=["name", "cutoff_on", "on", "text"])
    return release


@action("release:add", may=may_change_release)
def add_to_release(
    release: Release,
    what: ProgramVersion | Candidate,
    text: str,
    *,
    tell_residents: bool = False,
    now: datetime,
    by: Actor,
) -> ReleaseItem:
    """Put a version, or a candidate that is under review, in the queue of a release. Raises CannotAdd.

    The same program once more replaces what was in the queue: the newest that was handed in goes out.
    """
    if what.program.publisher_unit.provider_id != release.provider_id:
        raise CannotAdd(_("Programmet hör till en annan vårdgivare."))
    if isinstance(what, Candidate) and local_day(what.frozen_at) > release.cutoff_on:
        raise CannotAdd(
            _("Det lämnades in efter sista dagen för den här omgången. Lägg det i nästa, eller flytta sista dagen.")
        )
    if not text.strip():
        raise CannotAdd(_("Skriv vad som är nytt. Enheterna läser det i aviseringen."))
    candidate, version = (what, _published(what)) if isinstance(what, Candidate) else (None, what)
    return ReleaseItem.objects.update_or_create(
        release=release,
        program_id=what.program_id,
        defaults={
            "candidate": candidate,
            "version": version,
            "text": text.strip(),
            "tell_residents": tell_residents,
            "added_by_id": by.account,
            "added_at": now,
        },
    )[0]


def _published(candidate: Candidate) -> ProgramVersion | None:
    return ProgramVersion.objects.filter(program_id=candidate.program_id, document_id=candidate.document_id).first()


@action("release:take_out", may=may_change_item)
def take_out(item: ReleaseItem, *, now: datetime, by: Actor) -> None:
    """Out of the queue again, as long as it has not gone out."""
    ReleaseItem.objects.filter(pk=item.pk, released_at__isnull=True).delete()


@action("release:announce", may=may_announce)
def announce(release: Release, text: str, *, now: datetime, by: Actor) -> Release:
    """Tell the units what is coming and when. On the day the worker distributes it, on the word of who announced."""
    release.state, release.text = ReleaseState.ANNOUNCED, text.strip()
    release.announced_at, release.announced_by_id = now, by.account
    release.save(update_fields=["state", "text", "announced_at", "announced_by"])
    return release


@action("release:cancel", may=may_cancel)
def cancel(release: Release, *, now: datetime, by: Actor) -> Release:
    """Nothing goes out on the day. What was in the queue can be put in another."""
    release.state = ReleaseState.CANCELLED
    release.save(update_fields=["state"])
    return release
