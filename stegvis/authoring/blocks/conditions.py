"""What must have come true before something happens: each kind of condition with its own fields and no others."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.offers import (
    answer_offers,
    exercise_offers,
    module_offers,
    number_offers,
    score_offers,
)
from stegvis.authoring.kinds import Chosen, Compare

MOST = 10_000
YEAR = 366


def _days(help_text: object) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("Antal dagar"), min_value=1, max_value=YEAR, default=7, help_text=help_text)


def _number() -> blocks.FloatBlock:
    return blocks.FloatBlock(label=_("Värde"), min_value=-MOST, max_value=MOST)


class ScoreCondition(blocks.StructBlock):
    """A score compares with a number."""

    score = blocks.ChoiceBlock(
        label=_("Resultat"),
        choices=score_offers,
        help_text=_("Formuläret måste också vara planerat i programmet eller ligga i ett steg."),
    )
    comparison = blocks.ChoiceBlock(label=_("Resultatet"), choices=Compare.choices, default=Compare.AT_LEAST)
    value = _number()

    class Meta:
        label = _("Ett resultat")
        icon = "order"
        label_format = "{score} {comparison} {value}"


class AnswerCondition(blocks.StructBlock):
    """A question was answered in a certain way."""

    answer = blocks.ChoiceBlock(label=_("Fråga och svar"), choices=answer_offers)
    comparison = blocks.ChoiceBlock(label=_("Invånaren"), choices=Chosen.choices, default=Chosen.EQUALS)

    class Meta:
        label = _("Ett svar som väljs")
        icon = "radio-full"
        label_format = "{answer}"


class NumberCondition(blocks.StructBlock):
    """A question was answered with a number."""

    question = blocks.ChoiceBlock(label=_("Fråga"), choices=number_offers)
    comparison = blocks.ChoiceBlock(label=_("Svaret"), choices=Compare.choices, default=Compare.AT_LEAST)
    value = _number()

    class Meta:
        label = _("Ett svar med en siffra")
        icon = "decimal"
        label_format = "{question} {comparison} {value}"


class ExerciseCondition(blocks.StructBlock):
    """An exercise was handed in."""

    exercise = blocks.ChoiceBlock(
        label=_("Övning"),
        choices=exercise_offers,
        help_text=_("Programmets egna övningar, under den modul de hör till."),
    )

    class Meta:
        label = _("En övning är inskickad")
        icon = "edit"
        label_format = "{exercise}"


class ModuleCondition(blocks.StructBlock):
    """A module is done."""

    module = blocks.ChoiceBlock(
        label=_("Modul"), choices=module_offers, required=False, help_text=_("Tomt: modulen före i ordningen.")
    )

    class Meta:
        label = _("En modul är klar")
        icon = "check"
        label_format = "{module}"


class SinceStartCondition(blocks.StructBlock):
    """Days have gone since the start."""

    days = _days(_("Räknat från dagen då invånaren startar programmet."))

    class Meta:
        label = _("Ett antal dagar efter start")
        icon = "date"
        label_format = "{days}"


class SincePreviousCondition(blocks.StructBlock):
    """Days have gone since the module before opened."""

    days = _days(_("Räknat från att modulen före öppnades."))

    class Meta:
        label = _("Ett antal dagar efter modulen före")
        icon = "date"
        label_format = "{days}"


class StopStream(blocks.StreamBlock):
    """Any one of these ends a series."""

    score = ScoreCondition()
    answer = AnswerCondition()
    number = NumberCondition()
    exercise = ExerciseCondition()
    module = ModuleCondition()
    since_start = SinceStartCondition()


class ConditionStream(StopStream):
    """All of these open a module."""

    since_previous = SincePreviousCondition()
