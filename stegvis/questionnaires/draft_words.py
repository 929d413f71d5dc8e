"""The sentences of the editor: what is left to do, what hangs on a question, and what has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stegvis.questionnaires.editing import Change, Finding, Hanger
from stegvis.questionnaires.kind_words import EXISTS, MISSING, OPERATOR_WORDS

Words = Mapping[str, str | Promise]

FINDINGS: Words = {
    "title_missing": gettext_lazy("Ge formuläret en titel."),
    "licence_licensed": gettext_lazy("Skriv vilken licens eller vilket avtal som gäller. Utan den kan formuläret inte publiceras."),
    "licence_unknown": gettext_lazy("Ta reda på vad som gäller för licensen. Är den okänd behövs en hänvisning till vem som har prövat den."),
    "source_missing": gettext_lazy("Skriv varifrån frågorna kommer, så att andra kan bedöma dem."),
    "no_questions": gettext_lazy("Lägg till minst en fråga."),
    "text_missing": gettext_lazy("Skriv texten."),
    "row_text": gettext_lazy("Skriv vad raden i rutnätet frågar om."),
    "group_empty": gettext_lazy("Det finns inget här än. Lägg något i den eller ta bort den."),
    "options_missing": gettext_lazy("Skriv vilka svar som går att välja."),
    "options_one": gettext_lazy("Det finns bara ett svar att välja. Lägg till ett till."),
    "option_text": gettext_lazy("Svar %(n)s saknar text."),
    "option_points": gettext_lazy("Poängen för svar %(n)s ska vara ett tal."),
    "option_twice": gettext_lazy("Två svar har samma kod. Ändra den ena."),
    "points_some": gettext_lazy("Några svar har poäng och andra inte. Fyll i alla eller inga."),
    "not_number": gettext_lazy("”%(value)s” är inget tal. Skriv till exempel 7 eller 7,5."),
    "not_whole": gettext_lazy("Skriv ett helt tal i stället för %(value)s."),
    "limit_missing": gettext_lazy("Skriv det lägsta och det högsta talet."),
    "limits_turned": gettext_lazy("Det högsta är lägre än det lägsta."),
    "initial_value": gettext_lazy("Det som är ifyllt från början går inte att svara på frågan. Ändra det eller lämna det tomt."),
    "initial_calculated": gettext_lazy("Svaret räknas ut och kan inte också vara ifyllt från början. Ta bort det ena."),
    "hidden_required": gettext_lazy("Frågan visas aldrig men måste besvaras. Ge den ett svar från början eller en uträkning, eller visa den."),
    "pattern": gettext_lazy("Mönstret går inte att använda. Kontrollera tecknen eller lämna det tomt."),
    "calculation": gettext_lazy("Uträkningen går inte att läsa. Kontrollera klamrar, parenteser och räknetecken."),
    "calculation_question": gettext_lazy("Uträkningen gäller en fråga som inte finns eller som inte är ett tal. Kontrollera koderna inom klamrar."),
    "not_a_date": gettext_lazy("Ett datum går inte att läsa. Skriv det som 2026-03-21."),
    "rows_many": gettext_lazy("Så många frågor får inte plats i grupper med rader. Ta bort några."),
    "rows_deep": gettext_lazy("Så många grupper med rader i varandra går inte."),
    "scale_long": gettext_lazy("En skala har plats för %(n)s steg. Välj ett reglage i stället."),
    "scale_low": gettext_lazy("Skriv vad skalans lägsta tal betyder."),
    "scale_high": gettext_lazy("Skriv vad skalans högsta tal betyder."),
    "condition_circle": gettext_lazy("Villkoren går runt: frågan väntar till sist på sig själv."),
    "condition_gone": gettext_lazy("Ett villkor gäller en fråga som inte finns längre. Välj en annan eller ta bort villkoret."),
    "condition_unfinished": gettext_lazy("Gör klart villkoret: välj fråga, jämförelse och svar."),
    "condition_silent": gettext_lazy("Ett villkor gäller något som inte går att svara på. Välj en fråga."),
    "condition_operator": gettext_lazy("Större än och mindre än går bara att använda för tal, datum och tider."),
    "condition_value": gettext_lazy("Värdet i villkoret passar inte frågan. Välj igen."),
    "condition_option": gettext_lazy("Ett villkor gäller ett svar som inte finns längre. Välj ett annat."),
    "condition_later": gettext_lazy("Villkoret gäller en fråga som kommer senare. Flytta frågan eller välj en tidigare."),
    "score_name": gettext_lazy("Ge poängen ett namn."),
    "score_items": gettext_lazy("Välj vilka frågor som räknas."),
    "score_item_gone": gettext_lazy("En fråga som räknas är borttagen eller ger ingen poäng. Välj om frågorna."),
    "score_points": gettext_lazy("Fråga %(number)s räknas, men alla dess svar har inte poäng."),
    "score_reverse": gettext_lazy("Fråga %(number)s kan inte vändas. Den behöver ett lägsta och ett högsta tal, och bara ett svar."),
    "score_weight": gettext_lazy("Vikten för fråga %(number)s ska vara ett tal."),
    "most_missing": gettext_lazy("Skriv hur många svar som får saknas. Minst en fråga måste vara besvarad."),
    "reliable_number": gettext_lazy("Gränsen för en säker förändring ska vara ett tal över noll."),
    "reliable_source": gettext_lazy("En gräns för säker förändring behöver både ett tal och en källa."),
    "band_label": gettext_lazy("Nivå %(n)s saknar namn."),
    "band_low": gettext_lazy("Skriv från vilken poäng nivå %(n)s gäller."),
    "band_tone": gettext_lazy("Välj hur allvarlig nivå %(n)s är."),
    "band_source": gettext_lazy("Skriv källan för gränsen till nivå %(n)s. Källor är oense om gränser."),
    "bands_same": gettext_lazy("Två nivåer börjar vid samma poäng."),
    "danger_text": gettext_lazy("Skriv vad risken är. Texten visas för personalen."),
    "danger_help": gettext_lazy("Skriv gärna vad den som svarar så ska få läsa. Annars visas bara var man kan få hjälp."),
    "danger_question": gettext_lazy("Välj vilken fråga regeln gäller."),
    "danger_limit": gettext_lazy("Välj vilket svar som är en risk."),
    "danger_option": gettext_lazy("Regeln gäller ett svar som inte finns längre. Välj ett annat."),
    "danger_number": gettext_lazy("Skriv gränsen som ett tal."),
    "danger_points": gettext_lazy("Regeln jämför poäng, men alla svar på frågan har inte poäng."),
    "danger_written": gettext_lazy("För den här frågan går det bara att ha en regel om att den är besvarad."),
    "example_name": gettext_lazy("Ge exemplet ett namn."),
    "example_empty": gettext_lazy("Fyll i svaren i exemplet."),
    "example_expects": gettext_lazy("Skriv vilken poäng exemplet ska ge. Räkna den för hand."),
    "example_number": gettext_lazy("”%(value)s” är inget tal. Skriv poängen som exemplet ska ge."),
    "example_missing": gettext_lazy("Lägg till minst ett exempel som är räknat för hand. Det visar att formuläret räknar rätt."),
    "score_unchecked": gettext_lazy("Inget exempel prövar poängen ”%(name)s”."),
    "example_score": gettext_lazy("”%(example)s”: %(name)s skulle bli %(expected)s men blir %(found)s."),
    "example_band": gettext_lazy("”%(example)s”: nivån för %(name)s skulle bli %(expected)s men blir %(found)s."),
    "example_dangers": gettext_lazy("”%(example)s”: riskerna skulle vara %(expected)s men blir %(found)s."),
    "example_answer": gettext_lazy("”%(example)s”: svaret på %(name)s passar inte frågan längre. Fyll i det igen."),
    "cannot_parse": gettext_lazy("Något stämmer inte här. Det tekniska beskedet är: %(reason)s."),
}  # fmt: skip

NEUTRAL = gettext_lazy("inget")


def finding_words(finding: Finding) -> str:
    """What to do about it."""
    if finding.code == "translation":
        n = int(str(finding.params["n"]))
        return ngettext("%(n)s text saknas på engelska.", "%(n)s texter saknas på engelska.", n) % {"n": n}
    params = {name: _shown(value) for name, value in finding.params.items()}
    return str(FINDINGS[finding.code]) % params


def _shown(value: object) -> str:
    said = "" if value in (None, "None") else str(value)
    return said.replace(".", ",") if said.replace(".", "", 1).lstrip("-").isdigit() else said or str(NEUTRAL)


HANGERS: Words = {
    "condition": gettext_lazy("Villkoret för ”%(name)s”"),
    "calculated": gettext_lazy("Uträkningen av ”%(name)s”"),
    "score": gettext_lazy("Poängen ”%(name)s”"),
    "danger": gettext_lazy("Riskregeln ”%(name)s” tas bort helt"),
    "example": gettext_lazy("Exemplet ”%(name)s”"),
}


def hanger_words(hanger: Hanger) -> str:
    """What would lose its footing."""
    return str(HANGERS[hanger.kind]) % {"name": hanger.name or hanger.id}


REFUSALS: Words = {
    "gone": gettext_lazy("Det du ville ändra finns inte längre. Sidan är uppdaterad."),
    "too_many": gettext_lazy("Fler frågor får inte plats i ett formulär."),
    "into_itself": gettext_lazy("En grupp kan inte läggas i sig själv."),
    "no_group_above": gettext_lazy("Lägg frågan direkt under en grupp först. Då kan den flyttas in."),
    "no_group_around": gettext_lazy("Frågan ligger inte i någon grupp."),
    "row_of_matrix": gettext_lazy("Rader i ett rutnät hör ihop och kan inte flyttas ut eller in."),
    "not_a_group": gettext_lazy("Det går bara att lägga frågor i grupper."),
    "too_deep": gettext_lazy("Så många grupper i varandra går inte."),
}


def refusal_words(code: str) -> str:
    """Why an operation did not fit."""
    return str(REFUSALS[code])


CHANGES: Words = {
    "title": gettext_lazy("Titeln är ändrad"),
    "intro": gettext_lazy("Inledningen är ändrad"),
    "notice": gettext_lazy("Notisen är ändrad"),
    "source": gettext_lazy("Källan är ändrad"),
    "purpose": gettext_lazy("Syftet är ändrat"),
    "licence": gettext_lazy("Licensen är ändrad"),
    "layout": gettext_lazy("Sättet att visa frågorna är ändrat"),
    "question_added": gettext_lazy("Ny: ”%(name)s”"),
    "question_removed": gettext_lazy("Borttagen: ”%(name)s”"),
    "question_moved": gettext_lazy("Flyttad: ”%(name)s”"),
    "wording_text": gettext_lazy("Frågan är omformulerad"),
    "wording_help": gettext_lazy("Hjälptexten till ”%(name)s” är ändrad"),
    "wording_prefix": gettext_lazy("Numret på ”%(name)s” är ändrat"),
    "wording_error": gettext_lazy("Feltexten till ”%(name)s” är ändrad"),
    "wording_low": gettext_lazy("Texten vid lägsta talet i ”%(name)s” är ändrad"),
    "wording_high": gettext_lazy("Texten vid högsta talet i ”%(name)s” är ändrad"),
    "wording_unit": gettext_lazy("Enheten för ”%(name)s” är ändrad"),
    "wording_own": gettext_lazy("Namnet på det egna svaret i ”%(name)s” är ändrat"),
    "option_added": gettext_lazy("Nytt svar på ”%(name)s”"),
    "option_removed": gettext_lazy("Borttaget svar på ”%(name)s”"),
    "option_wording": gettext_lazy("Ett svar på ”%(name)s” är omformulerat"),
    "option_points": gettext_lazy("Poängen för ”%(option)s” i ”%(name)s” är ändrad"),
    "option_exclusive": gettext_lazy("Om svaret i ”%(name)s” får väljas med andra är ändrat"),
    "options_moved": gettext_lazy("Svaren på ”%(name)s” står i en annan ordning"),
    "conditions": gettext_lazy("Villkoret för ”%(name)s” är ändrat"),
    "setting": gettext_lazy("En inställning för ”%(name)s” är ändrad: %(field)s"),
    "score_added": gettext_lazy("Ny poäng: ”%(name)s”"),
    "score_removed": gettext_lazy("Borttagen poäng: ”%(name)s”"),
    "score_wording": gettext_lazy("Poängen har ett nytt namn"),
    "score_items": gettext_lazy("Frågorna som räknas i ”%(name)s” är ändrade"),
    "score_setting": gettext_lazy("Räknesättet för ”%(name)s” är ändrat: %(field)s"),
    "bands": gettext_lazy("Nivåerna för ”%(name)s” är ändrade"),
    "danger_added": gettext_lazy("Ny riskregel: ”%(name)s”"),
    "danger_removed": gettext_lazy("Borttagen riskregel: ”%(name)s”"),
    "danger_rule": gettext_lazy("Riskregeln ”%(name)s” är ändrad"),
    "danger_wording": gettext_lazy("Texten till en riskregel är ändrad"),
    "danger_help": gettext_lazy("Hjälptexten vid riskregeln ”%(name)s” är ändrad"),
    "examples": gettext_lazy("Exemplen är ändrade"),
}

FIELDS: Words = {
    "type": gettext_lazy("slag av fråga"),
    "required": gettext_lazy("måste besvaras"),
    "multiple": gettext_lazy("flera svar"),
    "minimum": gettext_lazy("lägsta tal"),
    "maximum": gettext_lazy("högsta tal"),
    "step": gettext_lazy("steg"),
    "decimals": gettext_lazy("decimaler"),
    "unit": gettext_lazy("enhet"),
    "min_length": gettext_lazy("minsta längd"),
    "max_length": gettext_lazy("största längd"),
    "earliest_on": gettext_lazy("tidigaste datum"),
    "latest_on": gettext_lazy("senaste datum"),
    "open": gettext_lazy("eget svar"),
    "repeats": gettext_lazy("flera rader"),
    "least_rows": gettext_lazy("minsta antal rader"),
    "most_rows": gettext_lazy("största antal rader"),
    "pattern": gettext_lazy("mönster"),
    "partial": gettext_lazy("bara år eller månad"),
    "earliest_at": gettext_lazy("tidigaste tid"),
    "latest_at": gettext_lazy("senaste tid"),
    "plausible_low": gettext_lazy("lägsta troliga tal"),
    "plausible_high": gettext_lazy("högsta troliga tal"),
    "initial": gettext_lazy("ifyllt från början"),
    "calculated": gettext_lazy("uträkning"),
    "hidden": gettext_lazy("dold"),
    "codes": gettext_lazy("koder"),
    "method": gettext_lazy("summa eller medelvärde"),
    "missing": gettext_lazy("när svar saknas"),
    "most_missing": gettext_lazy("antal svar som får saknas"),
    "better": gettext_lazy("vad som är bättre"),
    "reliable_change": gettext_lazy("säker förändring"),
    "reliable_change_source": gettext_lazy("källa för säker förändring"),
}

VALUES: Words = {
    "true": gettext_lazy("ja"),
    "false": gettext_lazy("nej"),
    "page": gettext_lazy("alla på en sida"),
    "one-by-one": gettext_lazy("en i taget"),
    "sum": gettext_lazy("summa"),
    "mean": gettext_lazy("medelvärde"),
    "none": gettext_lazy("ingen poäng"),
    "prorate": gettext_lazy("räkna upp"),
    "lower": gettext_lazy("lägre är bättre"),
    "higher": gettext_lazy("högre är bättre"),
    "neither": gettext_lazy("varken eller"),
}


def change_words(change: Change) -> str:
    """The sentence; both wordings stand beside it."""
    if change.code == "translation":
        n = int(str(change.params["n"]))
        return ngettext("%(n)s översatt text är ändrad", "%(n)s översatta texter är ändrade", n) % {"n": n}
    field = str(change.params.get("field", ""))
    params = {"name": change.name, **change.params, "field": FIELDS.get(field, field)}
    return str(CHANGES[change.code]) % params


def value_words(change: Change, value: str) -> str:
    """One of the two wordings, as people write it."""
    if change.code == "licence":
        status, _bar, reference = value.partition("|")
        return " · ".join(filter(None, (licence_words(status), reference)))
    if change.code == "examples":
        return ngettext("%(n)s exempel", "%(n)s exempel", int(value)) % {"n": value}
    if change.code in ("conditions", "danger_rule", "danger_added", "danger_removed"):
        return _SIGNS.sub(_sign_words, value)
    if change.code in ("setting", "score_setting", "layout"):
        return str(VALUES.get(value, value))
    return value


_SIGNS = re.compile(r" (exists true|exists false|[!<>]=|[=<>])(?=[ ;]|$)( true| false)?(?![^ ;])")


def _sign_words(found: re.Match[str]) -> str:
    """A comparison as people say it, with the yes or no that it is made with."""
    sign = {"exists true": EXISTS, "exists false": MISSING}.get(found[1], found[1])
    value = str(VALUES[found[2].strip()]) if found[2] else ""
    return f" {OPERATOR_WORDS[sign]} {value}".rstrip()


LICENCES: Words = {
    "public": gettext_lazy("Fri att använda"),
    "free_with_terms": gettext_lazy("Fri med villkor"),
    "licensed": gettext_lazy("Kräver licens"),
    "unknown": gettext_lazy("Okänd licens"),
}


def licence_words(status: str) -> str:
    """The licence status in words."""
    return str(LICENCES.get(status, _("Okänd licens")))
