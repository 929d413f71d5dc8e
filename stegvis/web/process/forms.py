"""Forms that every part of the process uses. Each reads and checks what was typed; nothing here changes anything."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.web.fields import day_field, text_field


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
