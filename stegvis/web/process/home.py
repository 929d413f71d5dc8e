"""What the actor has to do, and where everything they take part in stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.governance import queries
from stegvis.web.process.asking import actor_of


@needs("process:read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My tasks first, then what I take part in."""
    actor = actor_of(request)
    initiatives = list(queries.initiatives(actor))
    tasks = queries.my_tasks(actor)
    running = [row for row in initiatives if not row.ended]
    context = {
        "tasks": tasks,
        "running": running,
        "ended": [row for row in initiatives if row.ended][:10],
    }
    return render(request, "process/home.html", context)
