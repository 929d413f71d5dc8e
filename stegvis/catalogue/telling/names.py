"""What things in a document are called, in its own words."""

from functools import lru_cache

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from stegvis.lib.canonical import canonical_json
from stegvis.program.document import Document
from stegvis.questionnaires.engine import CannotParse, Definition, item_key, option_key, parse, score_key

QUESTION_LENGTH = 80


def questionnaire_title(document: Document, digest: str, language: str = "") -> str:
    """The title of a questionnaire that the document holds."""
    plain = document.questionnaires.get(digest)
    found = _parsed(canonical_json(dict(plain))) if plain else None
    if found is None:
        return "" if plain else _("Okänt formulär")
    return found.title(language)


def questionnaire_at(document: Document, url: str) -> Definition | None:
    """The document's own version of the questionnaire at an address."""
    plain = next((each for each in document.questionnaires.values() if each.get("url") == url), None)
    return _parsed(canonical_json(dict(plain))) if plain else None


def score_name(document: Document, url: str, code: str, language: str = "") -> str:
    """A score, with its questionnaire where its own name does not say which."""
    found = questionnaire_at(document, url)
    if found is None or code not in {rule.code for rule in found.scores}:
        return _("ett resultat som inte finns i programmet")
    name, title = found.text(score_key(code), language) or code, found.title(language)
    return name if title.casefold() in name.casefold() else f"{title} {name[:1].lower()}{name[1:]}"


def question_name(document: Document, url: str, link_id: str, language: str = "") -> str:
    """A question in quotation marks, with its questionnaire."""
    found = questionnaire_at(document, url)
    if found is None or link_id not in found.index:
        return _("en fråga som inte finns i programmet")
    words = Truncator(found.text(item_key(link_id), language) or link_id).chars(QUESTION_LENGTH)
    return _("”%(question)s” i %(questionnaire)s") % {"question": words, "questionnaire": found.title(language)}


def option_name(document: Document, url: str, link_id: str, code: str, language: str = "") -> str:
    """What an option says; empty where the question has no such option."""
    found = questionnaire_at(document, url)
    item = found.index.get(link_id) if found else None
    if found is None or item is None or item.option(code) is None:
        return ""
    return found.text(option_key(link_id, code), language) or code


@lru_cache(maxsize=256)
def _parsed(definition: bytes) -> Definition | None:
    try:
        return parse(definition)
    except CannotParse:
        return None
