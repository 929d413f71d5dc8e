"""Telling units something, taking it back, and saying that one has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.kinds import Role
from stegvis.access.models import Administration, CareProvider, CareUnit
from stegvis.access.written import holds_number
from stegvis.lib.errors import Cannot
from stegvis.support.models import Bulletin, BulletinRead, BulletinTarget
from stegvis.support.policies.bulletins import may_read, may_withdraw, may_write


class CannotTell(Cannot):
    """Nothing was told; what was typed is still in the form. `field`: where the sentence stands."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Word:
    """A bulletin as it was typed. No units and no administrations is every unit."""

    title: str
    text: str
    once: str
    from_day: date
    until_day: date | None = None
    important: bool = False
    roles: Sequence[str] = ()
    units: Sequence[UUID] = ()
    administrations: Sequence[UUID] = ()
    replaces: UUID | None = None


@action("bulletin:write", may=may_write, about_result=True)
def write(provider: CareProvider, word: Word, *, now: datetime, by: Actor) -> Bulletin:
    """Tell units something. The same form sent twice is one bulletin. Raises CannotTell."""
    known = Bulletin.objects.filter(once=word.once, provider=provider).first()
    if known:
        return known
    _demand(word, timezone.localdate(now))
    units = list(CareUnit.objects.filter(provider=provider, pk__in=list(word.units)))
    branches = list(Administration.objects.filter(provider=provider, pk__in=list(word.administrations)))
    if len(units) != len(set(word.units)) or len(branches) != len(set(word.administrations)):
        raise CannotTell(_("En av enheterna finns inte längre. Välj om."), "to")
    old = _replaced(provider, word.replaces)
    bulletin = Bulletin.objects.create(
        provider=provider,
        title=word.title.strip(),
        text=word.text.replace("\r\n", "\n").strip(),
        important=word.important,
        roles=[value for value in word.roles if value in Role.values],
        from_day=word.from_day,
        until_day=word.until_day,
        written_by_id=by.account,
        written_at=now,
        once=word.once,
        replaces=old,
    )
    rows = [BulletinTarget(bulletin=bulletin, unit=row) for row in units]
    rows += [BulletinTarget(bulletin=bulletin, administration=row) for row in branches]
    BulletinTarget.objects.bulk_create(rows)
    return bulletin


@action("bulletin:withdraw", may=may_withdraw)
def withdraw(bulletin: Bulletin, why: str, *, now: datetime, by: Actor) -> None:
    """Take it back from everybody's pages, with a word why. Raises CannotTell."""
    if not why.strip():
        raise CannotTell(_("Skriv kort varför anslaget dras tillbaka."), "why")
    bulletin.withdrawn_at, bulletin.withdrawn_by, bulletin.withdrawn_why = now, by.account_id, why.strip()[:300]
    bulletin.save()


@action("bulletin:read", may=may_read)
def mark_read(bulletin: Bulletin, *, now: datetime, by: Actor) -> None:
    """Somebody has read it. Said twice is said once."""
    BulletinRead.objects.get_or_create(
        bulletin=bulletin, account_id=by.account, defaults={"read_at": now, "unit_id": by.unit}
    )


def _demand(word: Word, today: date) -> None:
    if not word.title.strip():
        raise CannotTell(_("Skriv en rubrik."), "title")
    if not word.text.strip():
        raise CannotTell(_("Skriv vad enheterna behöver veta."), "text")
    if holds_number(word.title) or holds_number(word.text):
        raise CannotTell(_("Det ser ut att stå ett personnummer här. Ta bort det och spara igen."), "text")
    if word.until_day and word.until_day < word.from_day:
        raise CannotTell(_("Sista dagen ligger före första dagen."), "until_day")
    if word.until_day and word.until_day < today:
        raise CannotTell(_("Sista dagen har redan varit."), "until_day")


def _replaced(provider: CareProvider, pk: UUID | None) -> Bulletin | None:
    if pk is None:
        return None
    old = Bulletin.objects.filter(provider=provider, pk=pk, withdrawn_at__isnull=True).first()
    if old is None or Bulletin.objects.filter(replaces=old).exists():
        raise CannotTell(_("Anslaget som du rättar är redan ersatt eller tillbakadraget. Skriv ett nytt."))
    return old
