"""The plan of an initiative: milestones, set, moved, done, removed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.group.policies import may_change_plan, may_invite
from stegvis.governance.models import Initiative, Milestone
from stegvis.governance.moving import tell
from stegvis.lib.errors import Cannot


class CannotPlan(Cannot):
    """A milestone needs a title and a day. `field` is where on the page."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


@action("milestone:set", may=may_invite)
def set_milestone(initiative: Initiative, title: str, due_on: date | None, *, now: datetime, by: Actor) -> Milestone:
    """One thing more in the plan. The same twice is one. Raises CannotPlan."""
    said = title.strip()[:200]
    if not said:
        raise CannotPlan("milestone", _("Skriv vad som ska vara klart."))
    if due_on is None:
        raise CannotPlan("milestone_on", _("Välj en dag."))
    known = initiative.milestones.filter(title=said, due_on=due_on, removed_at__isnull=True).first()
    if known is not None:
        return known
    made = Milestone.objects.create(
        initiative=initiative, title=said, due_on=due_on, made_by_id=by.account, made_at=now
    )
    tell(initiative, "milestone:set", details=_details(made), now=now, by=by)
    return made


@action("milestone:move", may=may_change_plan)
def move_milestone(milestone: Milestone, due_on: date | None, *, now: datetime, by: Actor) -> Milestone:
    """Another day. Raises CannotPlan."""
    if due_on is None:
        raise CannotPlan("milestone_on", _("Välj en dag."))
    if milestone.due_on != due_on:
        milestone.due_on = due_on
        milestone.save(update_fields=["due_on"])
        tell(milestone.initiative, "milestone:move", details=_details(milestone), now=now, by=by)
    return milestone


@action("milestone:done", may=may_change_plan)
def finish_milestone(milestone: Milestone, *, now: datetime, by: Actor) -> Milestone:
    """It is ready. Twice is once."""
    if milestone.done_at is None:
        milestone.done_at, milestone.done_by_id = now, by.account
        milestone.save(update_fields=["done_at", "done_by"])
        tell(milestone.initiative, "milestone:done", details=_details(milestone), now=now, by=by)
    return milestone


@action("milestone:remove", may=may_change_plan)
def remove_milestone(milestone: Milestone, *, now: datetime, by: Actor) -> Milestone:
    """It is no longer in the plan; the story says that it was."""
    if milestone.removed_at is None:
        milestone.removed_at = now
        milestone.save(update_fields=["removed_at"])
        tell(milestone.initiative, "milestone:remove", details=_details(milestone), now=now, by=by)
    return milestone


def _details(milestone: Milestone) -> dict[str, str]:
    return {"title": milestone.title, "due_on": milestone.due_on.isoformat()}
