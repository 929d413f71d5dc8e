"""Who works with a provider's cases."""

from datetime import date
from uuid import UUID

from stegvis.access.hats import current
from stegvis.access.kinds import Role
from stegvis.access.models import RoleGrant
from stegvis.access.roles import ROLE_PERMISSIONS

HANDLING = [role for role, given in ROLE_PERMISSIONS.items() if "case:handle" in given]


def members(provider_id: UUID, today: date) -> dict[str, str]:
    """Account id → name, by family name. One query."""
    rows = RoleGrant.objects.filter(
        current(today),
        provider_id=provider_id,
        role__in=[Role(role) for role in HANDLING],
        withdrawn_at__isnull=True,
        account__is_active=True,
    ).select_related("account")
    return {str(row.account_id): row.account.get_full_name() for row in rows.order_by("account__last_name")}
