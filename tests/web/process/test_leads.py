"""Every kind of task leads its owner straight to where the thing is done."""

from typing import Any

import pytest

from stegvis.access.kinds import HatKind, Role
from stegvis.catalogue.freezing import keep_document
from stegvis.catalogue.models import ProgramVersion
from stegvis.course.worlds import real_now
from stegvis.governance.assessment.actions import create_program
from stegvis.governance.kinds import Lane, MemberKind, Party, Stage, TaskKind
from stegvis.governance.models import ChangeRequest, Idea, Initiative, Task
from stegvis.governance.prototypes.rounds import open_round
from tests.cast import NOW, grant
from tests.catalogue.making import handed_over
from tests.governance.making import about, initiative
from tests.governance.prototypes.laying import due
from tests.programs import a_document, publish

pytestmark = pytest.mark.django_db

# Whose a task is, in which stage and lane it is had, and the end of the address that it leads to.
OWNED: dict[TaskKind, tuple[str, Stage, Lane, str]] = {
    TaskKind.FINISH_IDEA: ("tina", Stage.IDEA, Lane.NEW, "/ide/"),
    TaskKind.ASSESS_IDEA: ("kia", Stage.FIRST_ASSESSMENT, Lane.NEW, "/ide/"),
    TaskKind.APPROVE_IDEA: ("irma", Stage.MANAGER, Lane.NEW, "/ide/"),
    TaskKind.NOMINATE: ("tina", Stage.NOMINATION, Lane.NEW, "/nominering/"),
    TaskKind.ASSESS: ("kaj", Stage.ASSESSMENT, Lane.NEW, "/bedomning/"),
    TaskKind.STANDPOINT: ("rut", Stage.ASSESSMENT, Lane.NEW, "/bedomning/"),
    TaskKind.DECIDE_CHANGE: ("tina", Stage.CHANGE, Lane.VERSION, "/forslag/"),
    TaskKind.VERIFY: ("kaj", Stage.VERIFICATION, Lane.ADOPTION, "/egen-kontroll/"),
    TaskKind.DESIGN: ("disa", Stage.DESIGN, Lane.NEW, "/studio/program/{program}/"),
    TaskKind.GIVE_FEEDBACK: ("tor", Stage.DESIGN, Lane.NEW, "/prototyper/{round}/"),
    TaskKind.ANSWER_FEEDBACK: ("disa", Stage.DESIGN, Lane.NEW, "/prototyper/{round}/synpunkter/?lage=vantar"),
    TaskKind.PREPARE: ("disa", Stage.PREPARATION, Lane.NEW, "/checklista/"),
    TaskKind.CONTRIBUTE_RISKS: ("tor", Stage.PREPARATION, Lane.NEW, "/riskanalys/"),
    TaskKind.SIGN_RISKS: ("tor", Stage.PREPARATION, Lane.NEW, "/riskanalys/"),
    TaskKind.APPROVE_RISKS: ("kaj", Stage.PREPARATION, Lane.NEW, "/riskanalys/"),
    TaskKind.REVIEW: ("kaj", Stage.REVIEW, Lane.NEW, "/granskning/"),
    TaskKind.PUBLISH: ("tina", Stage.APPROVED, Lane.NEW, "/granskning/"),
    TaskKind.DISTRIBUTE: ("kaj", Stage.PUBLISHED, Lane.NEW, "/katalog/{version}/"),
    TaskKind.AFTER_REVIEW: ("kaj", Stage.AFTER_REVIEW, Lane.URGENT, "/granskning/"),
    TaskKind.ROUTINE: ("tina", Stage.DESIGN, Lane.NEW, "/rutin/"),
    TaskKind.OTHER: ("tina", Stage.DESIGN, Lane.NEW, "/arbeten/{work}/"),
}
# Theirs by office and not by name.
OFFICES = {"kaj": Party.COORDINATOR, "kia": Party.CONTACT}
BUILT = frozenset({Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED})


def laid(cast: Any, kind: TaskKind) -> tuple[Task, dict[str, Any]]:
    """The task, on work that has come so far that somebody could have it."""
    who, stage, lane, _tail = OWNED[kind]
    work = initiative(cast, Stage.DESIGN, lane=lane, members={"tor": MemberKind.CARE})
    named: dict[str, Any] = {"work": work.pk}
    if stage in BUILT:
        named["program"] = create_program(work, now=NOW, by=cast.disa).program_id
    if stage in {Stage.PUBLISHED, Stage.AFTER_REVIEW}:
        version: ProgramVersion = publish(cast)
        work.program, work.version, work.candidate = version.program, version, version.clearance.candidate
        named["version"] = version.pk
    if stage is Stage.REVIEW:
        about(work, handed_over(cast))
    _rows(work, kind)
    ref = ""
    if kind in {TaskKind.GIVE_FEEDBACK, TaskKind.ANSWER_FEEDBACK}:
        frozen = keep_document(a_document(), now=NOW)
        ref = str(open_round(work, frozen.hash, due_on=due(real_now()), now=real_now(), by=cast.disa).pk)
        named["round"] = ref
    work.stage = stage
    work.save()
    Task.objects.all().delete()
    account = None if who in OFFICES else cast.accounts[who]
    return Task.objects.create(
        initiative=work, kind=kind, account=account, party=OFFICES.get(who, ""), ref=ref, opened_at=NOW
    ), named


def _rows(work: Initiative, kind: TaskKind) -> None:
    if kind is TaskKind.DECIDE_CHANGE:
        ChangeRequest.objects.create(initiative=work, what="Ett fel", why="Stör", once="ett")
    elif work.lane == Lane.NEW:
        Idea.objects.create(initiative=work, what="Sömn", whom="Vuxna", why="Behövs", saved_at=NOW, once="idé")


def test_every_kind_is_here():
    assert set(OWNED) == set(TaskKind)


@pytest.mark.parametrize("kind", list(TaskKind))
def test_a_task_leads_straight_to_where_it_is_done(cast, kind):
    task, named = laid(cast, kind)
    client = cast.client(OWNED[kind][0])
    led = client.get(f"/utveckling/uppgift/{task.pk}/")
    assert led.status_code == 302
    assert led.url.endswith(OWNED[kind][3].format(**named)), led.url
    assert client.get(led.url).status_code == 200
    page = client.get("/utveckling/").content.decode()
    assert f'href="{led.url}"' in page.replace("&amp;", "&")


def test_a_designer_under_another_hat_is_told_which_one_to_wear(cast):
    task, named = laid(cast, TaskKind.DESIGN)
    grant(cast.accounts["disa"], Role.COORDINATOR, provider=cast.places["ett"])
    client = cast.client("disa", HatKind.POST)
    led = client.get(f"/utveckling/uppgift/{task.pk}/")
    assert led.url.endswith(f"/arbeten/{named['work']}/program/")
    assert "Byt uppdrag" in client.get(led.url).content.decode()
