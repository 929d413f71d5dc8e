"""The few forms of the studio outside the editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TITLE_LENGTH = 200


class TitleForm(forms.Form):
    """What a new program or module is called."""

    title = forms.CharField(label=_("Titel"), max_length=TITLE_LENGTH)

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = help_text


class NoteForm(forms.Form):
    """What is new in what is handed over."""

    note = forms.CharField(
        label=_("Vad är nytt?"),
        help_text=_("En eller ett par meningar. Den som publicerar läser dem, och personalen på enheterna."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
