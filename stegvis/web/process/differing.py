"""What differs between two frozen programs, ready to print: for the page of a candidate and for a round of a prototype."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stegvis.catalogue.differing import Difference, Files, Line, Rule, State, Texts, differences, weighed
from stegvis.catalogue.differing.drawing import drawn, halves
from stegvis.catalogue.telling import language_name

if TYPE_CHECKING:
    from stegvis.program.document import Document

# More lines than this and each part is folded: one reads which parts there are, and opens one at a time.
MOST_OPEN = 8
_TONES = {State.ADDED: "success", State.REMOVED: "danger", State.MOVED: "info", State.CHANGED: "neutral"}


@dataclass(frozen=True, slots=True)
class Side:
    """Where the steps and files of one of the two are looked at, by their ids."""

    step: Callable[[str], str]
    media: Callable[[str], str]


def compared(before: "Document", after: "Document", old: Side, new: Side) -> dict[str, Any]:
    """The whole difference as a context: `found`, `weighed`, `dangers`, `changed`, `questionnaires`, `folded`."""
    found = differences(before, after)

    def line(of: Line) -> dict[str, Any]:
        return _line(of, old, new)

    return {
        "found": found,
        "weighed": weighed(before, after) if not found.empty else None,
        "dangers": [{"where": where, "line": line(each)} for where, each in found.dangers],
        "changed": [
            {
                "part": part,
                "tone": _TONES[part.state],
                "lines": [line(each) for each in part.lines],
                "count": len(part.lines) + sum(len(step.lines) or 1 for step in part.steps),
                "steps": [
                    {
                        "step": step,
                        "tone": _TONES[step.state],
                        "lines": [line(each) for each in step.lines],
                        "url": (old if step.state is State.REMOVED else new).step(step.id),
                    }
                    for step in part.steps
                ],
            }
            for part in found.parts
        ],
        "questionnaires": [
            {
                "asked": asked,
                "tone": _TONES[asked.state],
                "lines": [line(each) for each in asked.lines],
                "count": len(asked.lines) + len(asked.scores),
            }
            for asked in found.questionnaires
        ],
        "folded": _lines(found) > MOST_OPEN,
    }


def _lines(found: Difference) -> int:
    told = sum(len(part.lines) + sum(len(step.lines) or 1 for step in part.steps) for part in found.parts)
    return told + sum(len(asked.lines) + len(asked.scores) for asked in found.questionnaires)


def _line(line: Line, old: Side, new: Side) -> dict[str, Any]:
    """A line ready to print."""
    values: dict[str, Any] = {"kind": line.kind, "line": line, "danger": line.danger}
    if isinstance(line, Texts):
        values["passages"] = drawn(line.passages)
        values["language"] = language_name(line.language) if line.language else ""
    elif isinstance(line, Rule):
        values["before"], values["after"] = halves(line.before, line.after)
    elif isinstance(line, Files):
        values["sides"] = [
            {
                "seen": seen,
                "kind": seen.mime.split("/")[0] if seen else "",
                "url": side.media(seen.media) if seen else "",
                "old": side is old,
            }
            for seen, side in ((line.before, old), (line.after, new))
        ]
    return values
