"""The changing door of helpers: let in by the resident, and out again whenever they like."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.acting.policies import Letting, may_end, may_invite
from stegvis.access.acting.until import OLDEST_LIMIT, is_child
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Helper
from stegvis.access.models.people import number_hash
from stegvis.lib.errors import Cannot

# A year ahead, and a day for who counts otherwise: then it is asked again.
LONGEST = timedelta(days=366)


class CannotLetIn(Cannot):
    """Nobody was let in. The sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a helper may, and until when: the last day is included.

    `courses` are the walks that they are let in to; whose they are is no matter here, since a helper sees the resident's.
    """

    works: bool
    converses: bool
    until: date
    courses: tuple[UUID, ...]


@action("helper:invite", may=may_invite, about_result=True)
def invite(
    letting: Letting, number: IdentityNumber, called: str, chosen: Chosen, *, now: datetime, today: date, by: Actor
) -> Helper:
    """Let somebody in. The same number again changes what was chosen. Raises CannotLetIn.

    Nobody is looked up: whether the number is anybody's is not shown.
    """
    born = letting.person.number.birth_date
    if born is not None and is_child(born, OLDEST_LIMIT, today):
        raise CannotLetIn(_("Du behöver ha fyllt 18 år för att släppa in en hjälpare. Be enheten om hjälp."))
    key = number_hash(number)
    if key == letting.person.number_hash:
        raise CannotLetIn(_("Det är ditt eget nummer. Skriv numret till den som ska hjälpa dig."))
    if not chosen.courses:
        raise CannotLetIn(_("Välj minst ett program som hjälparen får se."))
    if not today <= chosen.until <= today + LONGEST:
        raise CannotLetIn(_("Välj en dag från i dag till ett år fram. Du kan förlänga när som helst."))
    row = Helper.objects.filter(resident=letting.person, number_hash=key, ended_at__isnull=True).first()
    row = row or Helper(resident=letting.person, number_hash=key, invited_at=now)
    row.number_type, row.number_cipher, row.called = number.type.value, number.value, called.strip()
    row.courses = sorted(str(pk) for pk in chosen.courses)
    row.may_work, row.may_converse, row.until = chosen.works, chosen.converses, chosen.until
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        # The other press of the same button came first.
        raise CannotLetIn(_("Personen är redan insläppt.")) from error
    return row


@action("helper:end", may=may_end)
def end(helper: Helper, *, now: datetime, by: Actor) -> None:
    """Out at once: the next page that they open is shut. The row stays."""
    helper.ended_at = helper.ended_at or now
    helper.save(update_fields=["ended_at"])
