"""Texts with their translations, and the mark-up beside them that is not taken."""

from __future__ import annotations

import re

from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
LONGEST = 10_000
_MARKUP = (names.MARKDOWN, names.XHTML, names.STYLE)


def read_text(whole: Whole, node: Node, element: str, key: str) -> str | None:
    """Take `element` of the node as the text `key`, with its translations."""
    text = node.text(element)
    if text is not None and len(text) > LONGEST:
        found = node.get(element)
        if found:
            found.refuse("text-too-long")
        text = None
    if text is not None:
        whole.say(key, text)
    beside = node.get(f"_{element}")
    if beside is not None:
        read_beside(whole, beside, key)
    return text


def read_beside(whole: Whole, beside: Node, key: str) -> None:
    """What stands beside a text: translations are taken, mark-up is named."""
    for entry in beside.extensions(names.TRANSLATION):
        _translation(whole, entry, key)
    for url in _MARKUP:
        for entry in beside.extensions(url):
            entry.change("markup", Affects.LOOK, url.rsplit("/", 1)[-1])


def _translation(whole: Whole, entry: Node, key: str) -> None:
    language = content = None
    for part in entry.each("extension"):
        if not isinstance(part.value, dict):
            continue
        if part.value.get("url") == "lang":
            language = part.word("valueCode")
            part.tick()
        elif part.value.get("url") == "content":
            name = "valueMarkdown" if part.has("valueMarkdown") else "valueString"
            content = part.text(name)
            part.tick()
    if language is None or content is None or len(content) > LONGEST or not LANGUAGE.fullmatch(language):
        entry.refuse("translation", Affects.LOOK, language or "")
        return
    if language == whole.language and whole.said(key):
        entry.refuse("translation", Affects.LOOK, language)
        return
    entry.tick()
    whole.say(key, content, language)
