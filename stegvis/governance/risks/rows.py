"""A row as values: what is typed in it, what is wanting in it, and the hash of what is signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stegvis.governance.risks.template import Template
from stegvis.lib.canonical import canonical_json, sha256_hex


class Lack(TextChoices):
    """What is wanting in a row before it can be signed."""

    JUDGED = "judged", _("Bedöm konsekvens och sannolikhet.")
    COMMENT = "comment", _("Skriv en kommentar. Den högsta konsekvensen ska alltid ha en.")
    ACTION = "action", _("Skriv en åtgärd. Risken är så hög att den behöver en.")
    RESPONSIBLE = "responsible", _("Välj vem som ansvarar för åtgärden.")
    DUE = "due", _("Välj ett datum då åtgärden ska vara klar.")
    RESIDUAL = "residual", _("Bedöm risken på nytt, så som den blir efter åtgärden.")
    LEANING = "leaning", _("Välj vad i programmet raden bygger på.")


@dataclass(frozen=True, slots=True)
class Values:
    """What somebody writes in a row. `places` are what it leans on."""

    risk: str
    area: str = ""
    cause: str = ""
    consequence: int | None = None
    likelihood: int | None = None
    comment: str = ""
    protection: str = ""
    action: str = ""
    responsible: UUID | None = None
    due_on: date | None = None
    residual_consequence: int | None = None
    residual_likelihood: int | None = None
    places: tuple[str, ...] = field(default=())


NAMES = tuple(each.name for each in fields(Values) if each.name != "places")


def lacks(values: Values, template: Template) -> tuple[Lack, ...]:
    """What is wanting. A row that leans on nothing would never be stale, so it has to lean on something."""
    found: list[Lack] = []
    if not values.places:
        found.append(Lack.LEANING)
    if values.consequence is None or values.likelihood is None:
        return (Lack.JUDGED, *found)
    if values.consequence >= template.comment_from and not values.comment.strip():
        found.append(Lack.COMMENT)
    needs_action = values.consequence * values.likelihood >= template.action_from
    if needs_action and not values.action.strip():
        found.append(Lack.ACTION)
    if values.action.strip():
        if values.responsible is None:
            found.append(Lack.RESPONSIBLE)
        if values.due_on is None:
            found.append(Lack.DUE)
    if needs_action and (values.residual_consequence is None or values.residual_likelihood is None):
        found.append(Lack.RESIDUAL)
    return tuple(found)


def plain(values: Values) -> dict[str, Any]:
    """The values as JSON, for the story of a row."""
    found = {name: getattr(values, name) for name in NAMES}
    found["responsible"] = str(values.responsible) if values.responsible else ""
    found["due_on"] = values.due_on.isoformat() if values.due_on else ""
    found["places"] = sorted(values.places)
    return found


def changes(before: Values, after: Values) -> dict[str, list[Any]]:
    """The fields that differ, before and after."""
    was, now = plain(before), plain(after)
    return {name: [was[name], now[name]] for name in now if was[name] != now[name]}


def content_of(rows: Iterable[tuple[int, Values, Mapping[str, str]]], template: Mapping[str, Any]) -> str:
    """The hash of what is signed: every row with what it leans on as it was, and the matrix that it is judged by.

    A row that was gone through again after a change has other hashes, and so everybody signs anew; a change that
    touches no row leaves this hash as it was.
    """
    matrix = {key: template[key] for key in ("middle_from", "high_from", "action_from", "comment_from")}
    said = [[number, plain(values), dict(leaning)] for number, values, leaning in sorted(rows, key=lambda row: row[0])]
    return sha256_hex(canonical_json([said, matrix]))


def content_of_paper(digest: str) -> str:
    """The hash of what is signed where the analysis is a paper."""
    return sha256_hex(canonical_json(["paper", digest]))
