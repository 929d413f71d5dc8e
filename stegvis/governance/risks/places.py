"""Places in a program in words: for the picker, for what has changed, for the sentence that stops publication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.catalogue import telling
from stegvis.catalogue.checking.places import place_of
from stegvis.catalogue.differing.rules import rule_words
from stegvis.program.document import (
    PROGRAM_ID,
    AccordionBlock,
    AudioBlock,
    CalloutBlock,
    DiaryBlock,
    Document,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Module,
    Node,
    QuestionnaireBlock,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.leaning import ASKED, DANGER, HEAD, OPENS, ORDER, QUESTION, SCORE, WORDS, address_of, asks, items

SHOWN = 90
_KINDS: Mapping[type[Node], Promise] = {
    Module: gettext_lazy("Modulen"),
    Section: gettext_lazy("Avsnittet"),
    Step: gettext_lazy("Steget"),
    HeadingBlock: gettext_lazy("Rubriken"),
    TextBlock: gettext_lazy("Texten"),
    ImageBlock: gettext_lazy("Bilden"),
    FilmBlock: gettext_lazy("Filmen"),
    AudioBlock: gettext_lazy("Ljudet"),
    CalloutBlock: gettext_lazy("Rutan"),
    AccordionBlock: gettext_lazy("Texterna som fälls ut"),
    DocumentBlock: gettext_lazy("PDF:en"),
    ExerciseBlock: gettext_lazy("Övningen"),
    QuestionnaireBlock: gettext_lazy("Formuläret i steget"),
    DiaryBlock: gettext_lazy("Registreringen"),
}
_WORDS: Mapping[str, Promise] = {
    "title": gettext_lazy("Programmets titel"),
    "lead": gettext_lazy("Ingressen"),
    "welcome": gettext_lazy("Välkomsttexten"),
    "intended_purpose": gettext_lazy("Avsett ändamål"),
}
_HEADS: Mapping[str, tuple[Promise, Any]] = {
    "kind": (gettext_lazy("Slag av program"), telling.kind_words),
    "start": (gettext_lazy("Vem som startar"), telling.start_words),
    "language": (gettext_lazy("Programmets språk"), telling.language_words),
    "messages": (gettext_lazy("Meddelanden"), telling.messages_words),
    "results": (gettext_lazy("Vad invånaren ser av sina resultat"), telling.results_words),
    "unsent": (gettext_lazy("När osända farliga svar visas"), telling.danger_words),
    "length": (gettext_lazy("Hur lång den aktiva delen är"), telling.length_words),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One place to lean on, for the picker. `depth` is how far in it stands."""

    place: str
    words: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together: a module, a questionnaire, the rules in time, the program itself."""

    name: str
    choices: tuple[Choice, ...]


def groups(document: Document) -> tuple[Group, ...]:
    """Everything a row can lean on, in reading order: danger rules first, since they are what most rows are about."""
    dangers, asked = [], []
    for plain in document.questionnaires.values():
        choices = tuple(_of_questionnaire(document, plain))
        dangers += [each for each in choices if each.place.startswith(DANGER)]
        rest = tuple(each for each in choices if not each.place.startswith(DANGER))
        asked.append(Group(_("Formulär: %(title)s") % {"title": _title(plain, document.language)}, rest))
    modules = [Group(_named(document, module), tuple(_of_module(document, module))) for module in document.modules]
    planned = [
        Choice(node.id, name(document, node.id))
        for node in (*document.measurements, *document.reminders, *document.flags, *document.phases)
    ]
    own = [WORDS + key for key in _WORDS] + [HEAD + key for key in _HEADS] + [ORDER]
    found = (
        Group(_("Farliga svar"), tuple(dangers)),
        Group(_("Mätningar, påminnelser, flaggor och faser"), tuple(planned)),
        *asked,
        *modules,
        Group(_("Programmet och dess inställningar"), tuple(Choice(key, name(document, key)) for key in own)),
    )
    return tuple(group for group in found if group.choices)


def name(document: Document, place: str) -> str:
    """What a place is called, with where it stands. Also of a place that is not there: then its key's own words."""
    if place == ORDER:
        return _("Modulernas ordning")
    if place.startswith(WORDS):
        return str(_WORDS.get(place.removeprefix(WORDS), place))
    if place.startswith(HEAD):
        return str(_HEADS[place.removeprefix(HEAD)][0])
    if place.startswith(OPENS):
        words = {"module": place_of(document, place.removeprefix(OPENS)).words}
        return _("När modulen ”%(module)s” öppnas") % words
    if address_of(place)[0]:
        return _asked_name(document, place)
    node = _node(document, place)
    if node is None:
        return _("Något som inte finns kvar")
    rule = rule_words(document, node)
    if rule:
        return rule
    kind, where = _KINDS.get(type(node)), place_of(document, place).words
    shown = where if _own_name(document, node) else " › ".join(filter(None, (where, _beginning(document, node))))
    return f"{kind}: {shown}" if kind else shown


def told(document: Document, place: str) -> str:
    """What stands there, as plain words: to set before and after beside each other."""
    if place == ORDER:
        return " · ".join(_named(document, module) for module in document.modules)
    if place.startswith(WORDS):
        return _plain(document.text(f"{PROGRAM_ID}.{place.removeprefix(WORDS)}"))
    if place.startswith(HEAD):
        found = _HEADS.get(place.removeprefix(HEAD))
        return str(found[1](document)) if found else ""
    if place.startswith(OPENS):
        node = _node(document, place.removeprefix(OPENS))
        return telling.opening_words(document, node) if isinstance(node, Module) else ""
    if address_of(place)[0]:
        return _asked_told(document, place)
    node = _node(document, place)
    if node is None:
        return ""
    return rule_words(document, node) or _beginning(document, node, length=0)


# --- Nodes -------------------------------------------------------------------------------------


def _node(document: Document, place: str) -> Node | None:
    return next((node for node, _parent in document.nodes() if node.id == place), None)


def _of_module(document: Document, module: Module) -> Iterator[Choice]:
    yield Choice(module.id, _("Hela modulen"))
    yield Choice(OPENS + module.id, _("När den öppnas: %(rule)s") % {"rule": telling.opening_words(document, module)})
    for section in module.sections:
        if len(module.sections) > 1:
            yield Choice(section.id, f"{_KINDS[Section]}: {_named(document, section)}")
        for step in section.steps:
            yield Choice(step.id, f"{_KINDS[Step]}: {_named(document, step)}")
            for block in step.blocks:
                yield Choice(block.id, f"{_KINDS[type(block)]}: {_inside(document, block)}", 1)


def _inside(document: Document, block: Node) -> str:
    if isinstance(block, QuestionnaireBlock | DiaryBlock):
        return telling.questionnaire_title(document, block.questionnaire)
    return _beginning(document, block) or _("utan ord")


def _own_name(document: Document, node: Node) -> bool:
    """Whether the node's own title already stands last in its place."""
    return any(document.text(node.key(field)) for field in ("title", "text") if field in node.text_fields)


def _named(document: Document, node: Node) -> str:
    return document.text(node.key("title")) or _("utan titel")


def _beginning(document: Document, node: Node, length: int = SHOWN) -> str:
    """The node's words one after another, or their beginning."""
    if isinstance(node, QuestionnaireBlock | DiaryBlock):
        return telling.questionnaire_title(document, node.questionnaire)
    said = " ".join(filter(None, (_plain(text) for text in document.words(node).values())))
    if isinstance(node, AccordionBlock):
        said = " ".join(filter(None, (said, *(_beginning(document, each, 0) for each in node.items))))
    return Truncator(said).chars(length) if length else said


def _plain(text: str) -> str:
    return " ".join(strip_tags(text.replace("</p>", " </p>").replace("</li>", " </li>")).split())


# --- Questionnaires ----------------------------------------------------------------------------


def _of_questionnaire(document: Document, plain: Mapping[str, Any]) -> Iterator[Choice]:
    url = str(plain.get("url", ""))
    yield Choice(ASKED + url, _("Hela formuläret"))
    for item, _around in items(plain):
        if asks(item):
            place = f"{QUESTION}{url}#{item.get('link_id', '')}"
            yield Choice(place, Truncator(_asked_name(document, place, alone=True)).chars(SHOWN))
    for kind, key, beginning in (("scores", "code", SCORE), ("dangers", "id", DANGER)):
        for each in plain.get(kind) or ():
            place = f"{beginning}{url}#{each.get(key, '')}"
            yield Choice(place, _asked_name(document, place, alone=beginning != DANGER))


def _definition(document: Document, url: str) -> Mapping[str, Any]:
    return next((each for each in document.questionnaires.values() if each.get("url") == url), {})


def _text(plain: Mapping[str, Any], key: str, language: str) -> str:
    texts = plain.get("texts") or {}
    own = texts.get(language) or texts.get(plain.get("language") or "sv") or {}
    return str(own.get(key) or "")


def _title(plain: Mapping[str, Any], language: str) -> str:
    return _text(plain, "title", language) or str(plain.get("url", "")).rsplit("/", 1)[-1]


def _asked_name(document: Document, place: str, *, alone: bool = False) -> str:
    url, inner = address_of(place)
    plain, language = _definition(document, url), document.language
    whole = _title(plain, language) or url.rsplit("/", 1)[-1]
    if place.startswith(ASKED):
        return _("Formuläret %(title)s") % {"title": whole}
    key, words = {
        QUESTION: (f"item:{inner}:text", _("Frågan ”%(what)s”")),
        SCORE: (f"score:{inner}", _("Poängen %(what)s")),
        DANGER: (f"danger:{inner}", _("Farligt svar: %(what)s")),
    }[next(each for each in (QUESTION, SCORE, DANGER) if place.startswith(each))]
    said = words % {"what": _plain(_text(plain, key, language)) or inner}
    return said if alone or whole.casefold() in said.casefold() else f"{said} ({whole})"


def _asked_told(document: Document, place: str) -> str:
    url, inner = address_of(place)
    plain, language = _definition(document, url), document.language
    if not plain:
        return ""
    if place.startswith(QUESTION):
        return _question_told(plain, inner, language)
    if place.startswith(DANGER):
        return _danger_told(document, plain, inner)
    if place.startswith(SCORE):
        return _asked_name(document, place)
    return _("version %(version)s, %(n)s frågor") % {
        "version": plain.get("version", ""),
        "n": sum(asks(item) for item, _around in items(plain)),
    }


def _question_told(plain: Mapping[str, Any], link: str, language: str) -> str:
    found = next(((item, around) for item, around in items(plain) if item.get("link_id") == link), None)
    if found is None:
        return ""
    item, around = found
    holder = item if item.get("options") else next((each for each in reversed(around) if each.get("options")), item)
    options = [
        _text(plain, f"item:{holder.get('link_id')}:option:{each.get('code')}", language) or str(each.get("code"))
        for each in holder.get("options") or ()
    ]
    said = _plain(_text(plain, f"item:{link}:text", language))
    return f"{said} [{' / '.join(options)}]" if options else said


def _danger_told(document: Document, plain: Mapping[str, Any], rule_id: str) -> str:
    rule = next((each for each in plain.get("dangers") or () if each.get("id") == rule_id), None)
    if rule is None:
        return ""
    own = next((d for d in document.settings.dangers if (d.questionnaire, d.rule) == (plain.get("url"), rule_id)), None)
    limit = own.threshold if own is not None and own.threshold is not None else rule.get("threshold")
    question = _plain(_text(plain, f"item:{rule.get('link_id')}:text", document.language)) or rule.get("link_id")
    words = {"question": question, "operator": rule.get("operator", ""), "limit": limit}
    said = _("”%(question)s” %(operator)s %(limit)s") % words
    help_text = _plain(_text(plain, f"danger:{rule_id}:help", document.language))
    level = _("Invånarens egen behandlare får veta.") if own is not None and own.level == "ordinary" else ""
    return " ".join(filter(None, (said + ".", level, help_text)))
