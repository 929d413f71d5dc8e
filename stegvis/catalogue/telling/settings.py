"""What a document says of its settings, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.telling.names import questionnaire_title
from stegvis.program.document import Danger, Document, ScoreShown
from stegvis.program.kinds import DangerLevel, ProgramKind, ResultsShown, StartMode
from stegvis.questionnaires.engine import score_key

LANGUAGES = {"sv": "svenska", "en": "English"}
WEEK = 7


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
    return language_name(document.language)


def language_name(code: str) -> str:
    """What a language calls itself, in running text; the code where we do not know."""
    return LANGUAGES.get(code, code)


def length_words(document: Document) -> str:
    """How long the active part is meant to be."""
    days = document.settings.length_days
    if not days:
        return _("Inte bestämd")
    if days % WEEK == 0:
        weeks = days // WEEK
        return ngettext("%(n)s vecka", "%(n)s veckor", weeks) % {"n": weeks}
    return ngettext("%(n)s dag", "%(n)s dagar", days) % {"n": days}
