"""What is typed on the pages of prototypes. Reads and checks; changes nothing."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.governance.prototypes.kinds import PinKind
from stegvis.governance.prototypes.places import ASKED
from stegvis.governance.prototypes.rounds import MOST_DAYS, MOST_QUESTIONS
from stegvis.web.fields import day_field, text_field

SOMEBODY_ELSE = "other"


def id_of(text: str) -> UUID:
    """The id that a form chose for what it makes; a new one where it cannot be read."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


class OpenForm(forms.Form):
    """A round for the group."""

    note = text_field(
        _("Vad ska gruppen titta på?"),
        "",
        rows=4,
        required=False,
        help_text=_("Vad är klart, vad är inte klart, och vad har hänt sedan sist."),
    )
    questions = text_field(
        _("Frågor till gruppen"), "", rows=4, required=False, help_text=_("En fråga på varje rad, högst tio.")
    )
    due_on = day_field(_("Sista dag att tycka till"), _("Var och en i gruppen får en uppgift med den dagen."))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"due_on": today + timedelta(days=14)})
        self._today = today

    def clean_due_on(self) -> date:
        """Ahead, and not too far."""
        day: date = self.cleaned_data["due_on"]
        if day < self._today:
            raise forms.ValidationError(_("Sista dagen kan inte ligga bakåt i tiden."))
        if day > self._today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("Sista dagen ligger mer än ett halvår fram. Välj en närmare dag."))
        return day

    def clean_questions(self) -> list[str]:
        """One on each line."""
        lines = [line.strip() for line in str(self.cleaned_data["questions"]).splitlines() if line.strip()]
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Högst tio frågor. Fler hinner gruppen inte svara på."))
        return lines


class CloseForm(forms.Form):
    """What came out of the round."""

    text = text_field(
        _("Sammanfattning"), "", required=False, help_text=_("Vad ni kom fram till. Gruppen läser det här.")
    )


class PinForm(forms.Form):
    """Something about a place."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=PinKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om det är fel, oklart, en önskan eller beröm.")},
    )
    field = forms.ChoiceField(label=_("Vad gäller det?"), required=False)
    text = text_field(_("Skriv vad du tycker"), _("Skriv vad du tycker."), rows=4)

    def __init__(self, data: Any = None, *, fields: list[tuple[str, str]], field: str = "", **options: Any) -> None:
        super().__init__(data, initial={"kind": PinKind.UNCLEAR, "field": field}, **options)
        if field.startswith(ASKED):
            # An answer to what the designer asked: neither kind nor place is to be chosen.
            self._choice("kind").choices = [(PinKind.WISH, _("Svar på frågan"))]
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = self.initial["kind"] = PinKind.WISH
        if fields:
            self._choice("field").choices = [("", _("Hela stället")), *fields]
        else:
            del self.fields["field"]

    def _choice(self, name: str) -> forms.ChoiceField:
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)  # noqa: S101 - declared above
        return found


class SpokenPinForm(PinForm):
    """The same, written down for somebody in a meeting."""

    who = forms.ChoiceField(label=_("Vem säger det?"))
    name = forms.CharField(label=_("Någon annans namn"), max_length=100, required=False)

    def __init__(self, data: Any = None, *, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.people = people
        self._choice("who").choices = [*people, (SOMEBODY_ELSE, _("Någon annan"))]
        self.order_fields(["who", "name", "kind", "field", "text"])

    def clean(self) -> dict[str, Any]:
        """A guest has a name."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("who") == SOMEBODY_ELSE and not str(found.get("name", "")).strip():
            self.add_error("name", _("Skriv vem som säger det."))
        return found


class ReplyForm(forms.Form):
    """A word about a pin, and what it does."""

    text = text_field(_("Svar"), "", rows=3, required=False)


class DecisionForm(forms.Form):
    """What was decided."""

    text = text_field(_("Beslut"), _("Skriv vad ni beslutade."), rows=2)


class InviteForm(forms.Form):
    """Somebody who is not staff."""

    name = forms.CharField(
        label=_("Namn som personen vill kallas"),
        max_length=100,
        help_text=_("Det räcker med ett förnamn. Skriv aldrig ett personnummer."),
        error_messages={"required": _("Skriv ett namn. Det räcker med ett förnamn.")},
    )


class BeginForm(forms.Form):
    """The tester's own say about the name."""

    name = forms.CharField(
        label=_("Vad vill du kallas?"),
        max_length=100,
        help_text=_("Namnet står vid det du skriver. Det räcker med ett förnamn."),
        error_messages={"required": _("Skriv ett namn. Det räcker med ett förnamn.")},
    )
