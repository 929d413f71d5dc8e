"""Moving running residents to a newer version: offered by the coordinator, who sees counts and no patients."""

from datetime import datetime, time
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.care import actions, aggregates, rosters, upgrades
from stegvis.care.moves import Offering
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.telling import questionnaire_title
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day
from stegvis.program.upgrading import Judged, MajorBecause, severity
from stegvis.web.fields import day_field
from stegvis.web.region.asking import actor_of, version_or_404

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stegvis.catalogue.shelf import ProgramVersion

# When on its day a move is made: before anybody's day begins.
HOUR = time(5, 0)
REASONS = {
    MajorBecause.MODULE_ADDED: gettext_lazy("Ny modul"),
    MajorBecause.MODULE_REMOVED: gettext_lazy("Modul borttagen"),
    MajorBecause.MODULE_MOVED: gettext_lazy("Modul flyttad"),
    MajorBecause.OPENING_CHANGED: gettext_lazy("Modulen öppnas på ett annat sätt"),
    MajorBecause.STEPS_CHANGED: gettext_lazy("Steg eller avsnitt ändrade"),
    MajorBecause.QUESTIONNAIRE_CHANGED: gettext_lazy("Formulär ändrat"),
    MajorBecause.MEASUREMENT_CHANGED: gettext_lazy("Mätning ändrad"),
    MajorBecause.EXERCISE_CHANGED: gettext_lazy("Övning ändrad"),
    MajorBecause.DIARY_CHANGED: gettext_lazy("Registrering ändrad"),
    MajorBecause.RULE_CHANGED: gettext_lazy("Påminnelse, flagga eller fas ändrad"),
    MajorBecause.DANGER_CHANGED: gettext_lazy("Text eller regel om fara ändrad"),
    MajorBecause.RESULTS_CHANGED: gettext_lazy("Vad invånaren ser av resultaten"),
    MajorBecause.PURPOSE_CHANGED: gettext_lazy("Avsett ändamål"),
    MajorBecause.SETTING_CHANGED: gettext_lazy("Inställning ändrad"),
}


class MoveForm(forms.Form):
    """From which version, for whom, when, and what residents are told."""

    source = forms.ChoiceField(label=gettext_lazy("Från"))
    unit = forms.ChoiceField(label=gettext_lazy("För"), required=False)
    on = day_field(
        gettext_lazy("Dag"),
        gettext_lazy("De som ska flyttas flyttas på morgonen den dagen. I dag betyder genast."),
    )
    text = forms.CharField(
        label=gettext_lazy("Till invånarna"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Vad som är nytt, kort och vänligt. Lämna tomt om de inte behöver få veta det."),
    )

    def __init__(
        self, *args: object, sources: list[tuple[str, str]], units: list[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("Alla enheter")), *units]  # type: ignore[attr-defined]


@needs("version:move")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who walks older versions, what the move would be, and the offer."""
    actor, version, now = actor_of(request), version_or_404(request, pk), real_now()
    running = aggregates.running_before(actor, version)
    sources = {each.version.pk: each.version for each in running}
    told = [each for each in running if each.number]
    units = {each.unit_id: each.unit for each in running}
    form = MoveForm(
        request.POST or None,
        initial={"on": local_day(now)},
        sources=[(str(key), _("version %(n)d") % {"n": each.number}) for key, each in sources.items()],
        units=[(str(key), name) for key, name in units.items()],
    )
    error = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            _offer(request, version, sources, said, now)
        except actions.CannotMove as refused:
            error = refused.sentence
        else:
            messages.success(request, _("Klart. Behandlarna ser vad flytten gör för var och en och väljer."))
            return redirect("region:move", pk)
    judged = [(each, _judged(each, version)) for each in sources.values()]
    context = {
        "version": version,
        "running": told,
        "lacking": _without_cover(request, sources.values(), version, set(units), now),
        "can_offer": bool(sources),
        "judged": judged,
        "going": upgrades.upgrades(actor, version),
        "form": form,
        "error": error,
    }
    return render(request, "region/move.html", context, status=422 if error or form.errors else 200)


def _offer(request: HttpRequest, version: "ProgramVersion", sources: dict, said: dict, now: datetime) -> None:
    actor = actor_of(request)
    here = {unit.pk: unit for unit in access.units_of_provider(actor)}
    unit = here.get(UUID(said["unit"])) if said["unit"] else None
    source = sources[UUID(said["source"])]
    provider = unit.provider if unit else next(iter(here.values())).provider
    due_at = datetime.combine(said["on"], HOUR, ZoneInfo("Europe/Stockholm"))
    if said["on"] < local_day(now):
        raise actions.CannotMove(_("Dagen har varit. Välj i dag eller en dag framåt."))
    actions.start_upgrade(
        Offering(source, version, provider, unit),
        due_at=due_at,
        tells=bool(said["text"].strip()),
        text=said["text"],
        now=now,
        by=actor,
    )


def _without_cover(
    request: HttpRequest, sources: "Iterable[ProgramVersion]", new: "ProgramVersion", units: set[UUID], now: datetime
) -> list[str]:
    """Units that nobody is moved on as it stands: danger rules come with the version, and days ahead lack somebody."""
    if not any(rosters.brings_danger(old, new) for old in sources):
        return []
    here = [unit for unit in access.units_of_provider(actor_of(request)) if unit.pk in units]
    return sorted((unit.name for unit in rosters.uncovered(here, now)), key=str.casefold)


def _judged(old: "ProgramVersion", new: "ProgramVersion") -> dict[str, object]:
    """Minor or major, with each reason and where."""
    before, after = open_document(old.document_id), open_document(new.document_id)
    found: Judged = severity(before, after)
    language = get_language() or after.language
    lines: dict[str, list[str]] = {}
    # A measurement has no name of its own: it is known by what it asks.
    asks = {each.id: each.questionnaire for each in (*before.measurements, *after.measurements)}
    for reason in found.reasons:
        digest = asks.get(reason.node_id, reason.node_id)
        if digest in after.questionnaires or digest in before.questionnaires:
            where = after if digest in after.questionnaires else before
            name = questionnaire_title(where, digest, language)
        else:
            key = f"{reason.node_id}.title"
            name = after.text(key, language) or before.text(key, language)
        names = lines.setdefault(str(REASONS[reason.code]), [])
        if name and name not in names:
            names.append(name)
    return {"minor": found.is_minor, "lines": [(code, ", ".join(names)) for code, names in lines.items()]}


@needs("version:move")
@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No more are moved."""
    found = upgrades.upgrade(actor_of(request), pk)
    if found is None:
        raise Http404
    actions.stop_upgrade(found, now=real_now(), by=actor_of(request))
    messages.success(request, _("Flytten är avbruten. De som redan har flyttats är kvar på den nya versionen."))
    return redirect("region:move", found.version_to_id)
