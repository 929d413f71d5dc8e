"""What stands beside answers wherever they are read or taken out: that staff entered them, and that they are wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.course.kinds import DissentOutcome
from stegvis.questionnaires.answer_rows import AnswersView
from stegvis.questionnaires.fhir import Mode

# How answers were given, as HL7 names it.
_MODES = {"phone": "PHONE", "paper": "WRITTEN", "visit": "FACE"}


def entered_said(row: Any, title: str = "") -> str:
    """How and on which day the resident gave the answers, and who entered them when (safety rule 16)."""
    words = {
        "title": title,
        "way": row.get_way_display().lower(),
        "on": date_format(row.given_on, "j F Y"),
        "who": row.entered_by,
        "at": date_format(localtime(row.entered_at), "j F Y"),
    }
    if title:
        return _("%(title)s: lämnat av invånaren den %(on)s (%(way)s), inmatat av %(who)s den %(at)s.") % words
    return _("Lämnat av invånaren den %(on)s (%(way)s), inmatat av %(who)s den %(at)s.") % words


def mode_of(row: Any) -> Mode | None:
    """The same for another system; None where the resident sent the answers."""
    entered = getattr(row, "entered", None)
    return Mode(_MODES[entered.way], entered_said(entered), str(entered.entered_by)) if entered else None


def questions_of(view: AnswersView) -> dict[str, str]:
    """The words of each question, by place."""
    return {row.key: f"{row.prefix} {row.text}".strip() for row in view.rows if row.asks}


def with_questions(rows: Iterable[Any], questions: Mapping[str, str]) -> list[tuple[Any, str]]:
    """Each mark with the words of the question it is on; empty where it is on all of them."""
    return [(row, questions.get(row.item, "")) for row in rows]


def strikes_said(rows: Iterable[Any], questions: Mapping[str, str], *, names: bool) -> list[str]:
    """Each mark that something is wrong, also one that was taken back. `questions` by place; `names` says who decided."""
    return [words for row in rows for words in _struck(row, questions.get(row.item, ""), names=names)]


def _struck(row: Any, question: str, *, names: bool) -> Iterable[str]:
    words = {"when": _at(row.made_at), "who": row.made_by, "why": row.reason, "question": question}
    if question:
        said = _("Svaret på frågan ”%(question)s” är markerat som fel %(when)s: %(why)s") % words
    else:
        said = _("Markerat som fel %(when)s: %(why)s") % words
    yield _by(said, words["who"], names)
    if row.right:
        yield _("Rätt uppgift: %(right)s") % {"right": row.right}
    if row.taken_back_at:
        words = {"when": _at(row.taken_back_at), "why": row.taken_back_reason}
        yield _by(_("Markeringen togs bort %(when)s: %(why)s") % words, row.taken_back_by, names)


def noted_by(row: Any, person_id: Any) -> str:
    """Who wrote a note, where the resident did not: whoever acts for them is named. Empty where the resident did."""
    author = row.made_by
    if author.resident and author.person_id == person_id:
        return ""
    if not author.resident:
        return str(author)
    return _("Ombud: %(name)s") % {"name": author.person.full_name}


def dissent_said(row: Any, author: str, *, names: bool) -> Iterable[str]:
    """What has been noted, and what staff answered. `author`: who wrote it, where the resident did not (`noted_by`)."""
    words = {"when": _at(row.made_at), "text": row.text, "who": author}
    if author:
        yield _("%(who)s håller inte med, %(when)s: %(text)s") % words
    else:
        yield _("Invånaren håller inte med, %(when)s: %(text)s") % words
    if row.answered_at:
        words = {"when": _at(row.answered_at), "text": row.answer}
        if row.outcome == DissentOutcome.STRUCK:
            yield _by(
                _("Svar från personalen %(when)s, som markerade det som fel: %(text)s") % words, row.answered_by, names
            )
        else:
            yield _by(
                _("Svar från personalen %(when)s, som lät det stå kvar: %(text)s") % words, row.answered_by, names
            )


def _by(said: str, who: object, names: bool) -> str:
    return f"{said} ({_('beslutat av %(name)s') % {'name': who}})" if names else said


def _at(moment: Any) -> str:
    at = localtime(moment)
    return f"{date_format(at, 'j F Y')} {date_format(at, 'TIME_FORMAT')}"
