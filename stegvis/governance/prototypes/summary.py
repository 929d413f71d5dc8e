"""What came out of a round: counts per kind and state, by module, what was decided, who took part. Pure over rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stegvis.governance.prototypes.carried import Shown
from stegvis.governance.prototypes.kinds import UNRESOLVED, PinKind


@dataclass(frozen=True, slots=True)
class ModuleSummary:
    """One module, or the whole program (no title), with what was said there."""

    title: str
    pins: tuple[Shown, ...]

    def count(self, kind: PinKind) -> int:
        """How many of a kind."""
        return sum(each.pin.kind == kind for each in self.pins)

    @property
    def named(self) -> tuple[tuple[str, int], ...]:
        """One number for each kind, by what it is called."""
        return tuple((str(kind.label), self.count(kind)) for kind in PinKind)

    @property
    def waiting(self) -> int:
        """How many wait for an answer."""
        return sum(each.pin.state in UNRESOLVED for each in self.pins)


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole round. `gone` are pins whose block the program no longer has."""

    modules: tuple[ModuleSummary, ...]
    gone: tuple[Shown, ...]
    kinds: tuple[tuple[PinKind, int], ...]
    states: dict[str, int]
    speakers: tuple[str, ...]

    @property
    def total(self) -> int:
        """Everything that was said."""
        return sum(number for _kind, number in self.kinds)

    @property
    def waiting(self) -> int:
        """What waits for an answer."""
        return sum(self.states.get(state, 0) for state in UNRESOLVED)


def summary_of(pins: Iterable[Shown], titles: dict[str, str]) -> Summary:
    """Sum up what is shown in a round. `titles`: the modules of its document, in order, by id."""
    rows = list(pins)
    there = [each for each in rows if not each.gone]
    by_module = [("", [each for each in there if each.place.module not in titles])]
    by_module += [(title, [each for each in there if each.place.module == pk]) for pk, title in titles.items()]
    kinds = Counter(each.pin.kind for each in rows)
    return Summary(
        modules=tuple(ModuleSummary(title, tuple(found)) for title, found in by_module if found),
        gone=tuple(each for each in rows if each.gone),
        kinds=tuple((kind, kinds[kind.value]) for kind in PinKind),
        states=dict(Counter(each.pin.state for each in rows)),
        speakers=tuple(sorted({each.pin.speaker for each in rows})),
    )
