"""A task is told of by letter: to whom, once, and not when it is done."""

from datetime import date, timedelta

import pytest

from stegvis.governance import letters
from stegvis.governance.kinds import Party, Stage, TaskKind
from stegvis.governance.models import Deputy, Task
from stegvis.governance.moving import close_tasks, open_stage_tasks, open_task
from stegvis.governance.schedule import remind_due
from stegvis.lib.clock import local_day
from stegvis.notifications.kinds import DeliveryState
from stegvis.notifications.models import StaffLetter
from tests.cast import NOW
from tests.governance.making import initiative, invite

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORKDAY = NOW.replace(hour=9)


def to(letters_of=None):
    rows = StaffLetter.objects.filter(state=DeliveryState.WAITING)
    return sorted(row.account.first_name for row in rows)


TODAY = local_day(NOW)
LATER = TODAY + 9 * DAY


def away(cast, person, deputy, first=TODAY, last=LATER):
    return Deputy.objects.create(
        account=cast.accounts[person], deputy=cast.accounts[deputy], provider=cast.ett, from_day=first, until_day=last,
        set_by=cast.accounts["kaj"], set_at=NOW,
    )  # fmt: skip


def test_a_task_is_told_to_the_person_once(cast):
    work = initiative(cast, Stage.NOMINATION)
    open_stage_tasks(work, now=NOW)
    open_stage_tasks(work, now=NOW + DAY)
    letter = StaffLetter.objects.get()
    assert letter.account == cast.accounts["tina"]
    assert "Sov bättre" in letter.subject and "Fyll i nomineringen" in letter.subject
    assert "1 april 2026" in letter.text
    assert letter.path == f"/utveckling/uppgift/{Task.objects.get().pk}/"


def test_a_party_is_everybody_in_it(cast):
    open_stage_tasks(initiative(cast, Stage.FIRST_ASSESSMENT), now=NOW)
    assert to() == ["Kia"]
    open_stage_tasks(initiative(cast, Stage.ASSESSMENT), now=NOW)
    assert to() == ["Kaj", "Kia", "Rut"]


def test_members_are_told_as_members(cast):
    work = initiative(cast, Stage.DESIGN)
    invite(cast, work, "sven")
    invite(cast, work, "emil").delete()
    open_task(work, TaskKind.GIVE_FEEDBACK, party=Party.MEMBER, ref="1", now=NOW)
    assert to() == ["Sven"]


def test_somebody_who_hands_it_to_themselves_gets_no_letter(cast):
    open_stage_tasks(initiative(cast, Stage.NOMINATION), now=NOW, by=cast.tina)
    assert to() == []


def test_a_deputy_is_told_too_and_of_whom(cast):
    away(cast, "kia", "emil")
    open_stage_tasks(initiative(cast, Stage.FIRST_ASSESSMENT), now=NOW)
    assert to() == ["Emil", "Kia"]
    assert "i stället för Kia Ek" in StaffLetter.objects.get(account=cast.accounts["emil"]).text


@pytest.mark.parametrize("days", [(-9, -1), (1, 9)])
def test_a_deputy_of_other_days_is_not(cast, days):
    away(cast, "kia", "emil", local_day(NOW) + days[0] * DAY, local_day(NOW) + days[1] * DAY)
    open_stage_tasks(initiative(cast, Stage.FIRST_ASSESSMENT), now=NOW)
    assert to() == ["Kia"]


def test_what_is_done_is_told_to_nobody(cast):
    work = initiative(cast, Stage.NOMINATION)
    open_stage_tasks(work, now=NOW)
    assert close_tasks(work, {TaskKind.NOMINATE}, now=NOW, by=cast.tina) == 1
    assert to() == []
    assert StaffLetter.objects.get().state == DeliveryState.DROPPED


def due(cast, on: date, opened=NOW - 20 * DAY) -> Task:
    work = initiative(cast, Stage.NOMINATION)
    task = open_task(work, TaskKind.NOMINATE, account=cast.accounts["tina"], due_on=on, now=opened)
    StaffLetter.objects.all().delete()
    return task


def test_reminded_once_before_and_once_after(cast):
    task = due(cast, local_day(NOW) + 3 * DAY)
    assert remind_due(now=WORKDAY) == 1
    assert remind_due(now=WORKDAY) == 0
    assert remind_due(now=WORKDAY + 2 * DAY) == 0
    assert remind_due(now=WORKDAY + 4 * DAY) == 1
    assert remind_due(now=WORKDAY + 5 * DAY) == 0
    first, last = StaffLetter.objects.order_by("made_at")
    assert first.subject.startswith("Påminnelse") and last.subject.startswith("Försenat")
    task.refresh_from_db()
    assert task.reminded_at == WORKDAY and task.late_told_at == WORKDAY + 4 * DAY


def test_no_reminder_at_night_nor_of_what_is_done_nor_of_what_was_just_given(cast):
    task = due(cast, local_day(NOW) + 2 * DAY)
    assert remind_due(now=NOW.replace(hour=2)) == 0
    close_tasks(task.initiative, {TaskKind.NOMINATE}, now=NOW, by=cast.tina)
    assert remind_due(now=WORKDAY) == 0
    due(cast, local_day(NOW) + 2 * DAY, opened=NOW - DAY)
    assert remind_due(now=WORKDAY) == 0


def test_a_task_far_ahead_is_left_alone(cast):
    due(cast, local_day(NOW) + 30 * DAY)
    assert remind_due(now=WORKDAY) == 0


def test_addressees_cost_the_same_for_many(cast, django_assert_max_num_queries):
    work = initiative(cast, Stage.ASSESSMENT)
    task = open_task(work, TaskKind.STANDPOINT, party=Party.COUNCIL, now=NOW)
    with django_assert_max_num_queries(3):
        letters.addressees(task, local_day(NOW))
