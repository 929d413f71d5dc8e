"""What a changed program does to a risk analysis. Pure: places with hashes in, what has to be looked at out.

`leaning` and `now` are {place: hash} as `program.leaning.places` gives them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stegvis.program.leaning import ASKED, DANGER, QUESTION, address_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A place that a row leans on says something else now, or is `gone`."""

    place: str
    gone: bool = False


def moved(leaning: Mapping[str, str], now: Mapping[str, str]) -> tuple[Moved, ...]:
    """Which of a row's places have changed. Empty: the row stands as it was signed."""
    return tuple(Moved(place, place not in now) for place, digest in leaning.items() if now.get(place) != digest)


def refreshed(leaning: Iterable[str], now: Mapping[str, str]) -> dict[str, str]:
    """The same places as they are now; what is gone is left out, since nothing can lean on it any more."""
    return {place: now[place] for place in leaning if place in now}


def kept(before: Mapping[str, str], chosen: Iterable[str], now: Mapping[str, str]) -> dict[str, str]:
    """The chosen places as the row knew them, and new ones as they are: a save that settles nothing that is stale."""
    return {place: before.get(place) or now[place] for place in chosen if place in before or place in now}


def unregarded(
    now: Mapping[str, str],
    leaned: Iterable[str],
    regarded: Iterable[tuple[str, str]],
    before: Mapping[str, str] | None,
) -> tuple[str, ...]:
    """Places that nobody has looked at: danger rules that no row leans on, and questions that have come since `before`.

    `regarded` are (place, hash) that somebody said need no row. Without `before` (nothing was ever signed) the
    program's questions are taken as seen, but never its danger rules. A whole new questionnaire is named once.
    """
    seen, looked = set(leaned), set(regarded)
    found: list[str] = []
    for place, digest in now.items():
        if (place, digest) in looked or place in seen:
            continue
        if place.startswith(DANGER) or (before is not None and _is_new_question(place, seen, before)):
            found.append(place)
    return tuple(found)


def _is_new_question(place: str, seen: set[str], before: Mapping[str, str]) -> bool:
    if place in before:
        return False
    if place.startswith(ASKED):
        return True
    if not place.startswith(QUESTION):
        return False
    whole = ASKED + address_of(place)[0]
    return whole in before and whole not in seen
