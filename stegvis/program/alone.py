"""What stands in the way of walking a program alone, without anybody on the other side (safety rule 6). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from stegvis.program.document import PROGRAM_ID, Document, ExerciseBlock
from stegvis.program.findings import Code, find
from stegvis.program.kinds import MeasurementWhen, OpeningRule, StartMode


class Hinders(StrEnum):
    """Why a program cannot be opened for everyone."""

    NOT_MEANT = "not_meant"
    DANGER_WITHOUT_HELP = "danger_without_help"
    STAFF_OPENS = "staff_opens"
    STAFF_ASKS = "staff_asks"
    STAFF_READS = "staff_reads"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason. `node_id` is a stable id, `program`, or a questionnaire's digest; `detail` a danger rule's id."""

    code: Hinders
    node_id: str = PROGRAM_ID
    detail: str = ""


def hindrances(document: Document) -> list[Hindrance]:
    """Everything that asks for staff, or leaves whoever gives a dangerous answer without words; in reading order."""
    return list(_found(document))


def _found(document: Document) -> Iterator[Hindrance]:
    if StartMode.OPEN not in document.start_modes:
        yield Hindrance(Hinders.NOT_MEANT)
    if document.settings.messages:
        yield Hindrance(Hinders.MESSAGES)
    for module in document.modules:
        if module.opening.rule is OpeningRule.BY_STAFF:
            yield Hindrance(Hinders.STAFF_OPENS, module.id)
    for node, _parent in document.nodes():
        if isinstance(node, ExerciseBlock) and node.feedback:
            # Sent in for feedback is sent to somebody. What is marked as one's own waits for nobody.
            yield Hindrance(Hinders.STAFF_READS, node.id)
    for measurement in document.measurements:
        if measurement.when is MeasurementWhen.BY_STAFF:
            yield Hindrance(Hinders.STAFF_ASKS, measurement.id)
    # As it would be judged if nobody but the resident could start it.
    for finding in find(replace(document, start_modes=(StartMode.OPEN,))):
        if finding.code is Code.DANGER_WITHOUT_HELP:
            yield Hindrance(Hinders.DANGER_WITHOUT_HELP, finding.node_id, str(finding.params["rule"]))
