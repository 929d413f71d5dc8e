"""What rows, classes and reasons are called for those who decide what is kept."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stegvis.records.keeping import LEAST_MONTHS
from stegvis.records.kinds import DataClass

# What is counted, in the order that it is told. What has no words of its own is counted as other rows.
ROWS: dict[str, str | Promise] = {
    "course.Course": gettext_lazy("startade program"),
    "course.Response": gettext_lazy("besvarade formulär"),
    "course.Score": gettext_lazy("poäng"),
    "course.ExerciseAnswer": gettext_lazy("övningar"),
    "course.DiaryEntry": gettext_lazy("registreringar"),
    "messaging.Message": gettext_lazy("meddelanden"),
    "messaging.Draft": gettext_lazy("utkast till meddelanden"),
    "care.Flag": gettext_lazy("flaggor"),
    "care.ExerciseFeedback": gettext_lazy("återkopplingar"),
    "access.Patient": gettext_lazy("invånare som vårdgivaren inte har något mer om"),
    "access.Person": gettext_lazy("invånare som ingen vårdgivare har något mer om"),
    "audit.Entry": gettext_lazy("rader i åtkomstloggen"),
}
HELP: dict[DataClass, str | Promise] = {
    DataClass.RECORD: gettext_lazy(
        "Svar, övningar, registreringar, meddelanden, flaggor och allt annat i ett startat program."
    ),
    DataClass.UNSENT: gettext_lazy(
        "Svar som aldrig skickades och utkast till meddelanden, i program som har avslutats."
    ),
    DataClass.LOG: gettext_lazy("Vem som har öppnat och ändrat uppgifter. Kedjan håller även när rader har gallrats."),
}


def months(number: int) -> str:
    """A time in years where it is whole years."""
    if number % 12 == 0:
        years = number // 12
        return ngettext("%(n)d år", "%(n)d år", years) % {"n": years}
    return ngettext("%(n)d månad", "%(n)d månader", number) % {"n": number}


def least(kind: DataClass) -> str:
    """The law's own least time."""
    return months(LEAST_MONTHS[kind])


def counted(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """Rows by what they are called, those without a name of their own together."""
    told = [(str(name), rows[label]) for label, name in ROWS.items() if rows.get(label)]
    other = sum(number for label, number in rows.items() if label not in ROWS)
    return [*told, (_("övriga rader"), other)] if other else told


def stayed(number: int, later: int = 0, unkeyed: int = 0) -> str:
    """Who could not be removed, who has gone since and who is not known, as sentences for the record of a destruction.

    Empty where all of it went.
    """
    found = []
    if number:
        found.append(ngettext("Namn och nummer på %(n)d invånare är kvar, för att något hänger på dem: en öppning över enheter, ett låst konto, ett stopp eller något som de har skrivit i någon annans program, eller för att de företräder någon eller arbetar här. Tjänsten prövar det varje dag och tar bort dem när inget hindrar längre.", "Namn och nummer på %(n)d invånare är kvar, för att något hänger på dem: en öppning över enheter, ett låst konto, ett stopp eller något som de har skrivit i någon annans program, eller för att de företräder någon eller arbetar här. Tjänsten prövar det varje dag och tar bort dem när inget hindrar längre.", number) % {"n": number})  # fmt: skip
    if later:
        found.append(ngettext("Namn och nummer på %(n)d invånare var kvar först och har tagits bort sedan dess.", "Namn och nummer på %(n)d invånare var kvar först och har tagits bort sedan dess.", later) % {"n": later})  # fmt: skip
    if unkeyed:
        found.append(ngettext("Namn och nummer på %(n)d invånare blev kvar vid gallringen, och vems antecknades inte då. De tas inte bort av sig själva.", "Namn och nummer på %(n)d invånare blev kvar vid gallringen, och vilkas antecknades inte då. De tas inte bort av sig själva.", unkeyed) % {"n": unkeyed})  # fmt: skip
    return " ".join(found)
