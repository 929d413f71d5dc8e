"""The publisher unit's own questionnaires, built and published by its designer as anyone would."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.demo.content import questionnaires as content
from stegvis.questionnaires import actions, editing
from stegvis.questionnaires.editing import Doc
from stegvis.questionnaires.models import QuestionnaireDraft

# Before the programs that ask them.
PUBLISHED = timedelta(days=209)


def lay_questionnaires(unit: PublisherUnit, by: Actor, now: datetime) -> None:
    """Two short ones that the programs lean on, one with two versions, and one that is being built."""
    for row in content.SHORT:
        _short(unit, row, by, now - PUBLISHED)
    _active(unit, by, now)
    _starting(unit, by, now)


def _short(unit: PublisherUnit, row: tuple[str, str, str, str, str, str], by: Actor, at: datetime) -> None:
    title, question, low, high, named, better = row

    def fill(doc: Doc) -> Doc:
        doc, link = editing.add_item(doc, "scale", question)
        doc = editing.set_item(doc, link, {"required": True}, {"sv": {"low": low, "high": high}})
        doc, score = editing.add_rule(doc, "scores", named)
        doc = editing.set_rule(doc, "scores", score, {"items": [{"link_id": link}], "better": better}, {})
        for name, value in (("Lägsta", 0), ("Högsta", 10)):
            doc, example = editing.add_rule(doc, "examples", name)
            doc = editing.set_rule(doc, "examples", example, {"answers": {link: value}, "scores": {score: value}}, {})
        texts = {"sv": {"title": title, "intro": content.SHORT_INTRO, "source": content.SOURCE}}
        return editing.set_about(doc, texts, status="public", reference="")

    draft = actions.create(unit, title, now=at, by=by)
    _edit(draft, fill, at, by)
    actions.publish(draft, draft.revision, "1.0", now=at + timedelta(days=1), by=by)


def _active(unit: PublisherUnit, by: Actor, now: datetime) -> None:
    at = now - timedelta(days=90)
    draft = actions.create(unit, content.ACTIVE_TITLE, now=at, by=by)
    _edit(draft, _active_doc, at, by)
    actions.publish(draft, draft.revision, "1.0", now=at + timedelta(days=1), by=by)
    later = now - timedelta(days=20)
    second = editing.walk(draft.doc)
    link = [spot.link_id for spot in second][1]
    _edit(draft, lambda doc: editing.set_item(doc, link, {}, _said("text", content.ACTIVE_SECOND_WORDING)), later, by)
    actions.publish(draft, draft.revision, "1.1", now=later, by=by)


def _active_doc(doc: Doc) -> Doc:
    doc, links = _items(doc, content.ACTIVE)
    doc = editing.set_item(doc, links[3], {"required": True}, {})
    doc = editing.set_conditions(doc, links[4], [{"question": links[3], "operator": "=", "value": True}], "all")
    doc, score = editing.add_rule(doc, "scores", content.ACTIVE_SCORE)
    parts = [{"link_id": link} for link in links[:3]]
    doc = editing.set_rule(doc, "scores", score, {"items": parts, "better": "higher"}, {})
    bands = [{"low": low, "tone": tone, "source": content.SOURCE} for low, _label, tone in content.ACTIVE_BANDS]
    doc = editing.set_bands(doc, score, bands, {"sv": [label for _low, label, _tone in content.ACTIVE_BANDS]})
    for name, place, total in (("Lägsta", 0, 0), ("Högsta", 3, 9)):
        doc, example = editing.add_rule(doc, "examples", name)
        answers = {link: editing.spot_of(doc, link).item["options"][place]["code"] for link in links[:3]}  # type: ignore[union-attr]
        doc = editing.set_rule(doc, "examples", example, {"answers": answers, "scores": {score: total}}, {})
    texts = {"sv": {"title": content.ACTIVE_TITLE, "intro": content.ACTIVE_INTRO, "source": content.SOURCE}}
    return editing.set_about(doc, texts, status="public", reference="")


def _starting(unit: PublisherUnit, by: Actor, now: datetime) -> None:
    at = now - timedelta(days=1, hours=2)
    draft = actions.create(unit, content.STARTING_TITLE, now=at, by=by)
    _edit(draft, _starting_doc, at, by)


def _starting_doc(doc: Doc) -> Doc:
    doc, links = _items(doc, content.STARTING)
    for link in links[2:5]:
        doc = editing.move_in(doc, link)
    doc = editing.set_item(doc, links[3], {}, {"sv": {"low": "Inte alls", "high": "Hela tiden"}})
    doc = editing.set_item(doc, links[4], {"minimum": 0, "maximum": 600, "unit": "mån"}, _said("unit", "månader"))
    doc, danger = editing.add_rule(doc, "dangers", content.STARTING_DANGER)
    values = {"link_id": links[5], "operator": ">=", "threshold": 1}
    doc = editing.set_rule(doc, "dangers", danger, values, {"sv": {f"danger:{danger}:help": content.STARTING_HELP}})
    doc, _score = editing.add_rule(doc, "scores", "Påverkan")
    return doc


def _items(doc: Doc, rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]) -> tuple[Doc, list[str]]:
    links: list[str] = []
    for kind, text, help, answers in rows:
        doc, link = editing.add_item(doc, kind, text)
        if help:
            doc = editing.set_item(doc, link, {}, _said("help", help))
        if answers:
            doc = editing.set_options(doc, link, content.answers_of(answers), {"sv": list(answers)})
        links.append(link)
    return doc, links


def _said(part: str, words: str) -> dict[str, dict[str, str]]:
    return {"sv": {part: words}}


def _edit(draft: QuestionnaireDraft, change: Callable[[Doc], Any], at: datetime, by: Actor) -> None:
    actions.edit(draft, draft.revision, change, now=at, by=by)
