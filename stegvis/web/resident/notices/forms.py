"""What the resident types: choices, an address, a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.notifications.kinds import ChannelKind, Topic

TOPIC_WORDS = {
    Topic.REMINDERS: _("När det finns frågor att svara på, och påminnelser"),
    Topic.NEWS: _("När något nytt öppnas i ett program"),
    Topic.MESSAGES: _("När jag har fått ett meddelande eller en kommentar"),
}
KIND_WORDS = {
    ChannelKind.SMS: _("Med sms"),
    ChannelKind.EMAIL: _("Med e-post"),
    ChannelKind.PUSH: _("I webbläsaren som är ansluten"),
}
_CLOCK = {"required": _("Välj ett klockslag."), "invalid": _("Skriv ett klockslag, till exempel 21:00.")}


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-width": "m"})
    return forms.TimeField(label=label, widget=widget, error_messages=_CLOCK)


class ChoiceForm(forms.Form):
    """A whole page of choices. Nothing is ticked from the start."""

    kinds = forms.MultipleChoiceField(
        label=_("Hur vill du få veta?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Vad vill du veta?"),
        required=False,
        choices=list(TOPIC_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    quiet_from = _clock(_("Tyst från"))
    quiet_until = _clock(_("Tyst till"))

    def __init__(self, *args: Any, kinds: tuple[ChannelKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.value, KIND_WORDS[kind]) for kind in kinds]


class AddressForm(forms.Form):
    """A phone number or an e-mail address, as typed; what is right is judged by the room."""

    def __init__(self, *args: Any, kind: ChannelKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = kind is ChannelKind.SMS
        self.fields["address"] = forms.CharField(
            label=_("Ditt mobilnummer") if phone else _("Din e-postadress"),
            help_text=_("Till exempel 070-123 45 67. Är numret från ett annat land, börja med + och landets nummer.")
            if phone
            else _("Välj en adress som bara du läser."),
            max_length=254,
            widget=forms.TextInput(
                attrs={
                    "type": "tel" if phone else "email",
                    "autocomplete": "tel" if phone else "email",
                    "inputmode": "tel" if phone else "email",
                    "data-width": "l",
                }
            ),
            error_messages={"required": _("Skriv numret.") if phone else _("Skriv adressen.")},
        )


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.CharField(
        label=_("Koden"),
        help_text=_("Sex siffror."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "data-width": "s"}
        ),
        error_messages={"required": _("Skriv koden."), "max_length": _("Koden har sex siffror.")},
    )
