"""Reading a document of any schema that was ever written.

An older schema is lifted purely, one step at a time, to the current one; each
has a fixture in the tests that never changes. What does not fit is refused
with its path, and a newer schema than this code knows is refused as a whole.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from stegvis.program.document.tree import CURRENT_SCHEMA, Document
from stegvis.program.document.writing import known_text_keys
from stegvis.program.reading import CannotRead, below, is_sha256, read

# Schema n -> the function that lifts it to n + 1.
LIFTS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})


class UnknownSchema(CannotRead):
    """The document is written in a schema that this code does not know."""

    def __init__(self, schema: object) -> None:
        super().__init__("schema", f"{schema!r} is not known")
        self.schema = schema


def upcast(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The same document in the current schema."""
    lifted = dict(plain)
    while True:
        schema = lifted.get("schema")
        if type(schema) is not int:
            raise UnknownSchema(schema)
        if schema == CURRENT_SCHEMA:
            return lifted
        lift = LIFTS.get(schema)
        if lift is None:
            raise UnknownSchema(schema)
        lifted = lift(lifted)


def from_json(plain: Any) -> Document:
    """Read a document, or raise ``CannotRead`` with the path of what is wrong."""
    if not isinstance(plain, Mapping):
        raise CannotRead("", "expected an object")
    document: Document = read(Document, upcast(plain))
    _refuse_twice(document)
    _refuse_loose_texts(document)
    for key, definition in document.questionnaires.items():
        _refuse_no_definition(below("questionnaires", key), definition)
    for key in document.media:
        if not is_sha256(key):
            raise CannotRead(below("media", key), "the key is not a sha256")
    if document.language not in document.texts:
        raise CannotRead("texts", f"has nothing in the program's language {document.language!r}")
    return document


def _refuse_twice(document: Document) -> None:
    counted = Counter(node.id for node, _parent in document.nodes())
    for node_id, times in counted.items():
        if not node_id or times > 1:
            raise CannotRead("modules", f"the id {node_id!r} stands {times} times")
    if len(set(document.start_modes)) != len(document.start_modes):
        raise CannotRead("start_modes", "the same mode stands twice")


def _refuse_loose_texts(document: Document) -> None:
    known = known_text_keys(document)
    for language, texts in document.texts.items():
        for key in texts:
            if key not in known:
                raise CannotRead(f"texts.{language}.{key}", "belongs to nothing in the document")


def _refuse_no_definition(path: str, definition: Any) -> None:
    if not isinstance(definition, Mapping):
        raise CannotRead(path, "expected an object")
    for name in ("url", "version"):
        if not isinstance(definition.get(name), str):
            raise CannotRead(below(path, name), "expected str")
