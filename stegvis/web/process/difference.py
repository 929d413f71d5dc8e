"""What differs between any two frozen states of a program, for people who know care and no code."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.differing import Difference, Files, Line, Rule, State, Texts, differences, weighed
from stegvis.catalogue.differing.drawing import drawn, halves
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.telling import language_name
from stegvis.governance.candidates import Frozen, candidate_of, frozen_states, to_compare
from stegvis.web.process.asking import initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.frozen import chosen, said_of

_TONES = {State.ADDED: "success", State.REMOVED: "danger", State.MOVED: "info", State.CHANGED: "neutral"}


@needs("process:read")
@require_safe
def difference(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two states beside each other: the candidate and the last version, unless the address says others."""
    found = initiative_or_404(request, pk)
    states = frozen_states(found)
    candidate = candidate_of(found)
    usual = to_compare(states, candidate.document_id if candidate else "")
    asked_new, asked_old = (chosen(states, request.GET.get(name, "")) for name in ("till", "fran"))
    new = asked_new or (usual[1] if usual else None)
    old = asked_old or _before(states, new)
    context: dict[str, Any] = {
        "states": [{"key": state.key, "words": said_of(state)} for state in states],
        "old": old,
        "new": new,
    }
    if old and new and old.document_hash != new.document_hash:
        context |= _compared(request, pk, old, new)
    return render(request, "process/difference.html", framed(request, found, "difference", **context))


def _before(states: list[Frozen], new: Frozen | None) -> Frozen | None:
    usual = to_compare(states, new.document_hash) if new else None
    return usual[0] if usual else None


def _compared(request: HttpRequest, pk: UUID, old: Frozen, new: Frozen) -> dict[str, Any]:
    before, after = open_document(old.document_hash), open_document(new.document_hash)
    found = differences(before, after)
    return {
        "found": found,
        "old_words": said_of(old),
        "new_words": said_of(new),
        "note": new.note,
        "weighed": weighed(before, after) if not found.empty else None,
        "dangers": [{"where": where, "line": _line(line)} for where, line in found.dangers],
        "changed": _parts(found, pk, old, new),
        "questionnaires": [
            {"asked": asked, "tone": _TONES[asked.state], "lines": [_line(line) for line in asked.lines]}
            for asked in found.questionnaires
        ],
    }


def _parts(found: Difference, pk: UUID, old: Frozen, new: Frozen) -> list[dict[str, Any]]:
    return [
        {
            "part": part,
            "tone": _TONES[part.state],
            "lines": [_line(line) for line in part.lines],
            "steps": [
                {
                    "step": step,
                    "tone": _TONES[step.state],
                    "lines": [_line(line) for line in step.lines],
                    "url": reverse(
                        "process:frozen_step",
                        args=[pk, (old if step.state is State.REMOVED else new).key, step.id],
                    ),
                }
                for step in part.steps
            ],
        }
        for part in found.parts
    ]


def _line(line: Line) -> dict[str, Any]:
    """A line ready to print."""
    values: dict[str, Any] = {"kind": line.kind, "line": line, "danger": line.danger}
    if isinstance(line, Texts):
        values["passages"] = drawn(line.passages)
        values["language"] = language_name(line.language) if line.language else ""
    elif isinstance(line, Rule):
        values["before"], values["after"] = halves(line.before, line.after)
    elif isinstance(line, Files):
        values["sides"] = [
            {"seen": seen, "kind": seen.mime.split("/")[0] if seen else "", "old": number == 0}
            for number, seen in enumerate((line.before, line.after))
        ]
    return values
