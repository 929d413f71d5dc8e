"""What staff would see of the own walk: flags as they would be raised, results, answers, exercises, the way so far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from stegvis.course import queries as courses
from stegvis.course import rehearsing, walk
from stegvis.course.kinds import ResponseState
from stegvis.program.kinds import DangerLevel
from stegvis.program.unfold import Effect, EffectKind, Unfolded
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answer_rows import AnswersView, build_answers
from stegvis.questionnaires.engine import danger_key, item_key, link_of, option_key
from stegvis.web import charting
from stegvis.web.process.prototypes.visit import Visit

FLAGS = frozenset(
    {
        EffectKind.DANGER_FLAG, EffectKind.EXERCISE_TO_READ, EffectKind.OCCASION_LATE, EffectKind.PROGRAM_DONE,
        EffectKind.MODULE_DONE, EffectKind.MESSAGE_WAITING, EffectKind.INACTIVE, EffectKind.SCORE_WORSENED,
        EffectKind.ENDING_SOON,
    }
)  # fmt: skip
MOST_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag as it would be raised for staff."""

    title: str
    text: str
    at: datetime
    priority: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A questionnaire that was sent, as staff read it."""

    title: str
    at: datetime | None
    view: AnswersView


def as_staff(visit: Visit) -> HttpResponse:
    """The own walk from the other side."""
    tryout = visit.tryout
    if tryout is None or tryout.course is None:
        return visit.show("as_staff", here="staff", course=None)
    course = tryout.course
    actor = rehearsing.walker(course, visit.actor.account_id, visit.actor.name)
    now, state = course.now(), walk.unfolded(course, course.now())
    told = sorted((each for each in state.effects if each.kind in FLAGS), key=lambda each: each.due_at)
    drawn = charting.charts_of(
        [each for each in courses.results(actor, course) if each.answered], visit.language, for_staff=True
    )
    context: dict[str, Any] = {
        "course": course,
        "now_there": now,
        "raised": [_flag(visit, state, each) for each in reversed(told) if each.due_at <= now],
        "ahead": [_flag(visit, state, each) for each in told if each.due_at > now][:MOST_AHEAD],
        "timeline": charting.timeline_of(drawn, _("Resultat över tid")),
        "answered": _answered(visit, actor, course),
        "exercises": _exercises(visit, actor, course),
        "modules": _modules(visit, state),
        "progress": state.progress,
    }
    return visit.show("as_staff", here="staff", **context)


def _flag(visit: Visit, state: Unfolded, effect: Effect) -> Raised:
    document, language = visit.document, visit.language
    kind, ref, payload = effect.kind, effect.ref, effect.payload
    if kind is EffectKind.DANGER_FLAG:
        return _danger(visit, effect)
    own = document.text(f"{ref}.title", language)
    occasion = state.occasion(ref)
    asked = ""
    if occasion is not None:
        asked = document.text(f"{occasion.measurement_id}.title", language)
        asked = asked or library.definition_by_digest(occasion.questionnaire).title(language)
    elif payload.get("questionnaire"):
        asked = library.definition_by_digest(str(payload["questionnaire"])).title(language)
    titles = {
        EffectKind.EXERCISE_TO_READ: _("Övning inskickad: %(title)s") % {"title": own},
        EffectKind.OCCASION_LATE: _("Inte besvarat i tid: %(title)s") % {"title": asked},
        EffectKind.PROGRAM_DONE: _("Hela programmet är genomgånget"),
        EffectKind.MODULE_DONE: _("Modul klar: %(title)s") % {"title": own},
        EffectKind.MESSAGE_WAITING: _("Ett meddelande väntar på svar"),
        EffectKind.INACTIVE: _("Har inte varit aktiv på länge"),
        EffectKind.SCORE_WORSENED: _("Försämrad skattning: %(title)s") % {"title": asked or own},
        EffectKind.ENDING_SOON: _("Programmet slutar snart"),
    }
    return Raised(titles[kind], "", effect.due_at)


def _danger(visit: Visit, effect: Effect) -> Raised:
    """Question, answer and why it is dangerous, as the instrument words them."""
    payload: dict[str, Any] = dict(effect.payload)
    priority = payload.get("level") != DangerLevel.ORDINARY
    rule, link, value = str(payload.get("rule", "")), link_of(str(payload.get("item", ""))), payload.get("value")
    for digest in visit.document.questionnaires:
        definition = library.definition_by_digest(digest)
        if not any(each.rule_id == rule for each in definition.dangers) or link not in definition.index:
            continue
        given = value if isinstance(value, list) else [value]
        words = [definition.text(option_key(link, str(each)), visit.language) or str(each) for each in given]
        said = f"{definition.text(item_key(link), visit.language)} {', '.join(words)}."
        meaning = definition.text(danger_key(rule), visit.language)
        unsent = _("Osänt.") if payload.get("unsent") else ""
        return Raised(_("Farligt svar"), " ".join(x for x in (unsent, said, meaning) if x), effect.due_at, priority)
    return Raised(_("Farligt svar"), str(value), effect.due_at, priority)


def _answered(visit: Visit, actor: Any, course: Any) -> list[Answered]:
    found = []
    for occasion in sorted(
        courses.sent_occasions(actor, course).values(), key=lambda row: row.sent_at or row.saved_at, reverse=True
    ):
        row = courses.response(actor, course, occasion.occasion)
        if row is not None:
            definition = library.definition_by_digest(row.definition.digest)
            view = build_answers(definition, row.answers, language=visit.language, marks=True)
            found.append(Answered(definition.title(visit.language), row.sent_at, view))
    return found


def _exercises(visit: Visit, actor: Any, course: Any) -> list[dict[str, Any]]:
    rows = courses.exercises(actor, course).values()
    return [
        {
            "title": visit.document.text(f"{row.block}.title", visit.language) or _("Övning"),
            "at": row.sent_at,
            "lines": _lines(row.content),
        }
        for row in rows
        if row.state == ResponseState.SENT
    ]


def _lines(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    rows = content if isinstance(content, list) else []
    found = (" · ".join(str(cell) for cell in row) if isinstance(row, list) else str(row) for row in rows)
    return [line for line in found if line.strip(" ·")]


def _modules(visit: Visit, state: Unfolded) -> list[dict[str, Any]]:
    return [
        {
            "title": visit.document.text(module.key("title"), visit.language),
            "state": state.modules[module.id],
        }
        for module in visit.document.modules
        if module.id in state.modules
    ]
