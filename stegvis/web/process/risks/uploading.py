"""An analysis made elsewhere: handing it in, and reading it."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.governance.risks import actions, policies, queries
from stegvis.lib.errors import Cannot
from stegvis.web.process.asking import actor_of
from stegvis.web.process.frame import framed
from stegvis.web.process.risks.forms import UploadForm
from stegvis.web.process.risks.page import here, state_or_404

UNFIT = 422


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand in a PDF instead of rows."""
    found, state = state_or_404(request, pk)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            actions.upload(
                state.analysis, said["file"], said["file"].name, made_by=said["made_by"], made_on=said["made_on"],
                now=real_now(), by=actor_of(request),
            )  # fmt: skip
        except Refused as refused:
            if not refused.verdict.found:
                raise Http404 from None
            form.add_error(None, refused.sentence)
        except Cannot as cannot:
            form.add_error("file", cannot.sentence)
        else:
            messages.success(
                request, _("Riskanalysen är inlämnad för just den här kandidaten. Nu kan den skrivas under.")
            )
            return redirect(here(pk))
    context = {"form": form, "state": state, "may_upload": policies.may_upload(actor_of(request), state.analysis)}
    return render(
        request,
        "process/risks/upload.html",
        framed(request, found, "risks", **context),
        status=UNFIT if form.errors else 200,
    )


@needs("process:read")
@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The PDF that was handed in."""
    _found, state = state_or_404(request, pk)
    file = queries.paper_file(state)
    if file is None:
        raise Http404
    answer = FileResponse(file, as_attachment=True, filename="riskanalys.pdf", content_type="application/pdf")
    answer.headers["Cache-Control"] = "no-store"
    return answer
