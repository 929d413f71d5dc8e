"""The sentences for problem codes: each says what to do.

An item's own error text, written by whoever made the questionnaire, goes first,
except where nothing was answered at all.
"""

from __future__ import annotations

from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.questionnaires.engine import Definition, Item, ItemType, Problem, ProblemCode, item_key, link_of

_REQUIRED: dict[ItemType, Promise | str] = {
    ItemType.BOOLEAN: _("Välj ja eller nej."),
    ItemType.CHOICE: _("Välj ett svar."),
    ItemType.SCALE: _("Välj en siffra."),
    ItemType.SLIDER: _("Välj en siffra."),
    ItemType.INTEGER: _("Skriv ett tal."),
    ItemType.DECIMAL: _("Skriv ett tal."),
    ItemType.DATE: _("Skriv ett datum."),
    ItemType.TIME: _("Skriv ett klockslag."),
    ItemType.DATE_TIME: _("Skriv datum och klockslag."),
    ItemType.STRING: _("Skriv ett svar."),
    ItemType.TEXT: _("Skriv ett svar."),
}

_SENTENCES: dict[ProblemCode, Promise | str] = {
    ProblemCode.NOT_AN_OPTION: _("Välj ett av svaren i listan."),
    ProblemCode.NOT_YES_OR_NO: _("Välj ja eller nej."),
    ProblemCode.NOT_A_WHOLE_NUMBER: _("Skriv ett helt tal, utan decimaler."),
    ProblemCode.NOT_A_NUMBER: _("Skriv ett tal, till exempel 7,5."),
    ProblemCode.NOT_A_DATE: _("Skriv datumet med år, månad och dag, till exempel 2026-03-21."),
    ProblemCode.NOT_A_TIME: _("Skriv klockslaget med timme och minut, till exempel 07:05."),
    ProblemCode.NOT_A_MOMENT: _("Skriv både datum och klockslag, till exempel 2026-03-21 och 07:05."),
    ProblemCode.NOT_A_TEXT: _("Skriv svaret som text."),
    ProblemCode.TOO_LOW: _("Talet är för lågt. Det lägsta är %(limit)s."),
    ProblemCode.TOO_HIGH: _("Talet är för högt. Det högsta är %(limit)s."),
    ProblemCode.OFF_STEP: _("Välj ett tal i steg om %(limit)s."),
    ProblemCode.TOO_MANY_DECIMALS: _("Skriv talet med högst %(limit)s decimaler."),
    ProblemCode.TOO_SHORT: _("Skriv lite mer, minst %(limit)s tecken."),
    ProblemCode.TOO_LONG: _("Texten är för lång. Korta den till högst %(limit)s tecken."),
    ProblemCode.WRONG_PATTERN: _("Svaret är inte skrivet på det sätt som behövs. Läs frågan en gång till."),
    ProblemCode.EXCLUSIVE: _("Ett av svaren går inte ihop med de andra. Välj antingen det eller de andra."),
    ProblemCode.TOO_FEW_ROWS: _("Fyll i minst %(limit)s."),
    ProblemCode.TOO_MANY_ROWS: _("Det går att fylla i högst %(limit)s. Ta bort några."),
    ProblemCode.IMPLAUSIBLE: _("Stämmer det? Talet är ovanligt."),
    ProblemCode.TOO_EARLY: _("Datumet är för tidigt. Det tidigaste är %(limit)s."),
    ProblemCode.TOO_LATE: _("Datumet är för sent. Det senaste är %(limit)s."),
    ProblemCode.NOT_ANSWERABLE: _("Den här texten går inte att svara på."),
    ProblemCode.DISABLED: _("Frågan ska inte besvaras med de svar du har gett."),
    ProblemCode.UNKNOWN_ITEM: _("Frågan finns inte i formuläret."),
}

_OF_TIMES: dict[ProblemCode, Promise | str] = {
    ProblemCode.TOO_EARLY: _("Klockslaget är för tidigt. Det tidigaste är %(limit)s."),
    ProblemCode.TOO_LATE: _("Klockslaget är för sent. Det senaste är %(limit)s."),
}


def sentence(definition: Definition, problem: Problem, language: str = "") -> str:
    """What the resident reads at the question and in the summary."""
    link_id = link_of(problem.key)
    item = definition.index.get(link_id)
    if item is not None and problem.code is ProblemCode.REQUIRED:
        return _required(item)
    own = definition.text(item_key(link_id, "error"), language)
    return own or str(_said(item, problem)) % {"limit": problem.limit.replace(".", get_format("DECIMAL_SEPARATOR"))}


def _said(item: Item | None, problem: Problem) -> Promise | str:
    if item is not None and item.type is ItemType.TIME and problem.code in _OF_TIMES:
        return _OF_TIMES[problem.code]
    if item is not None and problem.code is ProblemCode.NOT_A_DATE and item.partial:
        return _("Skriv ett år, en månad eller ett datum, till exempel 2026, 2026-03 eller 2026-03-21.")
    if item is not None and problem.code is ProblemCode.NOT_AN_OPTION and item.open:
        return _("Skriv ditt eget svar, eller välj ett annat.")
    if problem.code is ProblemCode.TOO_FEW_ROWS and problem.limit == "1":
        return _("Fyll i minst en.")
    return _SENTENCES[problem.code]


def _required(item: Item) -> str:
    if item.multiple:
        return str(_("Välj minst ett svar."))
    return str(_REQUIRED[item.type])
