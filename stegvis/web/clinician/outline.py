"""The program as staff steer it: modules and sections with their states and what can be done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from stegvis.catalogue.telling import opening_words
from stegvis.program.document import Module, Section
from stegvis.program.unfold import ModuleState, Openness, Reason
from stegvis.web.clinician.case import Case
from stegvis.web.moments import said


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A part of a module for this resident."""

    id: str
    title: str
    hidden: bool
    hideable: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A chapter for this resident, and why it stands as it does."""

    id: str
    number: int
    title: str
    state: str
    badge: str
    tone: str
    why: str
    done: int
    total: int
    is_open: bool
    hidden: bool
    sections: tuple[SectionLine, ...]


def modules_of(case: Case) -> list[ModuleLine]:
    """Every module, hidden ones too: staff can show them again."""
    return [_module(case, n, m, case.state.modules[m.id]) for n, m in enumerate(case.document.modules, 1)]


def _module(case: Case, number: int, module: Module, state: ModuleState) -> ModuleLine:
    badges = {
        Openness.OPEN: (_("Öppen"), "primary"),
        Openness.DONE: (_("Klar"), "success"),
        Openness.CLOSED: (_("Stängd"), "neutral"),
        Openness.HIDDEN: (_("Dold"), "neutral"),
    }
    badge, tone = badges[state.state]
    return ModuleLine(
        id=module.id,
        number=number,
        title=case.text(module.key("title")),
        state=state.state.value,
        badge=badge,
        tone=tone,
        why=_why(case, module, state, number),
        done=state.progress.done,
        total=state.progress.total,
        is_open=state.is_open,
        hidden=state.state is Openness.HIDDEN,
        sections=tuple(_section(case, section) for section in module.sections),
    )


def _section(case: Case, section: Section) -> SectionLine:
    done = sum(case.standing.is_step_done(step.id) for step in section.steps)
    return SectionLine(
        id=section.id,
        title=case.text(section.key("title")),
        hidden=case.standing.is_section_hidden(section.id),
        hideable=section.hideable,
        done=done,
        total=len(section.steps),
    )


def _why(case: Case, module: Module, state: ModuleState, number: int) -> str:
    """When it opened or opens, and by what."""
    opened = said(state.opened_at, case.now)
    if state.reason is Reason.OPENED_BY_STAFF:
        return _("Öppnad av personal %(when)s") % {"when": opened}
    if state.reason is Reason.OPENED_AUTOMATICALLY:
        return _("Öppnades av sig själv %(when)s") % {"when": opened}
    if state.opens_at is not None:
        return _("Öppnas av sig själv %(when)s") % {"when": said(state.opens_at, case.now)}
    if state.reason is Reason.WAITS_FOR_PREVIOUS:
        return _("Öppnas när modul %(number)s är klar") % {"number": number - 1}
    if state.reason is Reason.WAITS_FOR_CONDITIONS:
        return opening_words(case.document, module, case.language)
    return {
        Reason.WAITS_FOR_STAFF: _("Väntar på att du öppnar"),
        Reason.CLOSED_BY_STAFF: _("Stängd av personal"),
        Reason.PAUSED: _("Öppnas när uppehållet är slut"),
        Reason.HIDDEN: _("Alla avsnitt är dolda för invånaren"),
        Reason.NOT_STARTED: _("Programmet har inte börjat"),
        Reason.STOPPED: _("Programmet är avslutat"),
    }.get(state.reason, "")
