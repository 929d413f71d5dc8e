"""What an actor is to an initiative, themselves or as somebody's deputy. People, not hats; but at their own provider."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.governance.kinds import Party, Stage
from stegvis.governance.models import ContactPerson, CouncilSeat, Deputy, Initiative, Member

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Standing:
    """The parties that an actor is, and whom they stand in for where it is not by themselves."""

    own: frozenset[Party] = frozenset()
    lent: dict[Party, UUID] = field(default_factory=dict)

    @property
    def parties(self) -> frozenset[Party]:
        """Everything the actor may act as."""
        return self.own | self.lent.keys()

    def behalf_of(self, who: frozenset[Party]) -> UUID | None:
        """Whom the actor stands in for when acting as one of `who`; None when acting as themselves."""
        if self.own & who:
            return None
        return next((self.lent[party] for party in Party if party in who and party in self.lent), None)


def standing_of(actor: Actor, initiative: Initiative, today: date) -> Standing:
    """What the actor is to the initiative today. At most five queries; nothing under another provider's hat."""
    if not actor.can("process:read") or actor.hat.provider_id != str(initiative.provider_id):
        return Standing()
    own = set(_of_person(initiative, actor.account, today))
    # Being a coordinator is a post, not a person: it takes the hat.
    if actor.hat.kind is HatKind.POST and actor.can("region:read"):
        own.add(Party.COORDINATOR)
    lent: dict[Party, UUID] = {}
    for absent in deputised_by(actor, today):
        for party in _of_person(initiative, absent, today):
            if party not in own:
                lent.setdefault(party, absent)
    return Standing(frozenset(own), lent)


def deputised_by(actor: Actor, today: date) -> list[UUID]:
    """Those whom the actor stands in for today at this provider. One query."""
    if not actor.hat.provider_id:
        return []
    rows = Deputy.objects.filter(
        deputy_id=actor.account,
        provider_id=UUID(actor.hat.provider_id),
        from_day__lte=today,
        until_day__gte=today,
        ended_at__isnull=True,
    )
    return list(rows.order_by("pk").values_list("account_id", flat=True))


def _of_person(initiative: Initiative, person: UUID, today: date) -> list[Party]:
    found = [
        party
        for party, holder in (
            (Party.OPENER, initiative.opened_by_id),
            (Party.MANAGER, initiative.manager_id),
            (Party.OWNER, initiative.owner_id),
            (Party.OWNER, initiative.deputy_owner_id),
            (Party.DESIGNER, initiative.designer_id),
        )
        if holder == person
    ]
    if Member.objects.filter(initiative=initiative, account_id=person, left_at__isnull=True).exists():
        found.append(Party.MEMBER)
    if contacts(initiative, today).filter(account_id=person).exists():
        found.append(Party.CONTACT)
    if in_force(today, CouncilSeat.objects.filter(provider_id=initiative.provider_id, account_id=person)).exists():
        found.append(Party.COUNCIL)
    return found


def in_force(today: date, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Seats and contact persons whose days include today."""
    return rows.filter(Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today)))


def contacts(initiative: Initiative, today: date) -> QuerySet[ContactPerson]:
    """The contact persons of the initiative's administration today."""
    return in_force(today, ContactPerson.objects.filter(administration=initiative.administration))


def visible(actor: Actor, today: date) -> Q:
    """Initiatives that an actor may see: all for the coordinator and the council, else those one is a party to.

    Ideas are their opener's own until they are handed in; a designer sees those of the own publisher unit.
    """
    if not actor.can("process:read"):
        return Q(pk__in=[])
    here = Q(provider_id=UUID(actor.hat.provider_id))
    if actor.hat.kind is HatKind.POST and actor.can("region:read"):
        return here
    people = [actor.account, *deputised_by(actor, today)]
    seats = in_force(today, CouncilSeat.objects.filter(provider_id=UUID(actor.hat.provider_id), account_id__in=people))
    held = Q(opened_by__in=people) | Q(owner__in=people) | Q(deputy_owner__in=people) | Q(designer__in=people)
    handed_in = ~Q(stage=Stage.IDEA)
    mine = in_force(today, ContactPerson.objects.filter(account_id__in=people))
    held |= handed_in & (Q(manager__in=people) | Q(administration__in=mine.values("administration")))
    held |= Q(pk__in=Member.objects.filter(account_id__in=people, left_at__isnull=True).values("initiative"))
    if seats.exists():
        early = {Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Stage.NOMINATION}
        held |= ~Q(stage__in=early)
    if actor.hat.kind is HatKind.PUBLISHER:
        held |= Q(publisher_unit_id=actor.hat.publisher_unit_id)
    return here & held
