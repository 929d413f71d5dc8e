"""What somebody can lean on in a document: every place by a stable name, with the hash of what stands there.

A place is a node's id, or one of:
``words:<field>`` the program's own words · ``head:<switch>`` a setting · ``opens:<module>`` its opening rule ·
``order`` the order of the modules · ``asked:<address>`` a whole questionnaire · ``question:<address>#<link id>`` ·
``score:<address>#<code>`` · ``danger:<address>#<rule>``.

Questions are named by the questionnaire's address, never by its digest: a new version with the same question is the
same place with the same hash. The hash of a step or a measurement holds the questionnaire's digest, so whoever leans
on the step is told that it asks something else.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.document import PROGRAM_ID, PROGRAM_TEXTS, Document, node_hashes
from stegvis.program.reading import write

ORDER = "order"
WORDS, HEAD, OPENS, ASKED, QUESTION, SCORE, DANGER = (
    "words:",
    "head:",
    "opens:",
    "asked:",
    "question:",
    "score:",
    "danger:",
)
SWITCHES = ("kind", "start", "language", "messages", "results", "unsent", "length")
_CONTAINERS = frozenset({"group", "matrix", "display"})


def places(document: Document) -> dict[str, str]:
    """Every place of the document with its hash, over all languages."""
    found = node_hashes(document)
    del found[PROGRAM_ID]
    for name in PROGRAM_TEXTS:
        found[WORDS + name] = _hash(_texts(document, f"{PROGRAM_ID}.{name}"))
    found.update({HEAD + name: _hash(value) for name, value in _switches(document).items()})
    found[ORDER] = _hash([module.id for module in document.modules])
    found.update({OPENS + module.id: _hash(write(module.opening)) for module in document.modules})
    asked: dict[str, list[Any]] = {}
    for digest in sorted(document.questionnaires):
        for place, value in _asked(document, document.questionnaires[digest]):
            asked.setdefault(place, []).append(value)
    found.update({place: _hash(values) for place, values in asked.items()})
    return found


def address_of(place: str) -> tuple[str, str]:
    """The questionnaire's address, and what is named inside it; both empty for a place that is in none."""
    for kind in (ASKED, QUESTION, SCORE, DANGER):
        if place.startswith(kind):
            address, _hash_mark, inner = place.removeprefix(kind).partition("#")
            return address, inner
    return "", ""


def items(definition: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], tuple[Mapping[str, Any], ...]]]:
    """Every item of a questionnaire as it stands in a document, with those around it, outermost first."""
    yield from _items(definition.get("items"), ())


def asks(item: Mapping[str, Any]) -> bool:
    """Whether the item is a question, and not a group or a text."""
    return item.get("type") not in _CONTAINERS


def _switches(document: Document) -> dict[str, Any]:
    settings = document.settings
    return {
        "kind": document.kind.value,
        "start": sorted(document.start_modes),
        "language": document.language,
        "messages": settings.messages,
        "results": [settings.results.value, [write(each) for each in settings.scores]],
        "unsent": settings.unsent_after,
        "length": settings.length_days,
    }


def _asked(document: Document, definition: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    url = str(definition.get("url", ""))
    # Another number on the same content is no change; neither is a worked example more.
    yield ASKED + url, {key: value for key, value in definition.items() if key not in ("version", "examples")}
    told: dict[str, Any] = {}
    for item, around in items(definition):
        if not asks(item):
            continue
        link = str(item.get("link_id", ""))
        # A row of a matrix has the options of the matrix, a question in a group the conditions of the group.
        chain = [_alone(each) for each in (*around, item)]
        told[link] = [chain, [_asked_texts(definition, f"item:{each.get('link_id', '')}:") for each in (*around, item)]]
        yield f"{QUESTION}{url}#{link}", told[link]
    for score in _dicts(definition.get("scores")):
        code = str(score.get("code", ""))
        yield f"{SCORE}{url}#{code}", [score, _asked_texts(definition, f"score:{code}")]
    own = {each.rule: write(each) for each in document.settings.dangers if each.questionnaire == url}
    for rule in _dicts(definition.get("dangers")):
        name, link = str(rule.get("id", "")), str(rule.get("link_id", ""))
        # What is asked, from which answer on, and how staff are told: a change in any of them is another danger.
        yield (
            f"{DANGER}{url}#{name}",
            [
                rule,
                own.get(name),
                told.get(link),
                _asked_texts(definition, f"danger:{name}"),
            ],
        )


def _items(found: Any, around: tuple[Mapping[str, Any], ...]) -> Iterator[Any]:
    for item in _dicts(found):
        yield item, around
        yield from _items(item.get("items"), (*around, item))


def _alone(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in ("items", "codes")}


def _asked_texts(definition: Mapping[str, Any], beginning: str) -> dict[str, str]:
    """The words of every language whose key is this or goes on from it."""
    found: dict[str, str] = {}
    for language, texts in (definition.get("texts") or {}).items():
        for key, text in (texts or {}).items():
            if text and (key == beginning or key.startswith(beginning if beginning[-1] == ":" else f"{beginning}:")):
                found[f"{language}.{key}"] = text
    return found


def _texts(document: Document, key: str) -> dict[str, str]:
    return {language: texts[key] for language, texts in document.texts.items() if texts.get(key)}


def _dicts(found: Any) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, (list, tuple)) else []


def _hash(plain: Any) -> str:
    return sha256_hex(canonical_json(plain))
