"""The tabs of the region's side of support, and who asks."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from stegvis.lib.clock import utc_now
from stegvis.support.queries import cases
from stegvis.ui.addresses import address
from stegvis.ui.shell import NavItem
from stegvis.web.shell import actor_on


def region_tabs(request: HttpRequest, here: str) -> list[NavItem]:
    """What the region keeps for its units, as far as the hat may. One query, for what is late."""
    actor = actor_on(request)
    late = cases.overdue(actor, timezone.localdate(utc_now()))
    rows = (
        (_("Ärenden"), "support:queue", "case:handle", late or None),
        (_("Önskemål och avvikelser"), "support:collected", "case:handle", None),
        (_("Dokument"), "support:region_documents", "document:edit", None),
        (_("Utbildning"), "support:region_trainings", "training:edit", None),
        (_("Anslag"), "support:region_bulletins", "bulletin:write", None),
        (_("Övningsenheten"), "support:region_practice", "training:edit", None),
    )
    return [
        NavItem(label, address(name), name == here, count=count) for label, name, may, count in rows if actor.can(may)
    ]
