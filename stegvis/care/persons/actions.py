"""The changing door of the person behind a run. Each is from the page of a run on the own unit, with a reason."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from stegvis.access import registry, settings, signin
from stegvis.access.acting.until import is_child
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import GuardianSource
from stegvis.access.models import Account, AccountLock, Guardian, Patient, SignIn
from stegvis.access.registry import Registered, RegistryPerson
from stegvis.access.settings import Key
from stegvis.care.models import Enrolment
from stegvis.care.persons.policies import Ending, may_end, may_mark, may_note
from stegvis.course.kinds import ENDED, WorldKind
from stegvis.lib.errors import Cannot
from stegvis.notifications import outbox
from stegvis.notifications.for_others import key_for
from stegvis.program.unfold import About

LEAST_WORDS = 5
PATIENT_REASON = "the patient of an enrolment that the policy has just judged"


class CannotNote(Cannot):
    """Nothing was changed. The sentence says what to do."""


@action("guardian:note", may=may_note, about_result=True)
def note_guardian(
    enrolment: Enrolment,
    guardian: RegistryPerson,
    child: Registered | None,
    verified: str,
    *,
    born: date | None = None,
    now: datetime,
    today: date,
    by: Actor,
) -> Guardian:
    """Somebody acts for the child from now on. Noting it twice gives the first.

    `child` is the registry's answer of the child: it vouches for whom it names; of others staff say in `verified` how
    they made sure. `born` is asked for where nobody else tells. Raises CannotNote.
    """
    ward = enrolment.course.person
    day = (child.born if child else None) or ward.number.birth_date or born
    limit = settings.value(Key.GUARDIAN_AGE, provider_id=enrolment.provider_id)
    if day is None:
        raise CannotNote(_("Numret säger inte när barnet är fött. Fyll i födelsedatum."))
    if not is_child(day, limit, today):
        words = {"limit": limit}
        raise CannotNote(_("Invånaren har fyllt %(limit)d år. Då har ingen ombud: invånaren loggar in själv.") % words)
    person = signin.person_for(guardian.number, guardian.given_name, guardian.family_name)
    if person.pk == ward.pk:
        raise CannotNote(_("Det är barnets eget nummer. Skriv ombudets."))
    vouched = child is not None and guardian.number in child.guardians
    if not vouched and len(verified.strip()) < LEAST_WORDS:
        raise CannotNote(_("Registret säger inte att personen är vårdnadshavare. Skriv hur ni har kontrollerat det."))
    known = Guardian.objects.filter(
        provider_id=enrolment.provider_id, child=ward, person=person, ended_at__isnull=True
    ).first()
    if known:
        return known
    made = Guardian.objects.create(
        provider_id=enrolment.provider_id,
        unit_id=enrolment.unit_id,
        child=ward,
        person=person,
        born=day,
        source=GuardianSource.REGISTRY if vouched else GuardianSource.STAFF,
        verified=verified.strip(),
        noted_at=now,
        noted_by_id=by.account,
    )
    _tell(enrolment, made, now)
    return made


def _tell(enrolment: Enrolment, guardian: Guardian, now: datetime) -> None:
    """There is something for the child: told once, by the guardian's own channels, in the words that tell nothing."""
    course = enrolment.course
    if course.world.kind == WorldKind.REAL and course.phase not in ENDED:
        key = key_for(guardian.pk, f"{course.pk}.guardian")
        outbox.put([outbox.Wanted(guardian.person_id, key, About.BEGUN.value, now, course.pk)], now=now)


@action("guardian:end", may=may_end)
def end_guardian(ending: Ending, why: str, *, now: datetime, by: Actor) -> None:
    """Out at once, with a reason. The row stays. Ended twice is ended once. Raises CannotNote."""
    if len(why.strip()) < LEAST_WORDS:
        raise CannotNote(_("Skriv varför ombudet avslutas."))
    row = Guardian.lock_rows().get(pk=ending.guardian.pk)
    if row.ended_at is None:
        row.ended_at, row.ended_by_id, row.ended_why = now, by.account, why.strip()
        row.save()
        outbox.end_for(row.pk, row.person_id, now=now)


@action("person:protect", may=may_mark)
def set_protected(enrolment: Enrolment, why: str, *, protected: bool, by: Actor) -> None:
    """Mark the identity as protected at this provider, or take the mark away. Raises CannotNote.

    What the registry says cannot be taken away here.
    """
    if len(why.strip()) < LEAST_WORDS:
        raise CannotNote(_("Skriv varför."))
    rows = Patient.objects.without_asking_who_because(PATIENT_REASON).filter(pk=enrolment.patient_id)
    rows.update(protected=protected, protected_why=why.strip())


@action("account:lock", may=may_mark)
def lock_account(enrolment: Enrolment, why: str, *, now: datetime, by: Actor) -> None:
    """Nobody signs in with it until it is lifted, and every running session ends now. Raises CannotNote.

    It is the provider's own lock: another provider's stands beside it, and neither lifts the other's.
    """
    if len(why.strip()) < LEAST_WORDS:
        raise CannotNote(_("Skriv varför kontot låses."))
    account = signin.resident_account(enrolment.course.person)
    unit = enrolment.unit
    contact = f"{unit.name}, {unit.phone}" if unit.phone else unit.name
    shut(account, why.strip(), now=now, by=by.account_id, patient_id=enrolment.patient_id, contact=contact)


@action("account:unlock", may=may_mark)
def unlock_account(enrolment: Enrolment, why: str, *, now: datetime, by: Actor) -> None:
    """Lift the provider's own lock; the account opens when no other stands.

    Raises CannotNote, also where only another provider or the registry's word has shut it. Lifting what nobody has
    locked changes nothing: somebody was faster.
    """
    if len(why.strip()) < LEAST_WORDS:
        raise CannotNote(_("Skriv varför kontot låses upp."))
    if enrolment.course.person.deceased_at:
        raise CannotNote(_("Personregistret säger att invånaren har avlidit. Kontot är stängt."))
    account = Account.objects.select_for_update().filter(person_id=enrolment.course.person_id, resident=True).first()
    if account is None:
        return
    # Another's lock is asked for after one's own is gone: the row of the account is held, so two at once are in turn.
    if not lift(account, why.strip(), now=now, by=by.account_id, provider_id=enrolment.provider_id) and locked(account):
        raise CannotNote(_("Er vårdgivare har inte låst kontot. Bara den som har låst det kan låsa upp det."))


def locked(account: Account) -> bool:
    """Whether any lock stands. One query."""
    return AccountLock.objects.filter(account=account, lifted_at__isnull=True).exists()


def lift(account: Account, why: str, *, now: datetime, by: str, provider_id: UUID | None) -> int:
    """In the caller's transaction: lift the standing lock of a provider, or the system's; open the account if it was
    the last one. Returns how many were lifted."""
    rows = AccountLock.objects.filter(account=account, lifted_at__isnull=True)
    own = rows.filter(patient__provider_id=provider_id) if provider_id else rows.filter(patient__isnull=True)
    lifted = own.update(lifted_at=now, lifted_by=by, lifted_why=why)
    if lifted and not locked(account):
        Account.objects.filter(pk=account.pk).update(is_active=True)
    return lifted


def shut(
    account: Account, why: str, *, now: datetime, by: str, patient_id: UUID | None = None, contact: str = ""
) -> None:
    """In the caller's transaction: lock, and end every session. Locking twice is locking once."""
    held = {"reason": why, "locked_at": now, "locked_by": by, "contact": contact}
    whose: dict[str, Any] = {"account": account, "patient_id": patient_id, "lifted_at": None}
    AccountLock.objects.get_or_create(**whose, defaults=held)
    account.is_active = False
    account.session_epoch += 1
    account.save(update_fields=["is_active", "session_epoch"])
    rows = SignIn.objects.filter(account=account)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def ask_of_child(actor: Actor, enrolment: Enrolment) -> Registered | None:
    """What the registry says of the child: birth and who has custody. Logged; raises RegistryDown."""
    number: IdentityNumber = enrolment.course.person.number
    return registry.ask_of(actor, number)
