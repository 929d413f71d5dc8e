"""When somebody reads what the resident writes: the words beside every box and every dangerous question."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from stegvis.care.promised import Seen, reads_by
from stegvis.care.queries import Contact
from stegvis.lib import switches
from stegvis.program.kinds import Phase
from stegvis.web.moments import at_the_latest


def read_when(contact: Contact | None, phase: Phase, now: datetime) -> str:
    """A sentence on when it is read, true for the phase that the walk is in and for the unit's hours and roster."""
    if contact is None:
        return _("Ingen läser det du skriver här. Det är bara för dig.")
    if phase is Phase.MAINTENANCE:
        return _("Ingen har lovat att läsa det här nu när den aktiva delen är slut. Ring enheten om du behöver svar.")
    if phase is Phase.PAUSED:
        return _("Du har uppehåll. Ingen har lovat att läsa det här under uppehållet. Ring enheten om du behöver svar.")
    reads = reads_by(contact, now)
    if reads.by:
        sentence = _("Läses senast %(when)s.") % {"when": at_the_latest(reads.by, now, reads.zone)}
        return " ".join(each for each in (sentence, contact.reading_promise, reads.extra) if each)
    if reads.known:
        return _("Just nu är ingen på %(unit)s som läser det du skriver. Ring enheten om du behöver svar.") % {
            "unit": contact.unit_name
        }
    if contact.reading_promise:
        return contact.reading_promise
    return _("Enheten läser det när de arbetar, inte på kvällar och helger.")


def warned_when(contact: Contact | None, unsent_after: timedelta, seen: Seen | None, now: datetime) -> str:
    """Before a questionnaire with such questions: what happens with a dangerous answer, sent or not, and when.

    Safety rule 1 lets an unsent answer be shown only where the introduction has said so.
    """
    if contact is None:
        return _("Ingen annan ser dina svar. Mår du mycket dåligt, ring något av numren här.")
    if not switches.alerts():
        return _(
            "Svaren bevakas inte. Ingen får besked om ett svar som visar att du mår mycket dåligt. "
            "Mår du mycket dåligt, vänta inte på oss: ring något av numren här."
        )
    words = {"unit": contact.unit_name, "minutes": int(unsent_after.total_seconds() // 60)}
    if seen is None:
        return (
            _("Just nu finns ingen på %(unit)s som läser svaren. Mår du mycket dåligt, ring något av numren här.")
            % words
        )
    told = (
        _(
            "Ett svar som visar att du mår mycket dåligt visas för %(unit)s. Det gäller också om du inte "
            "har skickat formuläret efter %(minutes)s minuter."
        )
        % words
    )
    if seen.by is None:
        unsure = _("Just nu kan vi inte lova när någon läser det. Vänta inte på oss: ring något av numren här.")
        return f"{told} {unsure}"
    when = _("Svarar du nu läses det senast %(when)s.") % {"when": at_the_latest(seen.by, now, seen.zone)}
    return " ".join(each for each in (told, when, seen.extra) if each)


def seen_when(contact: Contact | None, seen: Seen | None, now: datetime) -> str:
    """When somebody sees a dangerous answer. With nobody who is told of it, it says so (safety rules 2 and 9)."""
    if contact is None:
        return _("Ingen annan ser dina svar. Ring något av numren om du behöver prata med någon.")
    if not switches.alerts():
        return _("Ingen får besked om att du har svarat så här. Ring något av numren, så får du prata med någon.")
    words = {"unit": contact.unit_name}
    if seen is None:
        return (
            _("Just nu finns ingen på %(unit)s som läser det här. Ring något av numren, så får du prata med någon.")
            % words
        )
    if seen.missed:
        return (
            _("%(unit)s har fått veta att du har svarat så här, men ingen har läst det än. Vänta inte på oss: ring.")
            % words
        )
    by = seen.given_by or seen.by
    if by is None:
        return (
            _("%(unit)s får veta att du har svarat så här. Vi kan inte lova när någon läser det. Vänta inte: ring.")
            % words
        )
    return _(
        "%(unit)s får veta att du har svarat så här. Svaret läses senast %(when)s. "
        "Behöver du prata med någon innan dess, ring."
    ) % {**words, "when": at_the_latest(by, now, seen.zone)}
