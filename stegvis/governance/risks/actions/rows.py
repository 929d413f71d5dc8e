"""Writing rows together: each save says which revision it began from, and one from an older shows both."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.models import RiskAnalysis, RiskContribution, RiskRegard, RiskRow
from stegvis.governance.moving import tell
from stegvis.governance.risks.kinds import ContributionKind
from stegvis.governance.risks.policies import is_care, may_judge, may_write
from stegvis.governance.risks.rows import NAMES, Values, changes, plain
from stegvis.governance.risks.staleness import kept, refreshed
from stegvis.governance.risks.state import State, places_of, state_for, values_of
from stegvis.governance.risks.tasks import after_change, contributed
from stegvis.governance.risks.template import STEPS
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

MOST_ROWS = 200
TEXT_LENGTH = 4000
MOST_PLACES = 60


class CannotSaveRow(Cannot):
    """Something in what was typed cannot be kept."""


class RowChanged(Cannot):
    """Somebody has saved the row since it was opened. `row` is as it is now."""

    def __init__(self, row: RiskRow) -> None:
        super().__init__(_("Någon har ändrat raden sedan du öppnade den. Inget är förlorat: jämför och spara igen."))
        self.row = row


@action("riskrow:add", may=may_write)
def add_row(analysis: RiskAnalysis, values: Values, *, now: datetime, by: Actor) -> RiskRow:
    """One more risk. Raises CannotSaveRow."""
    _check(values)
    before = state_for(analysis)
    last = RiskRow.objects.filter(analysis=analysis).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_ROWS:
        raise CannotSaveRow(_("Det finns redan 200 rader. Slå ihop några."))
    row = RiskRow(analysis=analysis, number=last + 1, made_by_id=by.account, made_at=now)
    _write(row, values, {}, before.document, care=True, now=now, by=by)
    _contributed(row, ContributionKind.ROW_ADDED, {"row": plain(values)}, before, now, by)
    return row


@action("riskrow:change", may=may_write)
def change_row(row: RiskRow, values: Values, revision: int, *, now: datetime, by: Actor) -> RiskRow:
    """Save a row. Raises RowChanged from an older revision, CannotSaveRow on what cannot be kept.

    What is stale stays stale unless care staff of the unit save: it is for them to say that it has been looked at.
    """
    _check(values)
    if revision != row.revision:
        raise RowChanged(row)
    before, was = state_for(row.analysis), values_of(row)
    differing, care = changes(was, values), is_care(by, row.analysis.initiative)
    if not differing and not (care and _stale(before, row)):
        return row
    row.revision += 1
    _write(row, values, row.leaning, before.document, care=care, now=now, by=by)
    _contributed(row, ContributionKind.ROW_CHANGED, differing, before, now, by)
    return row


@action("riskrow:stand", may=may_judge)
def stand(row: RiskRow, revision: int, *, now: datetime, by: Actor) -> RiskRow:
    """Care staff have gone through a row whose places changed, and it stands as it is. Raises RowChanged."""
    if revision != row.revision:
        raise RowChanged(row)
    before = state_for(row.analysis)
    if not _stale(before, row):
        return row
    differing = {"places": [sorted(row.leaning), sorted(refreshed(row.leaning, places_of(before.document)))]}
    row.revision += 1
    row.leaning = refreshed(row.leaning, places_of(before.document))
    row.seen_id, row.changed_by_id, row.changed_at = before.document, by.account, now
    row.save()
    _contributed(row, ContributionKind.ROW_STANDS, differing, before, now, by)
    return row


@action("riskrow:remove", may=may_write)
def remove_row(row: RiskRow, revision: int, *, now: datetime, by: Actor) -> RiskRow:
    """Take a row away; its number is never used again. Raises RowChanged."""
    if revision != row.revision:
        raise RowChanged(row)
    before = state_for(row.analysis)
    row.revision += 1
    row.removed_at, row.changed_by_id, row.changed_at = now, by.account, now
    row.save()
    _contributed(row, ContributionKind.ROW_REMOVED, {"row": plain(values_of(row))}, before, now, by)
    return row


@action("riskrow:done", may=may_write)
def mark_done(row: RiskRow, done_on: date | None, *, now: datetime, by: Actor) -> RiskRow:
    """The action of a row is done, or not after all. It is not part of what is signed."""
    if done_on is not None and not row.action:
        raise CannotSaveRow(_("Raden har ingen åtgärd."))
    if done_on is not None and done_on > local_day(now):
        raise CannotSaveRow(_("Åtgärden kan inte vara klar en dag som inte har kommit än."))
    row.done_on = done_on
    row.save(update_fields=["done_on"])
    return row


@action("riskanalysis:regard", may=may_judge)
def regard(analysis: RiskAnalysis, place: str, note: str = "", *, now: datetime, by: Actor) -> RiskRegard:
    """Care staff have looked at a question or a danger rule that needs no row. Raises CannotSaveRow."""
    state = state_for(analysis)
    now_places = places_of(state.document) if state.document else {}
    if place not in now_places:
        raise CannotSaveRow(_("Det finns inte i den här kandidaten."))
    found, _made = RiskRegard.objects.get_or_create(
        analysis=analysis,
        place=place,
        digest=now_places[place],
        defaults={"note": note.strip()[:TEXT_LENGTH], "by_id": by.account, "at": now},
    )
    tell(analysis.initiative, "risks:regard", details={"place": place}, now=now, by=by)
    return found


def _stale(state: State, row: RiskRow) -> bool:
    return any(each.row.pk == row.pk for each in state.stale)


def _write(
    row: RiskRow, values: Values, leaning: dict[str, str], document: str, *, care: bool, now: datetime, by: Actor
) -> None:
    here = places_of(document) if document else {}
    for name in NAMES:
        setattr(row, "responsible_id" if name == "responsible" else name, getattr(values, name))
    chosen = refreshed(values.places, here) if care else kept(leaning, values.places, here)
    row.leaning, row.seen_id = chosen, document or None
    row.changed_by_id, row.changed_at = by.account, now
    row.save()


def _contributed(
    row: RiskRow, kind: ContributionKind, differing: dict[str, Any], before: State, now: datetime, by: Actor
) -> None:
    care = is_care(by, row.analysis.initiative)
    RiskContribution.objects.create(
        analysis=row.analysis, row=row, kind=kind, by_id=by.account, at=now, care=care, changes=differing
    )
    state = state_for(row.analysis)
    if care and not state.stale:
        contributed(row.analysis.initiative, by.account, now=now, by=by)
    after_change(row.analysis, before, now=now, by=by)


def _check(values: Values) -> None:
    if not values.risk.strip():
        raise CannotSaveRow(_("Skriv vad som kan hända."))
    texts = (values.risk, values.cause, values.comment, values.protection, values.action)
    if any(len(text) > TEXT_LENGTH for text in texts):
        raise CannotSaveRow(_("Texten är för lång. Högst 4 000 tecken får plats."))
    steps = (values.consequence, values.likelihood, values.residual_consequence, values.residual_likelihood)
    if any(step is not None and step not in STEPS for step in steps):
        raise CannotSaveRow(_("Välj ett steg mellan 1 och 4."))
    if len(values.places) > MOST_PLACES:
        raise CannotSaveRow(_("Välj högst 60 ställen. Välj hellre hela modulen."))
