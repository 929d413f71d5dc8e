"""The changing door of the process: what concerns every initiative. Each part of the way has its own beside it."""

from datetime import date, datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.kinds import Act, Party, Stage
from stegvis.governance.models import HistoryEntry, Initiative
from stegvis.governance.moving import advance, tell
from stegvis.governance.policies import may_as, may_move


@action("initiative:withdraw", may=may_move(Act.WITHDRAW))
def withdraw(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """End the work; it can be taken up again. Raises CannotMove without a reason."""
    return advance(initiative, Act.WITHDRAW, reason=reason, now=now, by=by)


@action("initiative:take_up", may=may_move(Act.TAKE_UP))
def take_up(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Go on where the work was ended: the step it stood in then, decided anew. Raises CannotMove without a reason."""
    last = initiative.history.exclude(to_stage="").filter(to_stage=initiative.stage).order_by("-at", "-pk").first()
    before = Stage(last.from_stage) if last and last.from_stage else Stage.IDEA
    return advance(initiative, Act.TAKE_UP, reason=reason, to=before, now=now, by=by)


@action("initiative:plan", may=may_as(Party.OWNER, Party.COORDINATOR, Party.DESIGNER))
def plan(initiative: Initiative, target_on: date | None, *, now: datetime, by: Actor) -> Initiative:
    """Say when it is meant to be in the catalogue. The same day twice is told once."""
    if initiative.target_on != target_on:
        initiative.target_on = target_on
        initiative.save(update_fields=["target_on"])
        day = target_on.isoformat() if target_on else ""
        tell(initiative, "initiative:plan", details={"target_on": day}, now=now, by=by)
    return initiative
