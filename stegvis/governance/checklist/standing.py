"""A checklist as it stands: each line done, left, or unticked by a change, and who and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from stegvis.governance.checklist.default import Line
from stegvis.governance.checklist.kinds import Part
from stegvis.governance.checklist.leaning import changed_parts, leaning
from stegvis.governance.checklist.verifying import Outcome, Seen, Verified, verify
from stegvis.governance.models import ChecklistMark


class LineState(StrEnum):
    """Where a line stands."""

    # The system saw it by itself.
    VERIFIED = "verified"
    TICKED = "ticked"
    # It was ticked, and what it leans on has changed since.
    UNTICKED = "unticked"
    # The system sees that something is left; a person may say that it is good enough.
    LOOK = "look"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class LineNow:
    """One line. ``mark`` is the last tick that somebody made; ``changed`` the parts that unticked it."""

    line: Line
    state: LineState
    saw: str = ""
    mark: ChecklistMark | None = None
    changed: tuple[Part, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it counts as done."""
        return self.state in (LineState.VERIFIED, LineState.TICKED)

    @property
    def tickable(self) -> bool:
        """Whether a person may tick it now."""
        return self.state in (LineState.LOOK, LineState.UNTICKED) or (
            self.state is LineState.LEFT and self.line.verifies is None
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a checklist has come: required lines done, of how many, and what the others are called."""

    done: int
    total: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every required line is done."""
        return self.done == self.total


def lines_now(lines: Iterable[Line], marks: dict[str, ChecklistMark], seen: Seen) -> tuple[LineNow, ...]:
    """Every line as it stands. ``marks``: the last mark of each key."""
    return tuple(_now(line, marks.get(line.key), seen) for line in lines)


def _now(line: Line, mark: ChecklistMark | None, seen: Seen) -> LineNow:
    verified = verify(line.verifies, seen) if line.verifies else None
    if verified and verified.outcome is Outcome.DONE:
        return LineNow(line, LineState.VERIFIED, verified.saw)
    if mark is None or not mark.ticked or seen.checks is None:
        return LineNow(line, _without(verified), verified.saw if verified else "", mark)
    saw = verified.saw if verified else ""
    # What must be put right is not ticked away.
    if verified and verified.outcome is Outcome.LEFT:
        return LineNow(line, LineState.LEFT, saw, mark)
    here = seen.checks.candidate.document_id
    if mark.leaning == leaning(here, line.leans_on):
        return LineNow(line, LineState.TICKED, saw, mark)
    # The hash may differ because the line leans on other parts in a newer version of the list: ask the parts.
    changed = changed_parts(mark.candidate.document_id, here, line.leans_on)
    return LineNow(line, LineState.UNTICKED if changed else LineState.TICKED, saw, mark, changed)


def _without(verified: Verified | None) -> LineState:
    return LineState.LOOK if verified and verified.outcome is Outcome.LOOK else LineState.LEFT


def progress_of(lines: Iterable[LineNow]) -> Progress:
    """The required ones counted."""
    required = [each for each in lines if each.line.required]
    missing = tuple(str(each.line.text) for each in required if not each.done)
    return Progress(len(required) - len(missing), len(required), missing)
