"""The whole difference between two documents, in reading order: what is gone stands where it stood."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.catalogue import telling
from stegvis.catalogue.differing.blocks import node_lines, text_lines
from stegvis.catalogue.differing.instruments import asked_differences
from stegvis.catalogue.differing.kinds import (
    Asked,
    Difference,
    Files,
    Line,
    PartDiffers,
    Rule,
    Said,
    State,
    StepDiffers,
)
from stegvis.catalogue.differing.names import PROGRAM_FIELDS, PROGRAM_RICH
from stegvis.catalogue.differing.rules import PLANNED, opening, planned, switches
from stegvis.program.difference import ChangeKind, difference
from stegvis.program.document import PROGRAM_ID, AccordionBlock, Block, Document, Module, Node, Section, Step


def differences(old: Document, new: Document) -> Difference:
    """Everything that leads from the old document to the new one, for people who know care and no code."""
    return _Teller(old, new).tell()


def merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The new order, with what is gone right after what it stood behind."""
    found = list(new)
    behind = ""
    for key in old:
        if key not in found:
            found.insert(found.index(behind) + 1 if behind else 0, key)
        behind = key
    return found


class _Teller:
    """Both documents with their nodes at hand."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = old, new
        self.before: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in old.nodes()}
        self.after: dict[str, tuple[Node, str]] = {node.id: (node, parent) for node, parent in new.nodes()}
        self.moved = {change.node_id for change in difference(old, new) if change.kind is ChangeKind.MOVED}

    def tell(self) -> Difference:
        was = {module.id: module for module in self.old.modules}
        now = {module.id: module for module in self.new.modules}
        modules = (self._module(was.get(key), now.get(key)) for key in merged(was, now))
        parts = tuple(part for part in (self._program(), *modules, *self._planned()) if part is not None)
        asked = tuple(asked_differences(self.old, self.new))
        return Difference(parts, asked, tuple(_dangers(parts, asked)), tuple(_counts(parts, asked)))

    def _program(self) -> PartDiffers | None:
        fields = {name: str(words) for name, words in PROGRAM_FIELDS.items()}
        lines = (
            *text_lines(self.old, self.new, PROGRAM_ID, fields, set(PROGRAM_RICH)),
            *switches(self.old, self.new),
        )
        return PartDiffers(PROGRAM_ID, _("Programmet"), State.CHANGED, lines) if lines else None

    def _planned(self) -> Iterator[PartDiffers]:
        for kind, (key, name) in PLANNED.items():
            lines = tuple(planned(self.old, self.new, kind))
            if lines:
                yield PartDiffers(key, str(name), State.CHANGED, lines)

    # --- Modules ---------------------------------------------------------------------------------

    def _module(self, before: Module | None, after: Module | None) -> PartDiffers | None:
        module = after or before
        if module is None:
            return None
        steps = tuple(self._steps(before, after))
        lines = tuple(self._module_lines(before, after))
        state = _state(before, after, moved=module.id in self.moved)
        if state is State.SAME:
            if not steps and not lines:
                return None
            state = State.CHANGED
        told = self._behind(module.id, [each.id for each in self.new.modules]) if state is State.MOVED else ""
        return PartDiffers(module.id, self._name(module.id), state, lines, steps, told)

    def _module_lines(self, before: Module | None, after: Module | None) -> Iterator[Line]:
        yield from node_lines(self.old, self.new, before, after)
        if before is not None and after is not None:
            yield from opening(self.old, self.new, before, after)
        elif after is not None:
            yield Rule(_("När modulen öppnas"), "", telling.opening_words(self.new, after), after.id)
        was = {section.id: section for section in before.sections} if before else {}
        now = {section.id: section for section in after.sections} if after else {}
        if before is None or after is None:
            return
        for key in merged(was, now):
            yield from self._section(was.get(key), now.get(key))

    def _section(self, before: Section | None, after: Section | None) -> Iterator[Line]:
        section = after or before
        if section is None:
            return
        named = {"name": self._name(section.id)}
        if before is None:
            yield Said(_("Nytt avsnitt: ”%(name)s”.") % named, section.id)
        elif after is None:
            yield Said(_("Avsnittet ”%(name)s” är borttaget.") % named, section.id)
        else:
            if section.id in self.moved:
                yield Said(_("Avsnittet ”%(name)s” har flyttats.") % named, section.id)
            yield from node_lines(self.old, self.new, before, after)

    # --- Steps -----------------------------------------------------------------------------------

    def _steps(self, before: Module | None, after: Module | None) -> Iterator[StepDiffers]:
        was = {step.id: step for step in before.steps} if before else {}
        now = {step.id: step for step in after.steps} if after else {}
        for key in merged(was, now):
            # A step that has moved to another module is told where it stands now.
            if key not in now and key in self.after:
                continue
            old_step, _parent = self.before.get(key, (None, ""))
            found = self._step(old_step if isinstance(old_step, Step) else None, now.get(key))
            if found is not None:
                yield found

    def _step(self, before: Step | None, after: Step | None) -> StepDiffers | None:
        step = after or before
        if step is None:
            return None
        lines = [*node_lines(self.old, self.new, before, after)] if before and after else []
        was = {block.id: block for block in before.blocks} if before else {}
        now = {block.id: block for block in after.blocks} if after else {}
        for key in merged(was, now):
            if key not in now and key in self.after:
                continue
            old_block, _parent = self.before.get(key, (None, ""))
            lines += self._block(old_block, now.get(key), inside=key in was)
        state = _state(before, after, moved=step.id in self.moved)
        if state is State.SAME:
            if not lines:
                return None
            state = State.CHANGED
        told = self._moved_from(step.id) if state is State.MOVED else ""
        return StepDiffers(step.id, self._name(step.id), state, tuple(lines), told)

    def _block(self, before: Node | None, after: Block | None, *, inside: bool) -> Iterator[Line]:
        node = after or before
        if node is None:
            return
        if before is not None and after is not None and node.id in self.moved:
            where = _("Har flyttats inom steget.") if inside else self._moved_from(node.id)
            yield Said(where, node.id)
        yield from node_lines(self.old, self.new, before, after)
        was = {item.id: item for item in before.items} if isinstance(before, AccordionBlock) else {}
        now = {item.id: item for item in after.items} if isinstance(after, AccordionBlock) else {}
        for key in merged(was, now):
            if key in self.moved and key in was and key in now:
                yield Said(_("”%(name)s” har flyttats.") % {"name": self._name(key)}, node.id)
            yield from node_lines(self.old, self.new, was.get(key), now.get(key))

    # --- Words -----------------------------------------------------------------------------------

    def _name(self, key: str) -> str:
        return self.new.text(f"{key}.title") or self.old.text(f"{key}.title") or _("Utan namn")

    def _behind(self, key: str, order: list[str]) -> str:
        place = order.index(key)
        if place == 0:
            return _("Står nu först.")
        return _("Står nu efter ”%(name)s”.") % {"name": self._name(order[place - 1])}

    def _moved_from(self, key: str) -> str:
        """Where something stood, when that is another module or step; else only that it has moved."""
        was, now = self._holders(self.before, key), self._holders(self.after, key)
        if was[:1] != now[:1]:
            return _("Har flyttats hit från modulen ”%(name)s”.") % {"name": self._name(was[0])}
        if was[-1:] != now[-1:]:
            return _("Har flyttats hit från ”%(name)s”.") % {"name": self._name(was[-1])}
        return _("Har flyttats.")

    def _holders(self, nodes: dict[str, tuple[Node, str]], key: str) -> list[str]:
        """What holds a node, the module first."""
        found: list[str] = []
        parent = nodes[key][1]
        while parent in nodes:
            found.insert(0, parent)
            parent = nodes[parent][1]
        return found


def _state(before: Node | None, after: Node | None, *, moved: bool) -> State:
    if before is None:
        return State.ADDED
    if after is None:
        return State.REMOVED
    return State.MOVED if moved else State.SAME


def _dangers(parts: tuple[PartDiffers, ...], asked: tuple[Asked, ...]) -> Iterator[tuple[str, Line]]:
    for part in parts:
        yield from ((part.name, line) for line in part.lines if line.danger)
    for each in asked:
        yield from ((each.title, line) for line in each.lines if line.danger)


def _counts(parts: tuple[PartDiffers, ...], asked: tuple[Asked, ...]) -> Iterator[str]:
    """How much there is, in short: what a reader wants to know before scrolling."""
    steps = [step for part in parts for step in part.steps]
    lines = [line for part in parts for line in part.lines] + [line for step in steps for line in step.lines]
    states = [step.state for step in steps] + [part.state for part in parts]
    counted = (
        (sum(step.state is State.CHANGED for step in steps), _count_changed),
        (sum(step.state is State.ADDED for step in steps), _count_added),
        (sum(step.state is State.REMOVED for step in steps), _count_removed),
        (sum(state is State.MOVED for state in states), _count_moved),
        (sum(isinstance(line, Rule) for line in lines), _count_rules),
        (sum(isinstance(line, Files) for line in lines), _count_files),
        (len(asked), _count_asked),
    )
    yield from (words(number) for number, words in counted if number)


def _count_changed(n: int) -> str:
    return ngettext("%(n)s steg är ändrat", "%(n)s steg är ändrade", n) % {"n": n}


def _count_added(n: int) -> str:
    return ngettext("%(n)s nytt steg", "%(n)s nya steg", n) % {"n": n}


def _count_removed(n: int) -> str:
    return ngettext("%(n)s steg är borttaget", "%(n)s steg är borttagna", n) % {"n": n}


def _count_moved(n: int) -> str:
    return ngettext("%(n)s del är flyttad", "%(n)s delar är flyttade", n) % {"n": n}


def _count_rules(n: int) -> str:
    return ngettext("%(n)s regel eller inställning är ändrad", "%(n)s regler eller inställningar är ändrade", n) % {
        "n": n
    }


def _count_files(n: int) -> str:
    return ngettext("%(n)s bild, film eller fil är utbytt", "%(n)s bilder, filmer eller filer är utbytta", n) % {"n": n}


def _count_asked(n: int) -> str:
    return ngettext("%(n)s formulär är ändrat", "%(n)s formulär är ändrade", n) % {"n": n}
