"""What the reader chose to count, out of the address. What makes no sense counts as not chosen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from stegvis.care.aggregates import Counted, Named, Period, Scope

LATEST = "12"
ALL = "alla"
FIRST_YEAR = 2020


class View(TextChoices):
    """What is counted."""

    BEGUN = "startade", _("Startade")
    ENDED = "avslutade", _("Avslutade")
    ASKED = "formular", _("Besvarade formulär")


class By(TextChoices):
    """What there is a row for."""

    MONTH = "manad", _("Månad")
    PROGRAM = "program", _("Program")
    VERSION = "version", _("Version")
    UNIT = "enhet", _("Enhet")
    INSTRUMENT = "instrument", _("Formulär")


@dataclass(frozen=True, slots=True)
class Asking:
    """The choice. `program`, `version` and `unit` are None where all are counted."""

    view: View
    by: By
    span: str
    program: UUID | None = None
    version: UUID | None = None
    unit: UUID | None = None

    def period(self, today: date) -> Period:
        """The whole months it is about."""
        if self.span == ALL:
            return Period()
        if self.span == LATEST:
            return Period(first_of(today, -11), first_of(today, 1))
        year = int(self.span)
        return Period(date(year, 1, 1), date(year + 1, 1, 1))

    def keeps(self, row: Counted, versions: dict[UUID, Named]) -> bool:
        """Whether the row is of what was chosen."""
        version = versions.get(row.version_id)
        return (
            version is not None
            and self.program in (None, version.program_id)
            and self.version in (None, row.version_id)
            and self.unit in (None, row.unit_id)
        )


def first_of(day: date, months: int) -> date:
    """The first day of the month that many months later."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def asked_for(query: QueryDict, scope: Scope, today: date) -> Asking:
    """Read the address."""
    said = query.get("visa", "")
    view = View(said) if said in View.values else View.BEGUN
    ways = ways_of(scope, view)
    wanted = query.get("efter", "")
    span = query.get("period", "")
    return Asking(
        view,
        By(wanted) if wanted in ways else ways[0],
        span if span in spans(today) else LATEST,
        _key(query.get("program", "")) if scope.program_id is None else None,
        _key(query.get("version", "")),
        _key(query.get("enhet", "")) if has_units(scope) else None,
    )


def has_units(scope: Scope) -> bool:
    """Whether units can be told apart: only by who coordinates them all."""
    return scope.unit_id is None and scope.program_id is None


def ways_of(scope: Scope, view: View) -> list[By]:
    """What there can be a row for."""
    found = [By.MONTH]
    if view is View.ASKED:
        found.append(By.INSTRUMENT)
    if scope.program_id is None:
        found.append(By.PROGRAM)
    found.append(By.VERSION)
    if has_units(scope):
        found.append(By.UNIT)
    return found


def spans(today: date) -> list[str]:
    """Periods to choose among, in order."""
    return [LATEST, *(str(year) for year in range(today.year, FIRST_YEAR - 1, -1)), ALL]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
