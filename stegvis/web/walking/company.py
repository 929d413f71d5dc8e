"""Who is there with the one who walks, as the pages of a walk ask for it: staff of a unit, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from stegvis.questionnaires.engine import Definition
    from stegvis.web.walking.walks import Walk


class Word(Protocol):
    """Something that staff wrote on an exercise."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def author_name(self) -> str:
        """Who wrote it."""

    @property
    def sent_at(self) -> datetime:
        """When."""


class Company(Protocol):
    """Made anew for each walk and each request, so that what it has asked for once it remembers."""

    @property
    def space(self) -> str:
        """The space of names that the walk's pages have: "resident:step"."""

    @property
    def home(self) -> str:
        """The address of the page above the walk."""

    @property
    def remark(self) -> str:
        """What is said beside every result."""

    def contact(self, walk: Walk) -> Any:
        """Those who are behind the program, for the templates; None when nobody is."""

    def reads(self, walk: Walk) -> str:
        """When somebody reads what is written now. Stands beside every box."""

    def keeps(self, walk: Walk) -> str:
        """Who sees an exercise that nobody gives feedback on. Stands beside its box."""

    def seen_by(self, walk: Walk, definition: Definition) -> Any:
        """When somebody sees a dangerous answer of this questionnaire; None when nobody does."""

    def warned(self, walk: Walk, seen: Any) -> str:
        """What happens with a dangerous answer, said before it is given. `seen` is what `seen_by` gave."""

    def seen(self, walk: Walk, seen: Any) -> str:
        """When it is seen, said when it has been given."""

    def comments(self, walk: Walk, blocks: Sequence[str]) -> Mapping[str, Sequence[Word]]:
        """What was written on the exercises of a page that is being shown, by block."""

    def told(self, walk: Walk) -> None:
        """Answers were settled: whoever is to be told of them is told now, not when the worker comes to it."""

    def messages(self, walk: Walk) -> str:
        """Where the one who walks writes to somebody; empty when there is nobody to write to."""

    def dissent(self, walk: Walk, occasion: str) -> str:
        """Where the one who walks notes that something in sent answers is not right; empty where nobody reads it."""

    def stays(self, walk: Walk) -> Sequence[str]:
        """The program's own words of help that stand on later pages too, after a dangerous answer."""
