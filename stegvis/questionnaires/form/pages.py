"""One question at a time: which pages a questionnaire has, and which of them the answers call for.

A page is a question with what stands under it, a group or a matrix. A text goes with the
question that follows it. The number of a page is its place among all pages, so that it stays
the same whatever is answered; what people read is its place among those they are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from stegvis.questionnaires.engine import Answers, Definition, Item, ItemType, answered, link_of, settle


@dataclass(frozen=True)
class Page:
    """`number` counts from 1. `asks` is False for a page of texts only."""

    number: int
    items: tuple[Item, ...]

    @property
    def link_ids(self) -> frozenset[str]:
        """Everything that is on it."""
        return frozenset(item.link_id for item in _all(self.items))

    @property
    def title(self) -> Item:
        """What it is called by: its question, else its text."""
        return next((item for item in self.items if item.type is not ItemType.DISPLAY), self.items[-1])


def pages_of(definition: Definition) -> tuple[Page, ...]:
    """All pages, whatever is answered."""
    pages: list[Page] = []
    waiting: list[Item] = []
    for item in definition.items:
        if item.hidden or not _drawn(item):
            continue
        waiting.append(item)
        if item.type is not ItemType.DISPLAY:
            pages.append(Page(len(pages) + 1, tuple(waiting)))
            waiting = []
    if waiting:
        pages.append(Page(len(pages) + 1, tuple(waiting)))
    return tuple(pages)


def called_for(definition: Definition, answers: Answers) -> tuple[Page, ...]:
    """The pages with something on them, given the answers so far."""
    on = settle(definition, answers).on
    return tuple(page for page in pages_of(definition) if any(item.link_id in on for item in page.items))


def begin_at(definition: Definition, answers: Answers) -> int | None:
    """The first page with a question that is not answered; None when there is none."""
    settled = settle(definition, answers)
    open_places = {
        link_of(place.key)
        for place in settled.places
        if place.key in settled.on and place.item.link_id in definition.by_hand and not answered(answers.get(place.key))
    }
    return next((page.number for page in pages_of(definition) if page.link_ids & open_places), None)


def appeared(definition: Definition, before: Answers, after: Answers, within: Collection[str] | None = None) -> bool:
    """Whether the later answers call for questions that the earlier did not, and that are not answered."""
    settled = settle(definition, after)
    new = settled.on - settle(definition, before).on
    return any(
        place.key in new
        and place.item.link_id in definition.by_hand
        and not answered(after.get(place.key))
        and (within is None or place.item.link_id in within)
        for place in settled.places
    )


def _all(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _all(item.items)


def _drawn(item: Item) -> bool:
    """Whether anything of it is ever seen."""
    if item.type in (ItemType.GROUP, ItemType.MATRIX):
        return any(not child.hidden and _drawn(child) for child in item.items)
    return True
