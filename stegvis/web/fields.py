"""Fields that forms all over the house share. Each reads and checks what was typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

MOST = 4000
# A slip of the finger in the year is told at once. Nobody who lives was born before the first, and what lies further
# ahead than the last is no plan.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
STRANGE_YEAR = _("Kontrollera årtalet i datumet.")


def text_field(
    label: Any, wanted: Any, rows: int = 3, help_text: Any = "", *, required: bool = True
) -> forms.CharField:
    """A few sentences; `wanted` is said when they are missing."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MOST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": wanted, "max_length": _("Texten är för lång. Högst 4 000 tecken får plats.")},
    )


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, picked or typed, in a year that can be meant."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        validators=[MinValueValidator(FIRST_DAY, STRANGE_YEAR), MaxValueValidator(LAST_DAY, STRANGE_YEAR)],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "m"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Välj ett datum."),
            "invalid": _("Skriv datumet som år, månad och dag: ÅÅÅÅ-MM-DD."),
        },
    )
