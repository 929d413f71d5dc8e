"""The start letter: what a new resident holds in the hand before the first login.

It goes in a closed envelope with a window. In the window stands the name and nothing else. It says how to log in, where
to call, and by which name notices come; why somebody gets it is said only by the program's title, and not even that
where the unit has chosen so. The address in it is the short one that is typed by hand and is the same for everybody.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.ui.print import Facts, Heading, Paper, Part, Picture, Steps, Words, qr_svg


@dataclass(frozen=True, slots=True)
class StartLetter:
    """What a letter says. `program` is empty where its title may not be said; `begins` is None when it has begun."""

    name: str
    given_name: str
    unit: str
    town: str
    phone: str
    phone_hours: str
    address: str
    program: str
    written: date
    begins: date | None
    sender: str
    own_text: str


def letter_paper(letter: StartLetter, language: str) -> Paper:
    """The letter as a paper, in Swedish or English."""
    with translation.override(language):
        parts: list[Part] = [
            Words(_("Hej %(name)s!") % {"name": letter.given_name}),
            Words(_what(letter)),
            Words(_when(letter)),
        ]
        parts += [Words(paragraph) for paragraph in letter.own_text.split("\n\n") if paragraph.strip()]
        parts += [Heading(_("Så loggar du in")), _steps(letter)]
        parts += [
            Heading(_("Om du får sms eller e-post")),
            Words(
                _(
                    "Det kommer alltid från avsändaren %(sender)s. Det står bara att det finns något till dig, aldrig "
                    "vad. Vi ber dig aldrig att lämna ut lösenord eller koder."
                )
                % {"sender": letter.sender}
            ),
            Heading(_("Om du inte kan använda webben")),
            Words(_("Ring oss. Du kan svara på frågor på telefon eller på papper i stället.")),
            Heading(_("Behöver du hjälp?")),
            Facts(_help(letter)),
        ]
        day = date_format(letter.written, "j F Y")
        place = (letter.unit, letter.town, day) if letter.town else (letter.unit, day)
        return Paper(
            _("Det finns ett program för dig"),
            language,
            (),
            tuple(parts),
            to=(letter.name,),
            sender=place,
            foot=letter.unit,
        )


def _what(letter: StartLetter) -> str:
    words = {"unit": letter.unit, "program": letter.program}
    if letter.program:
        return _("%(unit)s har startat programmet %(program)s för dig i tjänsten Stegvis.") % words
    return _("%(unit)s har startat ett program för dig i tjänsten Stegvis.") % words


def _when(letter: StartLetter) -> str:
    if letter.begins is None:
        return _("Du kan börja när du vill.")
    return _("Du kan börja den %(day)s.") % {"day": date_format(letter.begins, "j F Y")}


def _steps(letter: StartLetter) -> Steps:
    shown = without_scheme(letter.address)
    alt = _("QR-kod till adressen %(address)s") % {"address": shown}
    items = (
        _(
            "Skriv adressen i webbläsaren på din telefon eller dator:\n%(address)s\nEller rikta telefonens kamera mot rutan."
        )
        % {"address": shown},
        _("Välj Logga in och använd din e-legitimation."),
        _("Programmet finns på din första sida."),
    )
    return Steps(items, Picture(qr_svg(letter.address), alt))


def _help(letter: StartLetter) -> tuple[tuple[str, str], ...]:
    phone = f"{letter.phone}, {letter.phone_hours}" if letter.phone_hours else letter.phone
    rows = [(_("Vi svarar på frågor"), phone)] if phone else []
    rows.append((_("Råd om vård, dygnet runt"), "1177"))
    rows.append((_("Vid fara för livet"), "112"))
    return tuple(rows)


def without_scheme(address: str) -> str:
    """An address as it is typed by hand."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
