"""What is typed about a staff channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.notifications.kinds import ChannelKind, StaffRole


class ChannelForm(forms.Form):
    """A new channel: whose, which way, what it is called and the address."""

    role = forms.ChoiceField(
        label=_("Vem ska få veta?"),
        widget=forms.RadioSelect,
        choices=[
            (StaffRole.UNIT, _("Enheten: så snart en flagga kommer")),
            (
                StaffRole.MANAGER,
                _("En namngiven chef: när ingen tar en flagga, eller när den inte är klar när ni stänger"),
            ),
        ],
        error_messages={"required": _("Välj vem som ska få veta.")},
    )
    name = forms.CharField(
        label=_("Namn"),
        help_text=_("Till exempel Jourtelefonen, eller chefens namn."),
        max_length=100,
        widget=forms.TextInput(attrs={"data-width": "l"}),
        error_messages={"required": _("Skriv ett namn.")},
    )
    kind = forms.ChoiceField(
        label=_("Hur?"), widget=forms.RadioSelect, error_messages={"required": _("Välj sms eller e-post.")}
    )
    address = forms.CharField(
        label=_("Nummer eller adress"),
        help_text=_("Hit går bara: Det finns något att titta på i Stegvis. Aldrig vem det gäller."),
        max_length=254,
        widget=forms.TextInput(attrs={"data-width": "l", "autocomplete": "off"}),
        error_messages={"required": _("Skriv numret eller adressen.")},
    )

    def __init__(self, *args: Any, kinds: tuple[ChannelKind, ...], with_role: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.value, kind.label) for kind in kinds if kind is not ChannelKind.PUSH]
        if not with_role:
            del self.fields["role"]


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.CharField(
        label=_("Koden"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "data-width": "s"}
        ),
        error_messages={"required": _("Skriv koden."), "max_length": _("Koden har sex siffror.")},
    )
