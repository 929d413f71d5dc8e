"""What is typed about hours, roster and absences. Nothing here changes anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.care.actions import Line
from stegvis.care.hours import Spans
from stegvis.care.queries import Shift
from stegvis.web.clinician.roster.words import (
    CannotReadHours,
    EndsBeforeItBegins,
    read_hours,
    typed_hours,
    weekday_name,
)
from stegvis.web.fields import day_field

LIKE = gettext_lazy("Skriv tiderna så här: 8–12, 13–16.30. Lämna tomt när det är stängt.")


class HoursField(forms.CharField):
    """Hours of a day, as people write them; empty is closed."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "m"})
        super().__init__(label=label, help_text=help_text, required=False, max_length=80, widget=widget)

    def clean(self, value: Any) -> Any:
        """Minutes of the day."""
        try:
            return read_hours(super().clean(value) or "")
        except EndsBeforeItBegins as error:
            raise ValidationError(_("En tid slutar innan den börjar. Kontrollera klockslagen.")) from error
        except CannotReadHours as error:
            raise ValidationError(str(LIKE)) from error


class HoursForm(forms.Form):
    """The hours of every weekday."""

    def __init__(self, data: Any, *, week: Sequence[Spans]) -> None:
        super().__init__(data, initial={f"day{n}": typed_hours(spans) for n, spans in enumerate(week)})
        for number in range(7):
            self.fields[f"day{number}"] = HoursField(weekday_name(number).capitalize())

    @property
    def week(self) -> list[Spans]:
        """What was typed, Monday first."""
        return [self.cleaned_data[f"day{number}"] for number in range(7)]


class DayForm(forms.Form):
    """A day that is closed, or has other hours."""

    day = day_field(gettext_lazy("Dag"))
    reason = forms.CharField(label=gettext_lazy("Vad är det för dag?"), max_length=100, required=False)
    spans = HoursField(gettext_lazy("Öppet"), LIKE)


class ShiftForm(forms.Form):
    """A line of the roster."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Vem ser flaggor"),
        coerce=UUID,
        error_messages={"required": gettext_lazy("Välj en person.")},
    )
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("Ersättare"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Den som ser flaggor när den andra inte är på plats."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Veckodagar"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en veckodag.")},
    )
    from_day = day_field(gettext_lazy("Från och med"))
    until_day = day_field(gettext_lazy("Till och med"), gettext_lazy("Lämna tomt om det gäller tills vidare."))

    def __init__(self, data: Any, *, people: Mapping[str, str], today: date, shift: Shift | None = None) -> None:
        super().__init__(data, initial=_shown(shift) if shift else {"from_day": today, "weekdays": [0, 1, 2, 3, 4]})
        _offer(self.fields["person"], people, _("Välj person"))
        _offer(self.fields["deputy"], people, _("Ingen"))
        self.fields["until_day"].required = False
        weekdays = self.fields["weekdays"]
        weekdays.choices = [(n, weekday_name(n).capitalize()) for n in range(7)]  # type: ignore[attr-defined]

    @property
    def line(self) -> Line:
        """What was filled in."""
        read = self.cleaned_data
        weekdays = tuple(read["weekdays"])
        return Line(read["person"], read["deputy"], read["from_day"], read["until_day"], weekdays)


class AbsenceForm(forms.Form):
    """Somebody who is not there. Never why."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Vem är borta"),
        coerce=UUID,
        error_messages={"required": gettext_lazy("Välj en person.")},
    )
    from_day = day_field(gettext_lazy("Första dagen"))
    until_day = day_field(gettext_lazy("Sista dagen"))
    replaced_by = forms.TypedChoiceField(
        label=gettext_lazy("Vem ersätter"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Den som får flaggorna under tiden. Utan ersättare får den som är i tjänst dem."),
    )

    def __init__(self, data: Any, *, people: Mapping[str, str], today: date) -> None:
        super().__init__(data, initial={"from_day": today, "until_day": today})
        _offer(self.fields["person"], people, _("Välj person"))
        _offer(self.fields["replaced_by"], people, _("Ingen"))


def _offer(field: Any, people: Mapping[str, str], none: str) -> None:
    field.choices = [("", none), *sorted(people.items(), key=lambda pair: pair[1].casefold())]


def _shown(shift: Shift) -> dict[str, Any]:
    return {
        "person": str(shift.person_id),
        "deputy": str(shift.deputy_id or ""),
        "weekdays": shift.weekdays,
        "from_day": shift.from_day,
        "until_day": shift.until_day,
    }
