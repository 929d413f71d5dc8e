"""Where a provider keeps what the law asks it for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.law.kinds import EditionState
from stegvis.law.queries import impact, incidents, information
from stegvis.web.law import incident_words as words
from stegvis.web.shell import actor_on


@needs("law:keep")
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Incidents with their nearest time, information to residents, and the rest, each with how it stands."""
    actor, now = actor_on(request), real_now()
    rows = incidents.open_now(actor, now)
    editions = information.of_provider(actor)
    first = rows[0] if rows else None
    context = {
        "open": len(rows),
        "first": first.incident if first else None,
        "next": words.line(first.next, now) if first and first.next else None,
        "published": next((row for row in editions if row.state == EditionState.PUBLISHED), None),
        "impact": next((row for row in impact.editions(actor) if row.state == EditionState.PUBLISHED), None),
        "draft": next((row for row in editions if row.state == EditionState.DRAFT), None),
    }
    return render(request, "law/hub.html", context)
