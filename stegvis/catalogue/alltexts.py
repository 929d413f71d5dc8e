"""All texts of a program as something to read through and check, each with a number that one can refer to.

Modules are 1, 2 …; a step is 1.2; a text in it 1.2.3. Questionnaires are F1, their questions F1.4; rules are R1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from stegvis.catalogue import telling
from stegvis.catalogue.differing.names import PROGRAM_FIELDS, PROGRAM_RICH, field_name, is_rich
from stegvis.lib.canonical import canonical_json
from stegvis.program.document import (
    PROGRAM_ID,
    AccordionBlock,
    Block,
    DiaryBlock,
    Document,
    FilmBlock,
    ImageBlock,
    Module,
    Node,
    QuestionnaireBlock,
    Section,
    Step,
)
from stegvis.program.wording import Passage, passages, plain_passages
from stegvis.questionnaires.engine import CannotParse, Definition, parse
from stegvis.questionnaires.telling import QuestionTold, Told, told


@dataclass(frozen=True, slots=True)
class Piece:
    """One text. ``label`` says what it is; ``media`` is a picture's hash; ``note`` what is there besides words."""

    number: str
    label: str
    passages: tuple[Passage, ...] = ()
    note: str = ""
    media: str = ""
    alt: str = ""
    block_id: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """A step with its texts."""

    number: str
    title: str
    section: str
    step_id: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ModuleText:
    """A module: when it opens, what introduces it, its steps."""

    number: str
    title: str
    opening: str
    lead: str
    pages: tuple[PageText, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A rule as a sentence, with its number."""

    number: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its number, as `telling` says it."""

    number: str
    told: QuestionTold


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire in words."""

    number: str
    title: str
    version: str
    intro: str
    notice: str
    licence: str
    questions: tuple[Question, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class AllTexts:
    """The whole program in words."""

    title: str
    language: str
    head: tuple[Piece, ...]
    modules: tuple[ModuleText, ...]
    instruments: tuple[Instrument, ...]
    rules: tuple[Numbered, ...]


def all_texts(document: Document, language: str = "") -> AllTexts:
    """Everything that anybody reads in a program, in one of its languages."""
    return _Reader(document, language if language in document.texts else document.language).whole()


class _Reader:
    """A document in one language. Questionnaires are numbered in the order in which they are asked."""

    def __init__(self, document: Document, language: str) -> None:
        self.document, self.language = document, language
        self.instruments = dict(self._instruments())

    def whole(self) -> AllTexts:
        return AllTexts(
            self.document.text(f"{PROGRAM_ID}.title", self.language),
            self.language,
            tuple(self._head()),
            tuple(self._module(number, module) for number, module in enumerate(self.document.modules, start=1)),
            tuple(self.instruments.values()),
            tuple(self._rules()),
        )

    def _head(self) -> Iterator[Piece]:
        number = 0
        for name, label in PROGRAM_FIELDS.items():
            text = self.document.text(f"{PROGRAM_ID}.{name}", self.language)
            if text and name != "title":
                number += 1
                found = passages(text) if name in PROGRAM_RICH else plain_passages(text)
                yield Piece(f"0.{number}", str(label), found)

    def _module(self, number: int, module: Module) -> ModuleText:
        pages: list[PageText] = []
        for section in module.sections:
            titled = len(module.sections) > 1
            pages += [self._page(f"{number}.{len(pages) + n}", step, section if titled else None)
                      for n, step in enumerate(section.steps, start=1)]  # fmt: skip
        return ModuleText(
            str(number),
            self.document.text(module.key("title"), self.language),
            telling.opening_words(self.document, module, self.language),
            self.document.text(module.key("lead"), self.language),
            tuple(pages),
        )

    def _page(self, number: str, step: Step, section: Section | None) -> PageText:
        found = [piece for block in step.blocks for piece in self._block(block)]
        pieces = tuple(replace(piece, number=f"{number}.{n}") for n, piece in enumerate(found, start=1))
        title = self.document.text(step.key("title"), self.language)
        name = self.document.text(section.key("title"), self.language) if section else ""
        return PageText(number, title, name, step.id, pieces)

    def _block(self, block: Block) -> Iterator[Piece]:
        if isinstance(block, ImageBlock):
            yield from self._image(block)
        elif isinstance(block, QuestionnaireBlock | DiaryBlock):
            found = self.instruments.get(block.questionnaire)
            label = _("Dagbok") if isinstance(block, DiaryBlock) else _("Formulär")
            named = {"title": found.title, "number": found.number} if found else {"title": "–", "number": "–"}
            yield Piece("", label, note=_("%(title)s, se %(number)s") % named, block_id=block.id)
        else:
            nodes: tuple[Node, ...] = block.items if isinstance(block, AccordionBlock) else (block,)
            for node in nodes:
                yield from self._words(node, block)

    def _image(self, block: ImageBlock) -> Iterator[Piece]:
        words = self.document.words(block, self.language)
        alt = "" if block.decorative else words["alt"]
        note = _("Bilden är dekoration och läses inte upp.") if block.decorative else ""
        said = _("Alternativtext: %(alt)s") % {"alt": alt} if alt else ""
        lines = plain_passages("\n".join(filter(None, (said, words["caption"]))))
        yield Piece("", _("Bild"), lines, note, block.image or "", alt, block.id)

    def _words(self, node: Node, block: Block) -> Iterator[Piece]:
        for name in node.text_fields:
            text = self.document.text(node.key(name), self.language)
            if text:
                found = passages(text) if is_rich(node, name) else plain_passages(text)
                yield Piece("", field_name(node, name), found, block_id=block.id)
        if isinstance(block, FilmBlock) and not self.document.text(block.key("transcript"), self.language):
            yield Piece("", field_name(block, "transcript"), note=_("Ingen utskrift finns."), block_id=block.id)

    # --- Questionnaires and rules ----------------------------------------------------------------

    def _instruments(self) -> Iterator[tuple[str, Instrument]]:
        order: list[str] = []
        for node, _parent in self.document.nodes():
            digest = getattr(node, "questionnaire", "")
            if digest in self.document.questionnaires and digest not in order:
                order.append(digest)
        for number, digest in enumerate(order, start=1):
            definition = _parsed(self.document, digest)
            if definition is not None:
                yield digest, self._instrument(f"F{number}", definition)

    def _instrument(self, number: str, definition: Definition) -> Instrument:
        said = told(definition, self.language)
        questions = tuple(Question(f"{number}.{n}", each) for n, each in enumerate(said.questions, start=1))
        return Instrument(
            number,
            definition.title(self.language),
            definition.version,
            definition.intro(self.language),
            definition.notice(self.language),
            " ".join(filter(None, (definition.source(self.language), definition.licence.reference))),
            questions,
            said,
        )

    def _rules(self) -> Iterator[Numbered]:
        document, language = self.document, self.language
        found: list[tuple[str, str]] = [
            (_("Slag"), telling.kind_words(document)),
            (_("Start"), telling.start_words(document)),
            (_("Meddelanden"), telling.messages_words(document)),
            (_("Egna resultat"), telling.results_words(document)),
            (_("Aktiv del"), telling.length_words(document)),
        ]
        if telling.has_dangers(document):
            found.append((_("Farliga svar"), telling.danger_words(document)))
        found += [
            (document.text(module.key("title"), language), telling.opening_words(document, module, language))
            for module in document.modules
        ]
        for measurement in document.measurements:
            title = telling.questionnaire_title(document, measurement.questionnaire, language)
            found.append((title, telling.measurement_words(document, measurement, language)))
        for reminder in document.reminders:
            words = telling.reminder_words(document, reminder, language)
            text = telling.reminder_text(document, reminder, language)
            own = "" if text in words else _("Texten är: ”%(text)s”") % {"text": text}
            found.append((_("Påminnelse"), f"{words} {own}".strip()))
        found += [(_("Flagga"), telling.flag_words(flag)) for flag in document.flags]
        found += [(_("Fas"), telling.phase_words(rule)) for rule in document.phases]
        yield from (Numbered(f"R{number}", label, text) for number, (label, text) in enumerate(found, start=1))


def _parsed(document: Document, digest: str) -> Definition | None:
    try:
        return parse(canonical_json(dict(document.questionnaires[digest])))
    except CannotParse:
        return None
