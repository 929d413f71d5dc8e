"""Running the checks over a frozen document. What never changes is looked through once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stegvis.catalogue.models import FrozenMedia
from stegvis.catalogue.remembering import Remembered
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.checks import Area, Lapse, StepRead, check, steps_read
from stegvis.program.document import PROGRAM_ID, Document, FilmBlock, ImageBlock, node_hashes

VTT = "text/vtt"
# A caption file is a few kilobytes; more is not read.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what was looked at: counts by kind of check. ``hashes``: each place found, as it is now."""

    lapses: tuple[Lapse, ...]
    steps: tuple[StepRead, ...]
    seen: dict[Area, int]
    hashes: dict[str, str]


def _look(documents: Mapping[str, Document]) -> dict[str, Checked]:
    captions = _captions(documents.values())
    return {key: _checked(document, captions) for key, document in documents.items()}


checked = Remembered(_look)
"""Every check on one document, or on many. One query for the captions of all, besides opening them."""


def _checked(document: Document, captions: dict[str, str]) -> Checked:
    lapses = check(document, captions)
    nodes = node_hashes(document)
    hashes = {lapse.node_id: _place(document, nodes, lapse.node_id) for lapse in lapses}
    return Checked(lapses, steps_read(document), _seen(document), hashes)


def node_hash(document: Document, node_id: str) -> str:
    """What identifies a place as it is now: its content's hash. Whatever is no node of its own stands for itself."""
    return _place(document, node_hashes(document), node_id)


def _place(document: Document, found: Mapping[str, str], node_id: str) -> str:
    if node_id in found:
        # The program's own place is more than its settings: what is missing may come anywhere in its words.
        return found[node_id] if node_id != PROGRAM_ID else sha256_hex(canonical_json(sorted(found.values())))
    return node_id if node_id in document.questionnaires else sha256_hex(node_id.encode())


def _captions(documents: Iterable[Document]) -> dict[str, str]:
    """The text of every caption file that is kept and can be read."""
    wanted = {key for document in documents for key, media in document.media.items() if media.mime == VTT}
    found: dict[str, str] = {}
    for row in FrozenMedia.objects.filter(hash__in=wanted, size__lte=MOST_BYTES):
        try:
            with row.file.open("rb") as opened:
                found[row.hash] = opened.read().decode("utf-8-sig", "replace")
        except OSError:
            # Lost from the disk: that is another fault, which operations are told of; nothing is said of its lines.
            continue
    return found


def _seen(document: Document) -> dict[Area, int]:
    nodes = [node for node, _parent in document.nodes()]
    steps = sum(len(module.steps) for module in document.modules)
    dangers = sum(len(each.get("dangers") or ()) for each in document.questionnaires.values())
    rules = (*document.modules, *document.measurements, *document.reminders, *document.flags, *document.phases)
    return {
        Area.CONTENT: steps,
        Area.LANGUAGE: steps,
        Area.ACCESS: sum(isinstance(node, ImageBlock | FilmBlock) for node in nodes),
        Area.RIGHTS: sum(media.mime != VTT for media in document.media.values()) + len(document.questionnaires),
        Area.INSTRUMENTS: sum(len(each.get("examples") or ()) for each in document.questionnaires.values()),
        Area.SAFETY: dangers,
        Area.RULES: len(rules),
        Area.TRANSLATION: len(document.texts) - 1,
    }
