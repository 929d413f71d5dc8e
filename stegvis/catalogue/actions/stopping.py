"""Stopping something that residents meet, at once, and lifting the stop."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import Distribution, ProgramVersion, Stop
from stegvis.catalogue.policies import may_lift, may_stop, owns
from stegvis.catalogue.stopped import may_concern
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox


class CannotStop(Cannot):
    """There is no such part, or a text is missing."""


class CannotLift(Cannot):
    """No reason was given."""


@action("version:stop", may=may_stop)
def stop(
    version: ProgramVersion,
    kind: StopKind,
    ref: str,
    text_sv: str,
    text_en: str,
    reason: str,
    *,
    now: datetime,
    by: Actor,
) -> Stop:
    """Stop a step (its id), a questionnaire (its digest) or everything (no ref): it holds from the next page or act.

    Of one's own program it holds wherever it is used, of another's for the own residents. Flags and help go on.
    Units are told at once. Twice gives the first. Raises CannotStop.
    """
    document = open_document(version.document_id)
    if kind is StopKind.VERSION:
        ref = ""
    elif kind is StopKind.STEP:
        known = {step.id for module in document.modules for step in module.steps}
    else:
        known = set(document.questionnaires)
    if kind is not StopKind.VERSION and ref not in known:
        raise CannotStop(_("Välj vilket steg eller formulär som ska stoppas."))
    if not text_sv.strip():
        raise CannotStop(_("Skriv en text till invånarna. De läser den där det stoppade skulle ha stått."))
    if not reason.strip():
        raise CannotStop(_("Skriv varför. Enheterna läser det, och det står kvar i historiken."))
    # Two tabs that stop the same wait for each other at the version's row, which the door has locked.
    provider_id = None if owns(by, version) else UUID(by.hat.provider_id)
    found, made = Stop.objects.get_or_create(
        version=version,
        provider_id=provider_id,
        kind=kind,
        ref=ref,
        lifted_at=None,
        defaults={
            "text_sv": text_sv.strip(),
            "text_en": text_en.strip(),
            "reason": reason.strip(),
            "stopped_by_id": by.account,
            "stopped_at": now,
        },
    )
    if made:
        _tell_units(found, now)
    return found


def _tell_units(stop: Stop, now: datetime) -> None:
    """Every unit that has, or has had, the version: residents there may walk it still.

    And those that have another version where the same is shown or asked, or a later one, whose residents may keep the
    text that they began with.
    """
    versions = ProgramVersion.objects.filter(program_id=stop.version.program_id)
    concerned = [version.pk for version in versions if may_concern(stop, version)]
    rows = Distribution.objects.filter(version__in=concerned)
    if stop.provider_id:
        rows = rows.filter(unit__provider_id=stop.provider_id)
    for unit_id in rows.order_by().values_list("unit_id", flat=True).distinct():
        outbox.put_for_unit(unit_id, f"stop:{stop.pk}", now=now)


@action("stop:lift", may=may_lift)
def lift(stop: Stop, reason: str, *, now: datetime, by: Actor) -> Stop:
    """It may be shown, opened and sent again, from the next page. Twice changes nothing. Raises CannotLift."""
    if stop.lifted_at is None:
        if not reason.strip():
            raise CannotLift(_("Skriv vad som är åtgärdat."))
        stop.lifted_at, stop.lifted_by_id, stop.lifted_reason = now, by.account, reason.strip()
        stop.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    return stop
