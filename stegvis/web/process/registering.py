"""A nomination that came by mail, registered by the region's team."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import directory
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.nominations import actions, papers
from stegvis.governance.nominations.papers import CannotAttach, Paper
from stegvis.web.process import people
from stegvis.web.process.asking import actor_of
from stegvis.web.process.doing import trying

_NAMES = ("title", "unit", "administration", "came_on", "next")
TO_ASSESSMENT = "assessment"


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Title, who is responsible, and the form as it came."""
    actor, data = actor_of(request), request.POST
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    if request.method != "POST":
        typed = {"came_on": localdate(real_now()).isoformat(), "next": TO_ASSESSMENT}
        return _page(request, typed, people.shown("owner", None))
    typed = {name: data.get(name, "") for name in _NAMES}
    owner = people.asked(actor, data.dict(), "owner")
    came_on, original, problem = _day(typed["came_on"]), None, ""
    if typed["came_on"] and came_on is None:
        problem = _("Skriv datumet så här: 2026-03-31.")
    elif not owner.settled:
        problem = owner.error
    else:
        try:
            original = _original(request)
        except CannotAttach as error:
            problem = error.sentence
    if problem:
        return _page(request, typed, owner, problem, 422)
    units = {str(unit.pk): unit for unit in directory.units(actor)}
    branches = {str(row.pk): row for row in directory.administrations(actor)}
    tried = trying(
        lambda: actions.register(
            provider,
            typed["title"],
            owner.chosen,
            unit=units.get(typed["unit"]),
            administration=branches.get(typed["administration"]),
            came_on=came_on,
            to_assessment=typed["next"] == TO_ASSESSMENT,
            original=original,
            once=_key(data.get("once", "")),
            now=real_now(),
            by=actor,
        )
    )
    if not tried:
        return _page(request, typed, owner, tried.sentence, tried.status)
    messages.success(request, _("Nomineringen är registrerad."))
    return redirect("process:nomination", tried.result.pk)


def _page(
    request: HttpRequest, typed: dict[str, Any], owner: people.PersonBox, problem: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "typed": typed,
        "owner": owner,
        "units": directory.units(actor),
        "administrations": directory.administrations(actor),
        "ways": [
            (TO_ASSESSMENT, _("Rådet bedömer den som den är"), _("Formuläret behöver vara bifogat.")),
            ("answers", _("Svaren skrivs av först"), _("Ägaren eller du fyller i nomineringen här.")),
        ],
        "once": request.POST.get("once") or str(uuid4()),
        "problem": problem,
    }
    return render(request, "process/register.html", context, status=status)


def _original(request: HttpRequest) -> Paper | None:
    file = request.FILES.get("fil")
    if file is None:
        return None
    return papers.ready(BytesIO(file.read(papers.LARGEST + 1)), file.name or "", file.size or 0)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
