"""Across the border between providers: offered, ended, verified."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.catalogue.kinds import Check
from stegvis.catalogue.models import Offer, Program, ProgramVersion, Verification
from stegvis.catalogue.models.offers import EVERY
from stegvis.catalogue.policies import Taking, may_end_offer, may_offer, may_verify
from stegvis.lib.errors import Cannot


class CannotVerify(Cannot):
    """Something was not checked, or nothing was written."""


@action("program:offer", may=may_offer)
def offer(
    program: Program, provider: CareProvider | None, version: ProgramVersion | None = None, *, now: datetime, by: Actor
) -> Offer:
    """Let a provider (or every one) see the program and take it in: every version, or one. Twice gives the first."""
    scope = f"{version.pk if version else EVERY}:{provider.pk if provider else EVERY}"
    return Offer.objects.get_or_create(
        program=program,
        scope=scope,
        ended_at=None,
        defaults={"provider": provider, "version": version, "offered_by_id": by.account, "offered_at": now},
    )[0]


@action("offer:end", may=may_end_offer)
def end_offer(offer: Offer, *, now: datetime, by: Actor) -> Offer:
    """No more takers. Units that have the program keep it until their own provider withdraws it."""
    if offer.ended_at is None:
        offer.ended_at, offer.ended_by_id = now, by.account
        offer.save(update_fields=["ended_at", "ended_by"])
    return offer


@action("version:verify", may=may_verify)
def verify(taking: Taking, checks: Collection[str], note: str, *, now: datetime, by: Actor) -> Verification:
    """The receiving provider's own check, all of it, with what it came to. Twice gives the first. Raises CannotVerify."""
    found = Verification.objects.filter(version=taking.version, provider=taking.provider).first()
    if found is not None:
        return found
    if set(checks) < set(Check.values):
        raise CannotVerify(_("Gå igenom och kryssa i alla punkter. Programmet kan inte användas innan dess."))
    if not note.strip():
        raise CannotVerify(_("Skriv kort vad ni kom fram till och vilka som var med."))
    return Verification.objects.get_or_create(
        version=taking.version,
        provider=taking.provider,
        defaults={
            "checks": sorted(set(checks) & set(Check.values)),
            "note": note.strip(),
            "verified_by_id": by.account,
            "verified_at": now,
        },
    )[0]
