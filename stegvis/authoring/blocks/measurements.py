"""The questionnaires planned in time: when, how often, at what time of the day, and when a series ends."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from stegvis.authoring.blocks.conditions import YEAR, StopStream
from stegvis.authoring.blocks.content import questionnaire_choices
from stegvis.authoring.kinds import Weekday, When

MIDNIGHT = 24
# Days with commas between, as many as a form can hold.
DAYS = r"^\s*[0-9]{1,4}(\s*[,; ]\s*[0-9]{1,4}){0,60}\s*$"


def _whole(label: object, help_text: object, least: int, most: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=label, required=False, min_value=least, max_value=most, help_text=help_text)


class MeasurementItem(blocks.StructBlock):
    """A questionnaire and when it is asked."""

    questionnaire = blocks.ChoiceBlock(label=_("Formulär"), choices=questionnaire_choices)
    when = blocks.ChoiceBlock(label=_("När"), choices=When.choices, default=When.AT_START)
    days = _whole(
        _("Dagar mellan gångerna"), _("För regelbundet. Den första gången kommer så många dagar in."), 1, YEAR
    )
    on_days = blocks.RegexBlock(
        label=_("Vilka dagar"),
        regex=DAYS,
        required=False,
        max_length=200,
        error_messages={"invalid": _("Skriv dagarna som siffror med komma emellan, till exempel 3, 10, 17.")},
        help_text=_("För bestämda dagar: hur många dagar efter start, till exempel 3, 10, 17."),
    )
    weekdays = blocks.MultipleChoiceBlock(
        label=_("Veckodagar"),
        choices=Weekday.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("För vissa veckodagar."),
    )
    times = _whole(
        _("Antal gånger"), _("För regelbundet och för vissa veckodagar: hur många gånger sammanlagt."), 1, YEAR
    )
    before_module = blocks.PageChooserBlock(
        label=_("Vilken modul"),
        page_type="authoring.ModulePage",
        required=False,
        help_text=_("För före eller efter en modul."),
    )
    days_after = _whole(
        _("Så många dagar efter"),
        _("För efter en modul och vid avslut. 0 eller tomt: samma dag."),
        0,
        YEAR,
    )
    gate = blocks.BooleanBlock(
        label=_("Måste besvaras först"),
        required=False,
        help_text=_("Modulerna väntar tills formuläret är besvarat."),
    )
    window_days = blocks.IntegerBlock(label=_("Räknas som sen efter (dagar)"), default=7, min_value=1, max_value=YEAR)
    within_days = _whole(
        _("Någon av så många dagar"),
        _("Till exempel 3: samma dag som planen säger eller någon av de två följande. Tomt: precis den dagen."),
        2,
        60,
    )
    from_hour = _whole(_("Tidigast klockan"), _("En hel timme. Tomt: från början av dagen."), 0, MIDNIGHT - 1)
    to_hour = _whole(_("Senast klockan"), _("En hel timme, senare än den första."), 1, MIDNIGHT)
    stop = StopStream(
        label=_("Sluta när något av detta har hänt"),
        required=False,
        max_num=8,
        help_text=_("Då frågas det inte fler gånger."),
    )
    stop_after_missed = _whole(_("Sluta efter så många obesvarade i rad"), _("Tomt: fortsätt fråga ändå."), 1, YEAR)

    class Meta:
        label = _("Mätning")
        icon = "form"
        label_format = "{questionnaire}: {when}"
        form_attrs = {"data-stegvis-rules": "measurement"}
        form_layout = BlockGroup(
            children=[
                "questionnaire",
                "when",
                "days",
                "on_days",
                "weekdays",
                "before_module",
                "days_after",
                "times",
                "gate",
                "window_days",
                BlockGroup(
                    children=["within_days", "from_hour", "to_hour"],
                    heading=_("Slumpad tid"),
                    classname="collapsed",
                    icon="time",
                    label_format="",
                    help_text=_("Frågan kommer på en slumpad dag eller timme, olika för varje invånare och gång."),
                ),
                BlockGroup(
                    children=["stop", "stop_after_missed"],
                    heading=_("Sluta i förtid"),
                    classname="collapsed",
                    icon="circle-xmark",
                    label_format="",
                ),
            ]
        )


class MeasurementStream(blocks.StreamBlock):
    """The measurements, in order."""

    measurement = MeasurementItem()
