"""Taking and handling flags."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care import queries
from stegvis.care.kinds import FlagState
from stegvis.care.models import Flag
from stegvis.care.policies import may_acknowledge, may_handle, may_open
from stegvis.lib.errors import Cannot


class CannotHandle(Cannot):
    """A flag is closed only with a word of what was done."""


@action("flag:acknowledge", may=may_acknowledge)
def acknowledge(flag: Flag, *, by: Actor) -> None:
    """Take the flag: colleagues see that somebody is on it."""
    flag.state = FlagState.ACKNOWLEDGED
    flag.acknowledged_at, flag.acknowledged_by_id = flag.enrolment.course.now(), UUID(by.account_id)
    flag.save()


@action("flag:handle", may=may_handle)
def handle(flag: Flag, note: str, *, by: Actor) -> None:
    """Close the flag with what was done.

    Raises CannotHandle when a flag on a dangerous answer gets no note, or when a colleague's patient has not been opened:
    nobody closes what they have not read.
    """
    verdict = may_open(by, flag.enrolment, queries.opened(by, flag.enrolment))
    if not verdict:
        raise CannotHandle(verdict.text)
    if flag.needs_word and not note.strip():
        raise CannotHandle(_("Skriv kort vad du har gjort, till exempel att du har ringt."))
    now = flag.enrolment.course.now()
    if flag.acknowledged_at is None:
        flag.acknowledged_at, flag.acknowledged_by_id = now, UUID(by.account_id)
    flag.state, flag.note = FlagState.HANDLED, note.strip()
    flag.handled_at, flag.handled_by_id = now, UUID(by.account_id)
    flag.save()
