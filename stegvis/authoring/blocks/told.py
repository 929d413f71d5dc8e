"""What the program says by itself: reminders to the resident, signals to staff, and changes of phase.

Each kind is a block of its own, so that only the fields that mean something are there.
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from stegvis.authoring.blocks.conditions import YEAR
from stegvis.authoring.kinds import Onwards
from stegvis.catalogue.telling import OUR_TEXTS
from stegvis.program.kinds import ReminderWhen

QUARTER = 92
TEXT_LENGTH = 500


def _after(label: Any, help_text: Any = "", default: int = 3, most: int = QUARTER) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=label, min_value=1, max_value=most, default=default, help_text=help_text)


class ReminderBlock(blocks.StructBlock):
    """What all reminders have; how the first is counted differs."""

    after_days = _after(_("Påminn första gången efter (dagar)"))
    pause_days = _after(_("Dagar till nästa påminnelse"))
    most = blocks.IntegerBlock(
        label=_("Högst så många gånger"), min_value=1, max_value=10, default=2, help_text=_("För samma sak.")
    )


def _text(when: ReminderWhen) -> blocks.TextBlock:
    """Words of the program's own, beside those that stand there otherwise."""
    return blocks.TextBlock(
        label=_("Din egen text"),
        required=False,
        max_length=TEXT_LENGTH,
        rows=2,
        help_text=format_lazy(
            _("Läses inne i tjänsten. Tomt: ”{text}” Sms och e-post säger aldrig vad det gäller."), text=OUR_TEXTS[when]
        ),
    )


class NotStartedReminder(ReminderBlock):
    """The program was started and nothing was done."""

    text = _text(ReminderWhen.NOT_STARTED)

    class Meta:
        label = _("Programmet är inte påbörjat")
        icon = "time"


class NotAnsweredReminder(ReminderBlock):
    """A questionnaire waits for an answer."""

    text = _text(ReminderWhen.NOT_ANSWERED)

    class Meta:
        label = _("Ett formulär är inte besvarat")
        icon = "form"


class InactiveReminder(ReminderBlock):
    """Nothing has happened for a while."""

    text = _text(ReminderWhen.INACTIVE)

    class Meta:
        label = _("Invånaren har inte varit inne")
        icon = "user"


class ReminderStream(blocks.StreamBlock):
    """One of each kind is enough."""

    not_started = NotStartedReminder()
    not_answered = NotAnsweredReminder()
    inactive = InactiveReminder()

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("not_started", "not_answered", "inactive")}


class MessageWaiting(blocks.StructBlock):
    """Nobody has answered a message."""

    days = _after(_("Efter så många dagar"), default=2)

    class Meta:
        label = _("Ett meddelande är inte besvarat")
        icon = "mail"


class InactiveFlag(blocks.StructBlock):
    """The resident has not been there."""

    days = _after(_("Efter så många dagar"), default=14)

    class Meta:
        label = _("Invånaren har inte varit inne")
        icon = "user"


class EndingSoon(blocks.StructBlock):
    """The active part is about to end."""

    days = _after(_("Så många dagar före slutet"), _("Kräver att den aktiva delens längd är angiven."), default=7)

    class Meta:
        label = _("Programmet är snart slut")
        icon = "date"


class FlagStream(blocks.StreamBlock):
    """Besides what staff are always told."""

    module_done = blocks.StaticBlock(
        label=_("En modul är klar"), icon="check", admin_text=_("Varje gång invånaren blir klar med en modul.")
    )
    message_waiting = MessageWaiting()
    inactive = InactiveFlag()
    score_worsened = blocks.StaticBlock(
        label=_("Ett resultat har försämrats"),
        icon="warning",
        admin_text=_("När ett resultat har blivit sämre än det första med mer än slumpen kan förklara."),
    )
    ending_soon = EndingSoon()

    class Meta:
        block_counts = {
            name: {"max_num": 1}
            for name in ("module_done", "message_waiting", "inactive", "score_worsened", "ending_soon")
        }


def _onwards() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=_("Går över till"), choices=Onwards.choices, default=Onwards.MAINTENANCE)


class AfterDone(blocks.StructBlock):
    """When everything is done."""

    to = _onwards()

    class Meta:
        label = _("När alla moduler är klara")
        icon = "check"
        label_format = "{to}"


class AfterStart(blocks.StructBlock):
    """A number of days after the start."""

    days = _after(_("Efter så många dagar"), _("Räknat från starten."), default=84, most=YEAR * 3)
    to = _onwards()

    class Meta:
        label = _("Ett antal dagar efter start")
        icon = "date"
        label_format = "{days}: {to}"


class AfterMaintenance(blocks.StructBlock):
    """A number of days after maintenance began; only closing comes then."""

    days = _after(_("Efter så många dagar"), _("Sedan avslutas programmet."), default=84, most=YEAR * 3)

    class Meta:
        label = _("Ett antal dagar in i vidmakthållandet: avsluta")
        icon = "date"
        label_format = "{days}"


class PhaseStream(blocks.StreamBlock):
    """What happens to the whole program by itself."""

    program_done = AfterDone()
    days_after_start = AfterStart()
    days_after_maintenance = AfterMaintenance()
