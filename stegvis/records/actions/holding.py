"""Holds: what is not to be destroyed, whatever its age."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider, Patient
from stegvis.catalogue.models import Program
from stegvis.records.actions.ruling import CannotKeep
from stegvis.records.models import Hold
from stegvis.records.policies import may_keep, may_lift


@action("hold:set", may=may_keep, about_result=True)
def set_hold(
    provider: CareProvider,
    reason: str,
    until: date | None,
    *,
    patient: Patient | None = None,
    program: Program | None = None,
    today: date,
    now: datetime,
    by: Actor,
) -> Hold:
    """Hold a patient, a program, both together, or everything that the provider keeps. Raises CannotKeep."""
    if not reason.strip():
        raise CannotKeep(_("Skriv varför uppgifterna ska bevaras, till exempel ärendets nummer."))
    if until is not None and until < today:
        raise CannotKeep(_("Sista dagen har redan varit. Välj en dag som kommer, eller lämna fältet tomt."))
    return Hold.objects.create(
        provider=provider,
        patient=patient,
        program=program,
        reason=reason.strip(),
        until=until,
        set_at=now,
        set_by_id=by.account,
    )


@action("hold:lift", may=may_lift)
def lift(hold: Hold, reason: str, *, now: datetime, by: Actor) -> None:
    """Nothing is held by it any longer. The row stays. Raises CannotKeep."""
    if not reason.strip():
        raise CannotKeep(_("Skriv varför stoppet hävs."))
    hold.lifted_at, hold.lifted_by_id, hold.lifted_reason = now, by.account, reason.strip()
    hold.save()
