"""Finding colleagues: who works for a provider, for those who name a manager, an owner or a working group."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.hats import current
from stegvis.access.kinds import HatKind, Role
from stegvis.access.models import Account, Administration, CareUnit, Commission, Employment, PublisherUnit, RoleGrant

MOST = 20


def employed(provider_id: UUID, today: date) -> QuerySet[Account]:
    """Everybody with an employment, a commission or a role at the provider today."""
    here = Q(pk__in=Employment.objects.filter(current(today), provider_id=provider_id).values("account"))
    here |= Q(pk__in=Commission.objects.filter(current(today), unit__provider_id=provider_id).values("account"))
    roles = RoleGrant.objects.filter(current(today), withdrawn_at__isnull=True)
    at = Q(provider_id=provider_id) | Q(publisher_unit__provider_id=provider_id) | Q(unit__provider_id=provider_id)
    here |= Q(pk__in=roles.filter(at).values("account"))
    return Account.objects.filter(here, resident=False, is_active=True).select_related("staff")


def colleagues(actor: Actor, text: str, today: date) -> list[Account]:
    """Colleagues at the actor's provider whose name holds every word of the text, twenty at most. One query."""
    if not actor.can("process:read") or not text.strip():
        return []
    rows = employed(UUID(actor.hat.provider_id), today)
    for word in text.split()[:5]:
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return list(rows.order_by("last_name", "first_name", "pk")[:MOST])


def colleague(actor: Actor, pk: UUID | str, today: date) -> Account | None:
    """One colleague at the actor's provider, or None."""
    if not actor.can("process:read"):
        return None
    try:
        wanted = UUID(str(pk))
    except ValueError:
        return None
    return employed(UUID(actor.hat.provider_id), today).filter(pk=wanted).first()


def everybody(actor: Actor, today: date) -> list[Account]:
    """Every colleague at the actor's provider, by name. One query."""
    if not actor.can("process:read"):
        return []
    return list(employed(UUID(actor.hat.provider_id), today).order_by("last_name", "first_name", "pk"))


def administrations(actor: Actor) -> list[Administration]:
    """The administrations of the actor's provider. One query."""
    if not actor.can("process:read"):
        return []
    return list(Administration.objects.filter(provider_id=UUID(actor.hat.provider_id)).order_by("name"))


def units(actor: Actor) -> list[CareUnit]:
    """The open care units of the actor's provider: names only are shown. One query."""
    if not actor.can("process:read"):
        return []
    rows = CareUnit.objects.filter(provider_id=UUID(actor.hat.provider_id), archived_on__isnull=True)
    return list(rows.select_related("administration").order_by("administration__name", "name"))


def designers(actor: Actor, today: date) -> list[RoleGrant]:
    """Who builds programs at the actor's provider, and on which publisher unit; those for practice not. One query."""
    if not actor.can("process:read"):
        return []
    rows = RoleGrant.objects.filter(
        current(today),
        role=Role.DESIGNER,
        withdrawn_at__isnull=True,
        publisher_unit__provider_id=UUID(actor.hat.provider_id),
        publisher_unit__training=False,
        account__is_active=True,
    )
    return list(rows.select_related("account__staff", "publisher_unit").order_by("account__last_name", "pk"))


def publisher_units(actor: Actor, today: date) -> list[tuple[PublisherUnit, int]]:
    """The publisher units of the actor's provider, each with how many have a role there today. Two queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("settings:provider"):
        return []
    rows = PublisherUnit.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("provider")
    held = RoleGrant.objects.filter(current(today), publisher_unit__in=rows, withdrawn_at__isnull=True)
    count = Counter(held.values_list("publisher_unit_id", flat=True))
    return [(row, count[row.pk]) for row in rows.order_by("training", "name")]
