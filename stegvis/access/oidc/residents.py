"""A verified resident becomes an account: found by number, held together with issuer and subject."""

from datetime import datetime

from django.db import IntegrityError, transaction

from stegvis.access import signin
from stegvis.access.models import Account, KnownSubject, Person
from stegvis.access.oidc.claims import VerifiedResident, Vouched
from stegvis.access.oidc.kinds import Refusal, Stopped
from stegvis.access.oidc.renumbering import renumber
from stegvis.lib.fields import key_ring

SUBJECT_HASH_PURPOSE = "access.subject"


def account_of(verified: VerifiedResident, now: datetime) -> Account:
    """The resident's account, made at the first sign-in. Raises Stopped; then nothing is changed.

    A subject that stands for one person never opens another's account, whatever number comes with it: a number may
    change only from a coordination number that the provider itself names as the earlier one.
    """
    try:
        with transaction.atomic():
            return _account(verified, now)
    except IntegrityError:
        # The same person in two tabs, for the first time in both.
        with transaction.atomic():
            return _account(verified, now)


def _account(verified: VerifiedResident, now: datetime) -> Account:
    if verified.earlier is not None:
        renumber(verified.earlier, verified.number, now)
    known = subject_row(verified)
    present = signin.person_with(verified.number)
    if known is not None and (present is None or known.account.person_id != present.pk):
        raise Stopped(Refusal.SUBJECT_TAKEN)
    person = signin.person_for(
        present.number if present else verified.number, verified.given_name, verified.family_name
    )
    account = _open_account(person)
    if known is None:
        remember(verified, account, now)
    return account


def _open_account(person: Person) -> Account:
    account = signin.resident_account(person)
    # Somebody made up to practise on has no e-ID: nobody real comes in as them.
    if person.made_up or not account.is_active:
        raise Stopped(Refusal.ACCOUNT_CLOSED)
    return account


def subject_hash(vouched: Vouched) -> str:
    """The keyed hash under which a subject is found again."""
    return key_ring().keyed_hash(vouched.subject, SUBJECT_HASH_PURPOSE)


def subject_row(vouched: Vouched) -> KnownSubject | None:
    """Whom this issuer has meant by this subject before."""
    rows = KnownSubject.objects.select_for_update(of=("self",)).select_related("account__person")
    return rows.filter(issuer=vouched.issuer, subject_hash=subject_hash(vouched)).first()


def remember(vouched: Vouched, account: Account, now: datetime) -> None:
    """Hold the subject to this account from now on."""
    KnownSubject.objects.create(
        issuer=vouched.issuer, subject_hash=subject_hash(vouched), account=account, first_seen_at=now
    )
