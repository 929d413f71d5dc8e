"""What is worked out of frozen documents, remembered by their hash: they never change."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from stegvis.catalogue.freezing import open_document, open_documents
from stegvis.program.document import Document

T = TypeVar("T")
MOST = 1024


class Remembered(Generic[T]):
    """A small result for each document; those asked for least lately are forgotten.

    `look` works results out, of many documents at once: where it asks the database, it asks for all of them.
    """

    def __init__(self, look: Callable[[Mapping[str, Document]], Mapping[str, T]], most: int = MOST) -> None:
        self._look, self._most = look, most
        self._known: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def __call__(self, document_hash: str) -> T:
        """The result of one document. Raises CannotOpenDocument."""
        known = self._recall([document_hash])
        if document_hash not in known:
            known = self._keep(self._look({document_hash: open_document(document_hash)}))
        return known[document_hash]

    def many(self, hashes: Iterable[str]) -> dict[str, T]:
        """The results of many. One query for those not known, and those of `look`; what cannot be opened is left out."""
        wanted = set(hashes)
        known = self._recall(wanted)
        cold = wanted - known.keys()
        return known | self._keep(self._look(open_documents(cold))) if cold else known

    def forget(self) -> None:
        """Everything is worked out anew: what it costs is then seen."""
        with self._lock:
            self._known.clear()

    def _recall(self, hashes: Iterable[str]) -> dict[str, T]:
        with self._lock:
            found = {key: self._known[key] for key in hashes if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        return found

    def _keep(self, made: Mapping[str, T]) -> dict[str, T]:
        with self._lock:
            self._known.update(made)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return dict(made)
