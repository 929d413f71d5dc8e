"""A program in several languages: what is not there in each of them."""

from collections.abc import Iterator

from stegvis.program.checks.instruments import parsed
from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.document import PROGRAM_ID, Document, Module, Step


def translation_lapses(document: Document) -> Iterator[Lapse]:
    """Per language: the program's own words, each step, and each questionnaire."""
    own = {key for key, text in document.texts.get(document.language, {}).items() if text.strip()}
    holders = _holders(document)
    for language in sorted(set(document.texts) - {document.language}):
        there = {key for key, text in document.texts[language].items() if text.strip()}
        missing: dict[str, int] = {}
        whole: dict[str, int] = {}
        for key in own:
            holder = holders.get(key.rpartition(".")[0], PROGRAM_ID)
            whole[holder] = whole.get(holder, 0) + 1
            if key not in there:
                missing[holder] = missing.get(holder, 0) + 1
        for holder, n in missing.items():
            params = {"language": language, "n": n, "of": whole[holder]}
            yield Lapse(CheckCode.TRANSLATION_MISSING, Weight.SHOULD, holder, language, params)
        yield from _instruments(document, language)


def _instruments(document: Document, language: str) -> Iterator[Lapse]:
    for digest, plain in sorted(document.questionnaires.items()):
        definition = parsed(plain)
        if definition is None or definition.language == language:
            continue
        own = definition.texts.get(definition.language, {})
        there = definition.texts.get(language, {})
        missing = sum(1 for key in own if not there.get(key))
        if missing:
            params = {"url": definition.url, "title": definition.title(), "language": language, "n": missing}
            yield Lapse(CheckCode.INSTRUMENT_TRANSLATION_MISSING, Weight.SHOULD, digest, language, params)


def _holders(document: Document) -> dict[str, str]:
    """Node → the step or module whose words it is among."""
    parents = {node.id: parent for node, parent in document.nodes()}
    kinds = {node.id: type(node) for node, _parent in document.nodes()}
    found: dict[str, str] = {}
    for key in parents:
        holder = key
        while holder in parents and kinds[holder] not in (Step, Module):
            holder = parents[holder]
        found[key] = holder if holder in parents else PROGRAM_ID
    return found
