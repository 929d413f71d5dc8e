"""The plan of one program in an extract: as a table to read, and as a FHIR CarePlan's activities and goal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.course.kinds import Phase
from stegvis.lib.clock import local_day
from stegvis.program.document import Document
from stegvis.program.unfold import OccasionState, Openness
from stegvis.questionnaires import queries as library
from stegvis.records.extract import Run
from stegvis.records.planned import Asked, Module
from stegvis.ui.print import Heading, Part, Table

_MODULES = {
    Openness.CLOSED: "not-started",
    Openness.OPEN: "in-progress",
    Openness.DONE: "completed",
    Openness.HIDDEN: "cancelled",
}
_ASKED = {
    OccasionState.UPCOMING: "not-started",
    OccasionState.OPEN: "in-progress",
    OccasionState.LATE: "in-progress",
    OccasionState.CLOSED: "stopped",
    OccasionState.ANSWERED: "completed",
}
_GOALS = {
    Phase.UPCOMING: "accepted",
    Phase.ACTIVE: "active",
    Phase.PAUSED: "on-hold",
    Phase.MAINTENANCE: "active",
    Phase.CLOSED: "completed",
    Phase.LEFT: "cancelled",
    Phase.WRONG_START: "entered-in-error",
}


class Planning:
    """The plan of one run in a language. `document` is None where it cannot be read any longer."""

    def __init__(self, run: Run, document: Document | None, language: str) -> None:
        self.run, self.document, self.language = run, document, language

    @property
    def purpose(self) -> str:
        """What the program is to lead to, in its own words."""
        return self._text("program.intended_purpose")

    def parts(self) -> Iterator[Part]:
        """The table: modules as they stand in the program, then what is asked, in time."""
        plan = self.run.planned
        rows = [
            (self.module_title(n, each), _module_said(each), _when(each.at)) for n, each in enumerate(plan.modules, 1)
        ]
        rows += [(self.asked_title(each), _asked_said(each), _when(each.at)) for each in plan.asked]
        if rows:
            yield Heading(_("Planen"), 3)
            yield Table((_("Del"), _("Läge"), _("När")), tuple(rows), (5, 4, 3))

    def goal(self, subject: dict[str, str]) -> tuple[UUID, dict[str, Any]] | None:
        """The Goal that the plan has, where the program says what it is for."""
        course = self.run.course
        if not self.purpose:
            return None
        made = {
            "resourceType": "Goal",
            "lifecycleStatus": _GOALS[Phase(course.phase)],
            "description": {"text": self.purpose},
            "subject": subject,
            "startDate": local_day(course.started_at).isoformat(),
        }
        return uuid5(course.pk, "goal"), made

    def activities(self) -> list[dict[str, Any]]:
        """What a CarePlan holds of modules and questions. One that was answered points to its answers."""
        plan = self.run.planned
        answers = {row.occasion: row.pk for row in self.run.responses if row.sent_at}
        found = []
        for number, module in enumerate(plan.modules, 1):
            status = "cancelled" if module.cut else _MODULES[module.state]
            if status == "not-started" and module.at:
                status = "scheduled"
            found.append({"detail": _detail("module", status, self.module_title(number, module), module.at, None)})
        for asked in plan.asked:
            status = "scheduled" if asked.state is OccasionState.UPCOMING and asked.at else _ASKED[asked.state]
            made: dict[str, Any] = {
                "detail": _detail("questionnaire", status, self.asked_title(asked), asked.at, asked.due_at)
            }
            if asked.key in answers:
                made["outcomeReference"] = [{"reference": answers[asked.key].urn}]
            found.append(made)
        return found

    def module_title(self, number: int, module: Module) -> str:
        """Its number and its name."""
        title = self._text(f"{module.id}.title")
        return _("Modul %(n)s: %(title)s") % {"n": number, "title": title} if title else f"{_('Modul')} {number}"

    def asked_title(self, asked: Asked) -> str:
        """Its own title, else the questionnaire's."""
        own = self._text(f"{asked.measurement}.title")
        return own or library.definition_by_digest(asked.questionnaire).title(self.language)

    def _text(self, key: str) -> str:
        return self.document.text(key, self.language) if self.document else ""


def _detail(code: str, status: str, title: str, start: datetime | None, end: datetime | None) -> dict[str, Any]:
    period = {name: _moment(at) for name, at in (("start", start), ("end", end)) if at}
    made: dict[str, Any] = {"kind": "Task", "code": {"text": code}, "status": status, "description": title}
    return {**made, "scheduledPeriod": period} if period else made


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")


def _when(at: datetime | None) -> str:
    return date_format(localtime(at), "j F Y") if at else "–"


def _module_said(module: Module) -> str:
    if module.cut and module.state is Openness.OPEN:
        return _("Påbörjad när programmet slutade")
    return {
        Openness.CLOSED: _("Stängd"),
        Openness.OPEN: _("Öppen"),
        Openness.DONE: _("Klar"),
        Openness.HIDDEN: _("Dold"),
    }[module.state]


def _asked_said(asked: Asked) -> str:
    if asked.answered_at:
        return _("Besvarad %(when)s") % {"when": _when(asked.answered_at)}
    return {
        OccasionState.UPCOMING: _("Kommer"),
        OccasionState.OPEN: _("Att svara på"),
        OccasionState.LATE: _("Att svara på"),
        OccasionState.CLOSED: _("Inte besvarad"),
        OccasionState.ANSWERED: _("Besvarad"),
    }[asked.state]
