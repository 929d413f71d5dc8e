"""The frame around every page of one initiative: its name, where it stands, whose move it is, and its parts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.governance import queries
from stegvis.governance.kinds import Lane, Stage
from stegvis.ui.shell import NavItem
from stegvis.web.process.asking import actor_of

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

_BEGUN = frozenset(
    {
        Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED, Stage.PUBLISHED, Stage.AFTER_REVIEW,
        Stage.WITHDRAWN,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an initiative with a page of its own; `shown` says from when."""

    key: str
    label: str | Promise
    address: str
    shown: Callable[["Initiative"], bool]


def _always(_initiative: "Initiative") -> bool:
    return True


def _new(initiative: "Initiative") -> bool:
    return initiative.lane == Lane.NEW


def _nominated(initiative: "Initiative") -> bool:
    # Somebody owns it from the manager's approval on: what ended before that was never nominated.
    early = {Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER}
    return _new(initiative) and initiative.owner_id is not None and initiative.stage not in early


def _short(initiative: "Initiative") -> bool:
    return initiative.lane in {Lane.ADOPTION, Lane.BROUGHT_IN}


def _with_idea(initiative: "Initiative") -> bool:
    # One that came by mail began as a nomination.
    return _new(initiative) and getattr(initiative, "idea", None) is not None


def _changed(initiative: "Initiative") -> bool:
    return getattr(initiative, "change", None) is not None


def _to_build(initiative: "Initiative") -> bool:
    return _new(initiative) and initiative.stage in _BEGUN and initiative.designer_id is not None


def _begun(initiative: "Initiative") -> bool:
    return initiative.stage in _BEGUN and initiative.program_id is not None


def _checked(initiative: "Initiative") -> bool:
    # What comes from elsewhere is checked before anybody here has touched it.
    return _begun(initiative) or initiative.stage == Stage.VERIFICATION


def _grouped(initiative: "Initiative") -> bool:
    return initiative.stage in _BEGUN


def _with_candidate(initiative: "Initiative") -> bool:
    return initiative.candidate_id is not None


# In the order of the way. A part whose address does not exist is left out.
PARTS: tuple[Part, ...] = (
    Part("overview", _("Översikt"), "process:initiative", _always),
    Part("idea", _("Idé"), "process:idea", _with_idea),
    Part("change", _("Ändringsförslag"), "process:change", _changed),
    Part("nomination", _("Nominering"), "process:nomination", _nominated),
    Part("assessment", _("Bedömning"), "process:assessment", _nominated),
    Part("verification", _("Egen kontroll"), "process:verification", _short),
    Part("program", _("Program"), "process:program", _to_build),
    Part("group", _("Arbetsgrupp och möten"), "process:group", _grouped),
    Part("routine", _("Rutin"), "process:routine", _grouped),
    Part("prototypes", _("Prototyper"), "process:prototypes", _begun),
    Part("texts", _("Alla texter"), "process:texts", _checked),
    Part("difference", _("Vad är nytt"), "process:difference", _begun),
    Part("checks", _("Kontroller"), "process:checks", _checked),
    Part("checklist", _("Checklista"), "process:checklist", _begun),
    Part("risks", _("Riskanalys"), "process:risks", _begun),
    Part("review", _("Slutgranskning"), "process:review", _with_candidate),
)


def framed(request: HttpRequest, initiative: "Initiative", part: str, **context: Any) -> dict[str, Any]:
    """The context of a page about an initiative: template `process/_initiative.html` draws the frame around it."""
    actor = actor_of(request)
    tasks = queries.open_tasks([initiative]).get(initiative.pk, [])
    return {
        "initiative": initiative,
        "part": part,
        "parts": _tabs(initiative, part),
        "standing": queries.standing(actor, initiative),
        "open_tasks": tasks,
        **context,
    }


def _tabs(initiative: "Initiative", current: str) -> tuple[NavItem, ...]:
    found = []
    for part in PARTS:
        if part.shown(initiative):
            try:
                url = reverse(part.address, args=[initiative.pk])
            except NoReverseMatch:
                continue
            found.append(NavItem(str(part.label), url, part.key == current))
    return tuple(found)
