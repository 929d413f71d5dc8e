"""What a program does by itself, in words: reminders, signals to staff and changes of phase."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stegvis.program.document import Document, FlagRule, PhaseRule, Reminder
from stegvis.program.kinds import FlagWhen, Phase, PhaseWhen, ReminderWhen

OUR_TEXTS: dict[ReminderWhen, Promise] = {
    ReminderWhen.NOT_STARTED: gettext_lazy("Du har inte börjat än. Börja gärna med ett kort steg, när det passar dig."),
    ReminderWhen.NOT_ANSWERED: gettext_lazy("Det finns frågor som väntar på dina svar."),
    ReminderWhen.INACTIVE: gettext_lazy("Det var ett tag sedan du var här. Du kan fortsätta där du slutade."),
}


def reminder_text(document: Document, reminder: Reminder, language: str = "") -> str:
    """What the resident reads inside the service: the program's own words, else ours."""
    return document.text(reminder.key("text"), language) or str(OUR_TEXTS[reminder.when])


def reminder_words(document: Document, reminder: Reminder, language: str = "") -> str:
    """When the resident is reminded, how often, and of words of the program's own."""
    days, most = reminder.after_days, reminder.most
    first = _reminder(reminder.when, days) % {"n": days}
    if most == 1:
        again = _("En gång.")
    else:
        again = ngettext(
            "Sedan varje dag, högst %(most)s gånger sammanlagt.",
            "Sedan med %(n)s dagars mellanrum, högst %(most)s gånger sammanlagt.",
            reminder.pause_days,
        ) % {"n": reminder.pause_days, "most": most}
    own = document.text(reminder.key("text"), language)
    text = _("Texten är: ”%(text)s”") % {"text": own} if own else ""
    return " ".join(part for part in (first, again, text) if part)


def _reminder(when: ReminderWhen, days: int) -> str:
    match when:
        case ReminderWhen.NOT_STARTED:
            return ngettext(
                "Invånaren påminns om programmet inte är påbörjat efter %(n)s dag.",
                "Invånaren påminns om programmet inte är påbörjat efter %(n)s dagar.",
                days,
            )
        case ReminderWhen.NOT_ANSWERED:
            return ngettext(
                "Invånaren påminns om ett formulär inte är besvarat efter %(n)s dag.",
                "Invånaren påminns om ett formulär inte är besvarat efter %(n)s dagar.",
                days,
            )
        case _inactive:
            return ngettext(
                "Invånaren påminns efter %(n)s dag utan att ha varit inne.",
                "Invånaren påminns efter %(n)s dagar utan att ha varit inne.",
                days,
            )


def flag_words(flag: FlagRule) -> str:
    """What staff are told of, and when."""
    days = {"n": flag.days}
    match flag.when:
        case FlagWhen.MODULE_DONE:
            return _("Personalen får veta varje gång en modul är klar.")
        case FlagWhen.MESSAGE_WAITING:
            words = ngettext(
                "Personalen får veta när ett meddelande har väntat på svar i %(n)s dag.",
                "Personalen får veta när ett meddelande har väntat på svar i %(n)s dagar.",
                flag.days,
            )
            return words % days
        case FlagWhen.INACTIVE:
            words = ngettext(
                "Personalen får veta när invånaren inte har varit inne på %(n)s dag.",
                "Personalen får veta när invånaren inte har varit inne på %(n)s dagar.",
                flag.days,
            )
            return words % days
        case FlagWhen.SCORE_WORSENED:
            return _("Personalen får veta när ett resultat har blivit sämre, mer än slumpen kan förklara.")
        case _ending:
            words = ngettext(
                "Personalen får veta %(n)s dag innan programmet ska vara slut.",
                "Personalen får veta %(n)s dagar innan programmet ska vara slut.",
                flag.days,
            )
            return words % days


def phase_words(rule: PhaseRule) -> str:
    """When the program goes over into another phase by itself."""
    days = {"n": rule.days}
    closes = rule.to is Phase.CLOSED
    match rule.when:
        case PhaseWhen.PROGRAM_DONE:
            if closes:
                return _("Programmet avslutas när alla moduler är klara.")
            return _("Programmet går över till vidmakthållande när alla moduler är klara.")
        case PhaseWhen.DAYS_AFTER_START:
            words = (
                ngettext(
                    "Programmet avslutas %(n)s dag efter starten.",
                    "Programmet avslutas %(n)s dagar efter starten.",
                    rule.days,
                )
                if closes
                else ngettext(
                    "Programmet går över till vidmakthållande %(n)s dag efter starten.",
                    "Programmet går över till vidmakthållande %(n)s dagar efter starten.",
                    rule.days,
                )
            )
            return words % days
        case _maintenance:
            words = ngettext(
                "Programmet avslutas efter %(n)s dag i vidmakthållande.",
                "Programmet avslutas efter %(n)s dagar i vidmakthållande.",
                rule.days,
            )
            return words % days
