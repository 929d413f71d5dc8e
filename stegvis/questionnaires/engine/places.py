"""Where answers stand: every instance of every item, also in groups that are answered in rows.

Outside repeating groups the place of a question is its link id. Inside one it is the
group, the row and the link id: `medicin#0#namn`. `#` never occurs in a link id. How
many rows there are follows from the answers: one more than the highest that is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from stegvis.questionnaires.engine.definition import Definition, Item

Answers = Mapping[str, object]

ROW = "#"
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One instance of an item. `parent` is the place that holds it, `row` its row in a repeating parent."""

    key: str
    item: Item
    parent: str = ""
    row: int | None = None
    prefix: str = ""


def link_of(key: str) -> str:
    """The link id of the item that stands at a place."""
    return key.rsplit(ROW, 1)[-1]


def item_at(definition: Definition, key: str) -> Item:
    """The item that stands at a place. Raises KeyError when there is none."""
    return definition.index[link_of(key)]


def row_keys(answers: Answers) -> dict[str, int]:
    """How many rows each repeating group has in these answers, by the group's place."""
    rows: dict[str, int] = defaultdict(int)
    for key in answers:
        if ROW not in key:
            continue
        parts = key.split(ROW)
        for end in range(1, len(parts) - 1, 2):
            number = parts[end]
            if not number.isdecimal() or not number.isascii() or len(number) > 2 or int(number) >= MOST_ROWS:
                break
            if number != str(int(number)):
                break
            group = ROW.join(parts[:end])
            rows[group] = max(rows[group], int(number) + 1)
    return rows


def rows_of(definition: Definition, answers: Answers, group: str) -> int:
    """The rows of one repeating group: those with answers, and at least as many as are asked for."""
    return _rows(item_at(definition, group), row_keys(answers).get(group, 0))


def _rows(item: Item, answered: int) -> int:
    return max(answered, item.least_rows or 1)


def places(definition: Definition, answers: Answers) -> list[Place]:
    """Every instance in reading order: a group, then what it holds, row by row where it repeats."""
    found: list[Place] = []
    counted = row_keys(answers)
    _lay(definition.items, "", "", None, counted, found)
    return found


def _lay(
    items: tuple[Item, ...],
    parent: str,
    prefix: str,
    row: int | None,
    counted: Mapping[str, int],
    found: list[Place],
) -> None:
    for item in items:
        key = f"{prefix}{item.link_id}"
        found.append(Place(key, item, parent, row, prefix))
        if not item.repeats:
            _lay(item.items, key, prefix, row, counted, found)
            continue
        for number in range(_rows(item, counted.get(key, 0))):
            _lay(item.items, key, f"{key}{ROW}{number}{ROW}", number, counted, found)


def instances(definition: Definition, link_id: str, seen_from: str, counted: Mapping[str, int]) -> list[str]:
    """The places of a question as seen from another: its own row where they share one, else every row."""
    prefixes = [""]
    for group in definition.repeating_above[link_id]:
        reached: list[str] = []
        for prefix in prefixes:
            base = f"{prefix}{group}{ROW}"
            if seen_from.startswith(base):
                number = seen_from[len(base) :].split(ROW, 1)[0]
                reached.append(f"{base}{number}{ROW}")
            else:
                rows = _rows(definition.index[group], counted.get(f"{prefix}{group}", 0))
                reached += [f"{base}{number}{ROW}" for number in range(rows)]
        prefixes = reached
    return [f"{prefix}{link_id}" for prefix in prefixes]


def squeezed(keys: list[str]) -> dict[str, str]:
    """New places for answered ones, with empty rows gone and the others numbered from nought."""
    named: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        parts = key.split(ROW)
        for end in range(1, len(parts) - 1, 2):
            named[ROW.join(parts[:end])].add(int(parts[end]))
    numbers = {group: {old: new for new, old in enumerate(sorted(rows))} for group, rows in named.items()}
    moved = {}
    for key in keys:
        parts = key.split(ROW)
        new = list(parts)
        for end in range(1, len(parts) - 1, 2):
            new[end] = str(numbers[ROW.join(parts[:end])][int(parts[end])])
        moved[key] = ROW.join(new)
    return moved
