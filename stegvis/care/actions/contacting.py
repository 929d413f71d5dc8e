"""The first contact: a neutral SMS to a number that a new resident has given for it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.settings import Key
from stegvis.care.contact import may_contact, unit_sends
from stegvis.care.models import Enrolment
from stegvis.course.kinds import WorldKind
from stegvis.lib.errors import Cannot
from stegvis.notifications.addresses import read_phone
from stegvis.notifications.first_contact import Message, Quiet, put_start_sms
from stegvis.notifications.texts import LANGUAGES


class CannotContact(Cannot):
    """The message was not sent; nothing was kept of the number."""


@action("contact:start_sms", may=may_contact)
def send_start_sms(enrolment: Enrolment, number: str, language: str, *, by: Actor) -> None:
    """Send the start SMS, once for each start, after the quiet hours if it is in them. The number is as typed.

    Raises CannotContact: switched off, sent already, or a course that is not of the real world. Raises
    `addresses.CannotRead` for what is no number.
    """
    course, held = enrolment.course, settings.values(unit=enrolment.unit)
    sends = unit_sends(enrolment.unit)
    if not sends:
        raise CannotContact(sends.text)
    if course.world.kind != WorldKind.REAL:
        raise CannotContact(_("Det här är övning. Inget skickas ut."))
    put = put_start_sms(
        enrolment.pk,
        course.person_id,
        Message(read_phone(number), language if language in LANGUAGES else "sv", held[Key.SENDER_NAME]),
        quiet=Quiet(held[Key.QUIET_FROM], held[Key.QUIET_UNTIL], enrolment.unit.timezone),
        try_for=timedelta(hours=held[Key.RETRY_HOURS]),
        now=course.now(),
    )
    if not put:
        raise CannotContact(_("Ett start-SMS är redan skickat eller på väg. Det skickas bara en gång."))
