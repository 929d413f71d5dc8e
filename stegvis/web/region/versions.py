"""The catalogue, one version, and where it is distributed."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.care.actions import CannotUndo, undo_handout
from stegvis.catalogue import actions, policies, queries
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.packages.packing import may_pack
from stegvis.catalogue.shelf import Placement
from stegvis.course.worlds import real_now
from stegvis.law.giving import hand_out
from stegvis.law.policies.giving import may_be_given
from stegvis.law.queries.grounds import is_settled
from stegvis.web.region.asking import actor_of, distribution_or_404, version_or_404
from stegvis.web.region.contents import contents_of


@needs("region:read")
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every program of the provider with its versions."""
    return render(request, "region/shelf.html", {"programs": queries.programs(actor_of(request))})


@needs("region:read")
@require_safe
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a version is, and which units have it."""
    found = version_or_404(request, pk)
    actor = actor_of(request)
    document = open_document(found.document_id)
    before = queries.version_before(found)
    placements = queries.placements(actor, found)
    settled = is_settled(actor, found.program_id)
    context = {
        "version": found,
        "newest": queries.newest_version(found.program),
        "contents": contents_of(document),
        "before": before,
        "changes": changes_between(open_document(before.document_id), document) if before else None,
        "administrations": _by_administration(placements),
        "handouts": queries.handouts_of(actor, found),
        "verdict": may_be_given(policies.may_hand_out(actor, found), settled),
        "settled": settled,
        "may_settle": actor.can("law:keep"),
        "may_pack": may_pack(actor, found),
        "stops": [(row, queries.stopped_part(row)) for row in queries.stops_of(actor, found) if row.lifted_at is None],
        "in_force": sum(1 for row in placements if row.distribution),
        "left": sum(1 for row in placements if not row.distribution),
        "step_url": "region:version_step",
        "step_pk": pk,
    }
    return render(request, "region/version.html", context)


def _by_administration(placements: list[Placement]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for administration, rows in groupby(placements, key=lambda row: row.unit.administration):
        units = list(rows)
        found.append(
            {
                "administration": administration,
                "left": [row for row in units if not row.distribution],
                "placed": [row for row in units if row.distribution],
            }
        )
    return found


@needs("version:distribute")
@require_POST
def distribute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Distribute to the ticked units, to all of one administration, or to all. Twice is the same as once."""
    found = version_or_404(request, pk)
    actor = actor_of(request)
    chosen = _chosen(request, queries.placements(actor, found))
    try:
        hand_out(found, [row.unit for row in chosen if not row.unit.archived_on], now=real_now(), by=actor)
    except Refused as refused:
        if not refused.verdict.found:
            raise
        messages.error(request, refused.sentence)
    else:
        _say(request, [row for row in chosen if row.distribution is None])
    return redirect(f"{reverse('region:version', args=[pk])}#enheter")


@needs("version:distribute")
@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One press: what was handed out at once is taken back at once, until somebody has started on it."""
    actor = actor_of(request)
    found = queries.handout(actor, pk)
    if found is None:
        raise Http404
    try:
        units = undo_handout(found, now=real_now(), by=actor)
    except CannotUndo as refused:
        messages.error(request, refused.sentence)
    else:
        if units:
            words = ngettext(
                "Utdelningen till %(n)s enhet är ångrad.", "Utdelningen till %(n)s enheter är ångrad.", units
            )
            messages.success(request, words % {"n": units})
        else:
            messages.info(request, _("Utdelningen är redan ångrad."))
    return redirect(f"{reverse('region:version', args=[found.version_id])}#enheter")


def _chosen(request: HttpRequest, placements: list[Placement]) -> list[Placement]:
    """Only the provider's own units can be ticked: other ids are nobody's."""
    ticked = set(request.POST.getlist("unit"))
    if request.POST.get("all"):
        return placements
    administration = request.POST.get("administration", "")
    if administration:
        return [row for row in placements if str(row.unit.administration_id) == administration]
    return [row for row in placements if str(row.unit.pk) in ticked]


def _say(request: HttpRequest, fresh: list[Placement]) -> None:
    if not fresh:
        messages.info(request, _("Inget ändrades. Kryssa för minst en enhet som inte redan har versionen."))
        return
    words = ngettext("Versionen är utdelad till %(unit)s.", "Versionen är utdelad till %(n)s enheter.", len(fresh))
    messages.success(request, words % {"unit": fresh[0].unit.name, "n": len(fresh)})


@needs("version:distribute")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and on POST withdraw from one unit."""
    found = distribution_or_404(request, pk)
    back = f"{reverse('region:version', args=[found.version_id])}#enheter"
    if request.method == "POST":
        actions.withdraw(found, now=real_now(), by=actor_of(request))
        messages.success(request, _("Versionen är tillbakadragen från %(unit)s.") % {"unit": found.unit.name})
        return redirect(back)
    context = {
        "title": _("Dra tillbaka från %(unit)s?") % {"unit": found.unit.name},
        "text": f"{found.version.title}, version {found.version.number}",
        "consequences": [
            _("Enheten kan inte längre starta den här versionen för nya invånare."),
            _("De som redan har startat fortsätter som vanligt."),
            _("Du kan dela ut den igen när som helst."),
        ],
        "confirm_label": _("Dra tillbaka"),
        "cancel_url": back,
        "tone": "danger",
    }
    return render(request, "ui/confirm.html", context)
