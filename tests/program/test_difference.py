"""The difference between two documents, by stable id."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stegvis.program.difference import Change, ChangeKind, difference
from stegvis.program.document import Document, Module, Opening, Step, TextBlock
from stegvis.program.kinds import OpeningRule
from tests.program.faults import in_time, score
from tests.program.samples import schedule, with_every_kind


def with_modules(document: Document, *modules: Module) -> Document:
    return replace(document, modules=modules)


def test_the_same_document_differs_in_nothing() -> None:
    assert difference(with_every_kind(), with_every_kind()) == ()


def test_a_changed_word_says_before_and_after() -> None:
    old = with_every_kind()
    new = replace(old, texts={"sv": {**old.texts["sv"], "b-2.body": "Nytt."}})

    assert difference(old, new) == (Change(ChangeKind.TEXT_CHANGED, "b-2", "sv.body", "Text om b-2.", "Nytt."),)


def test_a_setting_says_before_and_after() -> None:
    old = with_every_kind()
    first, second = old.modules
    new = with_modules(old, first, replace(second, opening=Opening(OpeningRule.DAYS_AFTER_START, 7)))

    assert difference(old, new) == (
        Change(
            ChangeKind.SETTING_CHANGED,
            "m-2",
            "opening",
            {"rule": "when_previous_done", "days": 0},
            {"rule": "days_after_start", "days": 7},
        ),
    )


def test_added_removed_and_moved_to_another_parent() -> None:
    old = with_every_kind()
    first, second = old.modules
    section = second.sections[0]
    moved = first.sections[0].steps[1]
    new_first = replace(first, sections=(replace(first.sections[0], steps=first.sections[0].steps[:1]),))
    new_section = replace(section, steps=(moved, Step("t-new", (TextBlock("b-new"),))))
    new_second = replace(second, sections=(new_section, second.sections[1]))

    found = difference(old, with_modules(old, new_first, new_second))

    assert {(change.kind, change.node_id) for change in found if not change.field} == {
        (ChangeKind.ADDED, "t-new"),
        (ChangeKind.ADDED, "b-new"),
        (ChangeKind.REMOVED, "t-3"),
        (ChangeKind.REMOVED, "b-3"),
        (ChangeKind.MOVED, "t-2"),
    }


@given(st.permutations(range(5)))
def test_a_reorder_is_seen_and_told_with_the_fewest_moves(order: list[int]) -> None:
    old = schedule(*[(OpeningRule.AT_START, 0)] * 5)
    new = with_modules(old, *(old.modules[index] for index in order))

    moved = [change for change in difference(old, new) if change.kind is ChangeKind.MOVED]

    rest = [index for index in order if f"m{index + 1}" not in {change.node_id for change in moved}]
    assert rest == sorted(rest)
    assert bool(moved) == (order != sorted(order))
    assert len(moved) < 5


def test_a_changed_rule_in_time_is_seen() -> None:
    old = in_time()
    second = old.modules[1]
    conditions = (*second.opening.conditions[:-1], score(value="20"))
    new = replace(
        old,
        modules=(old.modules[0], replace(second, opening=replace(second.opening, conditions=conditions))),
        measurements=(replace(old.measurements[0], stop_after_missed=5), *old.measurements[1:]),
        reminders=(replace(old.reminders[0], most=9), *old.reminders[1:]),
        flags=old.flags[1:],
        phases=(*old.phases[:-1], replace(old.phases[-1], days=90)),
        settings=replace(old.settings, length_days=70),
    )
    found = [(change.kind, change.node_id, change.field) for change in difference(old, new)]

    assert found == [
        (ChangeKind.REMOVED, old.flags[0].id, ""),
        (ChangeKind.SETTING_CHANGED, "program", "length_days"),
        (ChangeKind.SETTING_CHANGED, second.id, "opening"),
        (ChangeKind.SETTING_CHANGED, "w-series", "stop_after_missed"),
        (ChangeKind.SETTING_CHANGED, old.reminders[0].id, "most"),
        (ChangeKind.SETTING_CHANGED, "p-3", "days"),
    ]
