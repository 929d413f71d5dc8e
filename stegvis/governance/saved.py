"""Saving as one goes: a form says which revision it was drawn from, and an old one overwrites nothing."""

from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot

LONGEST = 10_000
LINE = 200


class CannotOverwrite(Cannot):
    """Somebody, perhaps oneself in another tab, has saved since the form was drawn. Nothing was kept."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Texten har ändrats av någon annan, eller i en annan flik, sedan du öppnade sidan. Jämför och spara igen."
            )
        )


def told(text: object, most: int = LONGEST) -> str:
    """What somebody wrote, with plain line breaks, without control characters, at most so long."""
    plain = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign >= " " or sign in "\n\t").strip()[:most]


def one_line(text: object, most: int = LINE) -> str:
    """The same as a single line."""
    return " ".join(told(text, most * 2).split())[:most]
