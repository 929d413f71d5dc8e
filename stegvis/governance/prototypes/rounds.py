"""Opening a round for the group, and closing it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.freezing import CannotOpenDocument, open_document, plan_of
from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import Initiative, Member, Pin, PrototypeRound
from stegvis.governance.moving import close_tasks, open_task, tell
from stegvis.governance.prototypes.kinds import UNRESOLVED
from stegvis.governance.prototypes.policies import may_close_round, may_open_round
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.program.standing import Standing
from stegvis.program.unfold import unfold

MOST_QUESTIONS = 10
MOST_DAYS = 180
TEXT_LENGTH = 4000
# How long the designer has to answer when the round has ended.
TO_ANSWER = timedelta(days=7)


class CannotShow(Cannot):
    """The round cannot be opened so."""


@action("prototype:open", may=may_open_round)
def open_round(
    initiative: Initiative,
    document: str,
    *,
    due_on: date,
    note: str = "",
    questions: Iterable[str] = (),
    findings: Iterable[dict[str, str]] = (),
    now: datetime,
    by: Actor,
) -> PrototypeRound:
    """Show a kept draft to the group until a day. The same draft again, while it is shown, is the same round.

    It is a document of its own and no candidate: a candidate must have nothing that blocks, gathers contributors and
    can be published; a prototype is shown because it is not done. Raises CannotShow.
    """
    known = PrototypeRound.objects.filter(initiative=initiative, closed_at__isnull=True).first()
    if known is not None and known.document_id == document:
        return known
    if known is not None:
        raise CannotShow(_("En omgång pågår. Stäng den först, så att alla ser samma prototyp."))
    check_due(due_on, now)
    _demand_readable(document)
    last = PrototypeRound.objects.filter(initiative=initiative).aggregate(last=Max("number"))["last"] or 0
    made = PrototypeRound.objects.create(
        initiative=initiative,
        number=last + 1,
        document_id=document,
        note=note.strip()[:TEXT_LENGTH],
        questions=[text.strip()[:300] for text in questions if text.strip()][:MOST_QUESTIONS],
        findings=list(findings)[:100],
        walkable=_walkable(document, now),
        due_on=due_on,
        opened_by_id=by.account,
        opened_at=now,
    )
    _ask_the_group(made, now)
    tell(initiative, "prototype:open", details={"round": made.number, "due_on": due_on.isoformat()}, now=now, by=by)
    return made


@action("prototype:close", may=may_close_round)
def close_round(round: PrototypeRound, text: str = "", *, now: datetime, by: Actor) -> PrototypeRound:
    """Nothing more is said in it; what is not settled follows along. Closed again it stays as it is."""
    if not round.is_open:
        return round
    round.closed_at, round.closed_by_id, round.closing_text = now, by.account, text.strip()[:TEXT_LENGTH]
    round.save(update_fields=["closed_at", "closed_by", "closing_text"])
    close_tasks(round.initiative, {TaskKind.GIVE_FEEDBACK}, ref=str(round.pk), now=now, by=by)
    round.presentations.filter(ended_at__isnull=True).update(ended_at=now)
    waiting = waiting_in(round)
    if waiting:
        ask_designer(round, due_on=local_day(now) + TO_ANSWER, now=now)
    else:
        close_tasks(round.initiative, {TaskKind.ANSWER_FEEDBACK}, ref=str(round.pk), now=now, by=by)
    details = {"round": round.number, "pins": round.pins.count(), "waiting": waiting}
    tell(round.initiative, "prototype:close", reason=round.closing_text, details=details, now=now, by=by)
    return round


def check_due(due_on: date, now: datetime) -> None:
    """Raises CannotShow for a day that cannot be the last one."""
    if due_on < local_day(now):
        raise CannotShow(_("Sista dagen kan inte ligga bakåt i tiden."))
    if due_on > local_day(now) + timedelta(days=MOST_DAYS):
        raise CannotShow(_("Sista dagen ligger mer än ett halvår fram. Välj en närmare dag."))


def waiting_in(round: PrototypeRound) -> int:
    """How many pins of the round wait for an answer."""
    return Pin.objects.filter(round=round, state__in=UNRESOLVED).count()


def ask_designer(round: PrototypeRound, *, due_on: date, now: datetime) -> None:
    """The designer has answers to give; asked once for each round."""
    if round.initiative.designer_id:
        note = str(_("Prototyp, omgång %(number)s") % {"number": round.number})
        open_task(
            round.initiative,
            TaskKind.ANSWER_FEEDBACK,
            account=round.initiative.designer_id,
            ref=str(round.pk),
            note=note,
            due_on=due_on,
            now=now,
        )


def _ask_the_group(round: PrototypeRound, now: datetime) -> None:
    """Every member and the owner, but the one who built it."""
    initiative = round.initiative
    people = {row.account_id for row in Member.objects.filter(initiative=initiative, left_at__isnull=True)}
    people |= {initiative.owner_id} if initiative.owner_id else set()
    note = str(_("Prototyp, omgång %(number)s") % {"number": round.number})
    for person in sorted(people - {initiative.designer_id}, key=str):
        ref = str(round.pk)
        open_task(initiative, TaskKind.GIVE_FEEDBACK, account=person, ref=ref, note=note, due_on=round.due_on, now=now)


def _demand_readable(document: str) -> None:
    """A draft that no page could open would be a round that nobody can see."""
    try:
        open_document(document)
    except CannotOpenDocument as error:
        raise CannotShow(
            _("Utkastet är för ofärdigt för att visas. Rätta det som fattas i studion och försök igen.")
        ) from error


def _walkable(document: str, now: datetime) -> bool:
    """Whether a draft, with whatever it lacks, can be compiled and unfolded at all."""
    try:
        plan = plan_of(document)
        unfold(plan, Standing(), now)
    except Exception:  # noqa: BLE001 - what an unfinished draft breaks is not ours to list; it can still be read
        return False
    return any(module.steps for module in plan.modules)
