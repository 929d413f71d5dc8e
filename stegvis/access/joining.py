"""Two numbers turn out to be one person, and both have a life here: what is theirs is put together by people.

A sign-in never does this (`oidc.renumbering`). Somebody has looked into it and decided; the decision's number is in the
log under both numbers. What cannot stand twice is settled row by row: of a choice or a draft the present one's stays, a
patient at the same care provider becomes one, and anything else that stands in the way is named, and nothing is done.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.doors.look import GuardedManager
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Account, EarlierNumber, Patient
from stegvis.access.models.people import number_hash
from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject
from stegvis.lib.errors import Cannot

REASON = "a decision that two numbers are one person"
# What is put together in its turn, where both have one.
_PUT_TOGETHER = (Patient, Account)
# What the present one's row says for both, where both have one. By label: most stand in rooms above this one.
GIVES_WAY = frozenset(
    {
        "notifications.NoticeChoice",
        "notifications.Address",
        "access.AccountLock",
        "notifications.LetterChoice",
        "care.Block",
        "care.Objection",
        "law.InformationSeen",
        "messaging.Draft",
        "messaging.ReadMark",
        "support.BulletinRead",
        "wagtailusers.UserProfile",
    }
)


class CannotJoin(Cannot):
    """Why the two are not put together, in Swedish, for who sits at the machine. Names no person."""


def join(
    earlier: IdentityNumber, present: IdentityNumber, *, decision: str, now: datetime, try_only: bool = False
) -> Counter[str]:
    """Put all that stands under the earlier number under the present one, in one transaction.

    Returns how many rows of each kind followed, or gave way ("… (ersatt)"). With ``try_only`` nothing is kept.
    Raises CannotJoin.
    """
    with transaction.atomic():
        gone, keep = signin.person_to_renumber(earlier), signin.person_to_renumber(present)
        if gone is None or keep is None:
            raise CannotJoin("Ett av numren har ingen person här. Då sker det av sig självt vid nästa inloggning.")
        if gone.pk == keep.pk:
            raise CannotJoin("Det är samma nummer två gånger.")
        if gone.made_up or keep.made_up:
            raise CannotJoin("En påhittad person slås inte ihop med någon.")
        moved: Counter[str] = Counter()
        keep.protected = keep.protected or gone.protected
        keep.deceased_at = min(filter(None, (keep.deceased_at, gone.deceased_at)), default=None)
        keep.save(update_fields=["protected", "deceased_at"])
        _follow(gone, keep, moved)
        for number in (earlier, present):
            subject = Subject("Person", str(keep.pk), patient=PatientRef(number.type.value, number.value))
            log.enter(Actor.system("join_numbers").who(), "person:join", subject, now=now, reason=decision)
        gone.delete()
        EarlierNumber.objects.update_or_create(
            number_hash=number_hash(earlier),
            defaults={
                "person": keep,
                "number_type": earlier.type,
                "number_cipher": earlier.value,
                "replaced_at": now,
            },
        )
        if try_only:
            transaction.set_rollback(True)
    return moved


def points_at(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Every column in any room that points at a model."""
    for field in model._meta.get_fields(include_hidden=True):
        if (
            field.auto_created
            and not field.concrete
            and isinstance(key := getattr(field, "field", None), models.ForeignKey)
        ):
            if not key.model._meta.proxy and key.model._meta.managed:
                yield key


def _follow(gone: models.Model, keep: models.Model, moved: Counter[str]) -> None:
    for key in points_at(type(gone)):
        if key.remote_field.parent_link:
            raise CannotJoin(f"{type(gone)._meta.label} har en del till: {key.model._meta.label}.")
        for row in _all_of(key.model).filter(**{key.name: gone.pk}).order_by("pk"):
            _one(row, key, keep, moved)


def _one(row: models.Model, key: models.ForeignKey, keep: models.Model, moved: Counter[str]) -> None:
    label, same = key.model._meta.label, _all_of(key.model).filter(pk=row.pk)
    try:
        with transaction.atomic():
            same.update(**{key.name: keep.pk})
        moved[label] += 1
    except IntegrityError:
        if label in GIVES_WAY:
            if getattr(row, "state", "") == "upheld":
                raise CannotJoin(f"Något som är bifallet under det tidigare numret står i vägen ({label}).") from None
            same.delete()
            moved[f"{label} (ersatt)"] += 1
        elif isinstance(row, _PUT_TOGETHER) and (twin := _twin(row, keep)):
            _stricter(row, twin)
            _follow(row, twin, moved)
            same.delete()
            moved[f"{label} (ersatt)"] += 1
        else:
            message = f"Båda numren har {key.model._meta.verbose_name} som bara får finnas en gång ({label})."
            raise CannotJoin(f"{message} Avsluta den ena först.") from None


def _stricter(row: Patient | Account, twin: models.Model) -> None:
    """What shuts somebody out, or hides them, holds for both."""
    if isinstance(row, Account) and isinstance(twin, Account) and not row.is_active:
        twin.is_active = False
        twin.save(update_fields=["is_active"])
    if isinstance(row, Patient) and isinstance(twin, Patient) and row.protected and not twin.protected:
        twin.protected, twin.protected_why = True, row.protected_why
        twin.save(update_fields=["protected", "protected_why"])


def _all_of(model: type[models.Model]) -> models.QuerySet[Any]:
    manager = model._default_manager
    return manager.without_asking_who_because(REASON) if isinstance(manager, GuardedManager) else manager.all()


def _twin(row: Patient | Account, keep: models.Model) -> models.Model | None:
    if isinstance(row, Patient):
        return _all_of(Patient).filter(provider_id=row.provider_id, person_id=keep.pk).first()
    return Account.objects.filter(person_id=keep.pk, resident=True).first() if row.resident else None
