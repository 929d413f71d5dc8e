"""What can happen to a course, as append-only facts.

A fact is never changed; a correction is a new fact of the kind ``annulled``.
Storing them is the business of ``course``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from stegvis.program.kinds import Phase


class FactKind(StrEnum):
    """The kinds this version knows. An unknown kind in a log is kept and counted."""

    STARTED = "started"
    MODULE_OPENED = "module_opened"
    MODULE_CLOSED = "module_closed"
    SECTION_HIDDEN = "section_hidden"
    SECTION_SHOWN = "section_shown"
    WELCOME_READ = "welcome_read"
    STEP_DONE = "step_done"
    EXERCISE_SENT = "exercise_sent"
    RESPONSE_SUBMITTED = "response_submitted"
    DANGER_GIVEN = "danger_given"
    OCCASION_ADDED = "occasion_added"
    MESSAGE_SENT = "message_sent"
    MESSAGE_READ = "message_read"
    # Staff have said that nothing in the thread needs an answer: what waited waits no more.
    MESSAGE_SETTLED = "message_settled"
    PHASE_SET = "phase_set"
    WRONG_START = "wrong_start"
    LEFT = "left"
    REOPENED = "reopened"
    PAUSED = "paused"
    RESUMED = "resumed"
    FEEDBACK_GIVEN = "feedback_given"
    DIARY_NOTED = "diary_noted"
    # The course goes on by another document; or back, when it names the change that it takes back.
    VERSION_CHANGED = "version_changed"
    ANNULLED = "annulled"


class CannotRecord(ValueError):
    """The fact lacks what its kind needs."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened. Times are aware; ``kind`` may be one that only later code knows."""

    seq: int
    kind: FactKind | str
    ref: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    occurred_at: datetime = field(kw_only=True)
    recorded_at: datetime = field(kw_only=True)
    by: str | None = field(default=None, kw_only=True)
    acting_for: str | None = field(default=None, kw_only=True)


def known_kind(kind: FactKind | str) -> FactKind | None:
    """The kind, when this version knows it."""
    try:
        return FactKind(kind)
    except ValueError:
        return None


def check(fact: Fact) -> None:
    """Refuse a fact that could not be folded."""
    kind = known_kind(fact.kind)
    if kind is None:
        return
    if fact.occurred_at.tzinfo is None or fact.recorded_at.tzinfo is None:
        raise CannotRecord(f"{kind}: the times must know their zone")
    if kind in _NEEDS_REF and not fact.ref:
        raise CannotRecord(f"{kind}: a ref is missing")
    if kind is FactKind.ANNULLED:
        target = fact.payload.get("seq")
        if type(target) is not int or not 0 < target < fact.seq:
            raise CannotRecord(f"{kind}: only an earlier fact can be annulled")
    payload_check = _PAYLOADS.get(kind)
    if payload_check is not None:
        try:
            payload_check(fact.payload)
        except (KeyError, ValueError, TypeError, OSError) as error:
            raise CannotRecord(f"{kind}: {error!r}") from error


def _started(payload: Mapping[str, Any]) -> None:
    date.fromisoformat(payload["start_on"])
    ZoneInfo(payload["tz"])
    if payload.get("epoch", 1) < 1:
        raise ValueError("the epoch counts from 1")
    if not isinstance(payload.get("seed", ""), str):
        raise TypeError("the seed is a text")


def _response(payload: Mapping[str, Any]) -> None:
    dict(payload.get("scores") or {})
    dict(payload.get("answers") or {})
    for danger in payload.get("dangers") or []:
        _danger(danger)


def _danger(payload: Mapping[str, Any]) -> None:
    _ = payload["rule"], payload["item"], payload["value"]


def _occasion(payload: Mapping[str, Any]) -> None:
    _ = payload["measurement"]
    date.fromisoformat(payload["on"])


def _resumed(payload: Mapping[str, Any]) -> None:
    """What runs goes on. ``of`` names one pause by the seq of its fact, that runs or lies ahead and then never comes."""
    if type(payload.get("of", 1)) is not int:
        raise TypeError("a pause is named by the seq of its fact")


def _paused(payload: Mapping[str, Any]) -> None:
    """From a day until a day on which it goes on; without an end until somebody resumes it."""
    begins = date.fromisoformat(payload["from"])
    if payload.get("until") is not None and date.fromisoformat(payload["until"]) <= begins:
        raise ValueError("a pause ends after the day it begins")


def _phase(payload: Mapping[str, Any]) -> None:
    if Phase(payload["phase"]) not in _SETTABLE:
        raise ValueError("that phase has a fact of its own")


def _version(payload: Mapping[str, Any]) -> None:
    """To another document with what is carried over, or ``of``: which change is taken back."""
    if "of" in payload:
        if type(payload["of"]) is not int:
            raise TypeError("a change is named by the seq of its fact")
        return
    _ = payload["from"], payload["to"]
    dict(payload["carried"])


_SETTABLE = frozenset({Phase.ACTIVE, Phase.MAINTENANCE, Phase.CLOSED})
_NEEDS_REF = frozenset(
    {
        FactKind.MODULE_OPENED,
        FactKind.MODULE_CLOSED,
        FactKind.SECTION_HIDDEN,
        FactKind.SECTION_SHOWN,
        FactKind.STEP_DONE,
        FactKind.EXERCISE_SENT,
        FactKind.RESPONSE_SUBMITTED,
        FactKind.DANGER_GIVEN,
        FactKind.FEEDBACK_GIVEN,
        FactKind.DIARY_NOTED,
    }
)
_PAYLOADS: Mapping[FactKind, Callable[[Mapping[str, Any]], None]] = MappingProxyType(
    {
        FactKind.STARTED: _started,
        FactKind.RESPONSE_SUBMITTED: _response,
        FactKind.DANGER_GIVEN: _danger,
        FactKind.OCCASION_ADDED: _occasion,
        FactKind.PHASE_SET: _phase,
        FactKind.PAUSED: _paused,
        FactKind.RESUMED: _resumed,
        FactKind.VERSION_CHANGED: _version,
    }
)
