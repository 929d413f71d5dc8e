"""The reviewer's own form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.governance.review.places import PlaceGroup
from stegvis.web.process.forms import text_field


class RemarkForm(forms.Form):
    """Where, and what needs to be seen to."""

    node = forms.ChoiceField(label=_("Var i programmet"), error_messages={"required": _("Välj en plats.")})
    text = text_field(_("Vad behöver ses över?"), _("Skriv vad som behöver ses över."))

    def __init__(self, data: Any = None, *, places: tuple[PlaceGroup, ...], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["node"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker: declared five lines up
        field.choices = [("", _("Välj …")), *((group.name, list(group.places)) for group in places)]
