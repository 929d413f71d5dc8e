"""LIX, the Swedish measure of how hard a text is to read, and the plain text it counts.

LIX = O/M + 100·L/O: words, sentences, words over six letters. A word is a run
of letters, so a number is none. Above 40 a text for residents is worth a second look.
"""

import re
from dataclasses import dataclass
from html import unescape

WARN_ABOVE = 40
LONG_FROM = 7

_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|ul|ol)\s*>|<(?:br|hr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+")
# A full stop ends a sentence unless a small letter follows, as after "t.ex.".
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[^\sa-zåäöéü]|\s*$)|\n+")


@dataclass(frozen=True, slots=True)
class Lix:
    """The counts of a text and what they give."""

    words: int
    sentences: int
    long_words: int

    @property
    def value(self) -> float:
        """The LIX number; 0 for a text without words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def band(self) -> int:
        """0 very easy (below 30), 1 easy, 2 medium, 3 hard, 4 very hard (60 and above)."""
        return sum(self.value >= limit for limit in (30, 40, 50, 60))


def plain_text(html: str) -> str:
    """Rich text as plain lines: blocks become lines, tags vanish, references are resolved."""
    lines = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def sentences(text: str) -> list[str]:
    """The sentences of a plain text. Every line that has words ends one."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def lix(text: str) -> Lix:
    """Count a plain text."""
    words = _WORD.findall(text)
    return Lix(len(words), len(sentences(text)), sum(len(word) >= LONG_FROM for word in words))
