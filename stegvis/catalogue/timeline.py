"""Everything that a program's rules make happen, in the order that a resident would meet it.

A rule that waits for something nobody can know the day of stands right after what it waits for, at the earliest
day that it can come. Drawn as a list; the words are those of `telling`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from stegvis.catalogue import telling
from stegvis.program.document import Document, Measurement, Module, PhaseRule
from stegvis.program.kinds import ConditionKind, MeasurementWhen, OpeningRule, PhaseWhen

# Beside a module: what is asked before it, the module, what follows when it opens and when it is done.
BEFORE, HERE, OPENED, DONE = range(4)
# Later than any rule can say.
END = 10**6


class Stretch(StrEnum):
    """Parts of a program's time."""

    START = "start"
    ONWARDS = "onwards"
    END = "end"
    BY_STAFF = "by_staff"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Happening:
    """One rule. `when` is short, `text` the whole sentence; `node_id` is what it stands at in the document."""

    stretch: Stretch
    when: str
    title: str
    text: str
    icon: str
    node_id: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the time with what happens in it."""

    name: str
    happenings: tuple[Happening, ...]


def timeline(document: Document, language: str = "") -> list[Part]:
    """The parts that have something in them, from the start to the end and then what holds all the time."""
    return _Line(document, language).parts()


@dataclass(frozen=True, slots=True)
class _Placed:
    day: int
    module: int
    beside: int
    happening: Happening


class _Line:
    """A document, with the earliest day of each module."""

    def __init__(self, document: Document, language: str) -> None:
        self.document, self.language = document, language
        self.places = {module.id: place for place, module in enumerate(document.modules)}
        self.days: list[int] = []
        for place, module in enumerate(document.modules):
            self.days.append(self._earliest(module, self.days[place - 1] if place else 0))

    def parts(self) -> list[Part]:
        """Each part in the order of days; within a day as modules stand."""
        placed = sorted(
            (*self._modules(), *self._measurements(), *self._phases(), *self._always()),
            key=lambda each: (each.day, each.module, each.beside),
        )
        return [
            Part(name(), found)
            for stretch, name in _NAMES.items()
            if (found := tuple(each.happening for each in placed if each.happening.stretch is stretch))
        ]

    def _earliest(self, module: Module, before: int) -> int:
        opening = module.opening
        match opening.rule:
            case OpeningRule.AT_START:
                return 0
            case OpeningRule.DAYS_AFTER_START:
                return opening.days
            case OpeningRule.DAYS_AFTER_PREVIOUS_OPENED:
                return before + opening.days
            case OpeningRule.WHEN_ALL:
                since_start = (c.days for c in opening.conditions if c.kind is ConditionKind.DAYS_AFTER_START)
                since_before = (
                    before + c.days for c in opening.conditions if c.kind is ConditionKind.DAYS_AFTER_PREVIOUS_OPENED
                )
                return max(before, *since_start, *since_before, 0)
            case _after_the_one_before:
                return before

    def _modules(self) -> Iterator[_Placed]:
        for place, module in enumerate(self.document.modules):
            text = f"{telling.opening_words(self.document, module, self.language)}."
            title = self.document.text(module.key("title"), self.language)
            at_start = module.opening.rule is OpeningRule.AT_START
            happening = Happening(
                stretch=Stretch.START if at_start else Stretch.ONWARDS,
                when=self._module_when(module, place),
                title=_("Modul %(n)s: %(title)s") % {"n": place + 1, "title": title},
                text="" if at_start else text,
                icon="book",
                node_id=module.id,
            )
            yield _Placed(self.days[place], place, HERE, happening)

    def _module_when(self, module: Module, place: int) -> str:
        match module.opening.rule:
            case OpeningRule.AT_START:
                return _("Genast")
            case OpeningRule.DAYS_AFTER_START:
                return _day(module.opening.days)
            case OpeningRule.BY_STAFF:
                return _("Behandlaren")
            case OpeningRule.WHEN_ALL:
                return _("När allt har hänt")
            case _after_the_one_before:
                return _("Efter modul %(n)s") % {"n": place} if place else "–"

    def _measurements(self) -> Iterator[_Placed]:
        for planned in self.document.measurements:
            stretch, when, day, module, beside = self._measured(planned)
            title = self.document.text(planned.key("title"), self.language)
            title = title or telling.questionnaire_title(self.document, planned.questionnaire, self.language)
            text = telling.measurement_words(self.document, planned, self.language)
            yield _Placed(day, module, beside, Happening(stretch, when, title, text, "form", planned.id))

    def _measured(self, planned: Measurement) -> tuple[Stretch, str, int, int, int]:
        """Part, short words, day, and place beside a module."""
        place = self.places.get(planned.module or "", len(self.days) - 1)
        day = self.days[place] if self.days else 0
        match planned.when:
            case MeasurementWhen.AT_START:
                return Stretch.START, _("Genast"), 0, -1, HERE
            case MeasurementWhen.AT_END:
                return Stretch.END, _("Vid slutet"), END + planned.days, END, HERE
            case MeasurementWhen.BY_STAFF:
                return Stretch.BY_STAFF, _("Behandlaren"), 0, 0, HERE
            case MeasurementWhen.BEFORE_MODULE:
                return Stretch.ONWARDS, _("Före modul %(n)s") % {"n": place + 1}, day, place, BEFORE
            case MeasurementWhen.AFTER_MODULE_OPENED | MeasurementWhen.AFTER_MODULE_DONE:
                beside = OPENED if planned.when is MeasurementWhen.AFTER_MODULE_OPENED else DONE
                after = _("Efter modul %(n)s") % {"n": place + 1}
                return Stretch.ONWARDS, after, day + planned.days, place, beside
            case MeasurementWhen.ON_DAYS:
                first = min(planned.on_days, default=0)
                return Stretch.ONWARDS, _day(first), first, -1, HERE
            case MeasurementWhen.WEEKDAYS:
                return Stretch.ONWARDS, _("Varje vecka"), 1, -1, HERE
            case _every:
                return Stretch.ONWARDS, _("Från dag %(n)s") % {"n": planned.days}, planned.days, -1, HERE

    def _phases(self) -> Iterator[_Placed]:
        for rule in self.document.phases:
            day, when = _phase(rule)
            words = telling.phase_words(rule)
            happening = Happening(Stretch.END, when, _("Fasen ändras"), words, "swap", rule.id)
            yield _Placed(day, END, DONE, happening)

    def _always(self) -> Iterator[_Placed]:
        for reminder in self.document.reminders:
            words = telling.reminder_words(self.document, reminder, self.language)
            happening = Happening(Stretch.ALWAYS, _("Invånaren"), _("Påminnelse"), words, "clock", reminder.id)
            yield _Placed(0, 0, BEFORE, happening)
        for flag in self.document.flags:
            happening = Happening(
                Stretch.ALWAYS, _("Personalen"), _("Flagga"), telling.flag_words(flag), "flag", flag.id
            )
            yield _Placed(0, 0, DONE, happening)


def _day(number: int) -> str:
    return _("Dag %(n)s") % {"n": number}


def _phase(rule: PhaseRule) -> tuple[int, str]:
    match rule.when:
        case PhaseWhen.DAYS_AFTER_START:
            return rule.days, _day(rule.days)
        case PhaseWhen.PROGRAM_DONE:
            return END, _("När allt är klart")
        case _maintenance:
            return END + rule.days, _("Till sist")


_NAMES: dict[Stretch, Callable[[], str]] = {
    Stretch.START: lambda: _("Vid starten"),
    Stretch.ONWARDS: lambda: _("Efter hand"),
    Stretch.END: lambda: _("Mot slutet"),
    Stretch.BY_STAFF: lambda: _("När behandlaren väljer det"),
    Stretch.ALWAYS: lambda: _("Hela tiden"),
}
