"""The changing door of the import: a plan is carried out in one transaction, and each change of it is kept.

Nothing is removed: what ends gets a last day, a role that goes is withdrawn with its reason, and `DirectoryChange` holds
what stood before. The sessions of those who lost something end.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.granting.actions import end_sessions
from stegvis.access.importing.kinds import Change, Commission, Kind, Noun, Person, Plan, Said, Unit, key
from stegvis.access.importing.planning import plan
from stegvis.access.importing.standing import standing_of
from stegvis.access.kinds import Source
from stegvis.access.models import (
    Account,
    Administration,
    CareProvider,
    CareUnit,
    DirectoryChange,
    DirectoryImport,
    Employment,
    KnownSubject,
    RoleGrant,
    StaffProfile,
)
from stegvis.access.models import Commission as CommissionRow
from stegvis.access.policies import may_bootstrap
from stegvis.lib.errors import Cannot

BY = Actor.system("directory")
MOST_REASON = 500


class CannotImport(Cannot):
    """The file would end too many."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its lines, its name and its bytes."""

    said: Said
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms: only to see, how many percent may lose something, and what is told before anything is done."""

    dry_run: bool
    most_ends: int
    many_ends: bool
    tell: Callable[[Plan], None]


@action("directory:import", may=may_bootstrap)
def import_directory(
    provider: CareProvider, file: File, terms: Terms, *, now: datetime, today: date, by: Actor
) -> Plan:
    """Plan, tell, and do. The provider's row is locked, so that two imports never meet. Raises CannotImport."""
    planned = plan(standing_of(provider, today), file.said, today)
    terms.tell(planned)
    if planned.ends_too_many(terms.most_ends) and not terms.many_ends:
        raise CannotImport(
            f"Filen skulle ta uppdrag eller anställning från {len(planned.losing)} av {planned.known} personer, "
            f"mer än {terms.most_ends} procent. Stämmer det, kör igen med --allow-many-ends."
        )
    if terms.dry_run or not (planned.changes or planned.withdrawals):
        return planned
    made = DirectoryImport.objects.create(
        provider=provider,
        at=now,
        file_name=file.name[:200],
        file_digest=hashlib.sha256(file.content).hexdigest(),
        complete=file.said.complete,
    )
    _Doing(provider, made, now, today).do(planned)
    return planned


@dataclass(frozen=True, slots=True)
class _Doing:
    """One import under way."""

    provider: CareProvider
    made: DirectoryImport
    now: datetime
    today: date

    def do(self, planned: Plan) -> None:
        """In the plan's order."""
        does = {Noun.UNIT: self._unit, Noun.PERSON: self._person, Noun.COMMISSION: self._commission}
        for change in planned.changes:
            about = does[change.noun](change)
            DirectoryChange.objects.create(
                directory_import=self.made,
                row=change.row,
                kind=change.kind.value,
                noun=change.noun.value,
                hsa_id=change.after.id[:40],
                before=_plain(change.before),
                after=_plain(change.after),
                reason=change.reason[:MOST_REASON],
                **about,
            )
        for each in planned.withdrawals:
            row = RoleGrant.objects.select_for_update().get(pk=each.held.id)
            row.withdrawn_at, row.withdrawn_by = self.now, BY.account_id
            row.reason = "\n".join(filter(None, (row.reason, f"Katalogen: {each.reason}")))
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        self._end_sessions(planned.leaving)

    def _unit(self, change: Change) -> dict[str, Any]:
        after: Unit = change.after
        place, _made = Administration.objects.get_or_create(provider=self.provider, name=after.administration)
        if change.before is None:
            row = CareUnit.objects.create(
                provider=self.provider,
                administration=place,
                hsa_id=after.id,
                name=after.name,
                code=after.code,
                town=after.town,
            )
            return {"unit": row}
        row = CareUnit.objects.get(provider=self.provider, hsa_id__iexact=change.key)
        row.name, row.town, row.administration = after.name, after.town, place
        if after.closed != change.before.closed:
            row.archived_on = self.today if after.closed else None
        row.save(update_fields=["name", "town", "administration", "archived_on"])
        return {"unit": row}

    def _person(self, change: Change) -> dict[str, Any]:
        after: Person = change.after
        profile = StaffProfile.objects.select_related("account").filter(hsa_id__iexact=change.key).first()
        account = profile.account if profile else self._new_account(after)
        if profile is not None:
            _rename(profile, after)
        if after.closed and account.is_active:
            account.is_active = False
            account.save(update_fields=["is_active"])
            # Whoever signs in with it now is the other one: the next sign-in says who.
            KnownSubject.objects.filter(account=account).delete()
        if after.starts is not None:
            self._employ(account, change.before, after, after.starts)
        return {"account": account}

    def _new_account(self, after: Person) -> Account:
        account = Account.objects.create(
            first_name=after.given_name, last_name=after.family_name, email=after.email, created_at=self.now
        )
        StaffProfile.objects.create(
            account=account,
            hsa_id=after.id,
            given_name=after.given_name,
            family_name=after.family_name,
            title=after.title,
        )
        return account

    def _employ(self, account: Account, before: Person | None, after: Person, starts: date) -> None:
        rows = Employment.objects.select_for_update().filter(account=account, provider=self.provider)
        row = rows.order_by("starts_on", "id").last()
        anew = row is not None and row.ends_on is not None and row.ends_on < self.today and starts > row.ends_on
        if row is None or anew:
            row = Employment(account=account, provider=self.provider)
        row.starts_on, row.ends_on, row.source = starts, after.until, Source.DIRECTORY
        if after.administration:
            row.administration, _made = Administration.objects.get_or_create(
                provider=self.provider, name=after.administration
            )
        row.save()
        if after.until is not None:
            # Others of the same provider that were never ended go with it.
            for other in rows.exclude(pk=row.pk).filter(ends_on__isnull=True):
                other.ends_on = max(other.starts_on, after.until)
                other.save(update_fields=["ends_on"])

    def _commission(self, change: Change) -> dict[str, Any]:
        after: Commission = change.after
        account = StaffProfile.objects.select_related("account").get(hsa_id__iexact=after.person).account
        unit = CareUnit.objects.get(provider=self.provider, hsa_id__iexact=after.unit)
        row = CommissionRow.objects.filter(hsa_id__iexact=change.key).first() or CommissionRow(hsa_id=after.id)
        row.account, row.unit, row.name, row.purpose = account, unit, after.name, after.purpose
        row.rights, row.starts_on, row.ends_on = list(after.rights), after.starts, after.until
        if after.told:
            row.source = Source.DIRECTORY
        row.save()
        return {"account": account, "unit": unit}

    def _end_sessions(self, leaving: Iterable[str]) -> None:
        known = {key(hsa_id): pk for hsa_id, pk in StaffProfile.objects.values_list("hsa_id", "pk")}
        accounts = [known[each] for each in leaving if each in known]
        end_sessions(accounts)


def _rename(profile: StaffProfile, after: Person) -> None:
    said = (after.id, after.given_name, after.family_name, after.title, after.email)
    account = profile.account
    if said == (profile.hsa_id, profile.given_name, profile.family_name, profile.title, account.email):
        return
    profile.hsa_id, profile.title = after.id, after.title
    profile.given_name, profile.family_name = after.given_name, after.family_name
    profile.save()
    account.first_name, account.last_name, account.email = after.given_name, after.family_name, after.email
    account.save(update_fields=["first_name", "last_name", "email"])


def _plain(value: Any) -> dict[str, Any] | None:
    """As JSON holds it; days as text."""
    if value is None:
        return None
    fields = dataclasses.asdict(value)
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in fields.items()}


def summary(planned: Plan) -> dict[str, int]:
    """How many of each, for the last line."""
    return {kind.value: len(planned.of(kind)) for kind in Kind}
