"""What a paper is made of. Values only; how they look is in paper.typ."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper. The title is level 1."""

    kind: ClassVar[str] = "heading"

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    kind: ClassVar[str] = "words"

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a term and what it is."""

    kind: ClassVar[str] = "facts"

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. A row with a single cell is a title across them all. `widths` are shares of the page."""

    kind: ClassVar[str] = "table"

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Alike columns where nothing else is said."""
        object.__setattr__(self, "widths", self.widths or (1.0,) * len(self.heads))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG. `alt` says the same in words; a paper without it is not made. `width` in per cent."""

    kind: ClassVar[str] = "picture"

    svg: str
    alt: str
    width: float = 100


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, in order, with a drawing beside it where there is one."""

    kind: ClassVar[str] = "steps"

    items: tuple[str, ...]
    beside: Picture | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on by hand."""

    kind: ClassVar[str] = "room"

    lines: int = 1


Part = Heading | Words | Facts | Table | Picture | Steps | Room


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: what it is called, the facts under the title, what it says, and what stands on every page.

    A letter says to whom, in the window of the envelope, and from whom, beside the window where nobody sees it.
    """

    title: str
    language: str
    about: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: str = ""
    to: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()


def one_part(part: Part) -> dict[str, Any]:
    """A part as paper.typ reads it."""
    return {"kind": part.kind, **asdict(part)}


def as_data(paper: Paper, page_word: str) -> dict[str, Any]:
    """The paper as paper.typ reads it."""
    return {
        "title": paper.title,
        "language": paper.language,
        "about": paper.about,
        "parts": [one_part(part) for part in paper.parts],
        "foot": paper.foot,
        "to": paper.to,
        "sender": paper.sender,
        "page-word": page_word,
    }
