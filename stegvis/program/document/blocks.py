"""The blocks of a step, one frozen dataclass per kind.

A block holds structure only. Its words lie in ``Document.texts`` under
``block.key(field)``; its pictures, films and sounds in ``Document.media``
under their sha256. Rendering lives in ``catalogue``.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from stegvis.program.kinds import CalloutTone, DiaryPer, ExerciseForm
from stegvis.program.reading import LATER


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in a document that has a stable id and words of its own."""

    words: ClassVar[tuple[str, ...]] = ()

    id: str

    def key(self, field: str) -> str:
        """The text key of one of this node's fields."""
        return f"{self.id}.{field}"

    @property
    def text_fields(self) -> tuple[str, ...]:
        """The fields that have words, in reading order."""
        return self.words


@dataclass(frozen=True, slots=True)
class HeadingBlock(Node):
    """A heading inside a step."""

    kind: ClassVar[str] = "heading"
    words: ClassVar[tuple[str, ...]] = ("text",)

    level: int


@dataclass(frozen=True, slots=True)
class TextBlock(Node):
    """Rich text (HTML within the allow-list)."""

    kind: ClassVar[str] = "text"
    words: ClassVar[tuple[str, ...]] = ("body",)


@dataclass(frozen=True, slots=True)
class ImageBlock(Node):
    """A picture; a decorative one needs no alternative text."""

    kind: ClassVar[str] = "image"
    words: ClassVar[tuple[str, ...]] = ("alt", "caption")

    image: str | None
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class FilmBlock(Node):
    """A film with captions; ``nothing_shown_only`` declares that the pictures
    say nothing that the sound does not say."""

    kind: ClassVar[str] = "film"
    words: ClassVar[tuple[str, ...]] = ("title", "transcript")

    film: str | None
    captions: str | None = None
    nothing_shown_only: bool = False


@dataclass(frozen=True, slots=True)
class AudioBlock(Node):
    """A sound with its transcript."""

    kind: ClassVar[str] = "audio"
    words: ClassVar[tuple[str, ...]] = ("title", "transcript")

    audio: str | None


@dataclass(frozen=True, slots=True)
class CalloutBlock(Node):
    """A set-off piece of text."""

    kind: ClassVar[str] = "callout"
    words: ClassVar[tuple[str, ...]] = ("title", "body")

    tone: CalloutTone


@dataclass(frozen=True, slots=True)
class AccordionItem(Node):
    """One fold of an accordion."""

    words: ClassVar[tuple[str, ...]] = ("title", "body")


@dataclass(frozen=True, slots=True)
class AccordionBlock(Node):
    """Texts that fold out one by one."""

    kind: ClassVar[str] = "accordion"

    items: tuple[AccordionItem, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentBlock(Node):
    """A PDF to open or print."""

    kind: ClassVar[str] = "document"
    words: ClassVar[tuple[str, ...]] = ("title",)

    document: str | None


@dataclass(frozen=True, slots=True)
class ExerciseBlock(Node):
    """A worksheet the resident sends in.

    A table has ``columns`` columns, whose labels are ``column_1`` and on. Without ``feedback`` nobody waits to read it:
    it is for the one who writes.
    """

    kind: ClassVar[str] = "exercise"
    words: ClassVar[tuple[str, ...]] = ("title", "instruction")

    form: ExerciseForm
    columns: int = 0
    rows: int = 0
    feedback: bool = field(default=True, metadata=LATER)

    @property
    def column_fields(self) -> tuple[str, ...]:
        """The text fields of the table's column labels."""
        return tuple(f"column_{number + 1}" for number in range(self.columns))

    @property
    def text_fields(self) -> tuple[str, ...]:
        """Title, instruction and every column label."""
        return (*self.words, *self.column_fields)


@dataclass(frozen=True, slots=True)
class QuestionnaireBlock(Node):
    """A questionnaire answered inside a step, by its definition's digest."""

    kind: ClassVar[str] = "questionnaire"

    questionnaire: str


@dataclass(frozen=True, slots=True)
class DiaryBlock(Node):
    """Recurrent entries: the fields of one are a questionnaire, by its definition's digest."""

    kind: ClassVar[str] = "diary"

    questionnaire: str
    per: DiaryPer = DiaryPer.DAY


Block = (
    HeadingBlock
    | TextBlock
    | ImageBlock
    | FilmBlock
    | AudioBlock
    | CalloutBlock
    | AccordionBlock
    | DocumentBlock
    | ExerciseBlock
    | QuestionnaireBlock
    | DiaryBlock
)
