"""What staff read of the person behind a run that they have opened."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stegvis.access import settings
from stegvis.access.acting import queries as acting
from stegvis.access.acting.until import age_day, is_child
from stegvis.access.models import AccountLock, Guardian, Helper
from stegvis.access.settings import Key
from stegvis.care.models import Enrolment
from stegvis.course.models import Response
from stegvis.program.facts import FactKind


@dataclass(frozen=True, slots=True)
class Known:
    """A guardian with the day from which the child is too old; `acts` says whether they may act today."""

    row: Guardian
    name: str
    until: date
    acts: bool


@dataclass(frozen=True, slots=True)
class About:
    """Everything of one person for the page. `child`: young enough for a guardian; `came_of_age`: one has just ended."""

    born: date | None
    limit: int
    child: bool
    guardians: tuple[Known, ...]
    came_of_age: bool
    helpers: tuple[Helper, ...]
    protected: bool
    by_registry: bool
    protected_why: str
    deceased: bool
    # The own provider's lock. Of others' only that there is one: why, and where somebody is in care, is not told over
    # providers. `by_system` is lifted by nobody at a unit.
    lock: AccountLock | None
    locked_elsewhere: bool
    by_system: bool


def about(enrolment: Enrolment, today: date) -> About:
    """The person of a run that stands open to the actor. Four queries."""
    locks = acting.locks_of(enrolment.course.person_id)
    elsewhere = [row for row in locks if row.patient and row.patient.provider_id != enrolment.provider_id]
    person, patient = enrolment.course.person, enrolment.patient
    limit = settings.value(Key.GUARDIAN_AGE, provider_id=enrolment.provider_id)
    rows = acting.guardians_of(enrolment.provider_id, person.pk)
    guardians = tuple(_known(row, limit, today) for row in rows)
    born = guardians[0].row.born if guardians else person.number.birth_date
    return About(
        born=born,
        limit=limit,
        child=born is None or is_child(born, limit, today),
        guardians=guardians,
        came_of_age=any(not each.acts and each.row.ended_at is None for each in guardians),
        helpers=tuple(acting.helpers_of(person.pk, enrolment.course_id, today)),
        protected=person.protected or patient.protected,
        by_registry=person.protected,
        protected_why=patient.protected_why,
        deceased=person.deceased_at is not None,
        lock=next((row for row in locks if row.patient and row.patient.provider_id == enrolment.provider_id), None),
        locked_elsewhere=bool(elsewhere),
        by_system=any(row.patient is None for row in locks),
    )


def guardian(enrolment: Enrolment, pk: UUID) -> Guardian | None:
    """One guardian of the child whose run it is, at the run's provider."""
    return acting.guardian_of(enrolment.provider_id, enrolment.course.person_id, pk)


def _known(row: Guardian, limit: int, today: date) -> Known:
    acts = row.ended_at is None and is_child(row.born, limit, today)
    return Known(row, row.person.full_name, age_day(row.born, limit), acts)


def sent_for(enrolment: Enrolment, response: Response) -> str:
    """The name of whoever sent these answers for the resident; empty where the resident did. Two queries at most."""
    facts = enrolment.course.facts.filter(kind=FactKind.RESPONSE_SUBMITTED, ref=response.occasion)
    sent = (
        facts.filter(occurred_at=response.sent_at or response.saved_at)
        .exclude(acting_for="")
        .values_list("by", flat=True)
        .first()
    )
    return who_acted(enrolment, [sent]).get(sent, "") if sent else ""


def exercises_sent_for(enrolment: Enrolment) -> dict[str, str]:
    """By exercise: the name of whoever sent it in for the resident, the last time. Two queries, one where nobody has."""
    sent = enrolment.course.facts.filter(kind=FactKind.EXERCISE_SENT).order_by("seq")
    last = {ref: by if acting_for else "" for ref, by, acting_for in sent.values_list("ref", "by", "acting_for")}
    names = who_acted(enrolment, [by for by in last.values() if by])
    return {ref: names[by] for ref, by in last.items() if by in names}


def who_acted(enrolment: Enrolment, account_ids: list[str]) -> dict[str, str]:
    """Names of those who have done something for the resident, by account id. One query, none where nobody has."""
    return acting.names_of_others(account_ids, enrolment.course.person_id) if account_ids else {}
