"""The forms of support. Each reads and checks what was typed; nothing here changes anything."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.support.kinds import AnswerBy, CaseKind
from stegvis.web.fields import day_field

ABOUT_PROGRAM, ABOUT_OTHER = "program", "other"


class SendForm(forms.Form):
    """A question, a wish or a deviation. `homepage` is for machines that fill in everything: people do not see it."""

    kind = forms.ChoiceField(
        label=_("Vad vill du skicka?"),
        choices=CaseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad du vill skicka."), "invalid_choice": _("Välj vad du vill skicka.")},
    )
    about = forms.ChoiceField(label=_("Vad gäller det?"), widget=forms.RadioSelect, required=False)
    provider = forms.ChoiceField(
        label=_("Vilken region eller vårdgivare gäller det?"),
        error_messages={"required": _("Välj vem det gäller."), "invalid_choice": _("Välj vem det gäller.")},
    )
    subject = forms.CharField(
        label=_("Rubrik"),
        help_text=_("Några ord, till exempel: Filmen i modul två startar inte."),
        max_length=120,
        error_messages={
            "required": _("Skriv med några ord vad det gäller."),
            "max_length": _("Rubriken är för lång. Skriv högst 120 tecken."),
        },
    )
    text = forms.CharField(
        label=_("Berätta"),
        help_text=_(
            "Skriv inga namn eller personnummer, och inget om någons hälsa. Vi behöver inte veta vem det gäller."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Skriv vad du vill fråga eller berätta.")},
    )
    answer_by = forms.ChoiceField(
        label=_("Hur vill du få svar?"),
        choices=[
            (AnswerBy.CODE, _("På en sida här, med en kod som du får när du har skickat")),
            (AnswerBy.EMAIL, _("Med e-post")),
            (AnswerBy.PHONE, _("Någon ringer mig")),
            (AnswerBy.NONE, _("Jag behöver inget svar")),
        ],
        widget=forms.RadioSelect,
        initial=AnswerBy.CODE,
        error_messages={"required": _("Välj hur du vill få svar."), "invalid_choice": _("Välj hur du vill få svar.")},
    )
    answer_to = forms.CharField(
        label=_("E-postadress eller telefonnummer"),
        help_text=_(
            "Fyll bara i om du valde e-post eller telefon. Vi tar bort uppgiften när ärendet har varit avslutat i tre månader."
        ),
        max_length=200,
        required=False,
    )
    homepage = forms.CharField(
        label=_("Lämna den här rutan tom"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    page = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    program = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    version = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    unit = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    once = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, known: bool, program: str, providers: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.initial.setdefault("once", uuid4().hex)
        about: Any = self.fields["about"]
        if program:
            about.choices = [(ABOUT_PROGRAM, program), (ABOUT_OTHER, _("Något annat"))]
            self.initial.setdefault("about", ABOUT_PROGRAM)
        else:
            del self.fields["about"]
        choice: Any = self.fields["provider"]
        if len(providers) > 1:
            choice.choices = [("", _("Välj")), *providers]
        else:
            del self.fields["provider"]
        if known:
            for name in ("answer_by", "answer_to", "homepage"):
                del self.fields[name]

    def clean_homepage(self) -> str:
        """A person who filled it in by mistake is told, and loses nothing."""
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Töm den här rutan och skicka igen."))
        return ""

    def clean_answer_to(self) -> str:
        """An address or a number, by what was chosen."""
        wanted, typed = self.cleaned_data.get("answer_by"), self.cleaned_data["answer_to"].strip()
        if wanted == AnswerBy.EMAIL:
            try:
                return str(forms.EmailField().clean(typed))
            except forms.ValidationError:
                raise forms.ValidationError(_("Skriv en e-postadress, till exempel namn@exempel.se.")) from None
        if wanted == AnswerBy.PHONE and sum(sign.isdigit() for sign in typed) < 6:
            raise forms.ValidationError(_("Skriv telefonnumret med siffror."))
        return typed if wanted == AnswerBy.PHONE else ""


class MoreForm(forms.Form):
    """Some more words from the sender."""

    text = forms.CharField(
        label=_("Skriv mer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv något först.")},
    )
    once = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("once", uuid4().hex)


class CodeForm(forms.Form):
    """The code that opens a case."""

    code = forms.CharField(
        label=_("Kod"),
        help_text=_("Tolv tecken. Streck och mellanslag spelar ingen roll."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "m"}),
        error_messages={"required": _("Skriv koden.")},
    )


class AnswerForm(forms.Form):
    """An answer to the sender, or a note for the team."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}), error_messages={"required": _("Skriv något först.")}
    )
    once = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, label: Any, *args: Any, help_text: Any = "", rows: int = 6, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text
        self.fields["text"].widget.attrs["rows"] = rows
        self.initial.setdefault("once", uuid4().hex)


class OwnerForm(forms.Form):
    """Who takes care of it, and by when."""

    owner = forms.ChoiceField(label=_("Handläggare"), required=False)
    due_on = day_field(_("Svara senast"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice: Any = self.fields["owner"]
        choice.choices = [("", _("Ingen än")), *members]


class SortForm(forms.Form):
    """What it is, and which program it is about."""

    kind = forms.ChoiceField(label=_("Slag"), choices=CaseKind.choices)
    program = forms.ChoiceField(label=_("Program"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, programs: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice: Any = self.fields["program"]
        choice.choices = [("", _("Gäller inget särskilt program")), *programs]
