"""The checklist of an initiative, its history, and the region's versions of the list.

Expects that the caller has asked who looks: an initiative comes through the room's own queries.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.governance.candidates import candidate_of
from stegvis.governance.checking.queries import checks_of
from stegvis.governance.checklist.default import DEFAULT, Line
from stegvis.governance.checklist.kinds import Part, Ticker, Verifies
from stegvis.governance.checklist.standing import LineNow, Progress, lines_now, progress_of
from stegvis.governance.checklist.verifying import Seen
from stegvis.governance.models import ChecklistItem, ChecklistMark, ChecklistTemplate, Initiative


@dataclass(frozen=True, slots=True)
class Template:
    """A version of the list. ``number`` is 0 for the one that comes with the system."""

    number: int
    lines: tuple[Line, ...]
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None


def template_of(provider_id: UUID, before: datetime | None = None) -> Template:
    """The region's newest list, or the newest before a time; without any the system's own. Two queries."""
    rows = ChecklistTemplate.objects.filter(provider_id=provider_id).select_related("made_by")
    if before is not None:
        rows = rows.filter(made_at__lte=before)
    row = rows.order_by("-number").first()
    return _template(row) if row else Template(0, DEFAULT)


def templates(actor: Actor) -> list[Template]:
    """Every version of the actor's region, newest first. Two queries."""
    if not actor.can("process:configure"):
        return []
    rows = ChecklistTemplate.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related("made_by")
    return [_template(row) for row in rows.prefetch_related("items").order_by("-number")]


def _template(row: ChecklistTemplate) -> Template:
    items = sorted(row.items.all(), key=lambda item: item.place)
    return Template(row.number, tuple(_line(item) for item in items), row.note, str(row.made_by), row.made_at)


def _line(item: ChecklistItem) -> Line:
    return Line(
        item.key,
        item.text,
        item.help,
        Ticker(item.who),
        Verifies(item.verifies) if item.verifies in Verifies.values else None,
        tuple(Part(part) for part in item.leans_on if part in Part.values),
        item.required,
    )


def template_for(initiative: Initiative) -> Template:
    """The list that an initiative follows: the region's newest; what is ended keeps the one that held then."""
    return template_of(initiative.provider_id, initiative.stage_since if initiative.ended else None)


def checklist(initiative: Initiative) -> tuple[LineNow, ...]:
    """Every line as it stands now. At most seven queries."""
    candidate = candidate_of(initiative)
    # The row that the catalogue keeps beside the program, where somebody has written one.
    entry = getattr(initiative.program, "entry", None)
    seen = Seen(initiative, checks_of(candidate) if candidate else None, entry)
    marks: dict[str, ChecklistMark] = {}
    for mark in history(initiative):
        marks[mark.key] = mark
    return lines_now(template_for(initiative).lines, marks, seen)


def history(initiative: Initiative) -> list[ChecklistMark]:
    """Who ticked what on which candidate, oldest first. One query."""
    rows = ChecklistMark.objects.filter(initiative=initiative).select_related("by", "candidate")
    return list(rows.order_by("pk"))


def progress(initiative: Initiative) -> Progress:
    """How far the required lines have come: for the board, and for what must be done before review."""
    return progress_of(checklist(initiative))
