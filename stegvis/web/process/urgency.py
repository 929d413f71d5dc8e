"""How urgent a change is, as whoever asks for it chooses."""

from django.utils.translation import gettext as _


def urgencies() -> list[tuple[str, str, str]]:
    """Value, what it says, and when to choose it."""
    return [
        ("release", _("Kan vänta till nästa version"), _("Nya versioner går ut en gång i kvartalet.")),
        ("urgent", _("Måste rättas genast"), _("Bara när något i programmet är farligt.")),
    ]
