"""The form of an idea: what was typed, whom and where it names, and both versions when two tabs have written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.access import directory
from stegvis.access.actor import Actor
from stegvis.governance.ideas.actions import Words

if TYPE_CHECKING:
    from stegvis.governance.rows import Idea, Initiative
    from stegvis.web.process.people import PersonBox

YES, NO = "yes", "no"


class IdeaForm(forms.Form):
    """Everything but the manager, who is found by name beside it. Only the title is needed to save."""

    answers_only = forms.ChoiceField(
        label=_("Vill ni bara samla in svar från ett formulär?"),
        help_text=_("Till exempel en enkät, en anmälan eller en hälsodeklaration som någon läser en gång."),
        choices=[(NO, _("Nej, vi vill mer än så")), (YES, _("Ja, bara svar"))],
        widget=forms.RadioSelect,
        required=False,
    )
    title = forms.CharField(
        label=_("Titel"),
        help_text=_("Några ord som andra förstår, till exempel: Stöd efter höftoperation."),
        max_length=200,
        error_messages={
            "required": _("Skriv en titel först. Resten kan vänta."),
            "max_length": _("Titeln är för lång. Skriv högst 200 tecken."),
        },
    )
    what = forms.CharField(
        label=_("Vad går idén ut på?"),
        help_text=_("Beskriv kort vad invånaren ska göra och få med sig."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    whom = forms.CharField(
        label=_("Vem är den till för?"),
        help_text=_("Vilka invånare, i vilket läge, och ungefär hur många om året."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    why = forms.CharField(
        label=_("Varför behövs den?"),
        help_text=_("Vad fungerar inte i dag, och vad blir bättre?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("Vårdenhet"),
        help_text=_("Enheten som vill använda programmet. Välj ingen om idén gäller flera."),
        required=False,
    )
    administration = forms.ChoiceField(
        label=_("Förvaltning"),
        help_text=_("Behövs bara när du inte har valt en enhet."),
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, actor: Actor, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.actor = actor
        self.initial.setdefault("once", uuid4().hex)
        self._units = {str(unit.pk): unit for unit in directory.units(actor)}
        self._branches = {str(branch.pk): branch for branch in directory.administrations(actor)}
        unit: Any = self.fields["unit"]
        unit.choices = [("", _("Ingen enhet")), *_grouped(self._units.values())]
        branch: Any = self.fields["administration"]
        branch.choices = [("", _("Välj")), *((key, row.name) for key, row in self._branches.items())]

    def words(self, manager: "PersonBox") -> Words:
        """What the form holds, for the action. Only of a valid form."""
        data = self.cleaned_data
        return Words(
            title=data["title"],
            what=data["what"],
            whom=data["whom"],
            why=data["why"],
            answers_only={YES: True, NO: False}.get(data["answers_only"]),
            unit=self._units.get(data["unit"]),
            administration=self._branches.get(data["administration"]),
            manager=manager.chosen,
            manager_typed=manager.typed,
        )


def _grouped(units: Iterable[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        groups.setdefault(unit.administration.name, []).append((str(unit.pk), unit.name))
    return list(groups.items())


def initial_of(initiative: "Initiative", idea: "Idea") -> dict[str, Any]:
    """What is saved, as the form shows it."""
    said = {True: YES, False: NO, None: ""}[idea.answers_only]
    return {
        "answers_only": said,
        "title": initiative.title,
        "what": idea.what,
        "whom": idea.whom,
        "why": idea.why,
        "unit": str(initiative.unit_id or ""),
        "administration": str(initiative.administration_id or ""),
        "revision": idea.revision,
        "once": idea.once,
    }


def starting_with(actor: Actor) -> dict[str, Any]:
    """A new idea begins at the unit whose hat is worn."""
    return {"unit": str(UUID(actor.hat.unit_id))} if actor.hat.unit_id else {}
