"""From a paper to an accessible PDF (PDF/UA-1): tagged, titled, with language and alternative texts.

The typesetter refuses characters that no font at hand can show. Such a character is written out by its name, or as a
square, and the paper says so: nobody's answer keeps a paper from being made.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from stegvis.ui.print.parts import Paper, Words, as_data, one_part

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD: Final = "ua-1"
SQUARE = "\u25a1"
MOST_TRIES = 6
_REFUSED = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# Marks that turn the reading direction of what follows, and the one that only says how bytes are ordered.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
# What no font here can show, learned as it is met.
_unshown: set[str] = set()
_MOST_KEPT = 5000


class CannotPrint(RuntimeError):
    """The typesetter refused the paper. A programming error: no answer may cause it."""


def pdf_of(paper: Paper, now: datetime) -> bytes:
    """The paper as PDF/UA-1."""
    return _made(paper, now, "pdf")


def png_of(paper: Paper, now: datetime) -> list[bytes]:
    """Its pages as pictures, to look at."""
    made: Any = _made(paper, now, "png")
    return made if isinstance(made, list) else [made]


def _made(paper: Paper, now: datetime, form: Any) -> bytes:
    stamp = int(now.timestamp())
    for _try in range(MOST_TRIES):
        shown, lacking = _shown(paper)
        data = json.dumps(shown, ensure_ascii=True)
        try:
            made: Any = typst.Compiler(TEMPLATE.read_bytes(), font_paths=_fonts()).compile(
                format=form,
                sys_inputs={"paper": data},
                pdf_standards=[STANDARD] if form == "pdf" else [],
                timestamp=stamp,
            )
        except typst.TypstError as error:
            refused = _refused(error.diagnostic)
            if not refused or refused <= lacking:
                raise CannotPrint(error.message) from error
            _learn(refused)
        else:
            return made  # type: ignore[no-any-return]
    raise CannotPrint("there were always more characters that cannot be shown")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The typesetter's own fonts first; what the machine has is for scripts that those lack."""
    return typst.Fonts(include_system_fonts=True)


def _learn(refused: set[str]) -> None:
    if len(_unshown) > _MOST_KEPT:
        _unshown.clear()
    _unshown.update(refused)


def _refused(diagnostic: str) -> set[str]:
    """The characters that the typesetter named."""
    found = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), words) for words in _REFUSED.findall(diagnostic))
    return {letter for words in found for letter in words}


def _shown(paper: Paper) -> tuple[dict[str, Any], set[str]]:
    """The paper's data with every character that can be shown, and what had to be written in another way."""
    lacking: set[str] = set()
    data = _each(as_data(paper, _("Sida")), lambda text: _written(text, lacking))
    if lacking - {"\u200d", "\ufe0f"}:
        note = _("Tecken som inte kan skrivas ut står med sitt engelska namn eller som en ruta.")
        data["parts"].append(one_part(Words(note, quiet=True)))
    return data, lacking


def _each(value: Any, write: Callable[[str], str]) -> Any:
    """The same data with every text rewritten. Drawings are ours and stay as they are."""
    if isinstance(value, str):
        return write(value)
    if isinstance(value, dict):
        return {key: each if key in {"svg", "kind"} else _each(each, write) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each(each, write) for each in value]
    return value


def _written(text: str, lacking: set[str]) -> str:
    return "".join(_letter(letter, lacking) for letter in text.replace("\r\n", "\n"))


def _letter(letter: str, lacking: set[str]) -> str:
    if " " <= letter <= "~" or letter == "\n":
        return letter
    kind = unicodedata.category(letter)
    if letter in _TURNING or kind == "Cc":
        return " " if letter in "\t\r\u0085" else ""
    if letter not in _unshown and kind not in {"Cs", "Co", "Cn"}:
        return letter
    lacking.add(letter)
    if kind in {"So", "Sk"}:
        return f"[{unicodedata.name(letter, '').lower() or SQUARE}]"
    return "" if kind in {"Cf", "Mn"} else SQUARE
