"""What changed between two candidates, told for a risk analysis: whole as sentences, and for one place before and after."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.catalogue.differing import Difference, Files, Line, Rule, Said, Texts, changes_between, differences
from stegvis.catalogue.differing.drawing import drawn
from stegvis.governance.risks.places import name, told
from stegvis.governance.risks.staleness import Moved
from stegvis.program.document import Document


@dataclass(frozen=True, slots=True)
class Before:
    """One thing that differs at a place: what it is, and words before and after, or passages with what is gone and new."""

    what: str
    before: str = ""
    after: str = ""
    passages: tuple[SafeString, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A place that a row leans on, what it is called, and how it differs. `gone`: it is no longer in the program."""

    place: str
    name: str
    gone: bool
    lines: tuple[Before, ...]


def sentences(old: Document, new: Document) -> tuple[str, ...]:
    """Every change between two documents, a sentence each: what somebody reads before they confirm."""
    found = [f"{part.name}: {line}" for part in changes_between(old, new) for line in part.lines]
    for asked in differences(old, new).questionnaires:
        lines = [_said(line) for line in asked.lines] or [asked.versions]
        found += [f"{asked.title}: {line}" for line in lines if line]
        found += [f"{asked.title}: {score.told}" for score in asked.scores]
    return tuple(dict.fromkeys(found))


def changed(old: Document, new: Document, moved: tuple[Moved, ...]) -> tuple[Changed, ...]:
    """The places of a row that changed, each with its before and after."""
    if not moved:
        return ()
    difference = differences(old, new)
    return tuple(
        Changed(each.place, name(old, each.place), each.gone, tuple(_lines(old, new, difference, each)))
        for each in moved
    )


def _lines(old: Document, new: Document, difference: Difference, moved: Moved) -> Iterator[Before]:
    if moved.gone:
        said = told(old, moved.place)
        if said:
            yield Before("", said, "")
        return
    inside = _inside(old, moved.place) | _inside(new, moved.place)
    found = [line for line in _node_lines(difference) if line.node_id in inside] if inside else []
    for line in found:
        yield _before(line)
    was, now = told(old, moved.place), told(new, moved.place)
    if not found and was != now:
        yield Before("", was, now)
    elif not found:
        yield Before(_asked(difference) or _("Det som finns inuti är ändrat."))


def _inside(document: Document, place: str) -> set[str]:
    """The place and every node in it, if it is a node."""
    parents: dict[str, str] = {node.id: parent for node, parent in document.nodes()}
    found = {place} if place in parents else set()
    for node_id, parent in parents.items():
        if parent in found:
            found.add(node_id)
    return found


def _node_lines(difference: Difference) -> Iterator[Line]:
    for part in difference.parts:
        yield from part.lines
        for step in part.steps:
            yield from step.lines


def _asked(difference: Difference) -> str:
    """The questionnaires that changed: a step or a measurement that asks one is another for it."""
    return " ".join(
        _("Formuläret %(title)s är ändrat.") % {"title": asked.title} for asked in difference.questionnaires
    )


def _before(line: Line) -> Before:
    match line:
        case Texts():
            return Before(line.what, passages=tuple(each.html for each in drawn(line.passages)))
        case Rule():
            return Before(line.what, line.before, line.after)
        case Files():
            return Before(line.what, line.before.name if line.before else "", line.after.name if line.after else "")
        case Said():
            return Before(line.what)


def _said(line: Line) -> str:
    match line:
        case Rule() if line.before or line.after:
            return f"{line.what} {line.before or '–'} → {line.after or '–'}"
        case _other:
            return line.what
