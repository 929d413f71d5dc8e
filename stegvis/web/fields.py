"""Fields that forms all over the house share. Each reads and checks what was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 4000


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
    """A day, picked or typed."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "m"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Välj ett datum."),
            "invalid": _("Skriv datumet som år, månad och dag: ÅÅÅÅ-MM-DD."),
        },
    )
