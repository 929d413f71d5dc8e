"""“Nominera idé till stödprogram” as an accessible PDF: filled in, or empty to write on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.course.worlds import real_now
from stegvis.governance.nominations.fields import Field, asked, grouped, said
from stegvis.governance.nominations.kinds import FieldKind
from stegvis.governance.nominations.queries import Form
from stegvis.ui.print import Heading, Paper, Part, Room, Words
from stegvis.web.papers import as_pdf
from stegvis.web.process.asking import actor_of

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

# How many empty lines are left to write on.
_LINES = {FieldKind.LONG: 5, FieldKind.PERSONS: 4}


def nomination_pdf(
    request: HttpRequest, form: Form, answers: Mapping[str, object] | None, initiative: "Initiative | None"
) -> HttpResponse:
    """The paper to keep. `answers` None leaves room to write."""
    now = real_now()
    provider = actor_of(request).hat.provider_name
    version = _("Formulärets version: %(number)s.") % {"number": form.number}
    title = _("Nominera idé till stödprogram")
    about: list[tuple[str, str]] = [(_("Region"), provider)]
    parts: list[Part] = []
    if initiative is not None:
        about += _about(initiative)
    else:
        parts.append(Words(_("Fyll i så mycket du kan. Frågor med stjärna behöver ett svar.")))
    for head, fields in grouped(asked(form.fields)):
        parts.append(Heading(head or _("Frågor")))
        for field in fields:
            parts += _answered(field, answers) if answers is not None else _to_write(field)
    parts.append(Words(version, quiet=True))
    paper = Paper(title, get_language() or "sv", tuple(about), tuple(parts), foot=title)
    return as_pdf(paper, "nominering", now)


def _about(initiative: "Initiative") -> list[tuple[str, str]]:
    rows = [
        (_("Nummer"), initiative.number),
        (_("Titel"), initiative.title),
        (_("Ägare"), str(initiative.owner or "")),
        (_("Ersättare"), str(initiative.deputy_owner or "")),
        (_("Enhet"), str(initiative.unit or "")),
        (_("Förvaltning"), str(initiative.administration or "")),
        (_("Chef som har godkänt"), str(initiative.manager or "")),
        (_("Läget i dag"), str(initiative.get_stage_display())),
        (_("Utskriven"), date_format(localtime(real_now()), "j F Y")),
    ]
    return [(term, value) for term, value in rows if value]


def _answered(field: Field, answers: Mapping[str, object]) -> list[Part]:
    return [Heading(field.label, 3), Words(said(field, answers.get(field.key)) or _("Inte besvarad"))]


def _to_write(field: Field) -> list[Part]:
    star = " *" if field.required else ""
    found: list[Part] = [Heading(f"{field.label}{star}", 3)]
    if field.help:
        found.append(Words(field.help, quiet=True))
    options = field.options or ((_("Ja"), _("Nej")) if field.kind is FieldKind.YES_NO else ())
    if options:
        found.append(Words("     ".join(f"\u25a1 {option}" for option in options)))
    else:
        found.append(Room(_LINES.get(field.kind, 1)))
    return found
