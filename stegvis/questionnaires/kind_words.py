"""The words for what a questionnaire is made of: kinds of questions, comparisons, bands, ways of counting."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[tuple[str, str | Promise], ...]

# What can be added, in the order of the menu.
KINDS: Words = (
    ("choice", _("Val mellan svar")),
    ("boolean", _("Ja eller nej")),
    ("scale", _("Skala")),
    ("slider", _("Reglage")),
    ("string", _("Kort text")),
    ("text", _("Lång text")),
    ("integer", _("Heltal")),
    ("decimal", _("Tal med decimaler")),
    ("date", _("Datum")),
    ("time", _("Klockslag")),
    ("date-time", _("Datum och klockslag")),
    ("matrix", _("Rutnät med samma svar")),
    ("group", _("Grupp av frågor")),
    ("display", _("Text att läsa")),
)
KIND_WORDS = dict(KINDS)

EXISTS, MISSING = "exists", "missing"
OPERATORS: Words = (
    ("=", _("är")),
    ("!=", _("är inte")),
    (">=", _("är minst")),
    ("<=", _("är högst")),
    (">", _("är mer än")),
    ("<", _("är mindre än")),
    (EXISTS, _("är besvarad")),
    (MISSING, _("är inte besvarad")),
)
OPERATOR_WORDS = dict(OPERATORS)

TONES: Words = (
    ("calm", _("Lugn")),
    ("mild", _("Lätt")),
    ("moderate", _("Måttlig")),
    ("marked", _("Tydlig")),
    ("severe", _("Svår")),
)
METHODS: Words = (("sum", _("Summa")), ("mean", _("Medelvärde")))
MISSING_RULES: Words = (
    ("none", _("Ingen poäng när något svar saknas")),
    ("prorate", _("Räkna upp efter de svar som finns")),
)
BETTER: Words = (
    ("neither", _("Varken eller")),
    ("lower", _("Lägre poäng är bättre")),
    ("higher", _("Högre poäng är bättre")),
)
LAYOUTS: Words = (("page", _("Alla frågor på en sida")), ("one-by-one", _("En fråga i taget")))
