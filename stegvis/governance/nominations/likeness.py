"""What is like something else, by its words. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that stand in every nomination say nothing of likeness.
_EMPTY = frozenset(
    [
        "alla",
        "andra",
        "att",
        "bara",
        "behöver",
        "behövs",
        "bland",
        "bättre",
        "både",
        "därför",
        "eller",
        "efter",
        "ersätta",
        "finns",
        "fler",
        "flera",
        "från",
        "få",
        "före",
        "göra",
        "hade",
        "handlar",
        "hela",
        "hjälp",
        "hjälpa",
        "hos",
        "inför",
        "ingen",
        "inte",
        "invånare",
        "invånaren",
        "invånarna",
        "kommer",
        "kunna",
        "lite",
        "mellan",
        "mer",
        "många",
        "måste",
        "målet",
        "när",
        "något",
        "några",
        "och",
        "också",
        "olika",
        "patient",
        "patienten",
        "patienter",
        "patienterna",
        "personal",
        "personalen",
        "program",
        "programmet",
        "programmen",
        "redan",
        "sedan",
        "sina",
        "själv",
        "själva",
        "skriva",
        "skulle",
        "som",
        "stöd",
        "till",
        "tillsammans",
        "under",
        "utan",
        "vara",
        "varje",
        "vecka",
        "veckor",
        "vilka",
        "vilken",
        "vill",
        "vård",
        "vården",
        "vårdens",
        "vårdgivare",
        "with",
        "that",
        "this",
        "from",
        "about",
        "support",
        "program",
        "programme",
        "care",
    ]
)
# Swedish joins and bends its words: the beginning says enough.
_STEM = 6


def words_of(*texts: str) -> dict[str, str]:
    """The telling words of texts: stem → the word as it was first written."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            if word not in _EMPTY:
                found.setdefault(word[:_STEM], word)
    return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, and the words that say so."""

    score: int
    words: tuple[str, ...]


def likeness(wanted: Mapping[str, str], weighted: Iterable[tuple[int, str]]) -> Likeness:
    """How many of the wanted words stand in the texts, each counted once, where it weighs most."""
    best: dict[str, int] = {}
    for weight, text in weighted:
        for stem in words_of(text).keys() & wanted.keys():
            best[stem] = max(weight, best.get(stem, 0))
    order = sorted(best, key=lambda stem: (-best[stem], wanted[stem]))
    return Likeness(sum(best.values()), tuple(wanted[stem] for stem in order))
