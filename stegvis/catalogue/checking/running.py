"""Running the checks over a frozen document. What never changes is looked through once."""

from dataclasses import dataclass
from functools import lru_cache

from stegvis.catalogue.freezing import OPEN_DOCUMENTS, open_document
from stegvis.catalogue.models import FrozenMedia
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.checks import Area, Lapse, StepRead, check, steps_read
from stegvis.program.document import PROGRAM_ID, Document, FilmBlock, ImageBlock, node_hashes

VTT = "text/vtt"
# A caption file is a few kilobytes; more is not read.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what was looked at: counts by kind of check."""

    lapses: tuple[Lapse, ...]
    steps: tuple[StepRead, ...]
    seen: dict[Area, int]


@lru_cache(maxsize=OPEN_DOCUMENTS)
def checked(document_hash: str) -> Checked:
    """Every check on one document. Raises CannotOpenDocument."""
    document = open_document(document_hash)
    return Checked(check(document, _captions(document)), steps_read(document), _seen(document))


def node_hash(document: Document, node_id: str) -> str:
    """What identifies a place as it is now: its content's hash. Whatever is no node of its own stands for itself."""
    found = node_hashes(document)
    if node_id in found:
        # The program's own place is more than its settings: what is missing may come anywhere in its words.
        return found[node_id] if node_id != PROGRAM_ID else sha256_hex(canonical_json(sorted(found.values())))
    return node_id if node_id in document.questionnaires else sha256_hex(node_id.encode())


def _captions(document: Document) -> dict[str, str]:
    """The text of every caption file that is kept and can be read."""
    wanted = [key for key, media in document.media.items() if media.mime == VTT]
    found: dict[str, str] = {}
    for row in FrozenMedia.objects.filter(hash__in=wanted, size__lte=MOST_BYTES) if wanted else ():
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
