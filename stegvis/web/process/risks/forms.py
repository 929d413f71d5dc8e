"""What is typed in a risk analysis."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.governance.risks.rows import Values
from stegvis.governance.risks.template import Scale, Template
from stegvis.web.fields import day_field, text_field


def _step(label: Any, scales: tuple[Scale, ...], *, short: bool = False) -> forms.TypedChoiceField:
    """One of four, with what each means."""
    choices = [(str(n), f"{n} {scale.label}") for n, scale in enumerate(scales, 1)]
    empty = [("", _("Inte bedömd"))]
    widget = forms.Select(attrs={"data-width": "m"}) if short else forms.RadioSelect()
    return forms.TypedChoiceField(
        label=label,
        choices=[*empty, *choices] if short else [*choices, *empty],
        coerce=int,
        empty_value=None,
        required=False,
        widget=widget,
        error_messages={"invalid_choice": _("Välj ett steg mellan 1 och 4.")},
    )


class QuickForm(forms.Form):
    """The least that makes a row: said in a meeting, filled in afterwards."""

    risk = text_field(_("Vad kan hända?"), _("Skriv vad som kan hända."), rows=2)
    cause = text_field(_("Varför?"), "", rows=2, required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, template: Template, **options: Any) -> None:
        super().__init__(data, **options)
        areas = [("", _("Välj område")), *((area.key, area.name) for area in template.areas)]
        self.fields["area"] = forms.ChoiceField(label=_("Område"), choices=areas, required=False)
        self.fields["consequence"] = _step(_("Konsekvens"), template.consequences, short=True)
        self.fields["likelihood"] = _step(_("Sannolikhet"), template.likelihoods, short=True)
        self.order_fields(["area", "risk", "cause", "consequence", "likelihood"])


class RowForm(QuickForm):
    """A whole row."""

    comment = text_field(_("Kommentar till bedömningen"), "", rows=2, required=False)
    protection = text_field(
        _("Skydd som redan finns"), "", rows=2, required=False, help_text=_("I programmet, i rutinen eller på enheten.")
    )
    action = text_field(_("Åtgärd"), "", rows=2, required=False)
    responsible = forms.ChoiceField(
        label=_("Ansvarig"),
        required=False,
        error_messages={"invalid_choice": _("Välj någon i listan.")},
    )
    due_on = day_field(_("Klart senast"), required=False)
    places = forms.MultipleChoiceField(
        label=_("Bygger på"),
        required=False,
        error_messages={"invalid_choice": _("Något av det du har valt finns inte kvar i programmet. Välj igen.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        template: Template,
        people: list[tuple[str, str]],
        places: list[str],
        **options: Any,
    ) -> None:
        super().__init__(data, template=template, **options)
        self.fields["consequence"] = _step(_("Konsekvens"), template.consequences)
        self.fields["likelihood"] = _step(_("Sannolikhet"), template.likelihoods)
        self.fields["residual_consequence"] = _step(_("Konsekvens efter åtgärd"), template.consequences, short=True)
        self.fields["residual_likelihood"] = _step(_("Sannolikhet efter åtgärd"), template.likelihoods, short=True)
        responsible, leaning = self.fields["responsible"], self.fields["places"]
        assert isinstance(responsible, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(leaning, forms.MultipleChoiceField)  # noqa: S101 - declared above
        responsible.choices = [("", _("Ingen vald")), *people]
        leaning.choices = [(place, place) for place in places]

    @property
    def chosen(self) -> set[str]:
        """The places that are ticked, as typed or as saved."""
        return {str(place) for place in self["places"].value() or ()}


def read(form: QuickForm, before: Values | None = None) -> Values:
    """The row that was typed. What the short form does not ask is as it was."""
    said = form.cleaned_data
    old = before or Values("")
    return Values(
        risk=said["risk"].strip(),
        area=said["area"],
        cause=said["cause"].strip(),
        consequence=said["consequence"],
        likelihood=said["likelihood"],
        comment=said.get("comment", old.comment).strip(),
        protection=said.get("protection", old.protection).strip(),
        action=said.get("action", old.action).strip(),
        responsible=_uuid(said["responsible"]) if "responsible" in said else old.responsible,
        due_on=said.get("due_on", old.due_on),
        residual_consequence=said.get("residual_consequence", old.residual_consequence),
        residual_likelihood=said.get("residual_likelihood", old.residual_likelihood),
        places=tuple(said.get("places", old.places)),
    )


def initial(values: Values, revision: int) -> dict[str, Any]:
    """A saved row, for the form."""
    return {
        "area": values.area,
        "risk": values.risk,
        "cause": values.cause,
        "consequence": values.consequence or "",
        "likelihood": values.likelihood or "",
        "comment": values.comment,
        "protection": values.protection,
        "action": values.action,
        "responsible": str(values.responsible or ""),
        "due_on": values.due_on,
        "residual_consequence": values.residual_consequence or "",
        "residual_likelihood": values.residual_likelihood or "",
        "places": list(values.places),
        "revision": revision,
    }


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None


class UploadForm(forms.Form):
    """An analysis made elsewhere."""

    file = forms.FileField(
        label=_("Riskanalysen som PDF"),
        help_text=_("Högst 20 MB. Inga uppgifter om patienter får stå i den."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": _("Välj en fil."),
            "empty": _("Filen är tom. Välj en annan."),
            "missing": _("Välj en fil."),
        },
    )
    made_by = text_field(
        _("Vilka har gjort den?"),
        _("Skriv vilka som har gjort analysen."),
        rows=2,
        help_text=_("Namn och vad de arbetar med. Vårdpersonal på enheten ska ha varit med."),
    )
    made_on = day_field(_("När gjordes den?"))
