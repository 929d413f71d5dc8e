"""Short ways into the catalogue: a program that is used already, and one that another region has sent as a package."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.packages import pack
from stegvis.course.worlds import real_now
from stegvis.governance.lanes import opening, queries
from stegvis.web.fields import text_field
from stegvis.web.process.doing import trying
from stegvis.web.process.people import PersonBox, asked, shown
from stegvis.web.region.asking import actor_of, version_or_404
from stegvis.web.region.contents import contents_of

ARRIVED = "arrived-package"
UNFIT = 422
OWNER = "owner"


class ReasonForm(forms.Form):
    """Why the program takes the short way. Who will be responsible is asked for beside it, by name."""

    reason = text_field(gettext_lazy("Varför tas det in"), gettext_lazy("Skriv varför programmet tas in."))


class TakeForm(ReasonForm):
    """The same, and where it will be kept up."""

    publisher_unit = forms.ChoiceField(label=gettext_lazy("Utgivarenhet"))
    field_order = ("publisher_unit", "reason")

    def __init__(self, data: Any = None, *, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["publisher_unit"].choices = units  # type: ignore[attr-defined]


class PackageForm(forms.Form):
    """A package as it came."""

    package = forms.FileField(
        label=gettext_lazy("Programpaket"),
        help_text=gettext_lazy("En zip-fil som den andra regionen har hämtat ur sin katalog."),
        error_messages={"required": gettext_lazy("Välj en fil."), "empty": gettext_lazy("Filen är tom.")},
    )


def _owner(request: HttpRequest) -> PersonBox:
    """Who was asked for as owner; somebody must be."""
    if request.method != "POST":
        return shown(OWNER, None)
    box = asked(actor_of(request), request.POST, OWNER)
    if box.chosen is None and not box.error:
        return shown(OWNER, None, error=_("Skriv namnet på den som blir ägare."))
    return box


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the short lane for a program of one's own that is used already."""
    actor = actor_of(request)
    program = queries.program_to_bring(actor, pk)
    if program is None:
        raise Http404
    form, owner = ReasonForm(request.POST or None), _owner(request)
    if request.method == "POST" and form.is_valid() and owner.chosen is not None:
        chosen, reason = owner.chosen.pk, form.cleaned_data["reason"]
        tried = trying(lambda: opening.bring_in(program, chosen, reason, now=real_now(), by=actor))
        if tried:
            return redirect("process:initiative", tried.result.pk)
        form.add_error(None, tried.sentence)
    status = UNFIT if request.method == "POST" else 200
    context = {"program": program, "form": form, "owner": owner}
    return render(request, "region/bring_in.html", context, status=status)


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Upload a package; what it holds is shown before anything is decided."""
    form = PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        tried = trying(lambda: opening.receive(form.cleaned_data["package"], now=real_now()))
        if tried:
            came = tried.result
            request.session[ARRIVED] = {"origin": came.origin, "version": came.version, "hash": came.document_hash}
            return redirect("region:arrived")
        form.add_error("package", tried.sentence)
    return render(request, "region/receive.html", {"form": form}, status=UNFIT if form.is_bound else 200)


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest) -> HttpResponse:
    """What the package holds, and the form that takes it over."""
    told = request.session.get(ARRIVED)
    if not told:
        return redirect("region:receive")
    actor = actor_of(request)
    units = queries.takers(actor)
    form, owner = TakeForm(request.POST or None, units=[(str(row.pk), row.name) for row in units]), _owner(request)
    if request.method == "POST" and form.is_valid() and owner.chosen is not None:
        said, chosen = form.cleaned_data, owner.chosen.pk
        unit = next(row for row in units if str(row.pk) == said["publisher_unit"])
        came = opening.Arrived(told["origin"], told["version"], told["hash"])
        tried = trying(lambda: opening.arrive(unit, came, chosen, said["reason"], now=real_now(), by=actor))
        if tried:
            del request.session[ARRIVED]
            messages.success(request, _("Programmet är mottaget. Nu gör ni er egen kontroll."))
            return redirect("process:verification", tried.result.pk)
        form.add_error(None, tried.sentence)
    contents = contents_of(open_document(told["hash"]))
    context = {"told": told, "contents": contents, "form": form, "owner": owner}
    return render(request, "region/arrived.html", context, status=UNFIT if request.method == "POST" else 200)


@needs("version:distribute")
@require_safe
def package(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A version as a file for another region."""
    version = version_or_404(request, pk)
    data = pack(version, by=actor_of(request))
    response = HttpResponse(data, content_type="application/zip")
    name = f"{slugify(version.title)}-{version.number}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
