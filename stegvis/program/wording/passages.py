"""Rich text as passages of words: a paragraph, a heading or a point of a list each, in reading order.

A word carries how it is written (strong, emphasised, linked), so that a change of emphasis or of a link is a change.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

# A word, or one sign. What stands between them is only whether there was a space.
_WORD = re.compile(r"(?P<space>\s*)(?P<word>\w+(?:[-'’]\w+)*|[^\w\s])", re.UNICODE)
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "ul", "ol", "br", "hr"})
_LISTS = frozenset({"ul", "ol"})
_EMPHASIS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign. ``marks`` are ``strong``, ``em`` and, for a link, where it leads."""

    text: str
    spaced: bool = False
    marks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What makes it the same word: not whether a space stands before it."""
        return self.text, self.marks


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading or point. ``kind`` is its tag; a point of a numbered list is ``ol``, of another ``ul``."""

    kind: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words as they read."""
        return "".join(f" {word.text}" if word.spaced else word.text for word in self.words).strip()


def passages(html: str) -> tuple[Passage, ...]:
    """The passages of rich text that have words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found()


def plain_passages(text: str) -> tuple[Passage, ...]:
    """The lines of a plain text that have words."""
    made = (Passage("p", words_of(line)) for line in text.splitlines())
    return tuple(passage for passage in made if passage.words)


def words_of(text: str, marks: tuple[str, ...] = (), *, spaced: bool = False) -> tuple[Word, ...]:
    """The words of a piece of text. ``spaced``: a space stood before the piece."""
    found = list(_WORD.finditer(text))
    return tuple(
        Word(match["word"], bool(match["space"]) or (spaced and number == 0), marks)
        for number, match in enumerate(found)
    )


class _Reader(HTMLParser):
    """Collects passages. Tags that rich text does not have are read through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._passages: list[Passage] = []
        self._kind = "p"
        self._words: list[Word] = []
        self._lists: list[str] = []
        self._marks: list[tuple[str, str]] = []
        self._space = False

    def found(self) -> tuple[Passage, ...]:
        """Everything that was read."""
        self._end()
        return tuple(self._passages)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in _LISTS:
            self._lists.append(tag)
        elif tag == "li":
            self._kind = self._lists[-1] if self._lists else "ul"
        elif tag in ("h2", "h3", "h4"):
            self._kind = tag
        elif tag in _EMPHASIS:
            self._marks.append((tag, _EMPHASIS[tag]))
        elif tag == "a":
            self._marks.append((tag, dict(attrs).get("href") or "#"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
            self._kind = "p"
        if tag in _LISTS and self._lists:
            self._lists.pop()
        for number in range(len(self._marks) - 1, -1, -1):
            if self._marks[number][0] == tag:
                del self._marks[number]
                break

    def handle_data(self, data: str) -> None:
        marks = tuple(sorted({mark for _tag, mark in self._marks}))
        found = words_of(data, marks, spaced=self._space)
        self._words.extend(found)
        self._space = bool(data) and data[-1].isspace() if data.strip() else self._space or bool(data)

    def _end(self) -> None:
        if self._words:
            self._passages.append(Passage(self._kind, tuple(self._words)))
        self._words, self._space = [], False
