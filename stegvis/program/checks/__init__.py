"""Checks on a whole program before it is published, each finding with its place. Codes; the sentences live above.

`findings` says whether a draft hangs together, so that it can be frozen. Here is also what takes it to be good:
plain language, reachable for everybody, licensed, counted right, and safe. Some must be right, some should be.

kinds.py: what a lapse is · language.py: plain language · access.py: headings, links, films · instruments.py:
questionnaires · safety.py: danger and crisis · rights.py: who owns the media · translated.py: other languages.
"""

from collections.abc import Iterator, Mapping

from stegvis.program.checks.access import access_lapses
from stegvis.program.checks.instruments import instrument_lapses
from stegvis.program.checks.kinds import AREAS, Area, CheckCode, Lapse, Weight, area_of, may_be_waived
from stegvis.program.checks.language import StepRead, language_lapses, steps_read
from stegvis.program.checks.rights import rights_lapses
from stegvis.program.checks.safety import safety_lapses
from stegvis.program.checks.translated import translation_lapses
from stegvis.program.document import Document
from stegvis.program.findings import Code, Finding, Severity, find

__all__ = [
    "AREAS",
    "Area",
    "CheckCode",
    "Lapse",
    "StepRead",
    "Weight",
    "area_of",
    "check",
    "may_be_waived",
    "steps_read",
]


def check(document: Document, captions: Mapping[str, str] | None = None) -> tuple[Lapse, ...]:
    """Everything that must or should be put right, in reading order within each kind.

    ``captions``: the text of caption files by hash, where somebody has read them.
    """
    found = [
        *(_of(finding) for finding in find(document) if finding.code is not Code.HARD_TO_READ),
        *language_lapses(document),
        *access_lapses(document, captions or {}),
        *instrument_lapses(document),
        *safety_lapses(document),
        *rights_lapses(document),
        *translation_lapses(document),
    ]
    return tuple(_in_order(document, found))


def _of(finding: Finding) -> Lapse:
    """A finding as a lapse. Per step there is a measure of its own, so the module's LIX is left out."""
    weight = Weight.MUST if finding.severity is Severity.BLOCKS else Weight.SHOULD
    return Lapse(finding.code.value, weight, finding.node_id, finding.field, finding.params)


def _in_order(document: Document, found: list[Lapse]) -> Iterator[Lapse]:
    """Each thing once, as one reads: the program, its steps, then the questionnaires."""
    place = {node.id: number for number, (node, _parent) in enumerate(document.nodes(), start=1)}
    last = len(place) + 1
    seen: set[tuple[str, str, str]] = set()
    for lapse in sorted(found, key=lambda lapse: place.get(lapse.node_id, 0 if lapse.node_id == "program" else last)):
        key = (lapse.code, lapse.node_id, lapse.field)
        if key not in seen:
            seen.add(key)
            yield lapse
