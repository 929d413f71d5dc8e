"""Gathers every Swedish text in Python and templates and brings the English catalogue up to date with them.

`make messages` runs it. The Swedish sentence is the key; the translation is written by hand in the .po file.
GNU gettext is not needed: Django says what is translatable in a template, babel reads Python.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "stegvis/config/locale/en/LC_MESSAGES/django.po"
HEADING = """# English for Stegvis. The key is the Swedish text as it stands in the code and the templates.
# `make messages` adds new texts and drops old ones; the English is written here by hand."""
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def sources(room: Path = ROOT / "stegvis") -> Iterator[Path]:
    """The files that can hold a text a person sees."""
    for path in sorted(room.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield path


def python_of(path: Path) -> bytes:
    """The file as Python that babel can read; a template is turned into calls by Django itself."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # Inside brackets, the indentation of the page means nothing to the tokenizer.
        text = f"(\n{templatize(text, origin=str(path))}\n)"
    return text.encode()


def gather(paths: Iterable[Path], root: Path = ROOT) -> Catalog:
    """Every text in those files, with the files it stands in, named from `root`."""
    found = Catalog()
    for path in paths:
        rows = extract("python", io.BytesIO(python_of(path)), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
        for _line, text, notes, context in rows:
            if text and (text[0] if isinstance(text, tuple) else text):
                place = (str(path.relative_to(root)), 0)
                found.add(text, locations=[place], auto_comments=notes, context=context)
    return found


def stored(path: Path = ENGLISH) -> Catalog:
    """The catalogue as it is written now; an empty one before the first time."""
    if not path.exists():
        return _headed(Catalog(locale="en", charset="utf-8"))
    with path.open("rb") as handle:
        return _headed(read_po(handle, locale="en"))


def _headed(catalogue: Catalog) -> Catalog:
    catalogue.header_comment, catalogue.fuzzy = HEADING, False
    catalogue.project, catalogue.version = "Stegvis", "1"
    catalogue.last_translator = catalogue.language_team = "Stegvis"
    catalogue.msgid_bugs_address = ""
    # A date that moves at every run would make every branch conflict with every other.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 11, 23, tzinfo=UTC)
    return catalogue


def untranslated(catalogue: Catalog) -> list[Message]:
    """Texts that would come out in Swedish on an English page."""
    return [row for row in catalogue if row.id and (row.fuzzy or not _written(row))]


def _written(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def update() -> Catalog:
    """Adds new texts, drops those no longer used, keeps every translation."""
    catalogue = stored()
    catalogue.update(gather(sources()), no_fuzzy_matching=True)
    catalogue = _headed(catalogue)
    catalogue.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as handle:
        write_po(handle, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return catalogue


def main() -> int:
    catalogue = update()
    missing = untranslated(catalogue)
    for row in missing:
        print(f"  utan engelska: {row.id}")
    print(f"{len(catalogue)} texter, {len(missing)} utan engelsk översättning.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
