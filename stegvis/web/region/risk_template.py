"""The region's template for risk analyses: the matrix, its limits, who signs, what to ask. A save is a new version."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import MemberKind
from stegvis.governance.risks import actions, queries
from stegvis.governance.risks.signing import Demand
from stegvis.governance.risks.template import (
    HELP_LENGTH,
    LABEL_LENGTH,
    MOST_AREAS,
    MOST_SIGNATURES,
    QUESTION_LENGTH,
    STEPS,
    Area,
    Scale,
    Template,
)
from stegvis.lib.errors import Cannot
from stegvis.web.papers import as_pdf
from stegvis.web.process.risks.printing import empty_paper
from stegvis.web.region.asking import actor_of

UNFIT = 422
SPARE = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two fields that belong together on a line."""

    title: str
    first: forms.BoundField
    second: forms.BoundField


class TemplateForm(forms.Form):
    """The whole template on one page. An area without a name is left out; questions stand one on a line."""

    middle_from = forms.IntegerField(label=gettext_lazy("Måttlig risk från"), min_value=2, max_value=16)
    high_from = forms.IntegerField(label=gettext_lazy("Hög risk från"), min_value=2, max_value=16)
    action_from = forms.IntegerField(label=gettext_lazy("Åtgärd krävs från"), min_value=1, max_value=16)
    comment_from = forms.IntegerField(
        label=gettext_lazy("Kommentar krävs från konsekvens"),
        min_value=1,
        max_value=5,
        help_text=gettext_lazy("5 betyder aldrig."),
    )
    note = forms.CharField(
        label=gettext_lazy("Vad är nytt i den här versionen?"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"data-width": "l"}),
    )  # fmt: skip
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, template: Template, number: int) -> None:
        super().__init__(data, initial=_initial(template, number))
        self._keys = [area.key for area in template.areas]
        for name in ("consequence", "likelihood"):
            for step in STEPS:
                self.fields[f"{name}_{step}"] = forms.CharField(
                    label=_("Namn"), max_length=LABEL_LENGTH, error_messages={"required": _("Ge steget ett namn.")}
                )
                self.fields[f"{name}_{step}_help"] = forms.CharField(
                    label=_("Betyder"), max_length=HELP_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2})
                )
        for kind in MemberKind:
            least = 1 if kind is MemberKind.CARE else 0
            self.fields[f"sign_{kind.value}"] = forms.IntegerField(
                label=kind.label, min_value=least, max_value=MOST_SIGNATURES
            )
        for place in range(self.areas_shown):
            self.fields[f"area_{place}"] = forms.CharField(label=_("Område"), max_length=60, required=False)
            self.fields[f"area_{place}_questions"] = forms.CharField(
                label=_("Frågor, en på varje rad"), max_length=6000, required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def areas_shown(self) -> int:
        """Those there are, and a few empty."""
        return min(len(self._keys) + SPARE, MOST_AREAS)

    def scales(self, name: str) -> list[Pair]:
        """The four steps of an axis."""
        return [Pair(str(step), self[f"{name}_{step}"], self[f"{name}_{step}_help"]) for step in STEPS]

    @property
    def consequences(self) -> list[Pair]:
        """The four steps of consequence."""
        return self.scales("consequence")

    @property
    def likelihoods(self) -> list[Pair]:
        """The four steps of likelihood."""
        return self.scales("likelihood")

    @property
    def signs(self) -> list[forms.BoundField]:
        """How many of each kind sign."""
        return [self[f"sign_{kind.value}"] for kind in MemberKind]

    @property
    def areas(self) -> list[Pair]:
        """The areas with their questions."""
        return [
            Pair(str(place + 1), self[f"area_{place}"], self[f"area_{place}_questions"])
            for place in range(self.areas_shown)
        ]

    def template(self) -> Template:
        """What was typed, as a template."""
        said = self.cleaned_data
        return Template(
            consequences=self._scales("consequence"),
            likelihoods=self._scales("likelihood"),
            middle_from=said["middle_from"],
            high_from=said["high_from"],
            action_from=said["action_from"],
            comment_from=said["comment_from"],
            signatures=tuple(
                Demand(kind, said[f"sign_{kind.value}"]) for kind in MemberKind if said[f"sign_{kind.value}"]
            ),
            areas=tuple(self._areas()),
        )

    def _scales(self, name: str) -> tuple[Scale, ...]:
        said = self.cleaned_data
        return tuple(Scale(said[f"{name}_{step}"], said[f"{name}_{step}_help"]) for step in STEPS)

    def _areas(self) -> list[Area]:
        """An area keeps its key when it is renamed, so that rows keep their area."""
        found: list[Area] = []
        taken = set(self._keys)
        for place in range(self.areas_shown):
            name = self.cleaned_data[f"area_{place}"].strip()
            if not name:
                continue
            lines = self.cleaned_data[f"area_{place}_questions"].splitlines()
            questions = tuple(line.strip()[:QUESTION_LENGTH] for line in lines if line.strip())
            key = self._keys[place] if place < len(self._keys) else _key(name, taken)
            taken.add(key)
            found.append(Area(key, name, questions))
        return found


def _key(name: str, taken: set[str]) -> str:
    key = slugify(name)[:30] or "omrade"
    return next(tried for tried in (key, *(f"{key}-{n}" for n in range(2, 99))) if tried not in taken)


def _initial(template: Template, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {"based_on": number}
    for name in ("middle_from", "high_from", "action_from", "comment_from"):
        found[name] = getattr(template, name)
    for axis, scales in (("consequence", template.consequences), ("likelihood", template.likelihoods)):
        for step, scale in enumerate(scales, 1):
            found[f"{axis}_{step}"], found[f"{axis}_{step}_help"] = scale.label, scale.help
    demanded = {demand.kind: demand.least for demand in template.demands}
    found.update({f"sign_{kind.value}": demanded.get(kind, 0) for kind in MemberKind})
    for place, area in enumerate(template.areas):
        found[f"area_{place}"], found[f"area_{place}_questions"] = area.name, "\n".join(area.questions)
    return found


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def risk_template(request: HttpRequest) -> HttpResponse:
    """Read and write the template."""
    actor = actor_of(request)
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    versions = queries.templates(actor)
    newest = versions[0]
    posted = request.POST if request.method == "POST" else None
    form = TemplateForm(posted, template=newest.template, number=newest.number)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            saved = actions.save_template(
                provider, form.template(), said["based_on"], said["note"], now=real_now(), by=actor
            )
        except Cannot as cannot:
            form.add_error(None, cannot.sentence)
        else:
            words = _("Version %(number)s är sparad. Riskanalyser som redan har börjat behåller sin version.")
            messages.success(request, words % {"number": saved.number})
            return redirect("region:risk_template")
    context = {"form": form, "versions": versions, "newest": newest}
    return render(request, "region/risk_template.html", context, status=UNFIT if form.errors else 200)


@needs("process:configure")
@require_safe
def risk_template_pdf(request: HttpRequest) -> HttpResponse:
    """The template to write on by hand."""
    return as_pdf(empty_paper(queries.templates(actor_of(request))[0].template), "riskanalys-mall", real_now())
