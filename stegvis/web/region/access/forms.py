"""The forms of access. Each reads and checks what was typed; nothing here changes anything."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.access.kinds import Role
from stegvis.web.fields import day_field, text_field


class PlaceForm(forms.Form):
    """A role at one of the provider's places, with its days; the person stands beside the form."""

    place = forms.ChoiceField(label=_("Var"), error_messages={"required": _("Välj var rollen ska gälla.")})
    role = forms.ChoiceField(
        label=_("Roll"),
        help_text=_("Behandlare, administratörer och dataadministratör finns på enheter, designer på utgivarenheter."),
        error_messages={"required": _("Välj en roll.")},
    )
    starts_on = day_field(_("Från och med"), required=False, help_text=_("Tomt: från i dag."))
    ends_on = day_field(_("Till och med"), required=False, help_text=_("Tomt: tills någon tar bort den."))
    reason = text_field(_("Varför behövs rollen?"), _("Skriv kort varför rollen behövs."), rows=2)

    def __init__(self, data: Any, *, places: Iterable[tuple[str, str]], initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["place"].choices = [("", _("Välj plats")), *places]
        fields["role"].choices = [("", _("Välj roll")), *((role.value, role.label) for role in Role)]


class EndForm(forms.Form):
    """Why somebody's sign-ins are ended."""

    reason = text_field(_("Varför avslutas de?"), _("Skriv kort varför inloggningarna avslutas."), rows=2)


class NoteForm(forms.Form):
    """Why a role is given, and what can go wrong."""

    need = text_field(
        _("Vad behövs rollen till?"),
        _("Skriv vad rollen behövs till."),
        rows=4,
        help_text=_("Vilka uppgifter behöver den som har rollen, och till vilket arbete?"),
    )
    risk = text_field(
        _("Vilka risker finns det?"),
        _("Skriv vilka risker rollen har."),
        rows=4,
        help_text=_("Vad kan gå fel om någon ser eller ändrar för mycket, och vad gör ni åt det?"),
    )
