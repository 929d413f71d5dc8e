"""Where each kind of task is done: a table from what is to be done to the page for it."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch

from stegvis.authoring import queries as studio
from stegvis.catalogue.policies import may_describe
from stegvis.governance.kinds import TaskKind
from stegvis.ui.addresses import address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from stegvis.access.actor import Actor
    from stegvis.governance.rows import Initiative, Task

# Every page takes the initiative's key. What is not here is done on the initiative's own page, but for those that
# `leads` sends on: a round of a prototype by its own key, a draft to the studio, a version to its units.
WHERE: dict[TaskKind, str] = {
    TaskKind.FINISH_IDEA: "process:idea",
    TaskKind.ASSESS_IDEA: "process:idea",
    TaskKind.APPROVE_IDEA: "process:idea",
    TaskKind.NOMINATE: "process:nomination",
    TaskKind.ASSESS: "process:assessment",
    TaskKind.STANDPOINT: "process:assessment",
    TaskKind.DECIDE_CHANGE: "process:change",
    TaskKind.VERIFY: "process:verification",
    TaskKind.DESIGN: "process:program",
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


# The round that a task is about stands in its `ref`.
ROUNDS: dict[TaskKind, tuple[str, str]] = {
    TaskKind.GIVE_FEEDBACK: ("process:prototype", ""),
    TaskKind.ANSWER_FEEDBACK: ("process:prototype_pins", "?lage=vantar"),
}


def leads(actor: "Actor", tasks: "Iterable[Task]") -> "dict[int, str]":
    """Where each task is done, by its key. One query at most, however many.

    A program is built in the studio, by the one whose unit it is and under that hat; under another, the page of the
    work says which hat that is.
    """
    rows = list(tasks)
    built = {row.initiative.program_id for row in rows if row.kind == TaskKind.DESIGN and row.initiative.program_id}
    drafts = studio.drafts_among(actor, built) if built else set()
    return {row.pk: _lead(row, drafts) for row in rows}


def where(actor: "Actor", task: "Task") -> str:
    """The address where one task is done."""
    return leads(actor, [task])[task.pk]


def _lead(task: "Task", drafts: "set[UUID]") -> str:
    kind = TaskKind(task.kind)
    if kind is TaskKind.DISTRIBUTE and task.initiative.version_id:
        return address("region:version", task.initiative.version_id)
    if kind is TaskKind.DESIGN and task.initiative.program_id in drafts:
        return address("studio:program", task.initiative.program_id)
    if kind in ROUNDS and task.ref:
        name, rest = ROUNDS[kind]
        return address(name, task.ref) + rest
    return page(WHERE.get(kind, HOME), task.initiative_id)


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
