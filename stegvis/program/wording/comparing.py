"""Two texts beside each other: first which passages belong together, then word by word inside them.

Whoever reads must be able to follow a sentence: a few words that happen to be alike between two changes are
shown as changed with them, and a passage that has little left of it is shown as gone and written anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from stegvis.program.wording.passages import Passage, Word, passages, plain_passages

# A passage counts as the same, changed, from this likeness on.
ALIKE = 0.4
# So many words between two changes are too few to find one's way by.
SMALL_ISLAND = 2
# More pairs than this are set side by side in order, without looking for the best.
MOST_PAIRS = 2500


class Kept(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Bit:
    """Words that follow each other and share what became of them."""

    kept: Kept
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage with what became of its words. ``kind`` is its tag now, ``was`` its tag before, where it had one."""

    kind: str
    bits: tuple[Bit, ...]
    was: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(bit.kept is not Kept.SAME for bit in self.bits) or bool(self.was and self.was != self.kind)


def compare(old: str, new: str) -> tuple[Compared, ...]:
    """Two rich texts, in the new one's order with what is gone where it stood."""
    return _passages(passages(old), passages(new))


def compare_plain(old: str, new: str) -> tuple[Compared, ...]:
    """Two texts without markup, line by line."""
    return _passages(plain_passages(old), plain_passages(new))


def _passages(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> tuple[Compared, ...]:
    matcher = SequenceMatcher(None, [_key(each) for each in old], [_key(each) for each in new], autojunk=False)
    found: list[Compared] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            found += [Compared(now.kind, (Bit(Kept.SAME, now.words),), was.kind) for was, now in pairs]
        else:
            found += _replaced(old[i1:i2], new[j1:j2])
    return tuple(found)


def _key(passage: Passage) -> tuple[object, ...]:
    return (passage.kind, *(word.key for word in passage.words))


def _replaced(old: Sequence[Passage], new: Sequence[Passage]) -> list[Compared]:
    """Passages that are not simply the same: pairs that are alike, between them what came and what went."""
    found: list[Compared] = []
    i = j = 0
    for at, there in [*_pairs(old, new), (len(old), len(new))]:
        found += [Compared(gone.kind, (Bit(Kept.GONE, gone.words),), gone.kind) for gone in old[i:at]]
        found += [Compared(come.kind, (Bit(Kept.NEW, come.words),)) for come in new[j:there]]
        if at < len(old):
            found.append(Compared(new[there].kind, _words(old[at].words, new[there].words), old[at].kind))
        i, j = at + 1, there + 1
    return found


def _pairs(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """Which belong together, both orders kept, the most alike in sum."""
    if len(old) * len(new) > MOST_PAIRS:
        pairs = [(n, n) for n in range(min(len(old), len(new)))]
        return [(a, b) for a, b in pairs if _likeness(old[a], new[b]) >= ALIKE]
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    alike = [[_likeness(was, now) for now in new] for was in old]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            together = alike[a][b] + best[a + 1][b + 1] if alike[a][b] >= ALIKE else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    found: list[tuple[int, int]] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if alike[a][b] >= ALIKE and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _likeness(old: Passage, new: Passage) -> float:
    """How much of both is in both, 0 to 1, by words."""
    if not old.words or not new.words:
        return 0.0
    return SequenceMatcher(
        None, [word.text for word in old.words], [word.text for word in new.words], autojunk=False
    ).ratio()


def _words(old: tuple[Word, ...], new: tuple[Word, ...]) -> tuple[Bit, ...]:
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new], autojunk=False)
    spans = _without_islands(list(matcher.get_opcodes()))
    bits: list[Bit] = []
    for kind, i1, i2, j1, j2 in spans:
        if kind == "equal":
            bits.append(Bit(Kept.SAME, new[j1:j2]))
            continue
        if i2 > i1:
            bits.append(Bit(Kept.GONE, old[i1:i2]))
        if j2 > j1:
            bits.append(Bit(Kept.NEW, new[j1:j2]))
    return tuple(bits)


Span = tuple[str, int, int, int, int]


def _without_islands(spans: list[Span]) -> list[Span]:
    """Changes joined over the few equal words between them, where they are longer than those words."""
    found: list[Span] = []
    for number, (was, i1, i2, j1, j2) in enumerate(spans):
        alone = was == "equal" and i2 - i1 <= SMALL_ISLAND and 0 < number < len(spans) - 1
        joined = alone and _length(spans[number - 1]) + _length(spans[number + 1]) > 2 * (i2 - i1)
        kind = "replace" if joined else was
        if found and kind != "equal" and found[-1][0] != "equal":
            _kind, from_i, _to_i, from_j, _to_j = found[-1]
            found[-1] = ("replace", from_i, i2, from_j, j2)
        else:
            found.append((kind, i1, i2, j1, j2))
    return found


def _length(span: Span) -> int:
    _kind, i1, i2, j1, j2 = span
    return max(i2 - i1, j2 - j1)
