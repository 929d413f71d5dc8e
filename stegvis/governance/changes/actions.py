"""The changing door of change requests: ask, take up, decline."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.models import Program, Publisher
from stegvis.governance.changes.kinds import Origin
from stegvis.governance.changes.policies import may_accept, may_decline, may_request
from stegvis.governance.kinds import Act, Lane, Stage
from stegvis.governance.models import ChangeRequest, HistoryEntry, Initiative
from stegvis.governance.moving import advance, next_number, open_stage_tasks, tell
from stegvis.governance.saved import one_line, told
from stegvis.lib.errors import Cannot


class CannotRequest(Cannot):
    """Something is missing. `field` says what."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


@action("change:open", may=may_request, about_result=True)
def open_change(
    program: Program,
    title: str,
    what: str,
    why: str,
    *,
    urgent: bool = False,
    safety: str = "",
    origin: Origin = Origin.STAFF,
    case: str = "",
    once: str,
    now: datetime,
    by: Actor,
) -> Initiative:
    """Ask for a change of a published program of the own provider. Opened from a support case, `case` is its key.

    The same form, or the same case, twice gives the same request. The owner is whoever publishes the program, and
    otherwise the owner of the last work on it; so is the designer. Urgent only with what is dangerous, in words.
    Raises CannotRequest.
    """
    mine = ChangeRequest.objects.filter(initiative__program=program).select_related("initiative")
    found = mine.filter(once=once[:64]).first() or (mine.filter(case=case).first() if case else None)
    if found:
        return found.initiative
    words = {"title": one_line(title), "what": told(what), "why": told(why), "safety": told(safety) if urgent else ""}
    for field, sentence in _ASKED.items():
        if not words[field] and (field != "safety" or urgent):
            raise CannotRequest(field, sentence)
    last = _last(program)
    owner = _owner(program, last)
    initiative = Initiative.objects.create(
        provider=program.publisher_unit.provider,
        number=next_number(program.publisher_unit.provider, now),
        lane=Lane.URGENT if urgent else Lane.VERSION,
        stage=Stage.CHANGE,
        stage_since=now,
        title=words["title"],
        administration=last.administration if last else None,
        unit=last.unit if last else None,
        opened_by_id=by.account,
        opened_at=now,
        owner_id=owner,
        deputy_owner=last.deputy_owner if last and last.deputy_owner_id != owner else None,
        designer=last.designer if last else None,
        publisher_unit=program.publisher_unit,
        program=program,
    )
    ChangeRequest.objects.create(
        initiative=initiative,
        about=program.versions.order_by("-number").first(),
        what=words["what"],
        why=words["why"],
        safety=words["safety"],
        origin=Origin.OWNER if owner == by.account and origin is Origin.STAFF else origin,
        case=case,
        once=once[:64],
    )
    tell(initiative, "change:open", reason=words["safety"], now=now, by=by)
    open_stage_tasks(initiative, now=now)
    return initiative


@action(Act.ACCEPT_CHANGE.value, may=may_accept)
def accept(initiative: Initiative, reason: str = "", *, now: datetime, by: Actor) -> HistoryEntry:
    """Take it up: on to design, with the designer of the last version where there is one."""
    return advance(initiative, Act.ACCEPT_CHANGE, reason=reason, now=now, by=by)


@action(Act.DECLINE_CHANGE.value, may=may_decline)
def decline(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """No, with a reason that the one who asked reads. Raises CannotMove without one."""
    return advance(initiative, Act.DECLINE_CHANGE, reason=reason, now=now, by=by)


_ASKED = {
    "title": _("Skriv med några ord vad det gäller."),
    "what": _("Skriv vad som ska ändras."),
    "why": _("Skriv varför det ska ändras."),
    "safety": _("Skriv vad som är farligt. Utan det kan ändringen vänta till nästa version."),
}


def _last(program: Program) -> Initiative | None:
    """The last work that came as far as design."""
    rows = Initiative.objects.filter(program=program, designer__isnull=False)
    return rows.select_related("designer", "deputy_owner").order_by("-opened_at", "-pk").first()


def _owner(program: Program, last: Initiative | None) -> UUID | None:
    publisher = Publisher.objects.filter(program=program, ended_at__isnull=True).order_by("granted_at").first()
    if publisher:
        return publisher.account_id
    return last.owner_id if last else None
