"""What the review of the log may know of care: had the one who opened a relation to the patient then?

Compared here and never shown: an account, a surname, a yes or a no. A look-up in the person registry has a relation where
the same patient stands in the unit's log with a run.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localtime

from stegvis.access.log_review.hints import Opening
from stegvis.access.models import Account
from stegvis.audit.reading import Entry
from stegvis.care.models import Enrolment

LOOK_UP = "registry:look_up"


def openings_of(rows: Iterable[Entry]) -> list[Opening]:
    """Entries as the hints read them. Two queries."""
    entries = list(rows)
    runs = _runs(entries)
    accounts = _accounts(entries, runs)
    started = {(row.unit_id, row.patient_hash) for row in entries if row.resource_type == "Enrolment"}
    return [_opening(row, runs, accounts, started) for row in entries]


def _runs(entries: list[Entry]) -> dict[str, Enrolment]:
    wanted = {found for row in entries if row.resource_type == "Enrolment" and (found := _uuid(row.resource_id))}
    return {str(run.pk): run for run in Enrolment.to_review(wanted)}


def _accounts(entries: list[Entry], runs: dict[str, Enrolment]) -> dict[str, Account]:
    """Those who opened, and staff who are themselves one of the patients (by person, under the account's id)."""
    ids = {found for row in entries if (found := _uuid(row.account_id))}
    people = {run.patient.person_id for run in runs.values()}
    rows = [*Account.objects.filter(pk__in=ids), *Account.objects.filter(person_id__in=people, resident=False)]
    return {str(row.pk): row for row in rows}


def _opening(
    row: Entry, runs: dict[str, Enrolment], accounts: dict[str, Account], started: set[tuple[str, str]]
) -> Opening:
    run, account = runs.get(row.resource_id), accounts.get(row.account_id)
    related: bool | None = None
    if run is not None:
        related = row.account_id in {str(run.therapist_id), str(run.started_by_id)}
    elif row.act == LOOK_UP:
        related = (row.unit_id, row.patient_hash) in started
    person = run.patient.person_id if run else None
    staff = {each.person_id for key, each in accounts.items() if each.person_id and key != row.account_id}
    return Opening(
        entry_id=row.pk,
        at=localtime(row.at),
        account_id=row.account_id,
        patient=row.patient_hash,
        related=related,
        surname=account.last_name if account else "",
        patient_surname=run.patient.family_name if run else "",
        own=bool(person and account and account.person_id == person),
        colleague=bool(person and person in staff),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
