"""One enrolment as staff see it, and the door that every page about one goes through.

A page about a resident opens the enrolment (logged) or, for a colleague's, asks why first (PDL 4:1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.audit.kinds import Activity
from stegvis.care import policies, queries
from stegvis.care.contact import is_guarded
from stegvis.care.kinds import OpeningReason
from stegvis.care.queries import Enrolment
from stegvis.care.shown import shown, sign_of
from stegvis.catalogue.freezing import open_document
from stegvis.course import walk
from stegvis.messaging.policies import may_converse
from stegvis.program.dangers import as_set
from stegvis.program.document import Document
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.unfold import Occasion, Unfolded
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import Definition
from stegvis.web.shell import actor_on


@dataclass(frozen=True)
class Case:
    """The row with everything that pages ask about it. Costs no query beyond the row."""

    actor: Actor
    row: Enrolment
    now: datetime
    document: Document
    plan: Plan
    standing: Standing
    state: Unfolded
    language: str

    @property
    def pk(self) -> UUID:
        """The enrolment's id, for addresses."""
        found: UUID = self.row.pk
        return found

    @property
    def name(self) -> str:
        """The resident's name as this provider knows it."""
        return str(self.row.patient.full_name)

    @property
    def guarded_sign(self) -> str:
        """What stands for a protected name in lists; empty where the identity is not protected."""
        return sign_of(self.pk) if is_guarded(self.row) else ""

    def text(self, key: str) -> str:
        """Words of the program."""
        return self.document.text(key, self.language)

    def definition(self, digest: str) -> Definition:
        """A questionnaire of the program, with what the program has set for its danger rules."""
        return as_set(library.definition_by_digest(digest), self.plan.dangers)

    def occasion_title(self, occasion: Occasion) -> str:
        """What a measurement is called: its own title, else the questionnaire's."""
        own = self.text(f"{occasion.measurement_id}.title")
        return own or self.definition(occasion.questionnaire).title(self.language)

    @cached_property
    def steer(self) -> Verdict:
        """Whether the actor may open, close, hide, measure and set the phase."""
        return policies.may_steer(self.actor, self.row)

    @cached_property
    def converses(self) -> bool:
        """Whether there is a conversation that the actor may see."""
        return bool(may_converse(self.actor, self.row))


def case_of(actor: Actor, row: Enrolment) -> Case:
    """The case of an enrolment that stands open. Raises CannotOpenDocument."""
    course, now = row.course, row.course.now()
    return Case(
        actor=actor,
        row=row,
        now=now,
        document=open_document(course.document_id),
        plan=walk.plan(course),
        standing=walk.standing(course),
        state=walk.shown(course, now),
        language=get_language() or "sv",
    )


def about_one(
    act: str, activity: Activity = Activity.READ, may: Callable[[Enrolment], Verdict] | None = None
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view about one enrolment: it gets the opened Case in the place of the id.

    Reading is logged as `act`, also on the page that a form with a fault comes back on. A colleague's enrolment gives the page that asks why, back to this address.
    `may`: what else must hold for a reading, asked before it is logged.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def door(request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
            actor = actor_on(request)
            if request.method in {"GET", "HEAD"}:
                row, verdict = queries.open_enrolment(actor, pk, act, activity, may)
            else:
                row, verdict = queries.enrolment_to_change(actor, pk)
            if row is None or not verdict.found:
                raise Http404
            if not verdict:
                return ask_why(request, row)
            response = view(request, case_of(actor, row), **kwargs)
            if request.method == "POST" and shows(response):
                queries.log_reading(actor, row, act)
            return response

        return door

    return wrap


def shows(response: HttpResponse) -> bool:
    """Whether a page came back, where a form was sent: a form with a fault stands on the record it is about."""
    return not response.has_header("Location") and response.headers["Content-Type"].startswith("text/html")


def ask_why(request: HttpRequest, row: Enrolment, reason: str = "", error: str = "") -> HttpResponse:
    """The active choice: nothing of the record is shown before it is made."""
    # A POST address cannot be returned to: what was about to be done begins again from the patient's page.
    back = request.POST.get("next", "") or (request.path if request.method in {"GET", "HEAD"} else "")
    context = {
        "row": row,
        "guarded": is_guarded(row),
        # Whoever is asked why has not opened it.
        "name": shown(row.patient.full_name, row.pk, hidden=is_guarded(row)),
        "verdict": policies.may_choose_to_open(actor_on(request), row),
        "options": [(each.value, each.label) for each in OpeningReason],
        "chosen": reason,
        "error": error,
        "next": back,
    }
    # A choice that lacks its reason is a form with a fault; any other change waits for the choice.
    status = 422 if error else 200 if request.method in {"GET", "HEAD"} else 403
    return render(request, "clinician/why.html", context, status=status)
