"""Undoing a handout: possible until somebody has started on it, which this room knows."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import Handout
from stegvis.catalogue.policies import may_undo_handout
from stegvis.lib.errors import Cannot


class CannotUndo(Cannot):
    """Somebody has started on what was handed out."""


@action("handout:undo", may=may_undo_handout)
def undo_handout(handout: Handout, *, now: datetime, by: Actor) -> int:
    """Withdraw everything that one handout gave; units start again what they had before. Gives how many units.

    Twice changes nothing. Raises CannotUndo when a resident has started on it on any of the units.
    """
    if handout.undone_at is not None:
        return 0
    rows = handout.distributions.filter(withdrawn_at__isnull=True)
    units = list(rows.values_list("unit_id", flat=True))
    started = Enrolment.objects.without_asking_who_because("has anybody started on what is to be taken back?")
    if started.filter(
        unit_id__in=units, course__version_id=handout.version_id, started_at__gte=handout.made_at
    ).exists():
        raise CannotUndo(
            _("Någon har redan startat på den här utdelningen. Dra tillbaka versionen från en enhet i taget i stället.")
        )
    handout.undone_at, handout.undone_by_id = now, by.account
    handout.save(update_fields=["undone_at", "undone_by"])
    return rows.update(withdrawn_at=now, withdrawn_by_id=by.account)
