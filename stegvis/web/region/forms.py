"""Forms of the coordinator: what is stopped, a day of the release calendar, what goes out on it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.kinds import Check
from stegvis.web.fields import day_field, text_field


class StopForm(forms.Form):
    """What is stopped, what the residents read, and why."""

    what = forms.ChoiceField(label=_("Vad ska stoppas?"), error_messages={"required": _("Välj vad som ska stoppas.")})
    text_sv = text_field(
        _("Text till invånarna"),
        _("Skriv en text till invånarna. De läser den där det stoppade skulle ha stått."),
        help_text=_("Lugn och tydlig: vad som är stoppat, vad de kan göra nu och vem de kan ringa."),
    )
    text_en = text_field(_("Text till invånarna på engelska"), "", required=False)
    reason = text_field(
        _("Varför?"),
        _("Skriv varför. Enheterna läser det, och det står kvar i historiken."),
        help_text=_("Till enheterna. Skriv inget om någon enskild invånare."),
    )

    def __init__(self, *args: Any, parts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", _("Välj")), *parts]  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    """Why a stop is lifted."""

    reason = text_field(_("Vad är åtgärdat?"), _("Skriv vad som är åtgärdat."))


class ReleaseForm(forms.Form):
    """A day of the calendar."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=80,
        help_text=_("Till exempel Våren 2027."),
        error_messages={"required": _("Ge omgången ett namn, till exempel Våren 2027.")},
    )
    cutoff_on = day_field(_("Lämnas in senast"), _("Det som lämnas in senare får vänta till nästa omgång."))
    on = day_field(_("Delas ut"), _("Den dagen får enheterna de nya versionerna."))
    text = text_field(
        _("Till enheterna"), "", required=False, help_text=_("Några ord om omgången. De visas i aviseringen.")
    )


class ItemForm(forms.Form):
    """Something to put in a release."""

    what = forms.ChoiceField(label=_("Program"), error_messages={"required": _("Välj ett program.")})
    text = text_field(
        _("Vad är nytt?"),
        _("Skriv vad som är nytt. Enheterna läser det i aviseringen."),
        help_text=_("Skriv så att både personal och invånare förstår."),
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
    note = text_field(
        _("Vad ni kom fram till"),
        _("Skriv kort vad ni kom fram till och vilka som var med."),
        help_text=_("Vilka som har läst, och om något behöver göras på enheterna."),
    )
