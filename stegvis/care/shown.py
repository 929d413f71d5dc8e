"""How somebody may be shown where several stand together: the one door of names outside a run that stands open.

A protected identity has no name in a list, on a page of several or in a search. It stands there as a mark and four signs
that tell two apart, also for the own therapist, until whoever looks has opened that run and said why: that is logged and
holds for twelve hours (`policies.may_open`).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.models import Patient
from stegvis.care.models import CareOpening, Enrolment

# By the registry's word, or the provider's own.
GUARDED = Q(patient__protected=True) | Q(patient__person__protected=True)


def sign_of(key: UUID) -> str:
    """Four signs of a run. They say nothing of whom it is about, and are the same each time."""
    return key.hex[:4].upper()


def shown(name: str, key: UUID, *, hidden: bool) -> str:
    """What stands where the name of a run's resident would. Pure."""
    return _("Skyddade uppgifter (%(sign)s)") % {"sign": sign_of(key)} if hidden else name


def hidden_among(actor: Actor, keys: Iterable[UUID], now: datetime) -> frozenset[UUID]:
    """Those of some runs whose resident the actor may not see the name of now. One query, none where there are none."""
    wanted = set(keys)
    if not wanted:
        return frozenset()
    chosen = CareOpening.objects.filter(enrolment=OuterRef("pk"), account_id=actor.account_id, until__gt=now)
    rows = Enrolment.objects.visible_to(actor).filter(GUARDED, pk__in=wanted).exclude(Exists(chosen))
    return frozenset(rows.values_list("pk", flat=True))


def is_hidden(patient: Patient) -> bool:
    """Whether a patient has no name where nobody chooses to open anything, as at the archive. No query on what was read."""
    return bool(patient.protected or patient.person.protected)


def name_in(row: Enrolment, hidden: frozenset[UUID]) -> str:
    """The name of a run's resident, or what stands for it. The row knows its patient."""
    return shown(row.patient.full_name, row.pk, hidden=row.pk in hidden)
