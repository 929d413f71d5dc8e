"""What drafts point to: files of the publisher unit's own library, and questionnaires."""

import json
import mimetypes
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import slugify
from wagtail.models import Collection

from stegvis.authoring.compiling.drafts import Raw
from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, UnitPage
from stegvis.program.document import Media
from stegvis.questionnaires import queries as questionnaires

NAME_LENGTH = 60
POINTERS = {"image": "image", "film": "film", "audio": "audio", "document": "document"}


class Shelf:
    """Looks things up once for a whole program and remembers what was used."""

    def __init__(self, collection: Collection, blocks: Iterable[Raw]) -> None:
        wanted: dict[str, set[int]] = {name: set() for name in POINTERS}
        for block in blocks:
            field = POINTERS.get(str(block.get("type")))
            found = (block.get("value") or {}).get(field) if field else None
            if field and isinstance(found, int):
                wanted[field].add(found)
        # Only the own unit's files: an id of another unit's is as good as none.
        self._own = list(Collection.objects.descendant_of(collection, inclusive=True).values_list("pk", flat=True))
        self._unit = UnitPage.objects.filter(collection=collection).values_list("publisher_unit_id", flat=True).first()
        self._images = self._find(AuthoredImage, wanted["image"])
        self._media = self._find(AuthoredMedia, wanted["film"] | wanted["audio"])
        self._papers = self._find(AuthoredDocument, wanted["document"])
        self._digests: dict[str, str] = {}
        self.media: dict[str, Media] = {}
        self.questionnaires: dict[str, Any] = {}

    def _find(self, model: Any, ids: set[int]) -> dict[int, Any]:
        return {row.pk: row for row in model.objects.filter(pk__in=ids, collection__in=self._own)} if ids else {}

    def image(self, pk: Any) -> AuthoredImage | None:
        """A picture, noted as used."""
        found: AuthoredImage | None = self._used(self._images.get(pk))
        return found

    def recording(self, pk: Any, kind: str) -> AuthoredMedia | None:
        """A film ("video") or a sound ("audio"), noted as used, with its captions."""
        row: AuthoredMedia | None = self._media.get(pk)
        if row is None or row.type != kind:
            return None
        if row.captions_hash and kind == "video":
            size = row.captions_size or 0
            self.media[row.captions_hash] = Media("text/vtt", size, name=file_name(row.title, "text/vtt"))
        self._used(row)
        return row

    def paper(self, pk: Any) -> AuthoredDocument | None:
        """A PDF, noted as used."""
        found: AuthoredDocument | None = self._used(self._papers.get(pk))
        return found

    def strangers(self, blocks: Iterable[Raw]) -> list[Raw]:
        """Blocks that point at a file which is not on the shelf."""
        rows = {"image": self._images, "film": self._media, "audio": self._media, "document": self._papers}
        found = []
        for block in blocks:
            field = POINTERS.get(str(block.get("type")))
            chosen = (block.get("value") or {}).get(field) if field else None
            if field and chosen is not None and chosen not in rows[field]:
                found.append(block)
        return found

    def questionnaire(self, key: str) -> str:
        """The digest of the current version, noted as used; the key itself where there is none."""
        if key not in self._digests:
            try:
                row = questionnaires.current_for(key, self._unit)
            except questionnaires.CannotFind:
                return key
            self._digests[key] = row.digest
            self.questionnaires[row.digest] = json.loads(row.body)
        return self._digests[key]

    def _used(self, row: Any) -> Any:
        if row is not None:
            self.media[row.ready_hash] = Media(
                mime=row.ready_mime,
                bytes=row.ready_size or 0,
                width=row.ready_width,
                height=row.ready_height,
                duration_s=row.ready_seconds,
                name=file_name(row.title, row.ready_mime),
                source=row.source.strip(),
                licence=row.licence.strip(),
            )
        return row


def file_name(title: str, mime: str) -> str:
    """What a downloaded file is called: never the name it happened to get in the library's folder."""
    return (slugify(title)[:NAME_LENGTH].strip("-") or "fil") + (mimetypes.guess_extension(mime) or "")


def blocks_of(body: Iterable[Raw]) -> Iterator[Raw]:
    """Every block of a module, whatever section and step it stands in."""
    for section in body:
        for step in (section.get("value") or {}).get("steps") or []:
            yield from (step.get("value") or {}).get("blocks") or []
