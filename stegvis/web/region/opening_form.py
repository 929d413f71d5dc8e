"""The form of an open program: for whom, when, on what ground."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.actions import Terms
from stegvis.catalogue.actions.opening import LEAST_DAYS, MOST_DAYS
from stegvis.catalogue.queries import Municipality
from stegvis.web.fields import day_field, text_field

OLDEST = 130


def _age(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs={"data-width": "s", "inputmode": "numeric"}),
        error_messages={"invalid": _("Skriv åldern med siffror, eller lämna tomt.")},
    )


class OpeningForm(forms.Form):
    """`area`: the region's municipalities; those `known` to the opening stay choosable though they are gone."""

    code = forms.SlugField(
        label=_("Kort adress"),
        max_length=40,
        help_text=_("Står efter /o/ i adressen. Små bokstäver, siffror och bindestreck. Går inte att ändra sedan."),
        error_messages={"required": _("Skriv en kort adress."), "invalid": _("Använd a–z, siffror och bindestreck.")},
    )
    municipalities = forms.MultipleChoiceField(
        label=_("Kommuner"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Välj ingen om programmet är öppet för hela regionen."),
    )
    youngest = _age(_("Från och med ålder"))
    oldest = _age(_("Till och med ålder"))
    opens_on = day_field(_("Öppet från"))
    closes_on = day_field(_("Öppet till och med"), _("Lämna tomt om det inte finns någon sista dag."))
    controller = text_field(
        _("Personuppgiftsansvarig"),
        _("Skriv vem som ansvarar för uppgifterna."),
        help_text=_(
            "Namn, organisationsnummer och hur man når dataskyddsombudet. Invånaren läser det innan hen börjar."
        ),
    )
    legal_basis = text_field(
        _("Rättslig grund"),
        _("Skriv vilken rättslig grund ni har."),
        help_text=_("Till exempel: samtycke enligt artikel 6.1 a och 9.2 a i dataskyddsförordningen."),
    )
    keep_days = forms.IntegerField(
        label=_("Sparas så många dagar efter senaste besöket"),
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"data-width": "s"}),
    )
    preview = forms.BooleanField(label=_("Alla får läsa programmet utan att logga in"), required=False)

    def __init__(
        self, *args: Any, area: Iterable[Municipality], known: Iterable[str] = (), new: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {each.code: f"{each.name} ({each.code})" for each in area}
        choices |= {code: code for code in known if code not in choices}
        self.fields["municipalities"].choices = list(choices.items())  # type: ignore[attr-defined]
        self.fields["closes_on"].required = False
        if not choices:
            del self.fields["municipalities"]
        if not new:
            del self.fields["code"]

    def terms(self) -> Terms:
        """What was said, for the catalogue."""
        said = self.cleaned_data
        return Terms(
            municipalities=tuple(said.get("municipalities", ())),
            **{name: said[name] for name in Terms.__slots__ if name != "municipalities"},
        )
