"""What differs between two documents in short: one line each, for the one who decides whether to read on.

Small changes inside a step become one line about the step; what is inside something new is not told twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from stegvis.catalogue import telling
from stegvis.program.difference import Change, ChangeKind, difference
from stegvis.program.document import (
    PROGRAM_ID,
    Document,
    FlagRule,
    Measurement,
    Module,
    Node,
    PhaseRule,
    Reminder,
    Section,
    Step,
)

# What is planned in time stands under the program itself, each kind in a part of its own.
PLANNED: dict[type[Node], str] = {
    Measurement: "measurements",
    Reminder: "reminders",
    FlagRule: "flags",
    PhaseRule: "phases",
}


@dataclass(slots=True)
class ChangedPart:
    """A module (or the program itself, or its measurements) and what is new in it."""

    name: str
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Add a line once."""
        if line not in self.lines:
            self.lines.append(line)


def changes_between(old: Document, new: Document) -> list[ChangedPart]:
    """Every change by part, in the new document's reading order. Empty when nothing differs."""
    return _Teller(old, new).tell()


class _Teller:
    """Both documents with their nodes at hand."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.before: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in old.nodes()}
        self.after: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in new.nodes()}
        self.parts: dict[str, ChangedPart] = {PROGRAM_ID: ChangedPart(_("Programmet"))}
        for module in (*new.modules, *old.modules):
            name = new.text(module.key("title")) or old.text(module.key("title"))
            self.parts.setdefault(module.id, ChangedPart(name))
        names = (_("Mätningar"), _("Påminnelser"), _("Flaggor till personalen"), _("Faser"))
        self.parts.update(zip(PLANNED.values(), map(ChangedPart, names), strict=True))

    def tell(self) -> list[ChangedPart]:
        for change in difference(self.old, self.new):
            _TELLERS[change.kind](self, change)
        return [part for part in self.parts.values() if part.lines]

    def _around(self, node_id: str, kind: type[Node]) -> str:
        """The id of the nearest node of a kind that holds this one, itself included."""
        while node_id in self.after or node_id in self.before:
            node, parent = self.after.get(node_id) or self.before[node_id]
            if isinstance(node, kind):
                return node_id
            node_id = parent
        return ""

    def _part(self, node_id: str) -> ChangedPart:
        node, _parent = self.after.get(node_id) or self.before[node_id]
        if type(node) in PLANNED:
            return self.parts[PLANNED[type(node)]]
        return self.parts[self._around(node_id, Module) or PROGRAM_ID]

    def _title(self, document: Document, node_id: str) -> str:
        return document.text(f"{node_id}.title")

    def _step_line(self, node_id: str, words: str) -> None:
        step = self._around(node_id, Step)
        title = self._title(self.new, step) or self._title(self.old, step)
        self._part(node_id).say(_("Steget ”%(title)s”: %(what)s") % {"title": title, "what": words})

    def come_or_gone(self, change: Change) -> None:
        """Something new, or something that is no longer there."""
        added = change.kind is ChangeKind.ADDED
        nodes, document = (self.after, self.new) if added else (self.before, self.old)
        other = self.before if added else self.after
        node, parent = nodes[change.node_id]
        if parent != PROGRAM_ID and parent not in other:
            return
        name = _rule(document, node) or self._title(document, node.id)
        words = (_ADDED if added else _REMOVED).get(type(node))
        if words is None:
            self._step_line(parent, _("nytt innehåll") if added else _("innehåll är borttaget"))
        else:
            self._part(node.id).say(words() % {"name": name})

    def moved(self, change: Change) -> None:
        """Something stands in another place."""
        node, _parent = self.after[change.node_id]
        words = _MOVED.get(type(node))
        if words is None:
            self._step_line(node.id, _("ny ordning"))
        else:
            self._part(node.id).say(words() % {"name": self._title(self.new, node.id)})

    def text(self, change: Change) -> None:
        """Words are changed."""
        name = change.field.rpartition(".")[2]
        if change.node_id == PROGRAM_ID:
            self.parts[PROGRAM_ID].say(_PROGRAM_TEXTS[name]())
            return
        node, _parent = self.after[change.node_id]
        renamed = _RENAMED.get(type(node)) if name == "title" else None
        if renamed:
            names = {"after": change.after or "–", "before": change.before or "–"}
            self._part(node.id).say(renamed() % names)
        elif isinstance(node, Module):
            self._part(node.id).say(_("Ingressen är ändrad"))
        elif type(node) in PLANNED:
            self._planned(node)
        else:
            self._step_line(node.id, _("ändrad text"))

    def setting(self, change: Change) -> None:
        """A rule or a switch is changed."""
        if change.node_id == PROGRAM_ID:
            self.parts[PROGRAM_ID].say(self._switch(change.field))
            return
        node, _parent = self.after[change.node_id]
        if type(node) in PLANNED:
            self._planned(node)
        elif isinstance(node, Module):
            self._part(node.id).say(_("Öppning: %(rule)s") % {"rule": telling.opening_words(self.new, node)})
        elif isinstance(node, Section):
            hideable = (
                _("Avsnittet ”%(name)s” kan nu döljas")
                if node.hideable
                else _("Avsnittet ”%(name)s” kan inte längre döljas")
            )
            self._part(node.id).say(hideable % {"name": self._title(self.new, node.id)})
        else:
            self._step_line(node.id, _("ändrat innehåll"))

    def _planned(self, node: Node) -> None:
        self._part(node.id).say(_("Ändrad: %(rule)s") % {"rule": _rule(self.new, node)})

    def _switch(self, name: str) -> str:
        words = _SWITCHES.get(name)
        return f"{words[0]()}: {words[1](self.new)}" if words else _("Inställningarna är ändrade")


def _rule(document: Document, node: Node) -> str:
    """What is planned in time as a sentence; empty for everything else."""
    match node:
        case Measurement():
            title = telling.questionnaire_title(document, node.questionnaire)
            return f"{title}. {telling.measurement_words(document, node)}"
        case Reminder():
            return telling.reminder_words(document, node)
        case FlagRule():
            return telling.flag_words(node)
        case PhaseRule():
            return telling.phase_words(node)
        case _other:
            return ""


_TELLERS: dict[ChangeKind, Callable[[_Teller, Change], None]] = {
    ChangeKind.ADDED: _Teller.come_or_gone,
    ChangeKind.REMOVED: _Teller.come_or_gone,
    ChangeKind.MOVED: _Teller.moved,
    ChangeKind.TEXT_CHANGED: _Teller.text,
    ChangeKind.SETTING_CHANGED: _Teller.setting,
}
_ADDED: dict[type[Node], Callable[[], str]] = {
    Module: lambda: _("Ny modul"),
    Section: lambda: _("Nytt avsnitt: ”%(name)s”"),
    Step: lambda: _("Nytt steg: ”%(name)s”"),
    **dict.fromkeys(PLANNED, lambda: _("Ny: %(name)s")),
}
_REMOVED: dict[type[Node], Callable[[], str]] = {
    Module: lambda: _("Modulen är borttagen"),
    Section: lambda: _("Borttaget avsnitt: ”%(name)s”"),
    Step: lambda: _("Borttaget steg: ”%(name)s”"),
    **dict.fromkeys(PLANNED, lambda: _("Borttagen: %(name)s")),
}
_MOVED: dict[type[Node], Callable[[], str]] = {
    Module: lambda: _("Modulen har flyttats"),
    Section: lambda: _("Flyttat avsnitt: ”%(name)s”"),
    Step: lambda: _("Flyttat steg: ”%(name)s”"),
    **dict.fromkeys(PLANNED, lambda: _("Ny ordning")),
}
_RENAMED: dict[type[Node], Callable[[], str]] = {
    Module: lambda: _("Modulen hette förut ”%(before)s”"),
    Section: lambda: _("Avsnittet ”%(before)s” heter nu ”%(after)s”"),
    Step: lambda: _("Steget ”%(before)s” heter nu ”%(after)s”"),
}
_PROGRAM_TEXTS: dict[str, Callable[[], str]] = {
    "title": lambda: _("Programmet har fått en ny titel"),
    "lead": lambda: _("Ingressen är ändrad"),
    "welcome": lambda: _("Välkomsttexten är ändrad"),
    "intended_purpose": lambda: _("Avsett ändamål är ändrat"),
}
_SWITCHES: dict[str, tuple[Callable[[], str], Callable[[Document], str]]] = {
    "kind": (lambda: _("Slag"), telling.kind_words),
    "start_modes": (lambda: _("Start"), telling.start_words),
    "messages": (lambda: _("Meddelanden"), telling.messages_words),
    "results": (lambda: _("Egna resultat"), telling.results_words),
    "unsent_after": (lambda: _("Farliga svar"), telling.danger_words),
    "dangers": (lambda: _("Farliga svar"), telling.danger_words),
    "scores": (lambda: _("Egna resultat"), telling.results_words),
    "length_days": (lambda: _("Aktiv del"), telling.length_words),
    "language": (lambda: _("Språk"), telling.language_words),
}
