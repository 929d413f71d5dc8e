"""What somebody holds of a unit's work, as counts: what needs somebody else when they lose their commission there.

For the import of the directory, which tells whoever runs it. No resident is named.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Upper

from stegvis.access.models import CareUnit, StaffProfile
from stegvis.care.kinds import FlagState
from stegvis.care.models import Enrolment, Flag, Shift
from stegvis.course.kinds import ENDED


@dataclass(frozen=True, slots=True)
class Work:
    """So many runs that go on, flags that somebody has and lines of the roster. `who` empty: the whole unit's."""

    unit: str
    who: str
    runs: int
    flags: int
    shifts: int

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.runs or self.flags or self.shifts)


def work_left(lost: Collection[tuple[str, str]], closing: Collection[str], today: date) -> list[Work]:
    """By (person, unit) that is lost, and by unit that closes; HSA-ids in capitals. Empty ones are left out."""
    people = StaffProfile.objects.annotate(capitals=Upper("hsa_id")).filter(capitals__in={who for who, _unit in lost})
    wanted = {where for _who, where in lost} | set(closing)
    units = {row.hsa_id.upper(): row for row in CareUnit.objects.annotate(c=Upper("hsa_id")).filter(c__in=wanted)}
    names = {row.hsa_id.upper(): row for row in people}
    found = [_work(units[where], names[who], today) for who, where in sorted(lost) if who in names and where in units]
    found += [_work(units[where], None, today) for where in sorted(closing) if where in units]
    return [each for each in found if each]


def _work(unit: CareUnit, person: StaffProfile | None, today: date) -> Work:
    runs = Enrolment.objects.without_asking_who_because("the import tells how many need somebody else, never whose")
    runs = runs.filter(unit=unit, undone_at__isnull=True).exclude(course__phase__in=ENDED)
    flags = Flag.objects.without_asking_who_because("the import tells how many need somebody else, never whose")
    flags = flags.filter(enrolment__unit=unit, resolved_at__isnull=True).exclude(state=FlagState.HANDLED)
    shifts = Shift.objects.filter(unit=unit).exclude(until_day__lt=today)
    if person is None:
        return Work(unit.name, "", runs.count(), flags.count(), 0)
    me = person.pk
    return Work(
        unit.name,
        person.full_name,
        runs.filter(therapist_id=me).count(),
        flags.filter(Q(owner_id=me) | Q(acknowledged_by_id=me)).count(),
        shifts.filter(Q(person_id=me) | Q(deputy_id=me)).count(),
    )
