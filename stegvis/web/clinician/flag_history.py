"""What has happened with a flag, as a calm timeline: who was told and whether it came, who took it, what comes next."""

from collections.abc import Mapping, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.care import flagged
from stegvis.care.flagged import FlagStep
from stegvis.care.kinds import FlagState, StepKind, StepWhy
from stegvis.care.queries import Flag
from stegvis.notifications.kinds import DeliveryState
from stegvis.ui.parts import TimelineItem
from stegvis.web.clinician.case import Case
from stegvis.web.moments import said

ICONS = {
    StepKind.RAISED: "flag",
    StepKind.TOLD: "phone",
    StepKind.TO_ALL: "people",
    StepKind.ADMINISTRATORS: "people",
    StepKind.MANAGER: "person",
    StepKind.PROVIDER: "send",
    StepKind.TAKEN: "check",
    StepKind.HANDED_ON: "swap",
    StepKind.NOTED: "edit",
    StepKind.HANDLED: "check-circle",
    StepKind.RESOLVED: "check-circle",
}


def history_of(case: Case, flag: Flag) -> list[TimelineItem]:
    """Every step, oldest first, and what comes if nobody does anything. Three queries."""
    steps = flagged.steps(flag)
    states = flagged.deliveries(flag, steps)
    items = [_item(case, flag, step, states) for step in _with_older(flag, steps)]
    return [*items, *_coming(case, flag)]


def _with_older(flag: Flag, steps: Sequence[FlagStep]) -> list[FlagStep]:
    """Ordinary flags, and those from before steps were kept, say what the flag itself knows."""
    known = {step.kind for step in steps}
    found = [FlagStep(flag=flag, kind=StepKind.RAISED, at=flag.raised_at)]
    if flag.acknowledged_at and flag.acknowledged_at != flag.handled_at and StepKind.HANDED_ON not in known:
        found.append(FlagStep(flag=flag, kind=StepKind.TAKEN, at=flag.acknowledged_at, by=flag.acknowledged_by))
    if flag.handled_at:
        found.append(FlagStep(flag=flag, kind=StepKind.HANDLED, at=flag.handled_at, by=flag.handled_by))
    if flag.resolved_at:
        found.append(FlagStep(flag=flag, kind=StepKind.RESOLVED, at=flag.resolved_at))
    return sorted([*steps, *(step for step in found if step.kind not in known)], key=lambda step: step.at)


def _item(case: Case, flag: Flag, step: FlagStep, states: Mapping[str, str]) -> TimelineItem:
    kind = StepKind(step.kind)
    words = flag.note if kind is StepKind.HANDLED else step.words
    told = _told(step, states) if step.key else ""
    return TimelineItem(
        when=said(step.at, case.now),
        iso=localtime(step.at).isoformat(),
        title=_title(step, kind),
        text=" ".join(each for each in (told, words or "") if each),
        icon=ICONS[kind],
        tone="warning" if step.key and _failed(step, states) else "success" if kind is StepKind.HANDLED else "neutral",
    )


def _title(step: FlagStep, kind: StepKind) -> str:
    names = {"name": step.by, "to": step.to}
    if kind is StepKind.TAKEN:
        return _("%(name)s tog flaggan") % names
    if kind is StepKind.HANDED_ON:
        return _("%(name)s lämnade den till %(to)s") % names
    if kind is StepKind.NOTED:
        return _("%(name)s antecknade") % names
    if kind is StepKind.HANDLED:
        return _("%(name)s hanterade flaggan") % names
    why = _why(step.why)
    return _("%(what)s: %(why)s") % {"what": kind.label, "why": why} if why else str(kind.label)


def _why(why: str) -> str:
    return str(StepWhy(why).label) if why else ""


def _failed(step: FlagStep, states: Mapping[str, str]) -> bool:
    return step.channels == 0 or states.get(step.key) == DeliveryState.FAILED


def _told(step: FlagStep, states: Mapping[str, str]) -> str:
    """How the telling went, by the staff channel."""
    if step.channels == 0:
        return _("Det finns ingen kanal att ge besked på.")
    state = states.get(step.key)
    if state == DeliveryState.SENT:
        return _("Beskedet är skickat.")
    if state == DeliveryState.FAILED:
        return _("Beskedet kom inte fram.")
    return ngettext("Beskedet är på väg.", "Beskedet är på väg i %(n)d kanaler.", step.channels) % {"n": step.channels}


def _coming(case: Case, flag: Flag) -> list[TimelineItem]:
    """Who is told next, where somebody is."""
    if flag.state == FlagState.HANDLED or flag.next_step_at is None:
        return []
    taken = flag.state == FlagState.ACKNOWLEDGED
    titles = {
        StepKind.TO_ALL: _("Går till alla på enheten om ingen har tagit den"),
        StepKind.ADMINISTRATORS: _("Går till invånaradministratörerna om ingen har tagit den"),
        StepKind.MANAGER: _("Går till chefen om den inte är klar")
        if taken
        else _("Går till chefen om ingen har tagit den"),
        StepKind.PROVIDER: _("Går till vårdgivarens kontakt om ingen har tagit den"),
    }
    title = titles.get(StepKind(flag.next_step))
    if title is None:
        return []
    return [TimelineItem(when=said(flag.next_step_at, case.now), title=title, icon="clock", upcoming=True)]
