"""One program: its outline, what is missing, and the form that hands it over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.authoring import queries
from stegvis.authoring.policies import may_edit, may_freeze
from stegvis.governance import queries as process
from stegvis.web.studio import telling
from stegvis.web.studio.asking import actor_of, page_or_404, studied_or_404
from stegvis.web.studio.forms import NoteForm


@needs("studio:read")
@require_safe
def program(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about a draft on one page."""
    return page(request, pk, NoteForm())


def page(request: HttpRequest, pk: UUID, form: NoteForm, status: int = 200) -> HttpResponse:
    """The page, with a form that is fresh or has something to say."""
    studied = studied_or_404(request, pk)
    actor, ground = actor_of(request), page_or_404(request, pk)
    context = {
        "studied": studied,
        "row": studied.row,
        "unit": queries.publisher_unit_of(actor),
        "outline": telling.outline_of(studied),
        "time": telling.time_of(studied),
        "facts": telling.facts_of(studied),
        "missing": telling.todos(studied.missing),
        "advice": [*telling.same_title(studied), *telling.todos(studied.advice)],
        "history": telling.history_of(studied),
        "may_edit": may_edit(actor, ground),
        "may_freeze": may_freeze(actor, ground),
        "form": form,
        "work": process.under_way(actor, pk),
    }
    return render(request, "studio/program.html", context, status=status)
