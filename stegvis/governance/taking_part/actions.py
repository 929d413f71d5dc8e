"""Contact persons, the council, deputies, and the people of one initiative: named, replaced, ended. Nothing is erased."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.directory import administrations, colleague, designers
from stegvis.access.doors import action
from stegvis.access.models import Account, CareProvider
from stegvis.governance import letters
from stegvis.governance.kinds import NEXT_MOVES, Party, Stage
from stegvis.governance.models import ContactPerson, CouncilSeat, Deputy, Initiative, Task
from stegvis.governance.moving import close_tasks, open_task, tell
from stegvis.governance.parties import in_force
from stegvis.governance.policies import may_configure
from stegvis.governance.queries import held_by
from stegvis.governance.taking_part.kinds import SEATS, Seat
from stegvis.governance.taking_part.policies import (
    may_end_contact,
    may_end_deputy,
    may_end_seat,
    may_fill,
    may_fill_any,
    may_set_deputies,
    may_set_for_others,
)
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

LONGEST_DAYS = 366


class CannotName(Cannot):
    """Nobody was chosen, or somebody who cannot have the part. `field` is where on the page."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


def _colleague(actor: Actor, pk: str, now: datetime, field: str) -> Account:
    found = colleague(actor, pk, local_day(now))
    if found is None:
        raise CannotName(field, _("Välj en person ur listan. Skriv en del av namnet."))
    return found


@action("contact_person:add", may=may_configure)
def add_contact(provider: CareProvider, administration: str, person: str, *, now: datetime, by: Actor) -> ContactPerson:
    """Somebody is contact person of an administration from today. The same twice is one. Raises CannotName."""
    branch = next((row for row in administrations(by) if str(row.pk) == administration), None)
    if branch is None:
        raise CannotName("administration", _("Välj en förvaltning."))
    account = _colleague(by, person, now, "person")
    rows = in_force(local_day(now), ContactPerson.objects.filter(administration=branch, account=account))
    return rows.first() or ContactPerson.objects.create(administration=branch, account=account, since=local_day(now))


@action("contact_person:end", may=may_end_contact)
def end_contact(row: ContactPerson, *, now: datetime, by: Actor) -> ContactPerson:
    """No longer, from today on. The row stays as history."""
    _end(row, local_day(now))
    return row


@action("council_seat:add", may=may_configure)
def add_seat(provider: CareProvider, person: str, *, now: datetime, by: Actor) -> CouncilSeat:
    """Somebody sits on the coordination council from today. The same twice is one. Raises CannotName."""
    account = _colleague(by, person, now, "person")
    rows = in_force(local_day(now), CouncilSeat.objects.filter(provider=provider, account=account))
    return rows.first() or CouncilSeat.objects.create(provider=provider, account=account, since=local_day(now))


@action("council_seat:end", may=may_end_seat)
def end_seat(row: CouncilSeat, *, now: datetime, by: Actor) -> CouncilSeat:
    """No longer, from today on. The row stays as history."""
    _end(row, local_day(now))
    return row


def _end(row: ContactPerson | CouncilSeat, today: date) -> None:
    """Yesterday was the last day; one who was named today never was."""
    if row.until is None or row.until >= today:
        row.until = today - timedelta(days=1)
        row.save(update_fields=["until"])


@action("deputy:set", may=may_set_deputies)
def set_deputy(
    provider: CareProvider, absent: str, deputy: str, first: date | None, last: date | None, *, now: datetime, by: Actor
) -> Deputy:
    """Somebody does another's part from one day to another, both included. Raises CannotName, with its field.

    The deputy is told by letter; what is open on a first day that is today is told too.
    """
    person = _colleague(by, absent or by.account_id, now, "absent")
    if str(person.pk) != by.account_id:
        refused = may_set_for_others(by)
        if not refused:
            raise CannotName("absent", refused.sentence)
    stand_in = _colleague(by, deputy, now, "deputy")
    if stand_in.pk == person.pk:
        raise CannotName("deputy", _("Välj någon annan än den som är borta."))
    if first is None:
        raise CannotName("first", _("Skriv första dagen."))
    if last is None:
        raise CannotName("last", _("Skriv sista dagen."))
    if last < first:
        raise CannotName("last", _("Sista dagen kan inte ligga före den första."))
    if last < local_day(now):
        raise CannotName("last", _("De dagarna har redan varit. Välj dagar framåt."))
    if (last - first).days > LONGEST_DAYS:
        raise CannotName("last", _("Högst ett år i taget. Är någon borta längre byter du person i stället."))
    same_days = Q(from_day__lte=last, until_day__gte=first, ended_at__isnull=True, provider=provider)
    if Deputy.objects.filter(same_days, account=person).exclude(deputy=stand_in).exists():
        raise CannotName("first", _("Det finns redan en ersättare de dagarna. Avsluta den först."))
    known = Deputy.objects.filter(
        account=person, deputy=stand_in, provider=provider, from_day=first, until_day=last, ended_at__isnull=True
    ).first()
    if known is not None:
        return known
    row = Deputy.objects.create(
        account=person,
        deputy=stand_in,
        provider=provider,
        from_day=first,
        until_day=last,
        set_by_id=by.account,
        set_at=now,
    )
    if first <= local_day(now):
        mine = held_by(provider.pk, [person.pk], local_day(now))
        tasks = Task.objects.filter(mine, done_at__isnull=True, initiative__provider=provider).order_by("due_on", "pk")
        letters.hand_over(tasks.select_related("initiative"), stand_in.pk, str(person), now=now)
    return row


@action("deputy:end", may=may_end_deputy)
def end_deputy(row: Deputy, *, now: datetime, by: Actor) -> Deputy:
    """Back earlier than planned, or a change of mind."""
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    return row


@action("seat:fill", may=may_fill_any)
def appoint(initiative: Initiative, seat: Seat, person: str, reason: str, *, now: datetime, by: Actor) -> Initiative:
    """Another person in a seat: the tasks that come with it go along. The same person again changes nothing.

    Raises CannotName.
    """
    verdict = may_fill(seat)(by, initiative)
    if not verdict:
        raise CannotName("seat", verdict.sentence)
    account = _colleague(by, person, now, "person")
    field = f"{seat.value}_id"
    before: UUID | None = getattr(initiative, field)
    if before == account.pk:
        return initiative
    if seat is Seat.DEPUTY_OWNER and account.pk == initiative.owner_id:
        raise CannotName("person", _("Ägaren kan inte vara sin egen ersättare."))
    fields = [seat.value]
    if seat is Seat.DESIGNER:
        fields += _publisher_unit(initiative, account, by, now)
    if seat is Seat.OWNER and initiative.deputy_owner_id == account.pk:
        initiative.deputy_owner = None
        fields.append("deputy_owner")
    setattr(initiative, field, account.pk)
    initiative.save(update_fields=fields)
    _hand_over(initiative, seat, before, account, now=now, by=by)
    details = {"seat": seat.value, "person": str(account)}
    tell(
        initiative, "seat:fill", reason=reason.strip(), details=details, who=SEATS[seat].by, now=now, by=by,
    )  # fmt: skip
    return initiative


def _publisher_unit(initiative: Initiative, account: Account, by: Actor, now: datetime) -> list[str]:
    """A designer builds where they hold the role; a program that is begun stays where it is."""
    units = {row.publisher_unit_id for row in designers(by, local_day(now)) if row.account_id == account.pk}
    if not units:
        raise CannotName("person", _("Personen är inte designer på någon utgivarenhet."))
    if initiative.publisher_unit_id in units:
        return []
    if initiative.program_id:
        raise CannotName("person", _("Programmet byggs på en annan utgivarenhet. Välj en designer därifrån."))
    initiative.publisher_unit_id = min(unit for unit in units if unit)
    return ["publisher_unit"]


def _hand_over(
    initiative: Initiative, seat: Seat, before: UUID | None, to: Account, *, now: datetime, by: Actor
) -> None:
    """The stage's own next move, which was the former's (or the coordinator's, while there was nobody)."""
    party = SEATS[seat].party
    for move in NEXT_MOVES.get(Stage(initiative.stage), ()):
        if move.party is not party:
            continue
        whose = Q(account=before) if before else Q(account__isnull=True, party=Party.COORDINATOR)
        row = Task.objects.filter(whose, initiative=initiative, kind=move.kind, done_at__isnull=True).first()
        if row is not None:
            due = row.due_on
            row_ref = row.ref
            _close(row, initiative, now=now, by=by)
            open_task(initiative, move.kind, account=to, ref=row_ref, due_on=due, now=now, by=by)


def _close(row: Task, initiative: Initiative, *, now: datetime, by: Actor) -> None:
    if row.account_id:
        close_tasks(initiative, {row.kind}, ref=row.ref, account=row.account_id, now=now, by=by)  # type: ignore[arg-type]
    else:
        close_tasks(initiative, {row.kind}, ref=row.ref, now=now, by=by)  # type: ignore[arg-type]
