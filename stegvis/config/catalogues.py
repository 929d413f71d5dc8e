"""Compiles the message catalogues (.po to .mo). The texts are in git; what is compiled from them is not."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent / "locale"
# Swedish for what the editor's libraries have not translated.
EDITOR = Path(__file__).resolve().parent.parent / "authoring" / "locale"


def compile_catalogues(*folders: Path) -> int:
    """Compiles what is newer than its .mo and says how many that were."""
    compiled = 0
    found = [source for folder in folders or (LOCALE, EDITOR) for source in folder.glob("*/LC_MESSAGES/*.po")]
    for source in sorted(found):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=source.parts[-3], domain=source.stem)
        # Two processes may compile at once; each writes a file of its own, and renames it whole into place.
        unfinished = target.with_suffix(f".mo.{os.getpid()}.unfinished")
        with unfinished.open("wb") as handle:
            write_mo(handle, catalogue)
        unfinished.replace(target)
        compiled += 1
    return compiled
