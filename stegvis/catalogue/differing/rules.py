"""Changed rules as sentences, before and after: the program's settings, openings, measurements, reminders, signals."""

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from stegvis.catalogue import telling
from stegvis.catalogue.differing.kinds import Line, Rule
from stegvis.program.document import Document, FlagRule, Measurement, Module, Node, PhaseRule, Reminder

SWITCHES: tuple[tuple[Promise, Callable[[Document], str], bool], ...] = (
    (gettext_lazy("Slag"), telling.kind_words, False),
    (gettext_lazy("Start"), telling.start_words, False),
    (gettext_lazy("Meddelanden"), telling.messages_words, False),
    (gettext_lazy("Egna resultat"), telling.results_words, False),
    (gettext_lazy("Farliga svar"), telling.danger_words, True),
    (gettext_lazy("Aktiv del"), telling.length_words, False),
    (gettext_lazy("Språk"), telling.language_words, False),
)
# What is planned stands under the program itself, each kind in a part of its own.
PLANNED: dict[type[Node], tuple[str, Promise]] = {
    Measurement: ("measurements", gettext_lazy("Mätningar")),
    Reminder: ("reminders", gettext_lazy("Påminnelser")),
    FlagRule: ("flags", gettext_lazy("Flaggor till personalen")),
    PhaseRule: ("phases", gettext_lazy("Faser")),
}


def rule_words(document: Document, node: Node | None) -> str:
    """What is planned in time as a sentence; empty for what is not there."""
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


def switches(old: Document, new: Document) -> Iterator[Line]:
    """The program's own settings that say something else."""
    for name, words, danger in SWITCHES:
        before, after = words(old), words(new)
        if before != after and (not danger or telling.has_dangers(old) or telling.has_dangers(new)):
            yield Rule(str(name), before, after, danger=danger)


def opening(old: Document, new: Document, before: Module, after: Module) -> Iterator[Line]:
    """When a module opens, where that is changed."""
    was, now = telling.opening_words(old, before), telling.opening_words(new, after)
    if was != now or before.opening != after.opening:
        yield Rule(str(gettext_lazy("När modulen öppnas")), was, now, after.id)


def planned(old: Document, new: Document, kind: type[Node]) -> Iterator[Line]:
    """Everything of one kind that is new, gone or says something else; in the new one's order, then what is gone."""
    was = {node.id: node for node, _parent in old.nodes() if isinstance(node, kind)}
    now = {node.id: node for node, _parent in new.nodes() if isinstance(node, kind)}
    for key in (*now, *(key for key in was if key not in now)):
        before, after = rule_words(old, was.get(key)), rule_words(new, now.get(key))
        if before != after:
            danger = _asks_of_danger(old, was.get(key)) or _asks_of_danger(new, now.get(key))
            yield Rule("", before, after, key, danger)


def _asks_of_danger(document: Document, node: Node | None) -> bool:
    """Whether a measurement asks what may be answered dangerously."""
    if not isinstance(node, Measurement):
        return False
    return bool((document.questionnaires.get(node.questionnaire) or {}).get("dangers"))
