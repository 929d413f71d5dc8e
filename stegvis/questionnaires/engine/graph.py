"""Which items hang on which: the order in which conditions can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stegvis.questionnaires.engine.definition import Item
from stegvis.questionnaires.engine.expressions import parse_expression, references


def judging_order(items: Iterable[Item]) -> tuple[list[str], list[str]]:
    """Link ids in an order where each comes after what it hangs on, and the rest.

    An item hangs on what holds it and on the questions that its conditions and its
    calculation name. What is left over hangs on itself, through others or directly. A loop,
    not a recursion: a chain may be as long as the questionnaire.
    """
    waits = _waits(items)
    wakes = _wakes(waits)
    order = [link_id for link_id, needed in waits.items() if not needed]
    for link_id in order:  # grows while it is walked
        for other in wakes[link_id]:
            waits[other].discard(link_id)
            if not waits[other]:
                order.append(other)
    return order, [link_id for link_id, needed in waits.items() if needed]


def hanging_on(items: Iterable[Item], links: Iterable[str]) -> frozenset[str]:
    """All that hangs on these, through others too: what is calculated from them, and what is asked by their answers."""
    wakes = _wakes(_waits(items))
    found = list(dict.fromkeys(links))
    known = set(found)
    for link_id in found:  # grows while it is walked
        for other in wakes.get(link_id, ()):
            if other not in known:
                known.add(other)
                found.append(other)
    return frozenset(known)


def _waits(items: Iterable[Item]) -> dict[str, set[str]]:
    """What each item hangs on."""
    listed = list(items)
    waits: dict[str, set[str]] = {item.link_id: set() for item in listed}
    for item in listed:
        waits[item.link_id].update(condition.question for condition in item.conditions)
        if item.calculated:
            waits[item.link_id].update(references(parse_expression(item.calculated)))
        for child in item.items:
            waits[child.link_id].add(item.link_id)
    return waits


def _wakes(waits: Mapping[str, set[str]]) -> dict[str, list[str]]:
    wakes: dict[str, list[str]] = {link_id: [] for link_id in waits}
    for link_id, needed in waits.items():
        for other in needed:
            wakes[other].append(link_id)
    return wakes
