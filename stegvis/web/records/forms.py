"""Forms of the records officer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.access.identity import CannotReadNumber, IdentityNumber, read_number
from stegvis.records.kinds import DataClass, Since
from stegvis.web.fields import day_field, text_field


def number_field(help_text: Any, *, required: bool = True) -> forms.CharField:
    """An identity number, sent and never written in an address."""
    return forms.CharField(
        label=gettext_lazy("Invånarens nummer"),
        help_text=help_text,
        required=required,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "m"}),
        error_messages={"required": gettext_lazy("Skriv numret med tolv tecken: ÅÅÅÅMMDD-NNNN.")},
    )


def read(text: str) -> IdentityNumber | None:
    """The number, None where none was typed, or the sentence that says what to do."""
    try:
        return read_number(text.strip()) if text.strip() else None
    except CannotReadNumber as error:
        raise forms.ValidationError(error.sentence) from error


class RuleForm(forms.Form):
    """How long, and from when."""

    years = forms.IntegerField(
        label=gettext_lazy("Bevaras i år"),
        min_value=0,
        max_value=150,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "s"}),
        error_messages={
            "required": gettext_lazy("Skriv antal år."),
            "invalid": gettext_lazy("Skriv ett heltal."),
            "max_value": gettext_lazy("Högst 150 år."),
            "min_value": gettext_lazy("Skriv ett tal som är noll eller större."),
        },
    )
    months = forms.IntegerField(
        label=gettext_lazy("och månader"),
        min_value=0,
        max_value=11,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "s"}),
        error_messages={
            "invalid": gettext_lazy("Skriv ett heltal."),
            "max_value": gettext_lazy("Skriv högst 11 månader. Tolv är ett år."),
            "min_value": gettext_lazy("Skriv ett tal som är noll eller större."),
        },
    )
    since = forms.ChoiceField(label=gettext_lazy("Räknas från"), choices=Since.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=gettext_lazy("Beslut eller plan som regeln vilar på"),
        help_text=gettext_lazy("Till exempel dokumenthanteringsplanens namn och diarienummer."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vilket beslut eller vilken plan regeln vilar på, med nummer.")},
    )

    def __init__(self, kind: DataClass, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is not DataClass.RECORD:
            del self.fields["since"]

    @property
    def total(self) -> int:
        """The time in months, of a form that is valid."""
        return int(self.cleaned_data["years"]) * 12 + int(self.cleaned_data.get("months") or 0)


class HoldForm(forms.Form):
    """What is held, why, and until when."""

    number = number_field(
        gettext_lazy("Lämna tomt om stoppet inte gäller en viss invånare. Sökningen loggas."), required=False
    )
    program = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    reason = text_field(
        gettext_lazy("Varför"),
        gettext_lazy("Skriv varför uppgifterna ska bevaras."),
        rows=2,
        help_text=gettext_lazy("Till exempel tillsyn, skadeärende eller forskning, med ärendets nummer."),
    )
    until = day_field(
        gettext_lazy("Sista dag"), gettext_lazy("Lämna tomt om stoppet gäller tills någon häver det."), required=False
    )

    def __init__(self, programs: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [("", _("Alla program")), *programs]  # type: ignore[attr-defined]

    def clean_number(self) -> IdentityNumber | None:
        """The number as a value."""
        return read(self.cleaned_data["number"])


class LiftForm(forms.Form):
    """Why it no longer holds."""

    reason = text_field(gettext_lazy("Varför hävs stoppet?"), gettext_lazy("Skriv varför stoppet hävs."), rows=2)


class DecisionForm(forms.Form):
    """The decision that a destruction rests on."""

    decision = forms.CharField(
        label=gettext_lazy("Beslutets nummer"),
        max_length=60,
        widget=forms.TextInput(attrs={"data-width": "m", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv beslutets nummer.")},
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vem har beslutat?"),
        help_text=gettext_lazy("Namn och funktion, nämnd eller myndighet."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vem som har beslutat.")},
    )
    decided_on = day_field(gettext_lazy("Beslutsdatum"))


class NumberForm(forms.Form):
    """Whose record it is about."""

    number = number_field(gettext_lazy("Tolv tecken: ÅÅÅÅMMDD-NNNN. Sökningen loggas, och invånaren ser den."))

    def clean_number(self) -> IdentityNumber | None:
        """The number as a value."""
        return read(self.cleaned_data["number"])


class ExtractForm(NumberForm):
    """A request of everything about somebody."""

    reason = text_field(
        gettext_lazy("Begäran"),
        gettext_lazy("Skriv vem som har begärt utdraget och när, eller ärendets nummer."),
        rows=2,
        help_text=gettext_lazy("Vem har begärt utdraget och när, eller ärendets nummer. Det står i loggen."),
    )
