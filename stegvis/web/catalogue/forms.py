"""Forms of those who look after a program."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.kinds import Regulatory
from stegvis.web.fields import day_field

MOST = 4000


class EntryForm(forms.Form):
    """What the catalogue says beside the frozen content."""

    regulatory = forms.ChoiceField(
        label=_("Regulatorisk status"),
        choices=Regulatory.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Innan den är avgjord går programmet inte att publicera. Ett egentillverkat program visas inte för andra "
            "vårdgivare."
        ),
    )
    regulatory_reason = forms.CharField(
        label=_("Varför den statusen"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 2})
    )
    area = forms.CharField(
        label=_("Område"), required=False, max_length=80, help_text=_("Till exempel sömn, smärta eller psykisk hälsa.")
    )
    target_group = forms.CharField(
        label=_("Målgrupp"),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vilka programmet är till för, vilka det inte passar, och ålder."),
    )
    evidence = forms.CharField(
        label=_("Kunskapsstöd"),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vad innehållet bygger på: riktlinjer, studier, egen uppföljning."),
    )
    keywords = forms.CharField(
        label=_("Sökord"), required=False, max_length=300, help_text=_("Ord som någon kan tänkas söka på.")
    )
    contact_name = forms.CharField(label=_("Kontaktperson"), required=False, max_length=120)
    contact_way = forms.CharField(label=_("Telefon eller e-post"), required=False, max_length=200)
    review_by_on = day_field(
        _("Ses över senast"), _("När dagen kommer påminns ni om att läsa igenom programmet."), required=False
    )

    def __init__(self, *args: Any, areas: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Offered as the reader types: the same area in two spellings would be two.
        self.areas = list(areas)
        self.fields["area"].widget.attrs["list"] = "omraden"


class RetireForm(forms.Form):
    """Why a program is retired."""

    reason = forms.CharField(
        label=_("Varför avvecklas programmet?"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför programmet avvecklas. Enheterna läser det.")},
        help_text=_("Skriv gärna vad enheterna kan använda i stället."),
    )
