"""Beginning something: a title, and then straight into the editor."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.authoring import actions, queries
from stegvis.course.worlds import real_now
from stegvis.web.studio.asking import actor_of, page_or_404
from stegvis.web.studio.forms import TitleForm

UNFIT = 422


@needs("program:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_program(request: HttpRequest) -> HttpResponse:
    """Ask for a title; make the program and open it in the editor."""
    actor = actor_of(request)
    unit = queries.publisher_unit_of(actor)
    if unit is None:
        raise Http404
    taken = [row.title for row in queries.programs(actor)]
    form = TitleForm(request.POST or None, help_text=_("Det namn som invånaren ser. Det går att ändra."), taken=taken)
    if request.method == "POST" and form.is_valid():
        page = actions.create_program(unit, form.cleaned_data["title"], now=real_now(), by=actor)
        return redirect("studio:program", page.program_uuid)
    context = {
        "heading": _("Nytt program"),
        "text": _("Du börjar med namnet. Sedan bygger du moduler, steg och mätningar i din egen takt."),
        "submit_label": _("Skapa programmet"),
        "cancel_url": reverse("studio:home"),
    }
    return _ask(request, form, context)


@needs("program:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_module(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a title; put the module last in the program and open it in the editor."""
    page = page_or_404(request, pk)
    form = TitleForm(request.POST or None, help_text=_("Till exempel ”Så fungerar sömnen”. Det går att ändra."))
    if request.method == "POST" and form.is_valid():
        module = actions.create_module(page, form.cleaned_data["title"], by=actor_of(request))
        return redirect(queries.module_edit_url(module))
    context = {
        "heading": _("Ny modul"),
        "text": _("Modulen hamnar sist i programmet. Ordningen och när den öppnas går att ändra."),
        "submit_label": _("Skapa modulen"),
        "cancel_url": reverse("studio:program", args=[pk]),
    }
    return _ask(request, form, context)


def _ask(request: HttpRequest, form: TitleForm, context: dict[str, str]) -> HttpResponse:
    status = UNFIT if form.is_bound else 200
    return render(request, "studio/title.html", {**context, "form": form}, status=status)
