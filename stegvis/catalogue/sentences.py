"""A finding about a document as a sentence that says what to do, and where the place is.

One sentence per code; a test finds a code without one.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stegvis.program.document import Document, Node
from stegvis.program.findings import Code, Finding
from stegvis.program.kinds import OpeningRule

_PLAIN: dict[Code, Promise] = {
    Code.TITLE_MISSING: _("Ge programmet en titel."),
    Code.WELCOME_MISSING: _("Skriv en välkomsttext. Den är det första invånaren läser."),
    Code.INTENDED_PURPOSE_MISSING: _(
        "Beskriv vad programmet är till för och vem det vänder sig till (avsett ändamål)."
    ),
    Code.START_MODE_MISSING: _("Välj hur programmet startas: av personal, av invånaren själv eller båda."),
    Code.MODULE_MISSING: _("Lägg till minst en modul."),
    Code.SECTION_MISSING: _("Lägg till ett avsnitt i modulen, eller ta bort modulen."),
    Code.STEP_MISSING: _("Lägg till ett steg i avsnittet, eller ta bort avsnittet."),
    Code.BLOCK_MISSING: _("Steget är tomt. Lägg till innehåll eller ta bort steget."),
    Code.ITEM_MISSING: _("Utfällningen är tom. Lägg till minst en rubrik med text."),
    Code.COLUMN_MISSING: _("Tabellen har inga kolumner. Lägg till minst en."),
    Code.ALT_MISSING: _("Beskriv bilden för den som inte ser den (alternativtext), eller markera den som dekorativ."),
    Code.CAPTIONS_MISSING: _("Lägg till undertexter till filmen, som en fil i formatet VTT."),
    Code.DESCRIPTION_UNDECLARED: _(
        "Se till att allt viktigt i filmen också sägs högt, och kryssa sedan i att inget bara visas i bild."
    ),
    Code.TRANSCRIPT_MISSING: _("Skriv av vad som sägs, så att den som inte hör kan läsa i stället."),
    Code.MODULE_UNKNOWN: _("Mätningen ska göras före en modul som inte finns i programmet. Välj en modul igen."),
    Code.QUESTIONNAIRE_UNKNOWN: _("Formuläret finns inte längre. Välj ett formulär igen."),
}
_FIELDS: dict[str, Promise] = {
    "title": _("Skriv en rubrik."),
    "text": _("Rubriken är tom. Skriv den eller ta bort den."),
    "body": _("Texten är tom. Skriv något eller ta bort den."),
}
_FILES: dict[str, Promise] = {
    "image": _("Bilden fattas. Välj en bild eller ta bort blocket."),
    "film": _("Filmen fattas. Välj en film eller ta bort blocket."),
    "audio": _("Ljudfilen fattas. Välj en ljudfil eller ta bort blocket."),
    "document": _("Dokumentet fattas. Välj en PDF eller ta bort blocket."),
}
_NUMBERS: dict[str, Promise] = {
    "days": _("Antalet dagar ska vara mellan %(least)s och %(most)s. Nu står det %(value)s."),
    "times": _("Antalet gånger ska vara mellan %(least)s och %(most)s. Nu står det %(value)s."),
    "unsent_after": _(
        "Ett farligt svar som inte skickas ska visas för personalen efter %(least)s till %(most)s minuter. "
        "Nu står det %(value)s."
    ),
    "window_days": _("Svarstiden ska vara mellan %(least)s och %(most)s dagar. Nu står det %(value)s."),
}


def sentence(finding: Finding) -> str:
    """What to do about it, in the active language."""
    made = _MADE.get(finding.code)
    return made(finding) if made else str(_PLAIN[finding.code])


def _text(finding: Finding) -> str:
    if finding.field.startswith("column_"):
        return gettext("Kolumn %(number)s har ingen rubrik. Skriv vad invånaren ska fylla i.") % {
            "number": finding.field.removeprefix("column_")
        }
    return str(_FIELDS.get(finding.field, _FIELDS["body"]))


def _file(finding: Finding) -> str:
    return str(_FILES.get(finding.field, _FILES["document"]))


def _number(finding: Finding) -> str:
    return str(_NUMBERS.get(finding.field, _NUMBERS["days"])) % dict(finding.params)


def _hard_to_read(finding: Finding) -> str:
    return gettext(
        "Texten är svår att läsa (LIX %(lix)s). Skriv kortare meningar och byt ut långa ord, så att LIX kommer under 40."
    ) % dict(finding.params)


def _opening(finding: Finding) -> str:
    if finding.params.get("rule") == OpeningRule.BY_STAFF:
        return gettext(
            "Modulen öppnas av en behandlare, men den som startar programmet själv har ingen. "
            "Låt modulen öppnas av sig själv."
        )
    return gettext("Den första modulen har ingen modul före sig. Låt den öppnas vid starten eller av behandlaren.")


def _window(finding: Finding) -> str:
    return gettext(
        "Invånaren har %(window_days)s dagar på sig att svara, men nästa mätning kommer redan efter %(days)s. "
        "Korta svarstiden."
    ) % dict(finding.params)


def _licence(finding: Finding) -> str:
    return gettext("Rätten att använda formuläret %(name)s är inte styrkt. Fyll i licensen i formuläret.") % {
        "name": _key(finding)
    }


def _danger(finding: Finding) -> str:
    return gettext(
        "Formuläret %(name)s kan ge ett svar som tyder på fara, men saknar text till invånaren. "
        "Skriv vart den som svarar så kan vända sig."
    ) % {"name": _key(finding)}


def _unknown_danger(finding: Finding) -> str:
    return gettext(
        "Det som är bestämt om farliga svar i %(name)s gäller en fråga som inte finns i programmet, eller ett "
        "gränsvärde som frågan inte kan ha. Ta bort det eller välj igen."
    ) % {"name": _key(finding)}


def _key(finding: Finding) -> str:
    """A questionnaire's key is the end of its address."""
    return str(finding.params.get("url", "")).rstrip("/").rsplit("/", 1)[-1].upper()


_MADE: dict[Code, Callable[[Finding], str]] = {
    Code.TEXT_MISSING: _text,
    Code.FILE_MISSING: _file,
    Code.NUMBER_WRONG: _number,
    Code.HARD_TO_READ: _hard_to_read,
    Code.OPENING_IMPOSSIBLE: _opening,
    Code.WINDOW_TOO_LONG: _window,
    Code.LICENCE_UNPROVEN: _licence,
    Code.DANGER_WITHOUT_HELP: _danger,
    Code.DANGER_UNKNOWN: _unknown_danger,
}


def place(document: Document, node_id: str) -> str:
    """Where a node stands, from the outside in: ”Sömnen › Första veckan › Dagboken”. Empty for the program."""
    nodes: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in document.nodes()}
    names: list[str] = []
    while node_id in nodes:
        node, node_id = nodes[node_id]
        title = document.text(node.key("title")) if "title" in node.text_fields else ""
        if title:
            names.append(title)
    return " › ".join(reversed(names))
