"""Files of other systems: a FHIR questionnaire in, with a report before anything is kept, and one out."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.questionnaires import actions, drafts
from stegvis.questionnaires.engine import as_document, canonical, parse
from stegvis.questionnaires.fhir import Report, as_json, export_questionnaire, import_questionnaire
from stegvis.web.studio.asking import actor_of

UNFIT = 422
LARGEST = 4_000_000
# What was shown is what is kept: signed, so that the second step cannot be handed something else.
SALT = "stegvis.questionnaire.import"
AN_HOUR = 3600


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Ett FHIR-formulär (Questionnaire, R4) som JSON. Först ser du vad som går att använda."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
    )

    def clean_file(self) -> bytes:
        """The bytes, if they are few enough to be a questionnaire."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Filen är för stor. Ett formulär får vara högst 4 MB."))
        return bytes(file.read())


@needs("questionnaire:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what became of it; keep it as a draft when that is what is wanted."""
    if drafts.unit_of(actor_of(request)) is None:
        raise Http404
    if "kept" in request.POST:
        return _keep(request)
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    context: dict[str, object] = {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "studio/questionnaires/import.html", context, status=UNFIT if request.method == "POST" else 200
        )
    found = import_questionnaire(form.cleaned_data["file"])
    context["report"] = _told(found.report)
    if found.definition is None:
        return render(request, "studio/questionnaires/import.html", context, status=UNFIT)
    definition = found.definition
    context |= {
        "title": definition.title(),
        "questions": len(definition.questions),
        "scores": len(definition.scores),
        "kept": signing.dumps(canonical(definition).decode(), salt=SALT, compress=True),
    }
    return render(request, "studio/questionnaires/import.html", context)


def _keep(request: HttpRequest) -> HttpResponse:
    unit = drafts.unit_of(actor_of(request))
    try:
        definition = parse(signing.loads(request.POST["kept"], salt=SALT, max_age=AN_HOUR))
    except (signing.BadSignature, ValueError):
        messages.error(request, _("Det har gått för lång tid. Välj filen igen."))
        return redirect("studio:import_questionnaire")
    title = definition.title()[:200]
    draft = actions.take_in(unit, as_document(definition), title, now=real_now(), by=actor_of(request))
    messages.success(request, _("Formuläret är hämtat som utkast. Gå igenom det innan du publicerar."))
    return redirect("studio:questionnaire", draft.key)


def _told(report: Report) -> dict[str, object]:
    """The report in words, what a person has to look at first."""
    weighty = {id(remark) for remark in report.weighty}
    rows = [
        {"sentence": remark.sentence, "place": remark.link_id or remark.path, "weighty": id(remark) in weighty}
        for remark in (*report.changed, *report.unsupported)
    ]
    return {
        "whole": report.whole,
        "refused": report.refused.sentence if report.refused else "",
        "taken": len(report.taken),
        "weighty": [row for row in rows if row["weighty"]],
        "light": [row for row in rows if not row["weighty"]],
    }


@needs("studio:read")
@require_safe
def fhir_file(request: HttpRequest, key: str) -> HttpResponse:
    """A published version as a file for other systems."""
    versions = drafts.versions_of(actor_of(request), key)
    wanted = request.GET.get("version", "")
    row = next((found for found in versions if found.version == wanted), versions[0] if versions else None)
    if row is None:
        raise Http404
    body = as_json(export_questionnaire(parse(row.body)))
    answer = HttpResponse(body, content_type="application/fhir+json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.key}-{row.version}.json"'
    return answer
