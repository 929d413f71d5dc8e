"""What differs in one node that stands in both documents, or everything in one that is new or gone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from stegvis.catalogue.differing.kinds import Files, Line, Rule, Said, Seen, Texts
from stegvis.catalogue.differing.names import field_name, is_rich, setting_words
from stegvis.program.document import (
    AudioBlock,
    DiaryBlock,
    Document,
    DocumentBlock,
    FilmBlock,
    ImageBlock,
    Media,
    Node,
    QuestionnaireBlock,
)
from stegvis.program.reading import write
from stegvis.program.wording import Compared, compare, compare_plain

# What a node holds that is no setting of its own.
_INNER = frozenset({"id", "kind", "opening", "sections", "steps", "blocks", "items", "questionnaire"})
_FILES: dict[type[Node], tuple[str, ...]] = {
    ImageBlock: ("image",),
    FilmBlock: ("film", "captions"),
    AudioBlock: ("audio",),
    DocumentBlock: ("document",),
}


def text_lines(old: Document, new: Document, node_id: str, fields: dict[str, str], rich: set[str]) -> Iterator[Texts]:
    """Changed words of one node in every language. ``fields``: name → what it is called."""
    for language in _languages(old, new):
        own = "" if language == new.language else language
        for name, what in fields.items():
            key = f"{node_id}.{name}"
            before, after = old.texts.get(language, {}).get(key, ""), new.texts.get(language, {}).get(key, "")
            if before != after:
                passages = compare(before, after) if name in rich else compare_plain(before, after)
                if any(passage.changed for passage in passages):
                    yield Texts(what, passages, node_id, own)


def node_lines(old: Document, new: Document, before: Node | None, after: Node | None) -> Iterator[Line]:
    """Words, files and settings of one node."""
    node = after or before
    if node is None:
        return
    yield from _files(old, new, before, after)
    fields = {name: field_name(node, name) for each in (before, after) if each for name in each.text_fields}
    yield from text_lines(old, new, node.id, fields, {name for name in fields if is_rich(node, name)})
    if before is not None and after is not None:
        yield from _settings(before, after)
    if isinstance(node, QuestionnaireBlock | DiaryBlock) and (before is None or after is None):
        yield Said(
            _("Ett formulär är borttaget härifrån.") if after is None else _("Ett formulär ställs här."), node.id
        )


def _languages(old: Document, new: Document) -> list[str]:
    """The program's own language first."""
    return sorted({*old.texts, *new.texts}, key=lambda language: (language != new.language, language))


def _settings(before: Node, after: Node) -> Iterator[Line]:
    was, now = write(before), write(after)
    files = _FILES.get(type(after), ())
    for name in now:
        if name not in _INNER and name not in files and was.get(name) != now[name]:
            what, said_before, said_after = setting_words(after, name, was.get(name), now[name])
            yield Rule(what, said_before, said_after, after.id)
    if isinstance(after, DiaryBlock | QuestionnaireBlock) and was.get("questionnaire") != now.get("questionnaire"):
        yield Said(_("Formuläret är ändrat. Ändringarna står under Formulär."), after.id)


def _files(old: Document, new: Document, before: Node | None, after: Node | None) -> Iterator[Files]:
    node = after or before
    for name in _FILES.get(type(node), ()) if node else ():
        was = getattr(before, name) if before else None
        now = getattr(after, name) if after else None
        if node is not None and was != now:
            yield Files(field_name(node, name), _seen(old, before, was), _seen(new, after, now), node.id)


def _seen(document: Document, node: Node | None, media: str | None) -> Seen | None:
    if node is None or media is None:
        return None
    about = document.media.get(media) or Media(mime="", bytes=0)
    words = next((document.text(node.key(name)) for name in ("alt", "title") if name in node.text_fields), "")
    return Seen(media, about.mime, about.name, words)


def words_changed(passages: tuple[Compared, ...]) -> int:
    """How many words came or went."""
    return sum(len(bit.words) for passage in passages for bit in passage.bits if bit.kept != "same")
