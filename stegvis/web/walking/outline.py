"""A program's table of contents for one resident: rows ready to print."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from stegvis.program.document import Module
from stegvis.program.unfold import ModuleState, Occasion, OccasionState, Openness, Reach, Reason
from stegvis.web.walking.awaited import awaited
from stegvis.web.walking.next_up import before, when
from stegvis.web.walking.walks import Walk


@dataclass(frozen=True, slots=True)
class StepRow:
    """One page of the program. Without `href` it cannot be opened yet."""

    title: str
    number: int
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A part of a module and its pages."""

    title: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A chapter: open ones have sections, closed ones say when they open."""

    number: int
    title: str
    lead: str
    state: str
    badge: str
    when: str
    done: int
    total: int
    sections: tuple[SectionRow, ...]
    unfolded: bool
    gated: bool = False


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A questionnaire to answer now, or later."""

    title: str
    when: str
    href: str
    late: bool = False
    begun: bool = False


def modules_of(walk: Walk) -> list[ModuleRow]:
    """Every module that is not hidden. The one to go on with stands open."""
    states = walk.state.modules
    shown = [(n, m) for n, m in enumerate(walk.document.modules, 1) if states[m.id].state is not Openness.HIDDEN]
    current = next((m.id for _n, m in shown if states[m.id].state is Openness.OPEN), "")
    return [_module(walk, number, module, states[module.id], current) for number, module in shown]


def _module(walk: Walk, number: int, module: Module, state: ModuleState, current: str) -> ModuleRow:
    badges = {Openness.OPEN: _("Pågår"), Openness.DONE: _("Klar"), Openness.CLOSED: _("Inte öppen")}
    begun = state.state is not Openness.OPEN or state.progress.done
    return ModuleRow(
        number=number,
        title=walk.text(module.key("title")),
        lead=walk.text(module.key("lead")),
        state=state.state.value,
        badge=badges[state.state] if begun else _("Ny"),
        when=_when(walk, module, state, number) if state.state is Openness.CLOSED else "",
        done=state.progress.done,
        total=state.progress.total,
        sections=_sections(walk, module) if state.is_open else (),
        unfolded=module.id == current,
        gated=state.state is Openness.OPEN and _waits(walk, state),
    )


def _waits(walk: Walk, state: ModuleState) -> bool:
    """Whether questions come before the steps that are not done."""
    return walk.state.gate is not None or state.waits_for is not None


def _when(walk: Walk, module: Module, state: ModuleState, number: int) -> str:
    """When a closed module opens, as far as anybody knows."""
    if state.opens_at is not None:
        return _("Öppnas %(when)s") % {"when": when(state.opens_at, walk.now)}
    if state.reason is Reason.WAITS_FOR_PREVIOUS:
        return _("Öppnas när du är klar med modul %(number)s") % {"number": number - 1}
    if state.reason is Reason.WAITS_FOR_CONDITIONS:
        return _("Öppnas %(when)s") % {"when": awaited(walk, module)}
    if state.reason is Reason.PAUSED:
        return _("Öppnas när uppehållet är slut")
    if state.reason is Reason.STOPPED:
        return _("Öppnades aldrig")
    return _("Öppnas av din behandlare")


def _sections(walk: Walk, module: Module) -> tuple[SectionRow, ...]:
    numbers = {step.id: number for number, step in enumerate(walk.steps(module), 1)}
    ref = walk.state.next.ref
    return tuple(
        SectionRow(
            walk.text(section.key("title")),
            tuple(_step(walk, step.id, walk.text(step.key("title")), numbers[step.id], ref) for step in steps),
        )
        for section, steps in walk.sections(module)
    )


def _step(walk: Walk, step_id: str, title: str, number: int, ref: str) -> StepRow:
    done = walk.standing.is_step_done(step_id)
    href = walk.url("step", step_id) if walk.reach(step_id) is Reach.YES else ""
    state = "done" if done else "now" if step_id == ref else "open" if href else "locked"
    return StepRow(title, number, href, state)


def asked_of(walk: Walk, drafts: set[str]) -> list[AskedRow]:
    """Questionnaires to answer now, and the next one of each kind that is to come."""
    rows = [
        _asked(walk, each, drafts)
        for each in walk.state.occasions
        if each.is_answerable and not walk.stopped.questionnaire(each.questionnaire)
    ]
    ahead = [(each.opens_at, each) for each in walk.state.occasions if each.state is OccasionState.UPCOMING]
    dated = [(opens_at, each) for opens_at, each in ahead if opens_at is not None]
    coming: dict[str, AskedRow] = {}
    for opens_at, each in sorted(dated, key=lambda pair: pair[0]):
        said = _("Kommer %(when)s") % {"when": when(opens_at, walk.now)}
        coming.setdefault(each.measurement_id, AskedRow(walk.occasion_title(each), said, ""))
    return [*rows, *coming.values()]


def _asked(walk: Walk, occasion: Occasion, drafts: set[str]) -> AskedRow:
    first = walk.state.gate
    if first is not None and first.key != occasion.key:
        # A link would lead to the one that comes first, and nobody would know why.
        said = _("Svara på %(title)s först") % {"title": walk.occasion_title(first)}
        return AskedRow(walk.occasion_title(occasion), said, "")
    late = occasion.state is OccasionState.LATE
    said = _("Det går bra att svara nu") if late else ""
    if not late and occasion.due_at:
        said = before(occasion.due_at, walk.now)
    begun = occasion.key in drafts
    address = walk.url("questionnaire", occasion.key)
    return AskedRow(walk.occasion_title(occasion), said, address if walk.verdict else "", late, begun)
