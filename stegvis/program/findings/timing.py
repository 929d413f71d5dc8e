"""Looking at reminders, flags and phases: has each something to do, and somebody to do it for."""

from collections.abc import Hashable, Iterator

from stegvis.program.document import PROGRAM_ID, Document, FlagRule, PhaseRule
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.findings.numbers import MOST_DAYS, MOST_REMINDERS, number_finding
from stegvis.program.kinds import FlagWhen, Phase, PhaseWhen, StartMode
from stegvis.program.plan.instruments import worsenings

_WARNS = Severity.WARNS
_COUNTS_DAYS = frozenset({FlagWhen.MESSAGE_WAITING, FlagWhen.INACTIVE, FlagWhen.ENDING_SOON})


def timing_findings(document: Document) -> Iterator[Finding]:
    """The planned length, then every rule in order."""
    yield from number_finding(PROGRAM_ID, "length_days", document.settings.length_days, MOST_DAYS, least=0)
    yield from _reminders(document)
    yield from _flags(document)
    yield from _phases(document)


def _reminders(document: Document) -> Iterator[Finding]:
    for rule in document.reminders:
        yield from number_finding(rule.id, "after_days", rule.after_days, MOST_DAYS)
        yield from number_finding(rule.id, "pause_days", rule.pause_days, MOST_DAYS)
        yield from number_finding(rule.id, "most", rule.most, MOST_REMINDERS)
    yield from _twice((rule.id, rule.when) for rule in document.reminders)


def _flags(document: Document) -> Iterator[Finding]:
    for rule in document.flags:
        if rule.when in _COUNTS_DAYS:
            yield from number_finding(rule.id, "days", rule.days, MOST_DAYS)
        yield from _pointless(document, rule)
        if StartMode.OPEN in document.start_modes:
            severity = Severity.BLOCKS if len(document.start_modes) == 1 else _WARNS
            yield Finding(Code.STAFF_MISSING, rule.id, "when", {"rule": rule.when.value}, severity)
    yield from _twice((rule.id, rule.when) for rule in document.flags)


def _pointless(document: Document, rule: FlagRule) -> Iterator[Finding]:
    length = document.settings.length_days
    if rule.when is FlagWhen.ENDING_SOON:
        if length <= 0:
            yield Finding(Code.LENGTH_MISSING, rule.id, "when")
        elif length <= rule.days <= MOST_DAYS:
            yield from number_finding(rule.id, "days", rule.days, max(length - 1, 1))
    if rule.when is FlagWhen.MESSAGE_WAITING and not document.settings.messages:
        yield Finding(Code.MESSAGES_OFF, rule.id, "when", severity=_WARNS)
    if rule.when is FlagWhen.SCORE_WORSENED:
        if not any(True for each in document.questionnaires.values() for _score in worsenings(each)):
            yield Finding(Code.WORSENING_UNKNOWN, rule.id, "when", severity=_WARNS)


def _twice(rules: Iterator[tuple[str, Hashable]]) -> Iterator[Finding]:
    first: dict[Hashable, str] = {}
    for rule_id, what in rules:
        if what in first:
            yield Finding(Code.RULE_TWICE, rule_id, "when", {"rule": first[what]}, _WARNS)
        first.setdefault(what, rule_id)


def _phases(document: Document) -> Iterator[Finding]:
    leads_there = any(rule.to is Phase.MAINTENANCE for rule in document.phases)
    for place, rule in enumerate(document.phases):
        least = 0 if rule.when is PhaseWhen.PROGRAM_DONE else 1
        yield from number_finding(rule.id, "days", rule.days, MOST_DAYS, least)
        if rule.to not in (Phase.MAINTENANCE, Phase.CLOSED):
            yield Finding(Code.PHASE_WRONG, rule.id, "to", {"to": rule.to.value})
        elif rule.when is PhaseWhen.DAYS_AFTER_MAINTENANCE:
            if rule.to is Phase.MAINTENANCE:
                yield Finding(Code.PHASES_CONTRADICT, rule.id, "when", {"rule": rule.id})
            elif not leads_there:
                yield Finding(Code.MAINTENANCE_NEVER, rule.id, "when", {"rule": rule.id}, _WARNS)
        for other in document.phases[:place]:
            if _contradict(rule, other):
                yield Finding(Code.PHASES_CONTRADICT, rule.id, "when", {"rule": other.id})


def _contradict(one: PhaseRule, other: PhaseRule) -> bool:
    """The same change by the same rule, or closing no later than the maintenance that is to come before it."""
    if one.when is not other.when:
        return False
    if one.to is other.to:
        return True
    days = {rule.to: rule.days for rule in (one, other)}
    return days.get(Phase.CLOSED, MOST_DAYS) <= days.get(Phase.MAINTENANCE, -1)
