"""Forms of those who keep documents and write bulletins."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.access.kinds import Role
from stegvis.support.kinds import DocumentKind
from stegvis.web.fields import day_field

LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]


class DocumentForm(forms.Form):
    """A regional document as it is written."""

    title = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Skriv vad dokumentet heter.")}
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=DocumentKind.choices)
    language = forms.ChoiceField(label=_("Språk"), choices=LANGUAGES)
    summary = forms.CharField(
        label=_("Vad det är till för"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_(
            "## framför en rubrik, - framför en punkt, 1. framför ett steg, [ ] framför en ruta att kryssa. En rad med | mellan orden blir en tabell. **Två stjärnor** gör fet text."
        ),
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
    )
    file = forms.FileField(
        label=_("PDF"),
        required=False,
        help_text=_("Frivilligt, högst 20 MB. Skript och bilagor i filen tas bort."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("Filen är tom. Välj en annan.")},
    )
    drop_file = forms.BooleanField(label=_("Ta bort filen"), required=False)
    contact = forms.CharField(label=_("Vem svarar på frågor?"), max_length=200, required=False)
    review_on = day_field(_("Se över senast"), required=False)
    changed = forms.CharField(
        label=_("Vad är ändrat?"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, has_file: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not has_file:
            del self.fields["drop_file"]


class BulletinForm(forms.Form):
    """A word to units."""

    title = forms.CharField(label=_("Rubrik"), max_length=150, error_messages={"required": _("Skriv en rubrik.")})
    text = forms.CharField(
        label=_("Text"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Skriv vad enheterna behöver veta.")},
    )
    important = forms.BooleanField(label=_("Viktigt: ska läsas av alla som får det"), required=False)
    to = forms.MultipleChoiceField(
        label=_("Vilka enheter?"),
        required=False,
        help_text=_("Kryssa inget om det gäller alla."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("En av enheterna finns inte längre. Välj om.")},
    )
    roles = forms.MultipleChoiceField(
        label=_("Vilka roller?"),
        required=False,
        help_text=_("Kryssa inget om det gäller alla."),
        widget=forms.CheckboxSelectMultiple,
        choices=Role.choices,
    )
    from_day = day_field(_("Visas från"))
    until_day = day_field(_("Visas till och med"), _("Lämna tomt om det gäller tills vidare."), required=False)
    once = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice: Any = self.fields["to"]
        choice.choices = list(places)
        self.initial.setdefault("once", uuid4().hex)


class WhyForm(forms.Form):
    """A word why."""

    why = forms.CharField(label=_("Varför?"), max_length=300, error_messages={"required": _("Skriv kort varför.")})
