"""Our templates with everything that never changes worked out once per language: words, icons, addresses.

A page says most of the same things every time. What it says is decided when the template is first read in a
language; what is left for each request is what differs. Templates of others pass through untouched, and the
tags keep their meaning: here is only when they are worked out.
"""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList, Origin, Template
from django.template.base import (
    FilterExpression,
    TextNode,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders.base import Loader as BaseLoader
from django.template.loaders.cached import Loader as CachedLoader
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from stegvis.ui.addresses import address
from stegvis.ui.tags.data import icon

OURS = Path(__file__).resolve().parent.parent
# Tags of ours that say the same thing whenever they are given the same words.
STEADY = frozenset({icon})


class Folding(BaseLoader):
    """Folds a template of ours when it has been read."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """As Django's."""
        template = super().get_template(template_name, skip)
        if not self.engine.debug and is_ours(template):
            template.nodelist = folded(template.nodelist)
        return template


def is_ours(template: Template) -> bool:
    """Whether it lies in our own source: what others wrote is left as they wrote it."""
    return Path(template.origin.name).is_relative_to(OURS)


class Loader(CachedLoader, Folding):
    """Keeps each template folded, once per language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """The words in it make it another template in another language."""
        return f"{get_language()} {super().cache_key(template_name, skip)}"


class Folded(NodeList):
    """A list of nodes whose texts need no asking."""

    def __init__(self, nodes: list[Node]) -> None:
        super().__init__(nodes)
        self._texts = [node.s if type(node) is TextNode else "" for node in nodes]
        self._asked = [(place, node.render) for place, node in enumerate(nodes) if type(node) is not TextNode]

    def render(self, context: Context) -> SafeString:
        """As Django's, without the detour that marks the place of an error in debug mode."""
        parts = self._texts.copy()
        for place, ask in self._asked:
            parts[place] = ask(context)
        return SafeString("".join(parts))


class Together(Node):
    """Several nodes as one: a loop then asks one node a turn."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """All of them."""
        return self.nodelist.render(context)

    render_annotated = render


class KeptWord(Node):
    """A name given to something that is already known."""

    child_nodelists = ()

    def __init__(self, name: str, value: Any) -> None:
        self.name, self.value = name, value

    def render(self, context: Context) -> str:
        """Says nothing."""
        context[self.name] = self.value
        return ""


class KeptSentence(Node):
    """A translated sentence with places for values."""

    child_nodelists = ()

    def __init__(self, node: BlockTranslateNode, words: str, names: list[str]) -> None:
        self.node, self.words, self.names = node, words, names

    def render(self, context: Context) -> str:
        """The sentence with this page's values in it."""
        given = {name: value.resolve(context) for name, value in self.node.extra_context.items()}
        found = {name: given[name] if name in given else context.get(name, "") for name in self.names}
        try:
            said = self.words % {name: shown(value, context) for name, value in found.items()}
        except (KeyError, ValueError):
            # A translation with a broken place for a value: Django falls back to the original words.
            return str(self.node.render(context))
        if self.node.asvar:
            context[self.node.asvar] = SafeString(said)
            return ""
        return said


class KeptAddress(Node):
    """An address with ids in it."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self.name, self.args, self.asvar = str(node.view_name.var), node.args, node.asvar

    def render(self, context: Context) -> str:
        """The address; nothing where it is only given a name and there is none."""
        try:
            found = address(self.name, *(each.resolve(context) for each in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


class Kinds(dict[type, bool]):
    """Of which types the values are asked for attributes, never for keys, and never called."""

    def __missing__(self, kind: type) -> bool:
        known = set().union(*map(vars, kind.__mro__))
        self[kind] = not known & {"__getitem__", "__call__"}
        return self[kind]


KINDS = Kinds()
# What most variables come to.
ENDS = frozenset({str, SafeString, int, bool, type(None), list, tuple, dict})


class Quick(Variable):
    """A variable with dots in it: most are attributes of a value of ours, and those are tried before keys."""

    __slots__ = ()

    def _resolve_lookup(self, context: Context) -> Any:
        """As Django's, which is asked about everything that is not the plain case."""
        names = self.lookups or ()
        try:
            found = context[names[0]]
            for name in names[1:]:
                kind = type(found)
                if kind is dict:
                    found = found[name]
                elif KINDS[kind]:
                    found = getattr(found, name)
                else:
                    return super()._resolve_lookup(context)  # type: ignore[misc]
        except Exception:  # noqa: BLE001 - whatever it is, Django says what comes of it
            return super()._resolve_lookup(context)  # type: ignore[misc]
        plain = type(found) in ENDS or not callable(found)
        return found if plain else super()._resolve_lookup(context)  # type: ignore[misc]


class QuickExpression(FilterExpression):
    """A variable without filters goes straight to its value."""

    __slots__ = ()

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """As Django's."""
        if not self.filters:
            try:
                return self.var._resolve_lookup(context)
            except VariableDoesNotExist:
                pass
        return super().resolve(context, ignore_failures)


class Plain(VariableNode):
    """A variable; most are strings, which need no look at time zones and decimals."""

    def render(self, context: Context) -> str:
        """Escaped where it is not known to be safe."""
        return shown(self.filter_expression.resolve(context), context)


def shown(value: Any, context: Context) -> str:
    """As Django shows a value, with the usual kinds first."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    if kind is str and context.autoescape:
        return escape(value)
    if kind is int and _plain_numbers():
        return str(value)
    return render_value_in_context(value, context)


@cache
def _plain_numbers() -> bool:
    return not settings.USE_THOUSAND_SEPARATOR


def folded(nodes: NodeList) -> Folded:
    """The same nodes with what is steady worked out, texts that meet joined, and all below likewise."""
    found: list[Node] = []
    for node in nodes:
        new = _steady(node)
        if type(new) is TextNode and found and type(found[-1]) is TextNode:
            found[-1] = TextNode(f"{found[-1].s}{new.s}")
        elif type(new) is not TextNode or new.s:
            found.append(new)
    return Folded(found)


def _steady(node: Node) -> Node:
    if isinstance(node, CommentNode | LoadNode):
        return TextNode("")
    try:
        new = _kept(node)
    except NoReverseMatch:
        # An address that this installation does not have says so when the page is shown.
        new = None
    _quicken(node)
    if new is None:
        # Inside {% language %} the words are of another language than the page's.
        if not isinstance(node, LanguageNode):
            _fold_below(node)
        return node
    # An error in the page still names the tag that it came from.
    new.token = node.token
    if hasattr(node, "origin"):
        new.origin = node.origin
    return new


def _quicken(node: Node) -> None:
    """Every variable that the node asks for."""
    waiting: list[Any] = [*vars(node).values()]
    if isinstance(node, IfNode):
        waiting += [asked for asked, _below in node.conditions_nodelists]
    while waiting:
        found = waiting.pop()
        if isinstance(found, FilterExpression):
            # A number or a word in quotes has no look-ups.
            if found.is_var and type(found.var) is Variable and found.var.lookups and not found.var.translate:
                found.var.__class__, found.__class__ = Quick, QuickExpression
        elif isinstance(found, TokenBase):
            waiting += [found.first, found.second, getattr(found, "value", None)]
        elif isinstance(found, dict):
            waiting += found.values()
        elif isinstance(found, list | tuple) and not isinstance(found, NodeList):
            waiting += found


def _fold_below(node: Node) -> None:
    for name, value in vars(node).items():
        if isinstance(value, NodeList) and value:
            below = folded(value)
            setattr(node, name, NodeList([Together(below)]) if name == "nodelist_loop" else below)
    if isinstance(node, IfNode):
        node.conditions_nodelists = [(asked, folded(below)) for asked, below in node.conditions_nodelists]


def _kept(node: Node) -> Node | None:
    """What stands in the node's place; None when it stays."""
    if type(node) is VariableNode:
        return Plain(node.filter_expression)
    if isinstance(node, TranslateNode):
        return _translated(node)
    if isinstance(node, BlockTranslateNode):
        return _sentence(node)
    if isinstance(node, GetCurrentLanguageNode):
        return KeptWord(node.variable, get_language())
    if type(node) is StaticNode:
        return _said(node, node.varname) if _is_literal(node.path) else None
    if isinstance(node, URLNode):
        return _address(node)
    if type(node) is SimpleNode and node.func in STEADY:
        given = [*node.args, *node.kwargs.values()]
        return _said(node, node.target_var) if all(map(_is_literal, given)) else None
    return None


def _address(node: URLNode) -> Node | None:
    if not _is_literal(node.view_name) or node.kwargs:
        return None
    return KeptAddress(node) if node.args else _said(node, node.asvar)


def _is_literal(expression: Any) -> bool:
    return not expression.is_var and not expression.filters


def _said(node: Node, name: str | None) -> Node:
    """What the node says, or what it gives a name."""
    context = Context()
    text = node.render(context)
    return KeptWord(name, context[name]) if name else TextNode(text)


def _translated(node: TranslateNode) -> Node | None:
    expression = node.filter_expression
    steady = getattr(expression.var, "literal", None) is not None and not expression.filters
    return _said(node, node.asvar) if steady and node.message_context is None else None


def _sentence(node: BlockTranslateNode) -> Node | None:
    if node.plural or node.message_context is not None:
        return None
    singular, names = node.render_token_list(node.singular)
    words = gettext(singular)
    if names or node.extra_context or node.asvar:
        return KeptSentence(node, words, names)
    return TextNode(words % {})
