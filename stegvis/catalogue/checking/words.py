"""A lapse as a sentence that says what to do. One per code; a test finds a code without one."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stegvis.catalogue.sentences import sentence
from stegvis.catalogue.telling import language_name
from stegvis.program.checks import Area, CheckCode, Lapse
from stegvis.program.findings import Code, Finding

AREA_NAMES: dict[Area, Promise] = {
    Area.CONTENT: gettext_lazy("Innehåll"),
    Area.LANGUAGE: gettext_lazy("Klarspråk"),
    Area.ACCESS: gettext_lazy("Tillgänglighet"),
    Area.RIGHTS: gettext_lazy("Rätten att använda"),
    Area.INSTRUMENTS: gettext_lazy("Formulär"),
    Area.SAFETY: gettext_lazy("Farliga svar och kris"),
    Area.RULES: gettext_lazy("Regler"),
    Area.TRANSLATION: gettext_lazy("Översättningar"),
}
_PLAIN: dict[CheckCode, Promise] = {
    CheckCode.STEP_HARD: gettext_lazy(
        "Steget är svårt att läsa (LIX %(lix)s). Skriv kortare meningar och byt ut långa ord, så att LIX kommer under 40."
    ),
    CheckCode.SENTENCE_LONG: gettext_lazy("En mening har %(words)s ord. Dela den: ”%(sentence)s”"),
    CheckCode.HEADING_SKIPS: gettext_lazy(
        "Rubriken är på nivå %(level)s, men ovanför den finns bara nivå %(after)s. Välj en nivå i taget, så att den som "
        "lyssnar hittar."
    ),
    CheckCode.LINK_BARE: gettext_lazy(
        "Länken är en adress: %(text)s. Skriv i stället vart den leder, till exempel ”Råd om sömn på 1177”."
    ),
    CheckCode.ALT_EMPTY_WORDS: gettext_lazy(
        "Alternativtexten är ett filnamn: ”%(alt)s”. Skriv vad bilden visar, eller markera den som dekorativ."
    ),
    CheckCode.CAPTIONS_EMPTY: gettext_lazy("Undertextfilen har inga rader. Lägg till en fil med det som sägs."),
    CheckCode.CAPTIONS_SHORT: gettext_lazy(
        "Undertexterna tar slut efter %(until)s sekunder, men filmen är %(length)s sekunder. Kontrollera att allt som "
        "sägs är med."
    ),
    CheckCode.FILM_TRANSCRIPT_MISSING: gettext_lazy(
        "Filmen har ingen utskrift. Lägg till det som sägs som text, för den som hellre läser."
    ),
    CheckCode.DEFINITION_BROKEN: gettext_lazy("Formuläret går inte att läsa. Välj en annan version av det."),
    CheckCode.EXAMPLES_MISSING: gettext_lazy(
        "%(title)s räknar poäng eller larmar, men har inget räknat exempel. Lägg till minst ett i formuläret: svar, och "
        "vad de ska ge."
    ),
    CheckCode.EXAMPLE_FAILS: gettext_lazy(
        "%(title)s räknar inte som exemplet ”%(example)s” säger: väntat %(expected)s, blev %(found)s. Rätta formuläret "
        "eller exemplet."
    ),
    CheckCode.BANDS_UNTRIED: gettext_lazy(
        "I %(title)s är nivåer inte prövade med något exempel: %(names)s. Lägg till ett räknat exempel för varje nivå."
    ),
    CheckCode.DANGER_UNTRIED: gettext_lazy(
        "I %(title)s är ”%(name)s” inte prövat med något exempel. Lägg till ett exempel som utlöser det."
    ),
    CheckCode.DANGER_WITHOUT_RECEIVER: gettext_lazy(
        "”%(name)s” i %(title)s ska visas för den egna behandlaren, men den som startar själv har ingen. Låt det gå till "
        "alla behandlare, eller låt bara personal starta programmet."
    ),
    CheckCode.DANGER_HELP_MISSING: gettext_lazy(
        "Den som svarar så att ”%(name)s” i %(title)s utlöses får ingen text om vart man kan vända sig. Skriv den i "
        "formuläret."
    ),
    CheckCode.CRISIS_TEXT_MISSING: gettext_lazy(
        "Programmet säger ingenstans vart man vänder sig när det är bråttom. Skriv om 112 och 1177, till exempel i "
        "välkomsttexten."
    ),
    CheckCode.MEDIA_RIGHTS_MISSING: gettext_lazy(
        "Det står inte vad som gäller för ”%(name)s”. Fyll i licens och källa för filen i biblioteket."
    ),
}


def lapse_words(lapse: Lapse) -> str:
    """What to do about it, in the active language."""
    if lapse.code in _FINDINGS:
        return sentence(Finding(Code(lapse.code), lapse.node_id, lapse.field, lapse.params))
    code = CheckCode(lapse.code)
    if code in _MADE:
        return _MADE[code](lapse.params)
    return str(_PLAIN[code]) % dict(lapse.params)


_FINDINGS = frozenset(code.value for code in Code)


def _vague(params: Mapping[str, Any]) -> str:
    if not params["text"]:
        return _("En länk har ingen text. Skriv vart den leder.")
    return _("Länken ”%(text)s” säger inte vart den leder. Skriv det i själva länken.") % dict(params)


def _translation(params: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(n)s av %(of)s texter saknas på %(language)s. Översätt den, annars visas den på programmets eget språk.",
        "%(n)s av %(of)s texter saknas på %(language)s. Översätt dem, annars visas de på programmets eget språk.",
        params["n"],
    )
    return words % {**params, "language": language_name(params["language"])}


def _instrument_translation(params: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(title)s saknar %(n)s text på %(language)s. Använd en godkänd översättning av formuläret.",
        "%(title)s saknar %(n)s texter på %(language)s. Använd en godkänd översättning av formuläret.",
        params["n"],
    )
    return words % {**params, "language": language_name(params["language"])}


_MADE: dict[CheckCode, Callable[[Mapping[str, Any]], str]] = {
    CheckCode.LINK_VAGUE: _vague,
    CheckCode.TRANSLATION_MISSING: _translation,
    CheckCode.INSTRUMENT_TRANSLATION_MISSING: _instrument_translation,
}
