"""The things of a plan, each in words: what is open, what comes on a day, and what waits for something else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.course import planned
from stegvis.program.document import Module
from stegvis.program.kinds import MeasurementWhen, Phase
from stegvis.program.unfold import Ahead, AheadKind, ModuleState, Occasion, OccasionState, Openness, Reason
from stegvis.web.moments import weekday
from stegvis.web.walking.awaited import awaited
from stegvis.web.walking.walks import Walk


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the plan, ready to print. `at` is when it comes; None for what is open or has no time yet."""

    title: str
    text: str
    href: str = ""
    program: str = ""
    spoken: str = ""
    at: datetime | None = None
    on: date = date.min
    ref: str = ""
    measurement: str = ""
    # Of two at one moment, what comes of the other stands after it.
    first: bool = False


def today_of(walk: Walk) -> date:
    """The walk's own day."""
    return planned.today(walk.standing, walk.now)


def local_day(walk: Walk, at: datetime) -> date:
    """On which of its days something comes."""
    return at.astimezone(planned.zone_of(walk.standing)).date()


def is_surprise(walk: Walk, measurement: str) -> bool:
    """Whether its times are drawn, so that nobody waits for it and the answer is of that moment."""
    found = walk.plan.measurement(measurement)
    return found is not None and found.is_random


def open_now(walk: Walk) -> list[Row]:
    """What can be done today: the questions first, then the modules that are begun or not."""
    if walk.state.phase is Phase.UPCOMING:
        return []
    gate = walk.state.gate
    stops = walk.stopped
    if stops.whole:
        return []
    asked = [
        each for each in walk.state.occasions if each.is_answerable and not stops.questionnaire(each.questionnaire)
    ]
    asked.sort(key=lambda each: (gate is None or each.key != gate.key, each.opens_at or walk.now))
    rows = [_asked(walk, each) for each in asked]
    for number, module in enumerate(walk.document.modules, 1):
        state = walk.state.modules[module.id]
        if state.state is Openness.OPEN:
            rows.append(_module_now(walk, number, module.id, state))
    return rows


def _asked(walk: Walk, occasion: Occasion) -> Row:
    address = walk.url("questionnaire", occasion.key)
    text = _("Det går bra att svara nu.")
    if occasion.state is not OccasionState.LATE and occasion.due_at:
        text = _gladly(walk, occasion.due_at)
    return Row(walk.occasion_title(occasion), text, address if walk.verdict else "", spoken=walk.spoken)


def _gladly(walk: Walk, due_at: datetime) -> str:
    if local_day(walk, due_at) <= today_of(walk):
        return _("Svara gärna i dag.")
    return _("Svara gärna före %(day)s.") % {"day": weekday(local_day(walk, due_at), today_of(walk))}


def _module_now(walk: Walk, number: int, module: str, state: ModuleState) -> Row:
    done, total = state.progress
    words = ngettext("%(done)d av %(total)d steg klart", "%(done)d av %(total)d steg klara", total)
    words = words % {"done": done, "total": total} if done else _("Redo att börja på")
    if not done and (walk.state.gate or state.waits_for):
        words = _("När du har svarat på frågorna")
    return Row(_numbered(walk, number, module), words, walk.url("program"), spoken=walk.spoken)


def _numbered(walk: Walk, number: int, module: str) -> str:
    return _("Modul %(number)s: %(title)s") % {"number": number, "title": walk.text(f"{module}.title")}


def _number(walk: Walk, module: str | None) -> int:
    return next((n for n, each in enumerate(walk.document.modules, 1) if each.id == module), 0)


def row_of(walk: Walk, each: Ahead) -> Row:
    """Something that has a time."""
    title, text, measurement = _words(walk, each)
    return Row(
        title,
        text,
        spoken=walk.spoken,
        at=each.at,
        on=local_day(walk, each.at),
        ref=f"{walk.pk}/{each.kind}/{each.ref}",
        measurement=measurement,
        first=each.kind in {AheadKind.START, AheadKind.PAUSE_ENDS},
    )


def _words(walk: Walk, each: Ahead) -> tuple[str, str, str]:
    """Title, sentence, and what makes several of the same kind one series."""
    if each.kind is AheadKind.MODULE:
        return _numbered(walk, _number(walk, each.ref), each.ref), _("Öppnas"), ""
    if each.kind is AheadKind.OCCASION_OPEN and (occasion := walk.state.occasion(each.ref)):
        text = _("Frågor att svara på.")
        if occasion.due_at:
            text = _("Frågor att svara på, gärna före %(day)s.") % {
                "day": weekday(local_day(walk, occasion.due_at), today_of(walk))
            }
        return walk.occasion_title(occasion), text, f"{walk.pk}/{occasion.measurement_id}"
    if each.kind is AheadKind.PHASE:
        return _phase(each)
    if each.kind is AheadKind.PAUSE_BEGINS:
        return _("Uppehåll"), _("Inget nytt öppnas, och du behöver inte göra något."), ""
    if each.kind is AheadKind.PAUSE_ENDS:
        return _("Programmet fortsätter"), _("Uppehållet är slut."), ""
    return _("Programmet börjar"), _("Från den dagen kan du börja."), ""


def _phase(each: Ahead) -> tuple[str, str, str]:
    if each.payload.get("phase") == Phase.MAINTENANCE:
        return _("Den aktiva delen är slut"), _("Innehållet finns kvar, och du kan fortsätta öva."), ""
    return _("Programmet avslutas"), _("Det du har haft öppet kan du läsa också efteråt."), ""


def someday(walk: Walk) -> list[Row]:
    """What comes when something else has happened: no day, but a reason."""
    rows = []
    for number, module in enumerate(walk.document.modules, 1):
        state = walk.state.modules[module.id]
        if state.state is Openness.CLOSED and state.opens_at is None:
            rows.append(
                Row(_numbered(walk, number, module.id), _waits(walk, module, state, number), spoken=walk.spoken)
            )
    for each in walk.state.occasions:
        if each.state is OccasionState.UPCOMING and (each.opens_at is None or is_surprise(walk, each.measurement_id)):
            row = Row(walk.occasion_title(each), _asked_when(walk, each), spoken=walk.spoken)
            rows += [] if row in rows else [row]
    return rows


def _waits(walk: Walk, module: Module, state: ModuleState, number: int) -> str:
    if state.reason is Reason.WAITS_FOR_PREVIOUS and number > 1:
        return _("När du är klar med modul %(number)s") % {"number": number - 1}
    if state.reason in {Reason.WAITS_FOR_STAFF, Reason.CLOSED_BY_STAFF}:
        return _("När din behandlare öppnar den")
    if state.reason is Reason.PAUSED:
        return _("När uppehållet är slut")
    return capfirst(awaited(walk, module))


def _asked_when(walk: Walk, occasion: Occasion) -> str:
    measurement = walk.plan.measurement(occasion.measurement_id)
    number = _number(walk, measurement.module) if measurement else 0
    if measurement and measurement.is_random:
        return _("Då och då. Du får se det här när det är dags.")
    if number and measurement and measurement.when is MeasurementWhen.AFTER_MODULE_DONE:
        return _("När du är klar med modul %(number)s") % {"number": number}
    if number:
        return _("När modul %(number)s öppnas") % {"number": number}
    return _("När du har gått igenom programmet")
