"""Where each kind of task is done: a table from what is to be done to the page for it."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch

from stegvis.catalogue.policies import may_describe
from stegvis.governance.kinds import TaskKind
from stegvis.ui.addresses import address

if TYPE_CHECKING:
    from stegvis.access.actor import Actor
    from stegvis.governance.rows import Initiative, Task

# Every page takes the initiative's key. What is not here is done on the initiative's own page.
WHERE: dict[TaskKind, str] = {
    TaskKind.FINISH_IDEA: "process:idea",
    TaskKind.ASSESS_IDEA: "process:idea",
    TaskKind.APPROVE_IDEA: "process:idea",
    TaskKind.NOMINATE: "process:nomination",
    TaskKind.ASSESS: "process:assessment",
    TaskKind.STANDPOINT: "process:assessment",
    TaskKind.DECIDE_CHANGE: "process:change",
    TaskKind.VERIFY: "process:verification",
    TaskKind.DESIGN: "process:review",
    TaskKind.GIVE_FEEDBACK: "process:prototypes",
    TaskKind.ANSWER_FEEDBACK: "process:prototypes",
    TaskKind.PREPARE: "process:checklist",
    TaskKind.CONTRIBUTE_RISKS: "process:risks",
    TaskKind.SIGN_RISKS: "process:risks",
    TaskKind.APPROVE_RISKS: "process:risks",
    TaskKind.REVIEW: "process:review",
    TaskKind.PUBLISH: "process:review",
    TaskKind.AFTER_REVIEW: "process:review",
    TaskKind.ROUTINE: "process:routine",
}
HOME = "process:initiative"


def where(task: "Task") -> str:
    """The address where a task is done."""
    if task.kind == TaskKind.DISTRIBUTE and task.initiative.version_id:
        return address("region:version", task.initiative.version_id)
    return page(WHERE.get(TaskKind(task.kind), HOME), task.initiative_id)


def entry_url(actor: "Actor", initiative: "Initiative") -> str:
    """Where what the catalogue says beside the content is filled in; empty for those who may not."""
    if initiative.program is None or not may_describe(actor, initiative.program):
        return ""
    return address("catalogue:edit", initiative.program_id)


def page(name: str, pk: object) -> str:
    """The address of a part of an initiative, or the initiative's own where there is no such page."""
    try:
        return address(name, pk)
    except NoReverseMatch:
        return address(HOME, pk)
