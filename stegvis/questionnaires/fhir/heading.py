"""What a questionnaire says of itself: address, version, language, title, status, publisher and rights."""

from __future__ import annotations

import re
from typing import Any

from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node
from stegvis.questionnaires.fhir.texts import LANGUAGE, read_text

LONGEST_URL = 200
# As `parse` has them: an address that ends in a key of ours, and a version.
URL = re.compile(r"https?://[a-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/[a-z0-9][a-z0-9-]{0,63}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_LETTERS = str.maketrans("åäöéüøæ", "aaoeuoa")


def read_language(root: Node, wanted: str) -> str:
    found = root.word("language")
    if wanted:
        return wanted
    if found is not None and LANGUAGE.fullmatch(found):
        return found
    (root.at("language", found)).change("language", Affects.RECORD, "sv")
    return "sv"


def read_heading(whole: Whole, document: dict[str, Any], url: str, version: str) -> None:
    """Everything about the whole questionnaire. `url` and `version` go before what the file says."""
    root = whole.root
    root.word("resourceType")
    title = read_text(whole, root, "title", "title")
    if title is None:
        fallback = next((text for name in ("name", "id") if (text := _peek(root, name))), "Formulär")
        whole.say("title", fallback)
        root.at("title", None).change("title", Affects.LOOK, fallback)
    document["url"] = url or _url(root, whole.said("title"))
    document["version"] = version or _version(root)
    for element, key in (("description", "intro"), ("copyright", "notice"), ("purpose", "purpose")):
        read_text(whole, root, element, key)
    subjects = root.get("subjectType")
    if subjects is not None and subjects.value == ["Patient"]:
        subjects.tick()
    if publisher := root.text("publisher"):
        whole.say("source", publisher)
    status = root.word("status")
    if status not in ("draft", "active", "unknown"):
        root.at("status", status).change("status", Affects.RECORD, status or "")


def _peek(root: Node, name: str) -> str:
    value = root.value.get(name) if isinstance(root.value, dict) else None
    return value if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= 200 else ""


def _url(root: Node, title: str) -> str:
    given = root.word("url")
    if given is not None and len(given) <= LONGEST_URL and URL.fullmatch(given):
        return given
    stems = (given.rstrip("/").rsplit("/", 1)[-1] if given else "", _peek(root, "name"), _peek(root, "id"), title)
    slug = next((made for stem in stems if (made := _slug(stem))), "formular")
    made = f"{names.KEYS}{slug}"
    root.at("url", given).change("url", Affects.RECORD, made)
    return made


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_LETTERS)).strip("-")[:64].strip("-")


def _version(root: Node) -> str:
    given = root.word("version")
    if given is not None and VERSION.fullmatch(given):
        return given
    made = re.sub(r"[^A-Za-z0-9._-]+", "-", given or "").strip("-._")[:32] or "1.0"
    root.at("version", given).change("version", Affects.RECORD, made)
    return made


def settle_licence(whole: Whole, document: dict[str, Any]) -> None:
    """FHIR has no word for a licence's status: somebody has to say before it can be published."""
    if "licence" not in document:
        document["licence"] = {"status": "unknown"}
        whole.root.at("copyright", None).change("licence", Affects.RECORD)
