"""The reviewer's own form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.governance.review.places import PlaceGroup
from stegvis.web.fields import text_field
from stegvis.web.process.forms import ReasonForm


class RemarkForm(forms.Form):
    """Where, and what needs to be seen to."""

    node = forms.ChoiceField(label=_("Var i programmet"), error_messages={"required": _("Välj en plats.")})
    text = text_field(_("Vad behöver ses över?"), _("Skriv vad som behöver ses över."))

    def __init__(self, data: Any = None, *, places: tuple[PlaceGroup, ...], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["node"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker: declared five lines up
        field.choices = [("", _("Välj …")), *((group.name, list(group.places)) for group in places)]


class AfterReviewForm(ReasonForm):
    """What the review came to; and, where something is `owed`, why the version may stay all the same."""

    left_because = text_field(
        _("Varför versionen kan stå kvar fast allt inte är klart"),
        _("Gör klart det som är kvar, eller skriv varför versionen kan stå kvar ändå."),
        help_text=_("Fylls i bara om ni inte gör klart det först. Skälet sparas med ditt namn."),
    )

    def __init__(self, data: Any = None, *, owed: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not owed:
            del self.fields["left_because"]
