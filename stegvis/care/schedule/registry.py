"""What the person registry says of those who have a program: asked each day, a few at a time.

A death shuts the account, pauses the programs and is told to the therapist; a protected identity is one from then on.
Both are followed back too: the registry can be wrong. A registry that does not answer changes nothing, and keeps nobody
waiting: two outages in a row, or a slow one, and it is left alone for a while.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from stegvis.access import registry, signin
from stegvis.access.actor import Actor
from stegvis.access.models import Account, Person
from stegvis.access.registry import Registered, RegistryDown
from stegvis.audit import log as audit
from stegvis.audit.entry import Subject
from stegvis.care.actions.pausing import halt
from stegvis.care.kinds import FlagKind
from stegvis.care.models import Enrolment
from stegvis.care.persons.actions import lift, shut
from stegvis.care.schedule.raising import raise_by_clock
from stegvis.course.kinds import ENDED, WorldKind
from stegvis.lib.clock import utc_now

log = logging.getLogger(__name__)

SYSTEM = Actor.system("registry")
REASON = "the worker asks the person registry about those who have a program"
LOCKED_WHY = "Personregistret säger att invånaren har avlidit."
BACK_WHY = "Personregistret säger inte längre att invånaren har avlidit."
DAY = timedelta(days=1)
# Who was asked about and not answered for is asked about again so soon, after those who have waited longer.
AGAIN = timedelta(hours=1)
AT_ONCE = 10
# The flags wait meanwhile: no round spends more on the registry than this and the answer under way.
LONGEST_S = 3.0
RESTS = timedelta(minutes=10)


class Rest:
    """Until when this worker leaves a registry alone that does not answer."""

    until: datetime | None = None


def ask_registry(*, now: datetime, limit: int = AT_ONCE) -> int:
    """Ask about those who have waited longest, each at most once a day. Returns for how many something changed.

    Several workers may run: whoever writes that somebody is asked about is the one who asks.
    """
    if Rest.until is not None and now < Rest.until:
        return 0
    changed, failed, began = 0, 0, time.monotonic()
    for pk, asked_at in _due(now, limit):
        if not _claimed(pk, asked_at, now):
            continue
        try:
            changed += _one(pk, now)
            failed = 0
        except RegistryDown as down:
            failed += 1
            log.warning("the person registry did not answer: %s", ", ".join(str(each) for each in down.details))
        except Exception:
            log.exception("what the registry says of person %s was not noted", pk)
        if failed > 1 or time.monotonic() - began > LONGEST_S:
            Rest.until = now + RESTS if failed else None
            break
    return changed


def _due(now: datetime, limit: int) -> Sequence[tuple[UUID, datetime | None]]:
    """Real people with a program that has not ended. One query."""
    running = Enrolment.objects.without_asking_who_because(REASON).filter(
        undone_at__isnull=True, course__world__kind=WorldKind.REAL, unit__training=False
    )
    people = running.exclude(course__phase__in=ENDED).values("course__person_id")
    rows = Person.objects.without_asking_who_because(REASON).filter(pk__in=people, made_up=False)
    rows = rows.filter(Q(registry_asked_at__isnull=True) | Q(registry_asked_at__lte=now - DAY))
    order = F("registry_asked_at").asc(nulls_first=True)
    return list(rows.order_by(order, "pk").values_list("pk", "registry_asked_at")[:limit])


def _claimed(pk: UUID, asked_at: datetime | None, now: datetime) -> bool:
    """For an hour: who is stopped in the middle, or gets no answer, has the person come back."""
    rows = Person.objects.without_asking_who_because(REASON).filter(pk=pk, registry_asked_at=asked_at)
    return bool(rows.update(registry_asked_at=now - DAY + AGAIN))


def _one(pk: UUID, now: datetime) -> int:
    number = Person.objects.without_asking_who_because(REASON).get(pk=pk).number
    # Not in the log one by one: nobody reads the answer. What it changes is.
    said = registry.registry().residency(number)
    changed = said is not None and _note(pk, said, now)
    dead = said is not None and said.deceased
    whole = not dead or min([_stop(row, now) for row in _running_of(pk)], default=True)
    if whole:
        Person.objects.without_asking_who_because(REASON).filter(pk=pk).update(registry_asked_at=now)
    return int(changed)


@transaction.atomic
def _note(pk: UUID, said: Registered, now: datetime) -> bool:
    """Write on the person what was said, and shut or open the account by it. Returns whether anything is new."""
    person = Person.objects.without_asking_who_because(REASON).select_for_update().get(pk=pk)
    subject = Subject("Person", str(person.pk), patient=person.patient_ref())
    acts = []
    if person.protected != said.protected:
        person.protected = said.protected
        acts.append("registry:protected" if said.protected else "registry:not_protected")
    if said.deceased and person.deceased_at is None:
        person.deceased_at = now
        acts.append("registry:deceased")
        shut(signin.resident_account(person), LOCKED_WHY, now=now, by=SYSTEM.account_id)
    elif person.deceased_at is not None and not said.deceased:
        person.deceased_at = None
        acts.append("registry:not_deceased")
        account = Account.objects.select_for_update().filter(person=person, resident=True).first()
        if account is not None:
            lift(account, BACK_WHY, now=now, by=SYSTEM.account_id, provider_id=None)
    if acts:
        person.save(update_fields=["protected", "deceased_at"])
    for act in acts:
        audit.enter(SYSTEM.who(), act, subject, now=utc_now())
    return bool(acts)


def _running_of(pk: UUID) -> list[Enrolment]:
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(course__person_id=pk, undone_at__isnull=True)
    return list(
        rows.exclude(course__phase__in=ENDED)
        .select_related("course__world", "course__person", "unit__provider")
        .order_by("pk")
    )


def _stop(enrolment: Enrolment, now: datetime) -> bool:
    """Pause one program and tell the therapist, once for each death that was told. Returns whether it went well."""
    try:
        with transaction.atomic():
            died: datetime = enrolment.course.person.deceased_at or now
            if raise_by_clock(enrolment, FlagKind.DECEASED, f"registry.deceased.{died:%Y%m%dT%H%M%S}", now):
                halt(enrolment, by=SYSTEM)
    except Exception:
        log.exception("enrolment %s of somebody who has died was not paused", enrolment.pk)
        return False
    return True
