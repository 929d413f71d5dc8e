"""The whole document from the drafts of a program and its modules."""

from collections.abc import Iterable

from wagtail.models import Collection

from stegvis.authoring.blocks import scores
from stegvis.authoring.blocks.dangers import BETWEEN
from stegvis.authoring.compiling import told
from stegvis.authoring.compiling.drafts import ModuleDraft, ProgramDraft, Raw
from stegvis.authoring.compiling.rules import measurement, opening
from stegvis.authoring.compiling.shelf import Shelf, blocks_of
from stegvis.authoring.compiling.steps import Desk, compile_step
from stegvis.authoring.compiling.words import Words
from stegvis.program.document import (
    PROGRAM_ID,
    Danger,
    Document,
    Module,
    ScoreShown,
    Section,
    Settings,
)
from stegvis.program.kinds import DangerLevel, ProgramKind, ResultsShown, StartMode


def compile_drafts(program: ProgramDraft, modules: Iterable[ModuleDraft], collection: Collection) -> Document:
    """Put it together in the order of the outline. Total: what is unfinished becomes a document with findings."""
    by_page = {module.page_id: module for module in modules}
    placed = _placed(program, by_page)
    desk = Desk(Shelf(collection, (block for _raw, module in placed for block in blocks_of(module.body))), Words())
    head = program.head
    _head_words(head, desk.words)
    tree = tuple(_module(raw, module, desk) for raw, module in placed)
    measurements = tuple(measurement(raw, by_page, desk) for raw in program.measurements)
    language = str(head["program_language"])
    return Document(
        program=program.program,
        kind=ProgramKind(head["kind"]),
        start_modes=_start_modes(head),
        language=language,
        texts={language: desk.words.texts},
        settings=_settings(program),
        modules=tree,
        measurements=measurements,
        questionnaires=desk.shelf.questionnaires,
        media=desk.shelf.media,
        reminders=told.reminders(program.reminders, desk.words),
        flags=told.flags(program.flags),
        phases=told.phases(program.phases),
    )


def _settings(program: ProgramDraft) -> Settings:
    head = program.head
    return Settings(
        messages=bool(head["messages"]),
        results=ResultsShown(head["results"]),
        unsent_after=int(head["unsent_after"] or 0),
        dangers=tuple(_danger(raw) for raw in program.dangers),
        length_days=int(head["length_days"] or 0),
        scores=tuple(_score(raw) for raw in program.scores),
    )


def _score(raw: Raw) -> ScoreShown:
    value = raw.get("value") or {}
    questionnaire, _between, code = str(value.get("score") or "").partition(scores.BETWEEN)
    return ScoreShown(questionnaire, code, ResultsShown(value.get("results") or ResultsShown.NONE))


def _danger(raw: Raw) -> Danger:
    value = raw.get("value") or {}
    questionnaire, _between, rule = str(value.get("rule") or "").partition(BETWEEN)
    threshold = value.get("threshold")
    level = DangerLevel(value.get("level") or DangerLevel.PRIORITY)
    return Danger(questionnaire, rule, level, None if threshold is None else float(threshold))


def _placed(program: ProgramDraft, by_page: dict[int, ModuleDraft]) -> list[tuple[Raw, ModuleDraft]]:
    """The outline's items with their modules: the first time each is named, and only the program's own."""
    found: dict[int, tuple[Raw, ModuleDraft]] = {}
    for item in program.outline:
        page_id = (item.get("value") or {}).get("module")
        module = by_page.get(page_id) if isinstance(page_id, int) else None
        if module is not None:
            found.setdefault(module.page_id, (item, module))
    return list(found.values())


def _head_words(head: Raw, words: Words) -> None:
    words.plain(PROGRAM_ID, "title", head["title"])
    words.rich(PROGRAM_ID, "lead", head["lead"])
    words.rich(PROGRAM_ID, "welcome", head["welcome"])
    words.plain(PROGRAM_ID, "intended_purpose", head["intended_purpose"])


def _start_modes(head: Raw) -> tuple[StartMode, ...]:
    chosen = ((StartMode.GUIDED, head["guided"]), (StartMode.OPEN, head["open_start"]))
    return tuple(mode for mode, on in chosen if on)


def _module(raw: Raw, module: ModuleDraft, desk: Desk) -> Module:
    desk.words.plain(module.id, "title", module.title)
    desk.words.plain(module.id, "lead", module.lead)
    sections = tuple(_section(inner, desk) for inner in module.body)
    return Module(module.id, opening(raw.get("value") or {}), sections)


def _section(raw: Raw, desk: Desk) -> Section:
    value = raw.get("value") or {}
    desk.words.plain(raw["id"], "title", value.get("title"))
    steps = tuple(compile_step(step, desk) for step in value.get("steps") or [])
    return Section(raw["id"], bool(value.get("hideable")), steps)
