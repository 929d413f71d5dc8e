"""Forms of the coordinator: what is stopped, a day of the release calendar, what goes out on it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.kinds import Check

MOST = 4000


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "m"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Välj ett datum."),
            "invalid": _("Skriv datumet som år, månad och dag: ÅÅÅÅ-MM-DD."),
        },
    )


def _text(label: Any, required: Any = "", help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MOST,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else None,
    )


class StopForm(forms.Form):
    """What is stopped, what the residents read, and why."""

    what = forms.ChoiceField(label=_("Vad ska stoppas?"), error_messages={"required": _("Välj vad som ska stoppas.")})
    text_sv = _text(
        _("Text till invånarna"),
        _("Skriv en text till invånarna. De läser den där det stoppade skulle ha stått."),
        _("Lugn och tydlig: vad som är stoppat, vad de kan göra nu och vem de kan ringa."),
    )
    text_en = _text(_("Text till invånarna på engelska"))
    reason = _text(
        _("Varför?"),
        _("Skriv varför. Enheterna läser det, och det står kvar i historiken."),
        _("Till enheterna. Skriv inget om någon enskild invånare."),
    )

    def __init__(self, *args: Any, parts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", _("Välj")), *parts]  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    """Why a stop is lifted."""

    reason = _text(_("Vad är åtgärdat?"), _("Skriv vad som är åtgärdat."))


class ReleaseForm(forms.Form):
    """A day of the calendar."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=80,
        help_text=_("Till exempel Våren 2027."),
        error_messages={"required": _("Ge omgången ett namn, till exempel Våren 2027.")},
    )
    cutoff_on = _day(_("Lämnas in senast"), _("Det som lämnas in senare får vänta till nästa omgång."))
    on = _day(_("Delas ut"), _("Den dagen får enheterna de nya versionerna."))
    text = _text(_("Till enheterna"), help_text=_("Några ord om omgången. De visas i aviseringen."))


class ItemForm(forms.Form):
    """Something to put in a release."""

    what = forms.ChoiceField(label=_("Program"), error_messages={"required": _("Välj ett program.")})
    text = _text(
        _("Vad är nytt?"),
        _("Skriv vad som är nytt. Enheterna läser det i aviseringen."),
        _("Skriv så att både personal och invånare förstår."),
    )
    tell_residents = forms.BooleanField(label=_("Berätta det också för invånare som flyttas"), required=False)

    def __init__(self, *args: Any, choices: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", _("Välj")), *choices]  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """The own check of another provider's program."""

    checks = forms.MultipleChoiceField(
        label=_("Det här har vi kontrollerat"),
        choices=Check.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Gå igenom och kryssa i alla punkter. Programmet kan inte användas innan dess.")},
    )
    note = _text(
        _("Vad ni kom fram till"),
        _("Skriv kort vad ni kom fram till och vilka som var med."),
        _("Vilka som har läst, och om något behöver göras på enheterna."),
    )
