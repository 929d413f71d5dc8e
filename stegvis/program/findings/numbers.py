"""The ranges that numbers in rules stay within."""

from collections.abc import Iterator

from stegvis.program.findings.kinds import Code, Finding

MOST_DAYS = 3650
MOST_TIMES = 400
MOST_REMINDERS = 10


def number_finding(node_id: str, name: str, value: int, most: int, least: int = 1) -> Iterator[Finding]:
    """A finding when the number lies outside its range."""
    if not least <= value <= most:
        yield Finding(Code.NUMBER_WRONG, node_id, name, {"value": value, "least": least, "most": most})
