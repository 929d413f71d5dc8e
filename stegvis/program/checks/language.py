"""Plain language: LIX of each step, and sentences that are too long to hold in mind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.document import PROGRAM_ID, AccordionBlock, Document, Node, Step
from stegvis.program.lix import WARN_ABOVE, lix, plain_text, sentences

# Fewer words than this say nothing about how a text reads.
WORDS_TO_JUDGE = 40
# A sentence of more words than this is worth parting.
LONG_SENTENCE = 25
_SHOWN = 90
_READ = ("body", "instruction", "transcript", "caption")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class StepRead:
    """How a step reads. ``lix`` is None where there is too little to judge."""

    step_id: str
    words: int
    lix: int | None

    @property
    def hard(self) -> bool:
        """Whether it is worth a second look."""
        return self.lix is not None and self.lix > WARN_ABOVE


def steps_read(document: Document) -> tuple[StepRead, ...]:
    """Every step with its LIX, in order."""
    found = []
    for module in document.modules:
        for step in module.steps:
            counted = lix("\n".join(text for _node, _field, text in _texts(document, step)))
            value = round(counted.value) if counted.words >= WORDS_TO_JUDGE else None
            found.append(StepRead(step.id, counted.words, value))
    return tuple(found)


def language_lapses(document: Document) -> Iterator[Lapse]:
    """Hard steps, and long sentences in steps and in what is read first."""
    for read in steps_read(document):
        if read.hard:
            params = {"lix": read.lix, "words": read.words}
            yield Lapse(CheckCode.STEP_HARD, Weight.SHOULD, read.step_id, "", params)
    for name in ("lead", "welcome"):
        yield from _long(PROGRAM_ID, name, plain_text(document.text(f"{PROGRAM_ID}.{name}")))
    for module in document.modules:
        for step in module.steps:
            for node, field, text in _texts(document, step):
                yield from _long(node.id, field, text)


def _texts(document: Document, step: Step) -> Iterator[tuple[Node, str, str]]:
    for block in step.blocks:
        for node in (block, *block.items) if isinstance(block, AccordionBlock) else (block,):
            for name in _READ:
                if name in node.text_fields and (text := plain_text(document.text(node.key(name)))):
                    yield node, name, text


def _long(node_id: str, field: str, text: str) -> Iterator[Lapse]:
    """The longest sentence of a text, where it is too long: one remark per text is enough to look there."""
    counted = [(len(_WORD.findall(sentence)), sentence) for sentence in sentences(text)]
    words, sentence = max(counted, default=(0, ""), key=lambda each: each[0])
    if words > LONG_SENTENCE:
        shown = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN].rsplit(' ', 1)[0]} …"
        yield Lapse(CheckCode.SENTENCE_LONG, Weight.SHOULD, node_id, field, {"words": words, "sentence": shown})
