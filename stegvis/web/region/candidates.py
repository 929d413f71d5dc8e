"""A program that was handed over: what it contains, what is new, and the button that publishes it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.catalogue import actions, queries
from stegvis.catalogue.changes import changes_between
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.policies import may_publish
from stegvis.course.worlds import real_now
from stegvis.web.region.asking import actor_of, candidate_or_404
from stegvis.web.region.contents import contents_of


@needs("region:read")
@require_safe
def candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything the coordinator needs to decide."""
    found = candidate_or_404(request, pk)
    document = open_document(found.candidate.document_id)
    last = queries.newest_version(found.candidate.program)
    before = open_document(last.document_id) if last and found.version is None else None
    context = {
        "handed_over": found,
        "candidate": found.candidate,
        "contents": contents_of(document),
        "last": last,
        "next_number": last.number + 1 if last else 1,
        "changes": changes_between(before, document) if before else None,
        "verdict": may_publish(actor_of(request), found.candidate),
        "step_url": "region:candidate_step",
        "step_pk": pk,
    }
    return render(request, "region/candidate.html", context)


@needs("version:publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and on POST publish. Publishing twice leads to the same version."""
    found = candidate_or_404(request, pk)
    if request.method == "POST":
        version = actions.publish(found.candidate, now=real_now(), by=actor_of(request))
        messages.success(
            request, _("Version %(number)s är publicerad. Dela ut den till enheterna.") % {"number": version.number}
        )
        return redirect("region:version", version.pk)
    if found.version:
        return redirect("region:version", found.version.pk)
    return render(request, "ui/confirm.html", _confirm(found.candidate.program.title, pk))


def _confirm(title: str, pk: UUID) -> dict[str, object]:
    return {
        "title": _("Publicera %(title)s?") % {"title": title},
        "consequences": [
            _("Programmet blir en ny version i katalogen. En version går inte att ändra."),
            _("Ingen enhet får den förrän du delar ut den."),
            _("Invånare som redan har startat fortsätter med sin version."),
        ],
        "confirm_label": _("Publicera"),
        "cancel_url": reverse("region:candidate", args=[pk]),
    }
