"""Who owns the pictures, films, sounds and documents. Questionnaires' licences are a finding of their own."""

from collections.abc import Iterator

from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.document import AudioBlock, Document, DocumentBlock, FilmBlock, ImageBlock, Node

_FILES: dict[type[Node], str] = {
    ImageBlock: "image",
    FilmBlock: "film",
    AudioBlock: "audio",
    DocumentBlock: "document",
}


def rights_lapses(document: Document) -> Iterator[Lapse]:
    """Each file once, where it stands first."""
    told: set[str] = set()
    for node, _parent in document.nodes():
        field = _FILES.get(type(node))
        digest = getattr(node, field) if field else None
        known = document.media.get(digest) if digest else None
        if field and digest and known and digest not in told and not known.licence.strip():
            told.add(digest)
            # That somebody has written who made it is half the way: then it should be said what holds.
            weight = Weight.SHOULD if known.source.strip() else Weight.MUST
            yield Lapse(CheckCode.MEDIA_RIGHTS_MISSING, weight, node.id, field, {"name": known.name})
