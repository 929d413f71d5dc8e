"""What a rule can be about: scores, answers, and the program's own modules and exercises, in words.

Called when a form is drawn or checked. Each is one list with the questionnaires or modules as headings, so that
a choice needs no second list that depends on it, and no reloading.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator

from stegvis.authoring.blocks.asking import ASKING, once
from stegvis.authoring.blocks.content import PUBLISHER_UNIT
from stegvis.questionnaires import queries as questionnaires
from stegvis.questionnaires.engine import Definition, Item, ItemType, item_key, option_key, score_key

if TYPE_CHECKING:
    from stegvis.authoring.compiling import ModuleDraft, ProgramDraft

# Between an address, a question and an answer: only the last may hold a space.
BETWEEN = " "
QUESTION_LENGTH = 70
# A unit with many questionnaires has thousands of answers, and the list stands twice in the page: above this many
# only those of questionnaires that the program asks.
MOST_ANSWERS = 600
NUMBERS = frozenset({ItemType.SCALE, ItemType.SLIDER, ItemType.INTEGER, ItemType.DECIMAL})
Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]


@once
def score_offers() -> Grouped:
    """Every score, by questionnaire: `address code`."""
    return _by_questionnaire(
        lambda found: [
            (f"{found.url}{BETWEEN}{rule.code}", _named(found, found.text(score_key(rule.code)) or rule.code))
            for rule in found.scores
        ]
    )


@once
def answer_offers() -> Grouped:
    """Every answer that can be chosen, by questionnaire: `address question option`."""
    every = sum(len(item.options) for _title, found in _definitions() for item in _questions(found))
    return _by_questionnaire(
        lambda found: [
            (
                BETWEEN.join((found.url, item.link_id, option.code)),
                _named(found, f"{_question(found, item)}: {_option(found, item, option.code)}"),
            )
            for item in _questions(found)
            for option in item.options
            if every <= MOST_ANSWERS or found.key in _asked()
        ]
    )


@once
def number_offers() -> Grouped:
    """Every question that is answered with a number, by questionnaire: `address question`."""
    return _by_questionnaire(
        lambda found: [
            (f"{found.url}{BETWEEN}{item.link_id}", _named(found, _question(found, item)))
            for item in _questions(found)
            if item.type in NUMBERS
        ]
    )


@once
def module_offers() -> Choices:
    """The program's modules by their stable id, which a copy of the program keeps."""
    return [(module.id, module.title) for module in _modules()]


@once
def exercise_offers() -> Grouped:
    """The program's exercises by module. An exercise is called by its title."""
    found = ((module.title, list(_exercises(module))) for module in _modules())
    return [(title, exercises) for title, exercises in found if exercises]


def _by_questionnaire(offers: Callable[[Definition], Choices]) -> Grouped:
    found = ((title, offers(definition)) for title, definition in _definitions())
    return [(title, choices) for title, choices in found if choices]


@once
def _definitions() -> list[tuple[str, Definition]]:
    rows = questionnaires.shelf(PUBLISHER_UNIT.get())
    return [(row.title, questionnaires.definition_by_digest(row.digest)) for row in rows]


def _questions(definition: Definition) -> Iterator[Item]:
    """Those with one answer: not in rows, and not several at a time."""
    for item in definition.questions:
        if not item.multiple and not definition.repeating_above.get(item.link_id):
            yield item


def _question(definition: Definition, item: Item) -> str:
    prefix = definition.text(item_key(item.link_id, "prefix"))
    words = Truncator(definition.text(item_key(item.link_id)) or item.link_id).chars(QUESTION_LENGTH)
    return f"{prefix} {words}".strip()


def _option(definition: Definition, item: Item, code: str) -> str:
    return definition.text(option_key(item.link_id, code)) or code


def _named(definition: Definition, words: str) -> str:
    """With the questionnaire, unless its own words say it: a closed list does not show its headings."""
    title = definition.title()
    return words if title.casefold() in words.casefold() else f"{words} ({title})"


@once
def _drafts() -> "tuple[ProgramDraft, list[ModuleDraft]] | None":
    """The latest drafts of the program that is edited. None while it has no page yet."""
    from stegvis.authoring.compiling import drafts_of
    from stegvis.authoring.models import ProgramPage

    asking = ASKING.get()
    page = ProgramPage.objects.filter(pk=asking.page_id).first() if asking and asking.page_id else None
    return drafts_of(page) if page else None


@once
def _modules() -> "list[ModuleDraft]":
    """The program's modules in the order of its outline."""
    drafts = _drafts()
    if drafts is None:
        return []
    head, modules = drafts
    order = {(raw.get("value") or {}).get("module"): place for place, raw in enumerate(head.outline)}
    return sorted(modules, key=lambda module: order.get(module.page_id, len(order)))


@once
def _asked() -> frozenset[str]:
    """The keys of the questionnaires that the program asks, planned or in a step."""
    from stegvis.authoring.compiling.shelf import blocks_of

    drafts = _drafts()
    if drafts is None:
        return frozenset()
    head, modules = drafts
    blocks = (raw for module in modules for raw in blocks_of(module.body))
    return frozenset(str((raw.get("value") or {}).get("questionnaire")) for raw in (*head.measurements, *blocks))


def _exercises(module: "ModuleDraft") -> Iterator[tuple[str, str]]:
    from stegvis.authoring.compiling.shelf import blocks_of

    for raw in blocks_of(module.body):
        value: dict[str, Any] = raw.get("value") or {}
        if raw.get("type") == "exercise" and raw.get("id"):
            yield str(raw["id"]), str(value.get("title") or module.title)
