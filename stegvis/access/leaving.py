"""Signing out others than oneself, by those who run the installation."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.granting.actions import end_sessions
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Account, SignIn
from stegvis.audit import log
from stegvis.audit.entry import Subject

# As many as one statement names without a database minding.
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Whose:
    """One resident by number, one member of staff by HSA-id; else all of a kind, or all."""

    number: IdentityNumber | None = None
    hsa_id: str = ""
    resident: bool | None = None


def end_for(whose: Whose, *, reason: str, now: datetime, try_only: bool = False) -> int | None:
    """End their sign-ins. Returns how many ran; None where there is no such person. It is logged with its reason."""
    accounts = _accounts(whose)
    if (whose.number or whose.hsa_id) and not accounts.exists():
        return None
    with transaction.atomic():
        rows = SignIn.objects.filter(account__in=accounts)
        keys = list(rows.values_list("session_key", flat=True))
        ran = Session.objects.filter(session_key__in=keys, expire_date__gt=now).count()
        if not try_only:
            everyone = list(accounts.values_list("pk", flat=True))
            for start in range(0, len(everyone), AT_A_TIME):
                end_sessions(everyone[start : start + AT_A_TIME])
            log.enter(
                Actor.system("end_sessions").who(),
                "sessions:end_of",
                Subject("Account", _named(whose, accounts)),
                now=now,
                reason=reason,
            )
        return ran


def _accounts(whose: Whose) -> QuerySet[Account]:
    if whose.number is not None:
        person = signin.person_with(whose.number)
        return Account.objects.filter(person=person, resident=True) if person else Account.objects.none()
    if whose.hsa_id:
        return Account.objects.filter(staff__hsa_id__iexact=whose.hsa_id)
    return Account.objects.all() if whose.resident is None else Account.objects.filter(resident=whose.resident)


def _named(whose: Whose, accounts: QuerySet[Account]) -> str:
    if whose.number or whose.hsa_id:
        return str(accounts.values_list("pk", flat=True).first())
    return {None: "all", True: "residents", False: "staff"}[whose.resident]
