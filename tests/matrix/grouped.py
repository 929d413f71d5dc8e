"""What hangs on the matrix's initiatives: a meeting, a decision, a milestone and a member of each, and a task."""

from typing import Any

from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import Decision, Meeting, Member, Milestone, Task
from stegvis.lib.clock import local_day, utc_now
from tests.matrix.processed import WORKERS


def lay_groups(world: Any) -> None:
    """Expects the initiatives of `processed`."""
    now = utc_now()
    for name, (owner, _designer) in WORKERS.items():
        work, who = world.kept["initiative", name], world.cast.accounts[owner]
        meeting = Meeting.objects.create(
            initiative=work, title=f"Möte om {name}", starts_at=now, made_by=who, made_at=now
        )
        world.kept["meeting", name] = meeting
        world.kept["decision", name] = Decision.objects.create(meeting=meeting, text="Ja", by=who, at=now)
        world.kept["milestone", name] = Milestone.objects.create(
            initiative=work, title="Klart", due_on=local_day(now), made_by=who, made_at=now
        )
        world.kept["member", name] = Member.objects.create(initiative=work, account=who, invited_by=who, invited_at=now)
        world.kept["task", name] = Task.objects.create(
            initiative=work, kind=TaskKind.PREPARE, account=who, opened_at=now
        )
