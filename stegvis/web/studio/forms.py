"""The few forms of the studio outside the editor."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TITLE_LENGTH = 200


class TitleForm(forms.Form):
    """What a new program or module is called."""

    title = forms.CharField(label=_("Titel"), max_length=TITLE_LENGTH)

    def __init__(self, *args: Any, help_text: str = "", taken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = help_text
        self._taken = {_plain(title) for title in taken}

    def clean_title(self) -> str:
        """Two programs of one name cannot be told apart by those who start them."""
        title: str = self.cleaned_data["title"]
        if _plain(title) in self._taken:
            raise forms.ValidationError(
                _("Ni har redan ett program med det namnet. Välj ett som går att skilja från det.")
            )
        return title


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


class NoteForm(forms.Form):
    """What is new in what is handed over."""

    note = forms.CharField(
        label=_("Vad är nytt?"),
        help_text=_("En eller ett par meningar. Den som publicerar läser dem, och personalen på enheterna."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
