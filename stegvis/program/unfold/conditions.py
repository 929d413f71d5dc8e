"""When conditions came true. Each once: what came true first stays so, whatever is answered or corrected after."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from stegvis.program.kinds import Comparison, ConditionKind
from stegvis.program.plan import Plan, PlanCondition
from stegvis.program.plan.instruments import number
from stegvis.program.standing import ANSWERS, EXERCISES, RESPONSES, Entry, Standing
from stegvis.program.unfold.moments import Moments

# What was answered to one questionnaire, wherever and whenever it was asked, in time.
Given = list[tuple[str, Entry]]
_COMPARES = {
    Comparison.AT_LEAST: ge,
    Comparison.ABOVE: gt,
    Comparison.AT_MOST: le,
    Comparison.BELOW: lt,
    Comparison.EQUALS: eq,
    Comparison.DIFFERS: ne,
}


class Truths:
    """The conditions of one course. ``passed`` says when each module was done."""

    def __init__(self, plan: Plan, standing: Standing, moments: Moments, passed: dict[str, datetime | None]) -> None:
        self.plan = plan
        self.standing = standing
        self.moments = moments
        self.passed = passed

    def all_true_at(
        self, conditions: Iterable[PlanCondition], previous: str | None = None, opened_at: datetime | None = None
    ) -> datetime | None:
        """When the last came true; None while one has not. ``opened_at`` is when the module before opened."""
        times = [self.true_at(each, previous, opened_at) for each in conditions]
        known = [at for at in times if at is not None]
        return max(known) if known and len(known) == len(times) else None

    def any_true_at(self, conditions: Iterable[PlanCondition]) -> datetime | None:
        """When the first came true."""
        times = [self.true_at(each) for each in conditions]
        return min((at for at in times if at is not None), default=None)

    def true_at(
        self, condition: PlanCondition, previous: str | None = None, opened_at: datetime | None = None
    ) -> datetime | None:
        """When one came true, or will by the calendar alone."""
        match condition.kind:
            case ConditionKind.SCORE:
                return self._first(self.scored.get(condition.questionnaire, ()), condition)
            case ConditionKind.ANSWER:
                return self._first(self.answered.get(condition.questionnaire, ()), condition)
            case ConditionKind.EXERCISE_SENT:
                sent = self.standing.entries(EXERCISES, condition.ref)
                return next((entry.at for entry in sent if entry.value is not None), None)
            case ConditionKind.MODULE_DONE:
                return self.passed.get(condition.ref or previous or "")
            case ConditionKind.DAYS_AFTER_START:
                return self.moments.day_after_start(condition.days)
            case ConditionKind.DAYS_AFTER_PREVIOUS_OPENED:
                return None if opened_at is None else self.moments.day_after(opened_at, condition.days)

    @cached_property
    def scored(self) -> dict[str, Given]:
        """The scores of this epoch by the questionnaire's address."""
        return self._by_address(RESPONSES)

    @cached_property
    def answered(self) -> dict[str, Given]:
        """The answers that rules lean on, likewise."""
        return self._by_address(ANSWERS)

    def _by_address(self, table: str) -> dict[str, Given]:
        found: dict[str, Given] = {}
        asked_by, is_now = self.plan.asked_by, self.standing.is_of_this_epoch
        for occasion, entries in self.standing.of_all_epochs(table):
            url = asked_by.get(occasion.rsplit(".", 2)[0])
            if url is not None and is_now(occasion):
                found.setdefault(url, []).extend((occasion, entry) for entry in entries)
        for given in found.values():
            if len(given) > 1:
                given.sort(key=_when)
        return found

    def _first(self, given: Iterable[tuple[str, Entry]], condition: PlanCondition) -> datetime | None:
        return next((entry.at for _key, entry in given if holds(condition, entry.value.get(condition.ref))), None)


def _when(each: tuple[str, Entry]) -> tuple[datetime, int]:
    return each[1].at, each[1].seq


def holds(condition: PlanCondition, given: Any) -> bool:
    """Whether a score or an answer is as the condition says. Nothing given is never so, nor "different"."""
    if given is None:
        return False
    if condition.number is not None:
        found = number(given)
        return found is not None and bool(_COMPARES[condition.comparison](found, condition.number))
    if condition.kind is ConditionKind.SCORE:
        return False
    is_same = condition.value in [_code(each) for each in (given if isinstance(given, list) else [given])]
    return is_same if condition.comparison is Comparison.EQUALS else _differs(condition) and not is_same


def _differs(condition: PlanCondition) -> bool:
    return condition.comparison is Comparison.DIFFERS


def _code(value: Any) -> str:
    """A choice's code as it stands in the document; yes and no as they stand in JSON."""
    return str(value).lower() if isinstance(value, bool) else str(value)
