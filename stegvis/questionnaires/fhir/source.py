"""The file's JSON as nodes that know their path, and a ledger that ticks off what has been read.

Nothing is read without being ticked, and whatever is left unticked at the end is
named as unsupported. That is what makes the report complete: it cannot forget.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from stegvis.questionnaires.engine.parsing import plain
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.known import remark_on
from stegvis.questionnaires.fhir.report import Remark, Report, Taken, shortened


@dataclass
class Ledger:
    """What has been read of one file, and what was said about it."""

    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    changed: list[Remark] = field(default_factory=list)
    unsupported: list[Remark] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    said: set[tuple[str, str, str]] = field(default_factory=set)
    # Items that were left out: nothing in them is said to be taken.
    dropped: set[str] = field(default_factory=set)
    # Where each item stands, and its name here.
    items: dict[str, str] = field(default_factory=dict)

    def tick(self, path: str, owner: str, link_id: str) -> None:
        self.taken.setdefault(path, (owner, link_id))

    def change(self, node: Node, code: str, affects: Affects = Affects.ANSWERS, detail: str = "") -> None:
        self._remark(self.changed, node, code, affects, detail)

    def refuse(self, node: Node, code: str, affects: Affects = Affects.ANSWERS, detail: str = "") -> None:
        self._remark(self.unsupported, node, code, affects, detail)

    def _remark(self, into: list[Remark], node: Node, code: str, affects: Affects, detail: str) -> None:
        # A value set that many questions use is remarked on once.
        if (node.path, code, detail) not in self.said:
            self.said.add((node.path, code, detail))
            into.append(Remark(node.path, node.link_id, code, affects, shortened(detail)))
        self.named.add(node.path)

    def report(self, root: Node) -> Report:
        """Everything that was read, and everything that was not."""
        covered = self.named | set(self.taken)
        touched = set(covered)
        for path in covered:
            for above in _above(path):
                if above in touched:
                    break
                touched.add(above)
        for node in _untouched(root, covered, touched):
            self._name(node)
        by_owner: dict[tuple[str, str], list[str]] = {}
        for path, owner in self.taken.items():
            if path not in self.named and not any(above in self.dropped for above in _above(path)):
                by_owner.setdefault(owner, []).append(path[len(owner[0]) :].lstrip("."))
        taken = [Taken(path, link_id, tuple(found)) for (path, link_id), found in by_owner.items()]
        return Report(taken, self.changed, self.unsupported)

    def _name(self, node: Node) -> None:
        owner = next((above for above in _above(node.path) if above in self.items), "")
        named = Node(node.value, node.path, self, owner, self.items.get(owner, ""))
        self.refuse(named, *remark_on(node.path, node.value))


def _above(path: str) -> Iterator[str]:
    """The paths of what holds a value, the nearest first."""
    while path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
        yield path


def _untouched(root: Node, covered: set[str], touched: set[str]) -> Iterator[Node]:
    """The highest nodes of which nothing was read; a list of extensions is named one by one."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.path in covered:
            continue
        listed = node.path.endswith("extension") and isinstance(node.value, list) and node.value
        if node.path not in touched and not listed:
            yield node
            continue
        waiting.extend(reversed(list(node.children())))


@dataclass(frozen=True)
class Node:
    """One value of the file. `owner` is the path of the item it belongs to."""

    value: object
    path: str
    ledger: Ledger
    owner: str = ""
    link_id: str = ""

    def at(self, key: str | int, value: object) -> Node:
        path = f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}".lstrip(".")
        return Node(value, path, self.ledger, self.owner, self.link_id)

    def owning(self, link_id: str) -> Node:
        """This node as an item of its own: what is read below is said to be read of it."""
        self.ledger.items[self.path] = link_id
        return Node(self.value, self.path, self.ledger, self.path, link_id)

    def children(self) -> Iterator[Node]:
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield self.at(key, value)
        elif isinstance(self.value, list):
            for place, value in enumerate(self.value):
                yield self.at(place, value)

    def tick(self) -> None:
        """This was read, with all that it holds."""
        self.ledger.tick(self.path, self.owner, self.link_id)

    def change(self, code: str, affects: Affects = Affects.ANSWERS, detail: str = "") -> None:
        self.ledger.change(self, code, affects, detail)

    def refuse(self, code: str, affects: Affects = Affects.ANSWERS, detail: str = "") -> None:
        self.ledger.refuse(self, code, affects, detail)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> Node | None:
        if isinstance(self.value, dict) and key in self.value:
            return self.at(key, self.value[key])
        return None

    def each(self, key: str) -> list[Node]:
        """The entries of a list; anything else than a list is named."""
        found = self.get(key)
        if found is None:
            return []
        if not isinstance(found.value, list):
            found.refuse("wrong-type")
            return []
        return list(found.children())

    def extensions(self, url: str) -> list[Node]:
        """The extensions with this address. Asked often, so nodes are made only of those."""
        listed = self.value.get("extension") if isinstance(self.value, dict) else None
        if not isinstance(listed, list):
            return []
        places = [place for place, each in enumerate(listed) if isinstance(each, dict) and each.get("url") == url]
        if not places:
            return []
        holder = self.at("extension", listed)
        return [holder.at(place, listed[place]) for place in places]

    def text(self, key: str) -> str | None:
        """A text without control characters, or None."""
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found.value, str):
            found.refuse("wrong-type")
            return None
        text = tidy(found.value)
        if not text.strip():
            found.change("blank", Affects.LOOK)
            return None
        if text != found.value:
            found.change("tidied", Affects.LOOK)
        found.tick()
        return text

    def word(self, key: str) -> str | None:
        """A code or an address: as it stands, or None."""
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found.value, str) or not found.value.strip():
            found.refuse("wrong-type")
            return None
        found.tick()
        return found.value

    def flag(self, key: str) -> bool | None:
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found.value, bool):
            found.refuse("wrong-type")
            return None
        found.tick()
        return found.value

    def number(self, key: str) -> Decimal | None:
        found = self.get(key)
        if found is None:
            return None
        value = exact(found.value)
        if value is None:
            found.refuse("wrong-type")
            return None
        found.tick()
        return value

    def whole(self, key: str, low: int, high: int) -> int | None:
        found = self.get(key)
        if found is None:
            return None
        value = exact(found.value)
        if value is None or value != int(value) or not low <= value <= high:
            found.refuse("wrong-type")
            return None
        found.tick()
        return int(value)


def exact(value: object) -> Decimal | None:
    """A number the engine can hold, exactly: at most twelve digits and nine decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    number = Decimal(value)
    if not number.is_finite() or number.adjusted() > 11:
        return None
    exponent = number.normalize().as_tuple().exponent
    return None if not isinstance(exponent, int) or exponent < -9 else plain(number)


def tidy(text: str) -> str:
    """The text with plain line ends and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))


def written(value: Decimal) -> int | str:
    """A number as our own documents write it."""
    return int(value) if value == value.to_integral_value() else f"{value:f}"
