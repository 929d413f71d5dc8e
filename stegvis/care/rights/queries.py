"""The reading door of objections and disclosures. Actor first."""

from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.models import Person
from stegvis.access.verdict import Verdict
from stegvis.care.blocks.queries import Place, own_places
from stegvis.care.kinds import OBJECTION_STANDS, ObjectionKind
from stegvis.care.models import Disclosure, Enrolment, Objection
from stegvis.care.rights import policies
from stegvis.care.rights.policies import Against


def objections_on(actor: Actor, row: Enrolment) -> list[Objection]:
    """Of an opened run's patient, at the provider: an objection holds for all of it. One query."""
    if actor.hat.unit_id != str(row.unit_id):
        return []
    rows = Objection.objects.filter(person_id=row.course.person_id, provider_id=row.provider_id)
    return list(rows.select_related("noted_by", "decided_by", "unit", "person", "provider").order_by("-noted_at"))


def may_take_out(row: Enrolment) -> Verdict:
    """Whether the data of an opened run may be taken out as a file for other systems. One query."""
    rows = Objection.objects.filter(person_id=row.course.person_id, provider_id=row.provider_id)
    return policies.may_take_out(rows.filter(kind=ObjectionKind.EXTRACT, state__in=OBJECTION_STANDS).exists())


def objection_here(actor: Actor, row: Enrolment, pk: UUID) -> Objection | None:
    """One of them."""
    return next((each for each in objections_on(actor, row) if each.pk == pk), None)


def disclosures_on(actor: Actor, row: Enrolment) -> list[Disclosure]:
    """What the own unit has handed out of an opened run's patient, or refused to. One query."""
    if actor.hat.unit_id != str(row.unit_id):
        return []
    rows = Disclosure.objects.filter(person_id=row.course.person_id, unit_id=row.unit_id)
    return list(rows.select_related("recorded_by", "corrects").order_by("-decided_on", "-recorded_at"))


def own_objections(actor: Actor) -> list[Objection]:
    """The resident's own, the latest first. One query."""
    if not actor.is_resident:
        return []
    rows = Objection.objects.filter(person_id=actor.person_id)
    return list(rows.select_related("provider", "unit", "person").order_by("-noted_at"))


def own_objection(actor: Actor, pk: UUID) -> Objection | None:
    """One of the resident's own."""
    return next((row for row in own_objections(actor) if row.pk == pk), None)


def own_disclosures(actor: Actor) -> list[Disclosure]:
    """What of the resident's record was handed out, or refused to somebody, at every provider. One query."""
    if not actor.is_resident:
        return []
    rows = Disclosure.objects.filter(person_id=actor.person_id)
    return list(rows.select_related("provider", "unit").order_by("-decided_on", "-recorded_at"))


def places(actor: Actor) -> list[Place]:
    """The providers that the resident has anything at."""
    return own_places(actor)


def own_against(actor: Actor, provider: str) -> Against | None:
    """What a resident's form is against, where it is one of the providers above."""
    person = Person.objects.visible_to(actor).first() if actor.is_resident else None
    for place in own_places(actor) if person else ():
        if person and str(place.provider.pk) == provider:
            return Against(person, place.provider)
    return None
