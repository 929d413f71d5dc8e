"""The changing door of nominations: write, send, register one that came by mail, attach and remove papers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import Account, Administration, CareProvider, CareUnit
from stegvis.governance.kinds import Act, Lane, Party, Stage, TaskKind
from stegvis.governance.models import (
    Attachment,
    CouncilSeat,
    HistoryEntry,
    Initiative,
    Nomination,
    NominationForm,
    SentNomination,
    Task,
)
from stegvis.governance.moving import advance, next_number, open_stage_tasks, open_task, tell
from stegvis.governance.nominations.delivered import DELIVERED
from stegvis.governance.nominations.fields import DEPUTY, TITLE, Answers, Field, as_json, missing, read_fields
from stegvis.governance.nominations.kinds import AttachmentKind, CameBy
from stegvis.governance.nominations.papers import CannotAttach, Paper
from stegvis.governance.nominations.policies import may_attach, may_fill, may_register, may_send
from stegvis.governance.nominations.queries import newest_form
from stegvis.governance.parties import in_force
from stegvis.governance.saved import CannotOverwrite, one_line
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

MOST_PAPERS = 20


class CannotSend(Cannot):
    """Questions that must be answered are not. `fields`: which, in the order of the form."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__(_("Nomineringen är sparad men inte lämnad. Svara på det som saknas och lämna den igen."))
        self.fields = tuple(fields)


class CannotRegister(Cannot):
    """A nomination from mail without a title or an owner."""


@action("nomination:write", may=may_fill)
def write(initiative: Initiative, answers: Answers, *, revision: int, now: datetime, by: Actor) -> Nomination:
    """Save the answers as far as they have come. The same answers twice are saved once; unknown keys are left out.

    Raises CannotOverwrite when somebody has saved since `revision`.
    """
    row = _row(initiative, now, by)
    known = {field.key for field in read_fields(row.form.fields)}
    kept = {**row.answers, **{key: value for key, value in answers.items() if key in known}}
    kept = {key: value for key, value in kept.items() if value not in ("", [], None)}
    if kept == row.answers:
        return row
    if row.revision != revision:
        raise CannotOverwrite
    row.answers, row.revision = kept, row.revision + 1
    row.saved_at, row.saved_by_id = now, by.account
    row.save()
    return row


@action(Act.NOMINATE.value, may=may_send)
def send(initiative: Initiative, *, now: datetime, by: Actor) -> HistoryEntry:
    """Hand the nomination over to the region and the council. What was sent is kept as it was.

    Raises CannotSend with everything that must be answered first.
    """
    row = _row(initiative, now, by)
    left = missing(read_fields(row.form.fields), row.answers)
    if left:
        raise CannotSend(left)
    _carry_over(initiative, row)
    entry = advance(initiative, Act.NOMINATE, now=now, by=by)
    _keep_as_sent(row, now, by)
    ask_the_council(initiative, now=now)
    return entry


@action("nomination:register", may=may_register, about_result=True)
def register(
    provider: CareProvider,
    title: str,
    owner: Account | None,
    *,
    unit: CareUnit | None = None,
    administration: Administration | None = None,
    came_on: date | None = None,
    to_assessment: bool = False,
    original: Paper | None = None,
    once: UUID,
    now: datetime,
    by: Actor,
) -> Initiative:
    """A nomination that came by mail: it waits for its answers, or goes straight to assessment with its original.

    `once` becomes the initiative's key: the same form sent twice gives the same one. Raises CannotRegister.
    """
    found = Initiative.objects.filter(pk=once, provider=provider).first()
    if found:
        return found
    name = one_line(title)
    if not name:
        raise CannotRegister(_("Skriv en titel."))
    if owner is None:
        raise CannotRegister(_("Välj vem som är ansvarig. Det är den som har skickat nomineringen."))
    if to_assessment and original is None:
        raise CannotRegister(_("Bifoga formuläret som det kom, eller låt nomineringen vänta på svar."))
    branch = unit.administration if unit else administration
    if any(place and place.provider_id != provider.pk for place in (unit, branch)):
        raise CannotRegister(_("Välj en enhet i din egen region."))
    initiative = Initiative.objects.create(
        id=once, provider=provider, number=next_number(provider, now), lane=Lane.NEW, title=name,
        stage=Stage.ASSESSMENT if to_assessment else Stage.NOMINATION, stage_since=now,
        opened_by_id=by.account, opened_at=now, owner=owner, unit=unit, administration=branch,
    )  # fmt: skip
    day = (came_on or local_day(now)).isoformat()
    tell(initiative, "nomination:register", details={"came_on": day, "owner": str(owner)}, now=now, by=by)
    row = _row(initiative, now, by)
    row.came_by, row.came_on, row.answers = CameBy.MAIL, came_on or local_day(now), {TITLE: name}
    row.save()
    if original:
        _keep(initiative, original, AttachmentKind.ORIGINAL, now, by)
    open_stage_tasks(initiative, now=now)
    if to_assessment:
        _keep_as_sent(row, now, by)
        ask_the_council(initiative, now=now)
    return initiative


@action("attachment:add", may=may_attach)
def attach(
    initiative: Initiative,
    paper: Paper,
    kind: AttachmentKind = AttachmentKind.ATTACHMENT,
    *,
    now: datetime,
    by: Actor,
) -> Attachment:
    """Add a paper. The same paper twice is kept once. Raises CannotAttach when there are too many."""
    rows = Attachment.objects.filter(initiative=initiative, removed_at__isnull=True)
    found = rows.filter(hash=paper.hash).first()
    if found:
        return found
    if rows.count() >= MOST_PAPERS:
        raise CannotAttach(_("Det får vara högst 20 bilagor. Ta bort en innan du lägger till en ny."))
    row = _keep(initiative, paper, kind, now, by)
    tell(initiative, "attachment:add", details={"name": row.name}, now=now, by=by)
    return row


@action("attachment:remove", may=may_attach)
def remove(initiative: Initiative, attachment_id: UUID, *, now: datetime, by: Actor) -> None:
    """Take a paper away from the pages; the row and the story keep that it was there. Twice is once."""
    row = Attachment.objects.filter(initiative=initiative, pk=attachment_id, removed_at__isnull=True).first()
    if row:
        row.removed_at, row.removed_by_id = now, by.account
        row.save(update_fields=["removed_at", "removed_by"])
        tell(initiative, "attachment:remove", details={"name": row.name}, now=now, by=by)


def ask_the_council(initiative: Initiative, *, now: datetime) -> None:
    """Each seat gets a task of its own, in the place of the one for the whole council: each answers for itself."""
    shared = Task.objects.filter(initiative=initiative, kind=TaskKind.STANDPOINT, party=Party.COUNCIL, done_at=None)
    due = next((task.due_on for task in shared), None)
    seats = in_force(local_day(now), CouncilSeat.objects.filter(provider_id=initiative.provider_id))
    if seats.exists():
        shared.delete()
    for seat in seats:
        open_task(initiative, TaskKind.STANDPOINT, account=seat.account_id, due_on=due, now=now)


def ensure_form(provider: CareProvider, *, now: datetime) -> NominationForm:
    """The newest published form; the delivered one becomes the region's first. Expects the caller's action."""
    found = newest_form(provider.pk)
    if found:
        return found
    return NominationForm.objects.get_or_create(
        provider=provider,
        number=1,
        defaults={"fields": as_json(DELIVERED), "changed_at": now, "published_at": now},
    )[0]


def _row(initiative: Initiative, now: datetime, by: Actor) -> Nomination:
    row = Nomination.objects.select_for_update().filter(initiative=initiative).first()
    if row is not None:
        return row
    form = ensure_form(initiative.provider, now=now)
    return Nomination.objects.create(initiative=initiative, form=form, saved_at=now, saved_by_id=by.account)


def _carry_over(initiative: Initiative, row: Nomination) -> None:
    """What the form says of the title and the deputy is also said on the initiative."""
    title, deputy = row.answers.get(TITLE), row.answers.get(DEPUTY)
    if isinstance(title, str) and one_line(title):
        initiative.title = one_line(title)
    if isinstance(deputy, Mapping) and deputy.get("id") and str(deputy["id"]) != str(initiative.owner_id):
        initiative.deputy_owner_id = UUID(str(deputy["id"]))


def _keep_as_sent(row: Nomination, now: datetime, by: Actor) -> SentNomination:
    return SentNomination.objects.create(
        initiative=row.initiative, form=row.form, answers=row.answers, sent_at=now, sent_by_id=by.account
    )


def _keep(initiative: Initiative, paper: Paper, kind: AttachmentKind, now: datetime, by: Actor) -> Attachment:
    row = Attachment(
        initiative=initiative, kind=kind, name=paper.name, mime=paper.mime, size=len(paper.data), hash=paper.hash,
        added_at=now, added_by_id=by.account,
    )  # fmt: skip
    # The kept name says nothing: what it is called stands in the row.
    row.file.save(f"{uuid4().hex}", ContentFile(paper.data), save=False)
    row.save()
    return row
