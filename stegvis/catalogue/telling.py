"""What a frozen document says about itself, in words: opening rules, measurements, settings.

For staff who decide about a program. The words a resident reads are the document's own.
"""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.lib.canonical import canonical_json
from stegvis.program.document import Danger, Document, Measurement, Module, ScoreShown
from stegvis.program.kinds import DangerLevel, MeasurementWhen, OpeningRule, ProgramKind, ResultsShown, StartMode
from stegvis.questionnaires.engine import CannotParse, parse, score_key

LANGUAGES = {"sv": "svenska", "en": "English"}


def opening_words(module: Module) -> str:
    """When a module opens."""
    days = module.opening.days
    match module.opening.rule:
        case OpeningRule.AT_START:
            return _("Öppen från starten")
        case OpeningRule.BY_STAFF:
            return _("Öppnas av behandlaren")
        case OpeningRule.WHEN_PREVIOUS_DONE:
            return _("Öppnas när modulen före är klar")
        case OpeningRule.DAYS_AFTER_START:
            return ngettext("Öppnas %(n)s dag efter starten", "Öppnas %(n)s dagar efter starten", days) % {"n": days}
        case _rule:
            return ngettext("Öppnas %(n)s dag efter modulen före", "Öppnas %(n)s dagar efter modulen före", days) % {
                "n": days
            }


def measurement_words(document: Document, measurement: Measurement) -> str:
    """When a questionnaire is asked, and whether it stands in the way."""
    words = [_when(document, measurement)]
    if measurement.gate or measurement.when is MeasurementWhen.BEFORE_MODULE:
        words.append(_("Den måste besvaras innan invånaren kommer vidare."))
    return " ".join(words)


def _when(document: Document, measurement: Measurement) -> str:
    match measurement.when:
        case MeasurementWhen.AT_START:
            return _("När programmet startar.")
        case MeasurementWhen.AT_END:
            return _("När programmet är slut.")
        case MeasurementWhen.BY_STAFF:
            return _("När behandlaren ber om det.")
        case MeasurementWhen.BEFORE_MODULE:
            module = document.text(f"{measurement.module}.title")
            return _("Innan modulen ”%(module)s” öppnas.") % {"module": module}
        case _when:
            return _series(measurement.days, measurement.times)


def _series(days: int, times: int) -> str:
    often = {1: _("Varje dag"), 7: _("Varje vecka"), 14: _("Varannan vecka")}.get(days)
    often = often or _("Med %(days)s dagars mellanrum") % {"days": days}
    return ngettext("%(often)s, %(times)s gång.", "%(often)s, %(times)s gånger.", times) % {
        "often": often,
        "times": times,
    }


def questionnaire_title(document: Document, digest: str, language: str = "") -> str:
    """The title of a questionnaire that the document holds."""
    plain = document.questionnaires.get(digest)
    return _titles(canonical_json(dict(plain)), language) if plain else _("Okänt formulär")


@lru_cache(maxsize=256)
def _titles(definition: bytes, language: str) -> str:
    try:
        return parse(definition).title(language)
    except CannotParse:
        return ""


def kind_words(document: Document) -> str:
    """Support or treatment."""
    return _("Behandlingsprogram") if document.kind is ProgramKind.TREATMENT else _("Stödprogram")


def start_words(document: Document) -> str:
    """Who starts the program."""
    modes = set(document.start_modes)
    if modes == {StartMode.OPEN}:
        return _("Invånaren startar själv")
    if StartMode.OPEN in modes:
        return _("Personal startar, eller invånaren själv")
    return _("Personal startar för en invånare")


def results_words(document: Document) -> str:
    """What a resident sees of the own results, and of which scores it is something else."""
    settings = document.settings
    own = [f"{_score_name(document, each)}: {_shown_words(each.results).lower()}" for each in settings.scores]
    return ". ".join([_shown_words(settings.results), *own])


def _shown_words(shown: ResultsShown) -> str:
    match shown:
        case ResultsShown.GRAPH:
            return _("Som graf och i ord")
        case ResultsShown.SENTENCE:
            return _("I ord")
        case _nothing:
            return _("Visas bara för personalen")


def _score_name(document: Document, shown: ScoreShown) -> str:
    """The score as the program's own version of the questionnaire calls it."""
    found = (each for each in document.questionnaires.values() if each.get("url") == shown.questionnaire)
    texts = next(((each.get("texts") or {}).get(document.language) or {} for each in found), {})
    return str(texts.get(score_key(shown.score)) or shown.score)


def messages_words(document: Document) -> str:
    """Whether the program has messages."""
    return _("På: invånaren och personalen kan skriva till varandra") if document.settings.messages else _("Av")


def has_dangers(document: Document) -> bool:
    """Whether any answer in the program would be told to staff."""
    return any(each.get("dangers") for each in document.questionnaires.values())


def danger_words(document: Document) -> str:
    """How dangerous answers are told of: the minutes, and what the program has set otherwise than the questionnaire."""
    minutes = document.settings.unsent_after
    said = [
        ngettext("Osända visas efter %(n)s minut.", "Osända visas efter %(n)s minuter.", minutes) % {"n": minutes},
        *(_danger(document, danger) for danger in document.settings.dangers),
    ]
    return " ".join(said)


def _danger(document: Document, danger: Danger) -> str:
    found = (key for key, each in document.questionnaires.items() if each.get("url") == danger.questionnaire)
    digest = next(found, "")
    parts = []
    if danger.threshold is not None:
        parts.append(_("gränsen är %(threshold)g") % {"threshold": danger.threshold})
    if danger.level is DangerLevel.ORDINARY:
        parts.append(_("invånarens egen behandlare får veta"))
    words = ", ".join(parts) or _("som formuläret säger")
    return f"{questionnaire_title(document, digest)}: {words}."


def language_words(document: Document) -> str:
    """The language that the program is written in."""
    return LANGUAGES.get(document.language, document.language)
