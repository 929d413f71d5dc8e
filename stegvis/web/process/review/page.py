"""The page of the final review and the publication: everything at hand, and the one thing to do next."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.access.queries import names_of
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.freezing import open_document
from stegvis.course.worlds import real_now
from stegvis.governance.hindrances import Hindrance, afterwards, hindrances
from stegvis.governance.kinds import ENDED
from stegvis.governance.review import policies, queries
from stegvis.governance.review.places import places
from stegvis.lib.clock import local_day
from stegvis.program.upgrading import severity
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.forms import AnswerForm, NoteForm, PublishForm, ReasonForm
from stegvis.web.process.frame import framed
from stegvis.web.process.places import entry_url
from stegvis.web.process.review.forms import AfterReviewForm, RemarkForm

if TYPE_CHECKING:
    from django import forms

    from stegvis.access.actor import Actor
    from stegvis.governance.rows import Initiative

# Where each kind of hindrance is seen to; the rest on this page.
WHERE = {"checks": "process:checks", "checklist": "process:checklist", "risks": "process:risks"}
REVIEW_AHEAD = timedelta(days=540)


@needs("process:read")
@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is reviewed, what stops it, and what the actor may do."""
    return page(request, pk)


def page(request: HttpRequest, pk: UUID, status: int = 200, **bound: "forms.Form") -> HttpResponse:
    """The page, with a form that has something to say in the place of its fresh one."""
    found = initiative_or_404(request, pk)
    actor, now = actor_of(request), real_now()
    # What an urgent fix may go out without, and owes afterwards.
    owed = [] if found.stage in ENDED else linked(actor, found, afterwards(found))
    context: dict[str, Any] = {
        "owed": owed,
        "after_form": bound.get("after_form") or AfterReviewForm(owed=bool(owed)),
        "hindrances": [] if found.stage in ENDED else linked(actor, found, hindrances(found)),
        "proposable": queries.proposable(found),
        "remarks": queries.remarks(found),
        "may": {
            "propose": policies.may_propose(actor, found),
            "ask": policies.may_ask_review(actor, found),
            "remark": policies.may_remark(actor, found),
            "approve": policies.may_approve(actor, found),
            "urgent": policies.may_clear_urgent(actor, found),
            "reopen": policies.may_reopen(actor, found),
            "publish": policies.may_publish(actor, found),
            "after": policies.may_after_review(actor, found),
            "delegate": policies.may_delegate(actor, found),
        },
        "reason_form": bound.get("reason_form") or ReasonForm(),
        "note_form": bound.get("note_form") or NoteForm(),
        "answer_form": AnswerForm(),
        "publish_form": bound.get("publish_form")
        or PublishForm(today=local_day(now), initial={"review_by_on": local_day(now + REVIEW_AHEAD)}),
        "clearance": policies.clearance_of(found),
    }
    context |= _of_candidate(found, bound)
    return render(request, "process/review.html", framed(request, found, "review", **context), status=status)


def linked(actor: "Actor", initiative: "Initiative", found: tuple[Hindrance, ...]) -> list[dict[str, str]]:
    """Each with the address where it is seen to."""
    rows = []
    for each in found:
        url = reverse(WHERE.get(each.part, "process:review"), args=[initiative.pk])
        if each.part == "catalogue":
            # Before the first publication the program has no page in the catalogue, only its entry.
            url = entry_url(actor, initiative) or reverse("process:checklist", args=[initiative.pk])
        rows.append({"sentence": each.sentence, "url": url})
    return rows


def _of_candidate(found: Any, bound: dict[str, "forms.Form"]) -> dict[str, Any]:
    if found.candidate is None:
        return {}
    document = open_document(found.candidate.document_id)
    last = queries.last_version(found.candidate)
    before = open_document(last.document_id) if last else None
    people = queries.contributors(found.candidate)
    return {
        "last": last,
        "changes": changes_between(before, document) if before else None,
        "severity": severity(before, document) if before else None,
        "record": queries.track_record(found.designer_id, found.candidate.frozen_at) if found.designer_id else None,
        "contributors": sorted(names_of(str(pk) for pk in people).values()),
        "delegation": queries.delegation_of(found.candidate.program),
        "remark_form": bound.get("remark_form") or RemarkForm(places=places(document)),
    }
