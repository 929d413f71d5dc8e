"""The checklist of an initiative, its history, and the region's versions of the list.

Expects that the caller has asked who looks: an initiative comes through the room's own queries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.catalogue.models import ProgramRoutine
from stegvis.catalogue.queries.cataloguing import entries_of
from stegvis.catalogue.queries.routines import established
from stegvis.governance.candidates import candidate_of
from stegvis.governance.checking.queries import checks_of, checks_of_many
from stegvis.governance.checklist.default import DEFAULT, Line
from stegvis.governance.checklist.kinds import Part, Ticker, Verifies
from stegvis.governance.checklist.leaning import part_hashes
from stegvis.governance.checklist.standing import LineNow, Progress, lines_now, progress_of
from stegvis.governance.checklist.verifying import Seen
from stegvis.governance.models import ChecklistItem, ChecklistMark, ChecklistTemplate, Initiative
from stegvis.governance.risks.lacking import not_approved
from stegvis.governance.risks.queries import hindrances


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
    """Every line as it stands now. At most twenty queries."""
    candidate = candidate_of(initiative)
    seen = Seen(
        initiative,
        checks_of(candidate) if candidate else None,
        # The row that the catalogue keeps beside the program, where somebody has written one.
        getattr(initiative.program, "entry", None),
        hindrances(initiative) if initiative.candidate else (),
        _routines([initiative]).get((initiative.program_id, initiative.provider_id)) if initiative.program_id else None,
    )
    return lines_now(template_for(initiative).lines, _last(history(initiative)), seen)


def standings(initiatives: Sequence[Initiative]) -> dict[UUID, Progress]:
    """How far each has come, of those with a candidate laid forward. A fixed number of queries.

    Of the risk analysis only whether it is approved for the candidate is looked at: its own page says the rest.
    """
    rows = [row for row in initiatives if row.candidate is not None]
    if not rows:
        return {}
    candidates = [row.candidate for row in rows if row.candidate is not None]
    checks = checks_of_many(candidates)
    entries = entries_of(each.program_id for each in candidates)
    risks, routines, lists = not_approved(rows), _routines(rows), _newest({row.provider_id for row in rows})
    marks: dict[UUID, list[ChecklistMark]] = {}
    for mark in ChecklistMark.objects.filter(initiative__in=rows).select_related("candidate").order_by("pk"):
        marks.setdefault(mark.initiative_id, []).append(mark)
    ticked = [mark for each in marks.values() for mark in each if mark.ticked]
    # Remembered from here on: what the ticks lean on is asked for line by line below.
    part_hashes.many([*(mark.candidate.document_id for mark in ticked), *(each.document_id for each in candidates)])
    found = {}
    for row in rows:
        if row.candidate is None or row.candidate.pk not in checks:
            continue
        wanting = risks.get(row.pk)
        seen = Seen(
            row,
            checks[row.candidate.pk],
            entries.get(row.candidate.program_id),
            (str(wanting),) if wanting else (),
            routines.get((row.candidate.program_id, row.provider_id)),
        )
        list_ = lists.get(row.provider_id, Template(0, DEFAULT))
        found[row.pk] = progress_of(lines_now(list_.lines, _last(marks.get(row.pk, ())), seen))
    return found


def _newest(providers: set[UUID]) -> dict[UUID, Template]:
    """The newest list of each region that has one. Two queries."""
    rows = ChecklistTemplate.objects.filter(provider__in=providers).select_related("made_by").prefetch_related("items")
    return {row.provider_id: _template(row) for row in rows.order_by("number")}


def _routines(initiatives: Iterable[Initiative]) -> dict[tuple[UUID, UUID], ProgramRoutine]:
    """The established routine of each program, by program and provider. One query."""
    return established({row.program_id for row in initiatives if row.program_id})


def _last(marks: Iterable[ChecklistMark]) -> dict[str, ChecklistMark]:
    """The last mark of each line."""
    return {mark.key: mark for mark in marks}


def history(initiative: Initiative) -> list[ChecklistMark]:
    """Who ticked what on which candidate, oldest first. One query."""
    rows = ChecklistMark.objects.filter(initiative=initiative).select_related("by", "candidate")
    return list(rows.order_by("pk"))


def progress(initiative: Initiative) -> Progress:
    """How far the required lines have come: for the board, and for what must be done before review."""
    return progress_of(checklist(initiative))
