"""Forms that every part of the process uses. Each reads and checks what was typed; nothing here changes anything."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def text_field(
    label: Any, wanted: Any, rows: int = 3, help_text: Any = "", *, required: bool = True
) -> forms.CharField:
    """A few sentences; `wanted` is said when they are missing."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=4000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": wanted, "max_length": _("Texten är för lång. Högst 4 000 tecken får plats.")},
    )


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "m"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Välj ett datum."),
            "invalid": _("Skriv datumet som år, månad och dag: ÅÅÅÅ-MM-DD."),
        },
    )


class ReasonForm(forms.Form):
    """Why, in words that those concerned will read."""

    reason = text_field(
        _("Motivering"), _("Skriv en motivering."), help_text=_("Sparas i historiken och läses av dem som berörs.")
    )


class NoteForm(forms.Form):
    """A word along, if there is one."""

    note = text_field(_("Anteckning"), "", rows=2, required=False)


class AnswerForm(forms.Form):
    """What was done about a remark."""

    answer = text_field(_("Svar"), _("Skriv vad du har gjort, eller varför inget behöver göras."), rows=2)


class PublishForm(forms.Form):
    """When the program is to be looked over."""

    review_by_on = day_field(
        _("Ses över senast"), _("Då påminns ägaren om att se över innehållet. Ofta ett till två år framåt.")
    )

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self._today = today

    def clean_review_by_on(self) -> date:
        """Ahead."""
        day: date = self.cleaned_data["review_by_on"]
        if day <= self._today:
            raise forms.ValidationError(_("Välj en dag framåt i tiden."))
        return day
