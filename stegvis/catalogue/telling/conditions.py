"""Conditions in words: the parts of a sentence that begins with ”när”."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue.telling.names import option_name, question_name, score_name
from stegvis.program.document import Condition, Document
from stegvis.program.kinds import Comparison, ConditionKind


def all_of(document: Document, conditions: Iterable[Condition], language: str = "") -> str:
    """”a, b och c”."""
    return listed([condition_words(document, each, language) for each in conditions], _("och"))


def any_of(document: Document, conditions: Iterable[Condition], language: str = "") -> str:
    """”a, b eller c”."""
    return listed([condition_words(document, each, language) for each in conditions], _("eller"))


def listed(parts: list[str], last: str) -> str:
    """Parts of a sentence after each other, with a word before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def condition_words(document: Document, condition: Condition, language: str = "") -> str:
    """What must have happened."""
    days = {"n": condition.days}
    match condition.kind:
        case ConditionKind.SCORE:
            return f"{score_name(document, condition.questionnaire, condition.score, language)} {_compared(condition)}"
        case ConditionKind.ANSWER:
            return _answer(document, condition, language)
        case ConditionKind.EXERCISE_SENT:
            title = document.text(f"{condition.exercise}.title", language)
            return _("övningen ”%(title)s” är inskickad") % {"title": title or _("okänd övning")}
        case ConditionKind.MODULE_DONE:
            if not condition.module:
                return _("modulen före är klar")
            title = document.text(f"{condition.module}.title", language)
            return _("modulen ”%(title)s” är klar") % {"title": title or _("okänd modul")}
        case ConditionKind.DAYS_AFTER_START:
            words = ngettext("%(n)s dag har gått sedan starten", "%(n)s dagar har gått sedan starten", condition.days)
            return words % days
        case _previous:
            words = ngettext(
                "%(n)s dag har gått sedan modulen före öppnades",
                "%(n)s dagar har gått sedan modulen före öppnades",
                condition.days,
            )
            return words % days


def _answer(document: Document, condition: Condition, language: str) -> str:
    question = question_name(document, condition.questionnaire, condition.item, language)
    option = option_name(document, condition.questionnaire, condition.item, condition.value, language)
    if not option:
        return _("svaret på %(question)s %(compared)s") % {"question": question, "compared": _compared(condition)}
    if condition.comparison is Comparison.DIFFERS:
        words = _("svaret på %(question)s är något annat än ”%(option)s”")
    else:
        words = _("svaret på %(question)s är ”%(option)s”")
    return words % {"question": question, "option": option}


def _compared(condition: Condition) -> str:
    words = {
        Comparison.AT_LEAST: _("är minst %(value)s"),
        Comparison.ABOVE: _("är mer än %(value)s"),
        Comparison.AT_MOST: _("är högst %(value)s"),
        Comparison.BELOW: _("är mindre än %(value)s"),
        Comparison.EQUALS: _("är precis %(value)s"),
        Comparison.DIFFERS: _("är något annat än %(value)s"),
    }[condition.comparison]
    return words % {"value": condition.value.replace(".", ",") or "–"}
