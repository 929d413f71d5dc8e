"""Exercises, questionnaires and diaries that can be looked at but not filled in: for previews."""

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.program.document import DiaryBlock, Document, ExerciseBlock, QuestionnaireBlock
from stegvis.program.kinds import DiaryPer, ExerciseForm
from stegvis.questionnaires.engine import CannotParse, Definition, Item, ItemType, item_key, option_key, parse
from stegvis.questionnaires.engine.definition import CONTAINERS, Layout

MOST_ROWS = 20
_FIELDS = {ItemType.DATE: "date", ItemType.TIME: "time", ItemType.DATE_TIME: "datetime-local"}


def inert_exercise(document: Document, block: ExerciseBlock, language: str) -> SafeString:
    """The fields of a worksheet, closed."""
    words = document.words(block, language)
    rows = range(1, min(max(block.rows, 1), MOST_ROWS) + 1)
    context = {
        "id": block.id,
        "form": block.form.value,
        "feedback": block.feedback,
        "columns": [words[name] for name in block.column_fields],
        "rows": [] if block.form is ExerciseForm.TEXT else list(rows),
    }
    return SafeString(get_template("catalogue/inert/exercise.html").render(context))


def inert_questionnaire(document: Document, block: QuestionnaireBlock, language: str) -> SafeString:
    """The questions and their answers, closed. One that does not open gives a sentence instead."""
    context = _questions(document, block.questionnaire, language)
    return SafeString(get_template("catalogue/inert/questionnaire.html").render(context))


def inert_diary(document: Document, block: DiaryBlock, language: str) -> SafeString:
    """What one entry asks for, closed, and how often it is filled in."""
    context = {**_questions(document, block.questionnaire, language), "daily": block.per is DiaryPer.DAY}
    return SafeString(get_template("catalogue/inert/diary.html").render(context))


def _questions(document: Document, digest: str, language: str) -> dict[str, object]:
    plain = document.questionnaires.get(digest)
    try:
        definition = parse(dict(plain)) if plain is not None else None
    except CannotParse:
        definition = None
    return {
        "title": definition.title(language) if definition else "",
        "intro": definition.intro(language) if definition else "",
        "notice": definition.notice(language) if definition else "",
        "items": [
            _item(definition, item, language)
            for item in definition.in_order
            if item.link_id not in definition.out_of_sight
        ]
        if definition
        else [],
        "known": definition is not None,
        "one_by_one": definition is not None and definition.layout is Layout.ONE_BY_ONE,
    }


def _item(definition: Definition, item: Item, language: str) -> dict[str, object]:
    return {
        "id": item.link_id,
        "text": definition.text(item_key(item.link_id), language),
        "help": definition.text(item_key(item.link_id, "help"), language),
        "is_question": item.answerable,
        "is_group": item.type in CONTAINERS,
        "repeats": item.repeats,
        "calculated": bool(item.calculated),
        "follows": bool(item.conditions),
        "several": item.multiple,
        "options": _answers(definition, item, language),
        "field": _FIELDS.get(item.type, "text"),
        "long": item.type is ItemType.TEXT,
        "low": f"{item.minimum.normalize():f}" if item.minimum is not None else "",
        "high": f"{item.maximum.normalize():f}" if item.maximum is not None else "",
    }


def _answers(definition: Definition, item: Item, language: str) -> list[str]:
    """What there is to choose from."""
    if item.type is ItemType.BOOLEAN:
        return [_("Ja"), _("Nej")]
    if item.type is ItemType.SCALE:
        ends = (definition.text(item_key(item.link_id, part), language) for part in ("low", "high"))
        low, high = int(item.minimum or 0), int(item.maximum or 0)
        said = dict(zip((low, high), ends, strict=True))
        return [f"{step} ({said[step]})" if said.get(step) else str(step) for step in range(low, high + 1)]
    options = [definition.text(option_key(item.link_id, option.code), language) for option in item.options]
    own = definition.text(item_key(item.link_id, "own"), language) or _("Annat")
    return [*options, own] if item.open else options
