"""Looking at the content: is everything there, can everybody take it in."""

from collections.abc import Iterator

from stegvis.program.document import (
    PROGRAM_ID,
    AccordionBlock,
    AccordionItem,
    AudioBlock,
    Block,
    CalloutBlock,
    Document,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Module,
    Node,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.kinds import ExerciseForm
from stegvis.program.lix import WARN_ABOVE, lix, plain_text

# Fewer words than this say nothing about how a text reads.
WORDS_TO_JUDGE = 60

_REQUIRED: dict[type[Node], tuple[str, ...]] = {
    Module: ("title",),
    Step: ("title",),
    HeadingBlock: ("text",),
    TextBlock: ("body",),
    FilmBlock: ("title",),
    AudioBlock: ("title",),
    CalloutBlock: ("body",),
    AccordionItem: ("title", "body"),
    DocumentBlock: ("title",),
    ExerciseBlock: ("title",),
}


def content_findings(document: Document) -> Iterator[Finding]:
    """The head, then every module from top to bottom."""
    yield from _head(document)
    for module in document.modules:
        yield from _module(document, module)


def _is_empty(document: Document, key: str) -> bool:
    return not plain_text(document.text(key))


def _head(document: Document) -> Iterator[Finding]:
    blocking = (("title", Code.TITLE_MISSING), ("welcome", Code.WELCOME_MISSING))
    for name, code in blocking:
        if _is_empty(document, f"{PROGRAM_ID}.{name}"):
            yield Finding(code, PROGRAM_ID, name)
    if _is_empty(document, f"{PROGRAM_ID}.intended_purpose"):
        code = Code.INTENDED_PURPOSE_MISSING
        yield Finding(code, PROGRAM_ID, "intended_purpose", severity=Severity.WARNS)
    if not document.start_modes:
        yield Finding(Code.START_MODE_MISSING, PROGRAM_ID, "start_modes")
    if not document.modules:
        yield Finding(Code.MODULE_MISSING, PROGRAM_ID, "modules")


def _module(document: Document, module: Module) -> Iterator[Finding]:
    yield from _texts(document, module)
    if not module.sections:
        yield Finding(Code.SECTION_MISSING, module.id, "sections")
    for section in module.sections:
        yield from _section(document, section, titled=len(module.sections) > 1)
    yield from _readability(document, module)


def _section(document: Document, section: Section, *, titled: bool) -> Iterator[Finding]:
    if titled and _is_empty(document, section.key("title")):
        yield Finding(Code.TEXT_MISSING, section.id, "title")
    if not section.steps:
        yield Finding(Code.STEP_MISSING, section.id, "steps")
    for step in section.steps:
        yield from _texts(document, step)
        if not step.blocks:
            yield Finding(Code.BLOCK_MISSING, step.id, "blocks")
        for block in step.blocks:
            yield from _texts(document, block)
            yield from _files(document, block)
            yield from _block(document, block)


def _texts(document: Document, node: Node) -> Iterator[Finding]:
    for name in _REQUIRED.get(type(node), ()):
        if _is_empty(document, node.key(name)):
            yield Finding(Code.TEXT_MISSING, node.id, name)


def _files(document: Document, block: Block) -> Iterator[Finding]:
    for name in ("image", "film", "audio", "document"):
        if block.kind == name:
            digest = getattr(block, name)
            if digest is None or digest not in document.media:
                yield Finding(Code.FILE_MISSING, block.id, name)


def _block(document: Document, block: Block) -> Iterator[Finding]:
    match block:
        case ImageBlock(decorative=False) if _is_empty(document, block.key("alt")):
            yield Finding(Code.ALT_MISSING, block.id, "alt")
        case FilmBlock():
            yield from _film(document, block)
        case AudioBlock() if _is_empty(document, block.key("transcript")):
            yield Finding(Code.TRANSCRIPT_MISSING, block.id, "transcript")
        case AccordionBlock(items=()):
            yield Finding(Code.ITEM_MISSING, block.id, "items")
        case AccordionBlock():
            for item in block.items:
                yield from _texts(document, item)
        case ExerciseBlock(form=ExerciseForm.TABLE):
            yield from _table(document, block)
        case _:
            return


def _film(document: Document, block: FilmBlock) -> Iterator[Finding]:
    if block.captions is None or block.captions not in document.media:
        yield Finding(Code.CAPTIONS_MISSING, block.id, "captions")
    if not block.nothing_shown_only:
        yield Finding(Code.DESCRIPTION_UNDECLARED, block.id, "nothing_shown_only")


def _table(document: Document, block: ExerciseBlock) -> Iterator[Finding]:
    if not block.columns:
        yield Finding(Code.COLUMN_MISSING, block.id, "columns")
    for name in block.column_fields:
        if _is_empty(document, block.key(name)):
            yield Finding(Code.TEXT_MISSING, block.id, name)


def _readability(document: Document, module: Module) -> Iterator[Finding]:
    """One number per module: what a resident reads on its way through."""
    lines = [
        plain_text(document.text(node.key(name)))
        for step in module.steps
        for block in step.blocks
        for node in (block.items if isinstance(block, AccordionBlock) else (block,))
        for name in ("body", "instruction")
    ]
    counted = lix("\n".join(line for line in lines if line))
    if counted.words >= WORDS_TO_JUDGE and counted.value > WARN_ABOVE:
        params = {"lix": round(counted.value)}
        yield Finding(Code.HARD_TO_READ, module.id, "", params, Severity.WARNS)
