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
    Code.MODULE_UNKNOWN: _("Det som är valt gäller en modul som inte finns i programmet. Välj en modul igen."),
    Code.CONDITIONS_MISSING: _(
        "Modulen öppnas när allt i en lista har hänt, men listan är tom. Lägg till minst en sak."
    ),
    Code.EXERCISE_UNKNOWN: _("Ett villkor gäller en övning som inte finns i programmet. Välj en övning igen."),
    Code.SCORE_UNKNOWN: _("Ett villkor gäller ett resultat som formuläret inte har. Välj ett resultat igen."),
    Code.ITEM_UNKNOWN: _("Ett villkor gäller en fråga som formuläret inte har. Välj en fråga igen."),
    Code.OPTION_UNKNOWN: _("Ett villkor gäller ett svar som frågan inte har. Välj ett svar igen."),
    Code.VALUE_WRONG: _("Ett villkor jämför med något som inte är en siffra. Skriv en siffra."),
    Code.COMPARISON_WRONG: _("Svaret väljs bland alternativ och kan inte vara mer eller mindre. Välj själva svaret."),
    Code.CONDITION_IMPOSSIBLE: _(
        "Ett villkor gäller modulen före, men det finns ingen modul före den här. Välj modulen, eller ta bort villkoret."
    ),
    Code.OPENING_CIRCLE: _(
        "Modulerna väntar på varandra, så ingen av dem öppnas någonsin. Ändra vad en av dem väntar på."
    ),
    Code.DAYS_MISSING: _("Skriv på vilka dagar formuläret ska besvaras, till exempel 3, 10, 17."),
    Code.DAY_TWICE: _("Samma dag står två gånger. Ta bort den ena."),
    Code.WEEKDAYS_MISSING: _("Kryssa för minst en veckodag."),
    Code.HOURS_WRONG: _("Klockslagen ska vara mellan 0 och 24, det första före det andra. Ändra dem."),
    Code.STOP_WITHOUT_SERIES: _(
        "Här står när mätningen ska sluta, men den görs bara en gång. Ta bort det, eller låt den göras flera gånger."
    ),
    Code.PHASES_CONTRADICT: _(
        "Två regler om programmets faser säger emot varandra: det är slut innan vidmakthållandet börjar, eller de säger "
        "samma sak. Ta bort den ena eller ändra dagarna."
    ),
    Code.PHASE_WRONG: _(
        "Ett program kan av sig självt bara gå över till vidmakthållande eller avslutas. Välj ett av dem."
    ),
    Code.MAINTENANCE_NEVER: _(
        "Programmet avslutas en tid efter att vidmakthållandet började, men går aldrig dit av sig självt. "
        "Lägg till när det gör det, eller låt personalen göra det."
    ),
    Code.LENGTH_MISSING: _(
        "Personalen ska få veta när programmet snart är slut, men ingen längd är bestämd. Fyll i den aktiva delens längd."
    ),
    Code.WORSENING_UNKNOWN: _(
        "Personalen ska få veta om ett resultat försämras, men inget formulär i programmet kan visa det. "
        "Lägg till ett formulär med en gräns för säker förändring, eller ta bort flaggan."
    ),
    Code.MESSAGES_OFF: _(
        "Personalen ska få veta om ett meddelande väntar, men programmet har inga meddelanden. "
        "Slå på meddelanden eller ta bort flaggan."
    ),
    Code.STAFF_MISSING: _(
        "Regeln kräver personal, men den som startar programmet själv har ingen behandlare. Ta bort regeln, "
        "eller låt programmet bara vara guidat."
    ),
    Code.RULE_TWICE: _("Samma regel finns två gånger. Ta bort den ena."),
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
    "within_days": _("Dagarna att slumpa bland ska vara mellan %(least)s och %(most)s. Nu står det %(value)s."),
    "after_days": _("Den första påminnelsen ska komma efter %(least)s till %(most)s dagar. Nu står det %(value)s."),
    "pause_days": _("Det ska vara %(least)s till %(most)s dagar mellan påminnelserna. Nu står det %(value)s."),
    "most": _("Antalet påminnelser ska vara mellan %(least)s och %(most)s. Nu står det %(value)s."),
    "length_days": _("Den aktiva delen ska vara %(least)s till %(most)s dagar. Nu står det %(value)s."),
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


def _questionnaire(finding: Finding) -> str:
    """In a rule, or as what is asked: only a rule says which address it meant."""
    if "url" not in finding.params:
        return gettext("Formuläret finns inte längre. Välj ett formulär igen.")
    if not finding.params["url"]:
        return gettext("I ett villkor är inget valt. Välj vad det gäller, eller ta bort villkoret.")
    return gettext(
        "Ett villkor gäller formuläret %(name)s, men programmet frågar aldrig efter det. "
        "Planera formuläret, eller ändra villkoret."
    ) % {"name": _key(finding)}


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


def _within(finding: Finding) -> str:
    return gettext(
        "En mätning kan slumpas till %(within_days)s dagar, men nästa kommer redan efter %(days)s. "
        "Dagarna kortas så att de inte möts. Minska dem om du vill bestämma själv."
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
    Code.QUESTIONNAIRE_UNKNOWN: _questionnaire,
    Code.WITHIN_TOO_LONG: _within,
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
