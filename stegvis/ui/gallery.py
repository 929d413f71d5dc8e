"""What the gallery page shows: every component with values of its own. No person is real here."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.ui.charts import Band, Change, Chart, CutOff, Series, Timeline
from stegvis.ui.icons import ICONS
from stegvis.ui.parts import Choice, Fact, TimelineItem
from stegvis.ui.shell import NavItem

_BANDS = (
    Band("Ingen", 0, 4, "calm"),
    Band("Lindrig", 5, 9, "mild"),
    Band("Medel", 10, 14, "moderate"),
    Band("Medelsvår", 15, 19, "marked"),
    Band("Svår", 20, 27, "severe"),
)
TOKENS = (
    "paper", "surface", "sunken", "ink", "ink-soft", "primary", "primary-soft", "hero", "accent",
    "info", "success", "warning", "danger", "crisis",
)  # fmt: skip


class ExampleForm(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label=gettext_lazy("Vad heter du?"), help_text=gettext_lazy("Förnamnet räcker."))
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False)
    sleep = forms.ChoiceField(
        label=gettext_lazy("Hur har du sovit de senaste två veckorna?"),
        choices=[
            ("0", gettext_lazy("Bra")),
            ("1", gettext_lazy("Lite oroligt")),
            ("2", gettext_lazy("Dåligt de flesta nätter")),
        ],
        widget=forms.RadioSelect,
    )
    aids = forms.MultipleChoiceField(
        label=gettext_lazy("Vad brukar hjälpa?"),
        choices=[("1", gettext_lazy("Frisk luft")), ("2", gettext_lazy("En fast tid att gå upp"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Vill du berätta mer?"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    agree = forms.BooleanField(label=gettext_lazy("Jag har läst hur mina uppgifter används"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A verdict that says no, shaped like the one policies give."""

    sentence: str

    def __bool__(self) -> bool:
        return False


def example_chart(key: str = "galleri", several: bool = False) -> Chart:
    """A plausible course with one unanswered occasion, and a second line if asked."""
    mood = Series(
        "PHQ-9",
        (
            (date(2025, 3, 3), 16), (date(2025, 3, 17), 15), (date(2025, 3, 31), None),
            (date(2025, 4, 14), 12), (date(2025, 4, 28), 10), (date(2025, 5, 12), 9),
        ),
    )  # fmt: skip
    if not several:
        return Chart(_("PHQ-9 över tid"), (mood,), 0, 27, _BANDS, (CutOff(10, _("Gräns 10")),), True, key)
    worry = Series(
        "GAD-7",
        tuple((on, None if value is None else value - 5) for on, value in mood.points),
    )
    return Chart(_("Två formulär över tid"), (mood, worry), 0, 27, higher_is_worse=True, key=key)


def _one_axis() -> Timeline:
    """Two scales on the same days, with what has changed."""
    mood = example_chart("galleri-axel")
    line = replace(mood.series[0], change=Change(-7, True, 5, _("en påhittad källa")))
    hours = Series(_("Timmar sömn"), ((date(2025, 3, 10), 5.5), (date(2025, 4, 7), 6), (date(2025, 5, 5), 7)))
    return Timeline(
        _("Två skalor på samma tidslinje"),
        (replace(mood, series=(line,)), Chart(hours.label, (hours,), 0, 10, key="galleri-timmar")),
        "galleri-tid",
    )


def _timeline() -> tuple[TimelineItem, ...]:
    return (
        TimelineItem(
            "3 mars 2025", _("Programmet startade"), _("Startat av Eva Holm."), "2025-03-03", "flag", "neutral"
        ),
        TimelineItem("10 mars 2025", _("Modul 1 klar"), "", "2025-03-10", "check", "success"),
        TimelineItem(
            "19 maj 2025", _("Nästa skattning"), _("PHQ-9, tar fem minuter."), "2025-05-19", "calendar", "info", True
        ),
    )


def _ways(tabs: bool = False) -> tuple[NavItem, ...]:
    if tabs:
        return (
            NavItem(_("Översikt"), "#flikar", True),
            NavItem(_("Resultat"), "#flikar"),
            NavItem(_("Meddelanden"), "#flikar", count=2),
        )
    return (NavItem(_("Hem"), "#vagar"), NavItem(_("Sov bättre"), "#vagar"), NavItem(_("Modul 2"), "", True))


def _facts() -> tuple[Fact, ...]:
    return (
        Fact(_("Behandlare"), "Eva Holm"),
        Fact(_("Startade"), "3 mars 2025"),
        Fact(_("Notiser"), _("Sms"), _("Väljs av invånaren själv")),
    )


def _options() -> tuple[Choice, ...]:
    return (
        Choice("0", _("Inte alls")),
        Choice("1", _("Flera dagar")),
        Choice("2", _("Mer än hälften av dagarna"), _("Åtta dagar eller fler")),
        Choice("3", _("Nästan varje dag")),
    )


def gallery_context() -> dict[str, Any]:
    """Everything `ui/gallery.html` prints."""
    return {
        "tokens": TOKENS,
        "icons": sorted(ICONS),
        "form": ExampleForm(),
        "broken_form": ExampleForm({"fel-email": "inte en adress"}, prefix="fel"),
        "refusal": Refusal(_("Två behandlare behövs på enheten innan programmet kan starta.")),
        "chart": example_chart(),
        "lone": replace(example_chart("galleri-ett"), series=(Series("PHQ-9", ((date(2025, 5, 12), 9),)),)),
        "two_lines": example_chart("galleri-tva", several=True),
        "one_axis": _one_axis(),
        "page": Paginator(range(212), 50).page(2),
        "timeline_items": _timeline(),
        "trail": _ways(),
        "tab_items": _ways(tabs=True),
        "facts": _facts(),
        "options": _options(),
        "consequences": (
            _("Programmet syns inte längre för invånaren."),
            _("Allt som har svarats finns kvar i journalen."),
        ),
        "updated_on": date(2025, 5, 12),
    }
