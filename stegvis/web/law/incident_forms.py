"""The forms of incidents. Each reads and checks what was typed; nothing here changes anything."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.law.deadlines import LEVELS
from stegvis.law.kinds import IncidentKind
from stegvis.web.fields import day_field, text_field
from stegvis.web.law.incident_words import LEVELS as LEVEL_WORDS

SECRET = _("Skriv inga namn eller personnummer. Skriv var det står, till exempel i vilken journal.")
Choices = Sequence[tuple[str, str]]


def moment_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateTimeField:
    """A day and a clock time."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "data-width": "m"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": _("Välj dag och tid."),
            "invalid": _("Skriv dag och tid: ÅÅÅÅ-MM-DD TT:MM."),
        },
    )


class Once(forms.Form):
    """A form that does the same however often it is sent."""

    once = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("once", uuid4().hex)


class ReportForm(Once):
    """What happened, when, and since when it was known."""

    kinds = forms.MultipleChoiceField(
        label=_("Vad är det?"),
        help_text=_("Välj alla som stämmer. Är du osäker, välj det som ligger närmast: det går att ändra."),
        choices=IncidentKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj vad det är. Är du osäker, välj det som ligger närmast.")},
    )
    title = forms.CharField(
        label=_("Rubrik"),
        max_length=160,
        error_messages={
            "required": _("Skriv med några ord vad som har hänt."),
            "max_length": _("Rubriken är för lång. Skriv högst 160 tecken."),
        },
    )
    text = text_field(_("Vad har hänt?"), _("Skriv vad som har hänt."), rows=6, help_text=SECRET)
    known_at = moment_field(_("När fick ni veta det?"), _("Tiden räknas härifrån, också på natten och på helgen."))
    happened_at = moment_field(_("När hände det?"), _("Lämna tomt om ni inte vet."), required=False)
    unit = forms.ChoiceField(label=_("Vårdenhet"), required=False)
    program = forms.ChoiceField(label=_("Program"), required=False)

    def __init__(self, *args: Any, units: Choices, programs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, rows, none in (("unit", units, _("Ingen särskild")), ("program", programs, _("Inget särskilt"))):
            field: Any = self.fields[name]
            field.choices = [("", none), *rows]


class SortForm(forms.Form):
    """What it is, and since when it was known."""

    kinds = ReportForm.base_fields["kinds"]
    known_at = moment_field(_("När fick ni veta det?"))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class JudgeForm(forms.Form):
    """How serious one kind of it is, and why."""

    level = forms.ChoiceField(
        label=_("Hur allvarligt är det?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur allvarligt det är.")},
    )
    why = text_field(_("Varför?"), _("Skriv varför ni bedömer det så."), help_text=SECRET)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: IncidentKind, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["level"]
        field.choices = [(level.value, LEVEL_WORDS[level]) for level in LEVELS[kind]]


class ToldForm(Once):
    """That something the law asks for has been done."""

    at = moment_field(_("När gjordes det?"))
    reference = forms.CharField(
        label=_("Ärendenummer"), required=False, max_length=120, widget=forms.TextInput(attrs={"data-width": "m"})
    )
    text = text_field(_("Vad sas, och varför om det blev sent?"), "", help_text=SECRET, required=False)


class WordsForm(Once):
    """Some words: a note, a lesson, a reason, a result."""

    text = text_field(_("Text"), _("Skriv något först."), rows=4)

    def __init__(self, label: Any, *args: Any, rows: int = 4, help_text: Any = SECRET, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["text"]
        field.label, field.help_text = label, help_text
        field.widget.attrs["rows"] = rows


class PersonForm(forms.Form):
    """A colleague."""

    person = forms.ChoiceField(label=_("Ansvarig"), error_messages={"required": _("Välj en kollega.")})

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["person"]
        field.choices = [("", _("Välj")), *people]


class TaskForm(Once):
    """What a colleague is asked to do, and by when."""

    text = text_field(_("Vad ska göras?"), _("Skriv vad som ska göras."), help_text=SECRET)
    person = forms.ChoiceField(label=_("Av vem?"), error_messages={"required": _("Välj en kollega.")})
    due_on = day_field(_("Senast"))

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["person"]
        field.choices = [("", _("Välj")), *people]
