"""The forms of care staff. Each reads and checks what was typed; nothing here changes anything."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stegvis.access.identity import CannotReadNumber, IdentityNumber, read_number
from stegvis.access.kinds import UNIT_ROLES, Role
from stegvis.web.fields import day_field, text_field

MOST_RADIOS = 6


class NumberForm(forms.Form):
    """An identity number as typed."""

    number = forms.CharField(
        label=_("Personnummer, samordningsnummer eller reservnummer"),
        help_text=_("Tolv tecken, med århundradet först: ÅÅÅÅMMDD-NNNN."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "m"}),
        error_messages={"required": _("Skriv numret."), "max_length": _("Numret ska ha tolv tecken: ÅÅÅÅMMDD-NNNN.")},
    )

    def clean_number(self) -> IdentityNumber:
        """The number, or the sentence that says what to do."""
        try:
            return read_number(self.cleaned_data["number"])
        except CannotReadNumber as error:
            raise ValidationError(error.sentence) from error


class StartForm(forms.Form):
    """Program, therapist and day, once the person is confirmed."""

    version = forms.TypedChoiceField(
        label=_("Program"), coerce=UUID, error_messages={"required": _("Välj ett program.")}
    )
    therapist = forms.TypedChoiceField(
        label=_("Behandlare"), coerce=UUID, error_messages={"required": _("Välj en behandlare.")}
    )
    start_on = day_field(_("Startdatum"), _("Från den dagen kan invånaren börja."))

    def __init__(
        self, data: Any, *, versions: Iterable[Any], therapists: Mapping[str, str], me: str, today: date
    ) -> None:
        offered = [(str(v.pk), _("%(title)s, version %(n)s") % {"title": v.title, "n": v.number}) for v in versions]
        first = offered[0][0] if len(offered) == 1 else None
        initial = {"therapist": me if me in therapists else None, "start_on": today, "version": first}
        super().__init__(data, initial=initial)
        version, therapist = self.fields["version"], self.fields["therapist"]
        if len(offered) <= MOST_RADIOS:
            version.widget = forms.RadioSelect()
        version.choices = offered  # type: ignore[attr-defined]
        therapist.choices = [("", _("Välj behandlare")), *therapists.items()]  # type: ignore[attr-defined]
        start = self.fields["start_on"].widget
        start.attrs["min"] = today.isoformat()

    @property
    def choices(self) -> tuple[UUID, UUID, date]:
        """What was chosen, in the order that starting wants it."""
        read = self.cleaned_data
        return read["version"], read["therapist"], read["start_on"]


class ReasonForm(forms.Form):
    """Why something is undone."""

    reason = text_field(_("Vad blev fel?"), _("Skriv kort vad som blev fel. Det behövs för avvikelsen."))


class UndoForm(ReasonForm):
    """As ReasonForm, where something would be hidden that somebody has made."""

    sure = forms.BooleanField(
        label=_("Jag har läst vad som finns, och starten var ändå fel"),
        error_messages={"required": _("Bekräfta att starten var fel fast det finns svar och annat från invånaren.")},
    )


class TherapistForm(forms.Form):
    """Who takes over."""

    therapist = forms.TypedChoiceField(
        label=_("Ny behandlare"), coerce=UUID, error_messages={"required": _("Välj en behandlare.")}
    )

    def __init__(self, data: Any, *, therapists: Mapping[str, str]) -> None:
        super().__init__(data)
        field = self.fields["therapist"]
        field.choices = [("", _("Välj behandlare")), *therapists.items()]  # type: ignore[attr-defined]


class OccasionForm(forms.Form):
    """One more measurement, from a day."""

    measurement = forms.ChoiceField(label=_("Formulär"), error_messages={"required": _("Välj ett formulär.")})
    on = day_field(_("Från den"))

    def __init__(self, data: Any, *, measurements: Iterable[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["measurement"].choices = list(measurements)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """What was done about a flag."""

    note = text_field(
        _("Vad har du gjort?"),
        _("Skriv kort vad du har gjort, till exempel att du har ringt."),
        help_text=_("Till exempel: ringt, bokat tid, gjort en bedömning i journalen."),
    )


class StepForm(forms.Form):
    """What has been done so far about a flag."""

    words = text_field(
        _("Vad har hänt?"),
        _("Skriv kort vad som har hänt, till exempel att du söker invånaren."),
        rows=2,
        help_text=_("Till exempel: ringt utan svar, försöker igen klockan 15."),
    )


class HandOnForm(forms.Form):
    """Which colleague gets a flag, and why."""

    to = forms.TypedChoiceField(label=_("Till vem"), coerce=UUID, error_messages={"required": _("Välj en kollega.")})
    words = text_field(_("Varför lämnar du den vidare?"), _("Skriv kort varför du lämnar flaggan vidare."), rows=2)

    def __init__(self, data: Any = None, *, people: Mapping[str, str]) -> None:
        super().__init__(data, prefix="till")
        field = self.fields["to"]
        field.choices = [("", _("Välj kollega")), *people.items()]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role for somebody who holds a commission on the unit."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=UUID, error_messages={"required": _("Välj en person.")})
    role = forms.ChoiceField(
        label=_("Roll"),
        choices=[(role.value, role.label) for role in Role if role in UNIT_ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en roll.")},
    )
    starts_on = day_field(_("Från och med"), required=False, help_text=_("Tomt: från i dag."))
    ends_on = day_field(_("Till och med"), required=False, help_text=_("Tomt: tills någon tar bort den."))
    reason = text_field(_("Varför behövs rollen?"), _("Skriv kort varför rollen behövs."), rows=2)

    def __init__(self, data: Any, *, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["person"]
        field.choices = [("", _("Välj person")), *people]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a role is taken back."""

    reason = text_field(_("Varför tas rollen bort?"), _("Skriv kort varför rollen tas bort."), rows=2)
