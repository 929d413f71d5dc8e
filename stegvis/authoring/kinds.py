"""What a designer chooses between, with the words the editor shows. The codes are those of `program`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stegvis.program.kinds import (
    CalloutTone,
    Comparison,
    DangerLevel,
    DiaryPer,
    ExerciseForm,
    MeasurementWhen,
    OpeningRule,
    Phase,
    ProgramKind,
    ResultsShown,
)


class Kind(TextChoices):
    """What the program is meant for."""

    SUPPORT = ProgramKind.SUPPORT.value, _("Stödprogram")
    TREATMENT = ProgramKind.TREATMENT.value, _("Behandlingsprogram")


class Results(TextChoices):
    """What the resident sees of the own results."""

    NONE = ResultsShown.NONE.value, _("Inget")
    SENTENCE = ResultsShown.SENTENCE.value, _("En mening om resultatet")
    GRAPH = ResultsShown.GRAPH.value, _("Mening och graf")


class Level(TextChoices):
    """How staff are told of a dangerous answer."""

    PRIORITY = DangerLevel.PRIORITY.value, _("Alla behandlare på enheten, som prioriterad flagga")
    ORDINARY = DangerLevel.ORDINARY.value, _("Invånarens egen behandlare")


class Rule(TextChoices):
    """What opens a module."""

    AT_START = OpeningRule.AT_START.value, _("Direkt när programmet startar")
    BY_STAFF = OpeningRule.BY_STAFF.value, _("När behandlaren öppnar den")
    WHEN_PREVIOUS_DONE = OpeningRule.WHEN_PREVIOUS_DONE.value, _("När modulen före är klar")
    DAYS_AFTER_START = OpeningRule.DAYS_AFTER_START.value, _("Ett antal dagar efter start")
    DAYS_AFTER_PREVIOUS = (
        OpeningRule.DAYS_AFTER_PREVIOUS_OPENED.value,
        _("Ett antal dagar efter att modulen före öppnades"),
    )
    WHEN_ALL = OpeningRule.WHEN_ALL.value, _("När allt i en lista har hänt")


RULES_WITH_DAYS = frozenset({Rule.DAYS_AFTER_START, Rule.DAYS_AFTER_PREVIOUS})


class When(TextChoices):
    """When a planned questionnaire is asked."""

    AT_START = MeasurementWhen.AT_START.value, _("Vid start")
    EVERY = MeasurementWhen.EVERY.value, _("Regelbundet")
    ON_DAYS = MeasurementWhen.ON_DAYS.value, _("På bestämda dagar efter start")
    WEEKDAYS = MeasurementWhen.WEEKDAYS.value, _("På vissa veckodagar")
    BEFORE_MODULE = MeasurementWhen.BEFORE_MODULE.value, _("Före en modul")
    AFTER_MODULE_OPENED = MeasurementWhen.AFTER_MODULE_OPENED.value, _("Efter att en modul har öppnats")
    AFTER_MODULE_DONE = MeasurementWhen.AFTER_MODULE_DONE.value, _("Efter att en modul har blivit klar")
    AT_END = MeasurementWhen.AT_END.value, _("Vid avslut")
    BY_STAFF = MeasurementWhen.BY_STAFF.value, _("När behandlaren väljer det")


class Compare(TextChoices):
    """How a score or a number is held against a value."""

    AT_LEAST = Comparison.AT_LEAST.value, _("är minst")
    ABOVE = Comparison.ABOVE.value, _("är mer än")
    AT_MOST = Comparison.AT_MOST.value, _("är högst")
    BELOW = Comparison.BELOW.value, _("är mindre än")
    EQUALS = Comparison.EQUALS.value, _("är precis")
    DIFFERS = Comparison.DIFFERS.value, _("är något annat än")


class Chosen(TextChoices):
    """Whether an option was chosen."""

    EQUALS = Comparison.EQUALS.value, _("har svarat så")
    DIFFERS = Comparison.DIFFERS.value, _("har svarat något annat")


class Weekday(TextChoices):
    """Days of the week; 1 is Monday."""

    MONDAY = "1", _("måndag")
    TUESDAY = "2", _("tisdag")
    WEDNESDAY = "3", _("onsdag")
    THURSDAY = "4", _("torsdag")
    FRIDAY = "5", _("fredag")
    SATURDAY = "6", _("lördag")
    SUNDAY = "7", _("söndag")


class Onwards(TextChoices):
    """What a program may go over into by itself."""

    MAINTENANCE = Phase.MAINTENANCE.value, _("Vidmakthållande: invånaren kan läsa, men ingen återkoppling är utlovad")
    CLOSED = Phase.CLOSED.value, _("Avslutat")


class Tone(TextChoices):
    """The voice of a callout."""

    INFO = CalloutTone.INFO.value, _("Bra att veta")
    TIP = CalloutTone.TIP.value, _("Tips")
    WARNING = CalloutTone.WARNING.value, _("Tänk på")
    IMPORTANT = CalloutTone.IMPORTANT.value, _("Viktigt")


class Form(TextChoices):
    """The shape of a worksheet."""

    TEXT = ExerciseForm.TEXT.value, _("Fri text")
    LIST = ExerciseForm.LIST.value, _("Lista")
    TABLE = ExerciseForm.TABLE.value, _("Tabell")


class Per(TextChoices):
    """How often a diary is filled in."""

    DAY = DiaryPer.DAY.value, _("En gång om dagen")
    ANY = DiaryPer.ANY.value, _("När som helst, hur många gånger som helst")


class HeadingLevel(TextChoices):
    """Headings inside a step; the step's title stands above them."""

    TWO = "2", _("Rubrik")
    THREE = "3", _("Underrubrik")


class Language(TextChoices):
    """Languages a program can be written in."""

    SV = "sv", _("Svenska")
    EN = "en", _("Engelska")
