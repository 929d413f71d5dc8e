"""What differs between any two frozen states of a program, for people who know care and no code."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.freezing import open_document
from stegvis.governance.candidates import Frozen, candidate_of, frozen_states, to_compare
from stegvis.web.process.asking import initiative_or_404
from stegvis.web.process.differing import Side, compared
from stegvis.web.process.frame import framed
from stegvis.web.process.frozen import chosen, said_of


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
        context |= _compared(pk, old, new)
    return render(request, "process/difference.html", framed(request, found, "difference", **context))


def _before(states: list[Frozen], new: Frozen | None) -> Frozen | None:
    usual = to_compare(states, new.document_hash) if new else None
    return usual[0] if usual else None


def _compared(pk: UUID, old: Frozen, new: Frozen) -> dict[str, Any]:
    before, after = open_document(old.document_hash), open_document(new.document_hash)
    return {
        **compared(before, after, _side(pk, old), _side(pk, new)),
        "old_words": said_of(old),
        "new_words": said_of(new),
        "note": new.note,
    }


def _side(pk: UUID, of: Frozen) -> Side:
    return Side(
        step=lambda step: reverse("process:frozen_step", args=[pk, of.key, step]),
        media=lambda digest: reverse("media:file", args=[digest]),
    )
