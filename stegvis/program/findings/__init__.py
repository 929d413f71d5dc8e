"""What is wrong with a document, as codes. The sentences live above, in both languages.

`kinds` is what a finding is, `content` looks at texts and media, `rules` at
openings, measurements and questionnaires.
"""

from stegvis.program.document import Document
from stegvis.program.findings.content import content_findings
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.findings.rules import rule_findings

__all__ = ["Code", "Finding", "Severity", "find", "may_freeze"]


def find(document: Document) -> list[Finding]:
    """Everything that is wrong or worth a second look, in reading order."""
    return [*content_findings(document), *rule_findings(document)]


def may_freeze(findings: list[Finding]) -> bool:
    """Whether nothing found stands in the way of freezing."""
    return all(found.severity is not Severity.BLOCKS for found in findings)
