"""A whole program from a plain dict, through the same pages and library that designers use.

For programs that come as content: the demo region and tests. Files are named in the dict and found in
a directory; each becomes one item of the unit's library.
"""

import mimetypes
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection

from stegvis.access.actor import Actor
from stegvis.access.models import PublisherUnit
from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, ModulePage, ProgramPage
from stegvis.authoring.models.drafts import add_draft, save_draft
from stegvis.authoring.plain_rules import Rules
from stegvis.authoring.projection import ensure_unit_page
from stegvis.lib.errors import Cannot

Raw = dict[str, Any]
FILE_FIELDS = {"image": "image", "film": "film", "audio": "audio", "document": "document"}
# So that a program that is built again (a reset demo) has the same identity and the same stable ids.
NAMESPACE = uuid.UUID("5d1d5d3c-54c5-4f5a-9d0a-3d8a5d2f4a11")


class CannotBuild(Cannot):
    """A file that the content names is not in the directory."""


def build_program(
    publisher_unit: PublisherUnit, content: Mapping[str, Any], by: Actor, *, media: Path | None = None
) -> ProgramPage:
    """Make the pages of a program. Rules in time are as `plain_rules` says. Raises CannotBuild.

    `media_rights` of the content: who has made its files, and what holds for them.
    """
    unit_page = ensure_unit_page(publisher_unit)
    library = _Library(unit_page.collection, media, by, content.get("media_rights", ("", "")))
    ids = _Ids(str(publisher_unit.pk), str(content["slug"]))
    page = ProgramPage(
        title=content["title"],
        program_uuid=ids.next("program"),
        lead=content["lead"],
        welcome=content["welcome"],
        kind=content["kind"],
        guided="guided" in content["start_modes"],
        open_start="open" in content["start_modes"],
        program_language=content["language"],
        messages=content["messages"],
        results=content["results"],
        intended_purpose=content["intended_purpose"],
        length_days=content.get("length_days"),
    )
    add_draft(unit_page, page, by.account_id)
    modules = [_module(page, raw, library, ids, by) for raw in content["modules"]]
    rules = Rules(publisher_unit, modules, lambda kind, value: _item(kind, ids, value))
    openings = [raw["opening"] for raw in content["modules"]]
    page.outline = [
        _item("module", ids, {"module": module.pk, **rules.opening(opening)})
        for module, opening in zip(modules, openings, strict=True)
    ]
    page.measurements = [_item("measurement", ids, rules.measurement(raw)) for raw in content["measurements"]]
    page.reminders = [_item(raw["when"], ids, rules.told(raw)) for raw in content.get("reminders", [])]
    page.flags = [_item(raw["when"], ids, rules.told(raw)) for raw in content.get("flags", [])]
    page.phases = [_item(raw["when"], ids, rules.told(raw)) for raw in content.get("phases", [])]
    page.save(clean=False)
    save_draft(page, by.account_id)
    return page


class _Ids:
    """Stable ids by counting: the same content gives the same ids."""

    def __init__(self, *names: str) -> None:
        self._base = uuid.uuid5(NAMESPACE, "/".join(names))
        self._count = 0

    def next(self, kind: str) -> uuid.UUID:
        self._count += 1
        return uuid.uuid5(self._base, f"{kind}/{self._count}")


def _item(kind: str, ids: _Ids, value: Any) -> Raw:
    return {"type": kind, "id": str(ids.next(kind)), "value": value}


def _module(page: ProgramPage, raw: Raw, library: "_Library", ids: _Ids, by: Actor) -> ModulePage:
    module = ModulePage(title=raw["title"], lead=raw.get("lead", ""), module_uuid=ids.next("module"))
    module.body = [_section(section, library, ids) for section in raw["sections"]]
    added: ModulePage = add_draft(page, module, by.account_id)
    return added


def _section(raw: Raw, library: "_Library", ids: _Ids) -> Raw:
    steps = [
        _item(
            "step",
            ids,
            {"title": step["title"], "blocks": [_block(block, library, ids) for block in step["blocks"]]},
        )
        for step in raw["steps"]
    ]
    return _item("section", ids, {"title": raw["title"], "hideable": raw.get("hideable", False), "steps": steps})


def _block(raw: Raw, library: "_Library", ids: _Ids) -> Raw:
    kind, value = raw["type"], dict(raw["value"])
    field = FILE_FIELDS.get(kind)
    if field:
        value = library.point(kind, value)
    elif kind == "accordion":
        value["items"] = [_item("item", ids, dict(fold)) for fold in value["items"]]
    elif kind == "exercise":
        value["columns"] = [_item("column", ids, name) for name in value.get("columns") or []]
    return _item(kind, ids, value)


class _Library:
    """Puts each named file into the collection once and points blocks at it."""

    def __init__(self, collection: Collection, directory: Path | None, by: Actor, rights: tuple[str, str]) -> None:
        self._collection, self._directory = collection, directory
        self._source, self._licence = rights
        self._owner = by.account_id if ":" not in by.account_id else None
        self._made: dict[tuple[str, str], int] = {}

    def point(self, kind: str, value: Raw) -> Raw:
        """The block's value with an id where the name stood. Film and sound keep their words themselves."""
        name = value[FILE_FIELDS[kind]]
        if name is not None:
            value[FILE_FIELDS[kind]] = self._put(kind, str(name), value)
        for field in ("captions", "transcript", "nothing_shown_only"):
            value.pop(field, None)
        return value

    def _put(self, kind: str, name: str, value: Raw) -> int:
        key = (kind, name)
        if key not in self._made:
            self._made[key] = getattr(self, f"_{kind}")(name, value).pk
        return self._made[key]

    def _image(self, name: str, value: Raw) -> Any:
        file = ImageFile(self._open(name), name=Path(name).name)
        return self._save(AuthoredImage(file=file, description=value.get("alt", "")), name, value.get("caption"))

    def _film(self, name: str, value: Raw) -> Any:
        film = AuthoredMedia(type="video", file=self._open(name), transcript=value.get("transcript", ""))
        film.nothing_shown_only = bool(value.get("nothing_shown_only"))
        if value.get("captions"):
            film.captions = self._open(value["captions"])
        return self._save(film, name, value.get("title"))

    def _audio(self, name: str, value: Raw) -> Any:
        sound = AuthoredMedia(type="audio", file=self._open(name), transcript=value.get("transcript", ""))
        return self._save(sound, name, value.get("title"))

    def _document(self, name: str, value: Raw) -> Any:
        return self._save(AuthoredDocument(file=self._open(name)), name, value.get("title"))

    def _save(self, row: Any, name: str, title: str | None) -> Any:
        row.title = (title or Path(name).stem)[:200]
        row.collection, row.uploaded_by_user_id = self._collection, self._owner
        row.source, row.licence = self._source, self._licence
        row.save()
        return row

    def _open(self, name: str) -> ContentFile:
        path = (self._directory or Path()) / name
        if self._directory is None or not path.is_file():
            raise CannotBuild(f"{name} fattas bland filerna ({mimetypes.guess_type(name)[0]}).")
        return ContentFile(path.read_bytes(), name=path.name)
