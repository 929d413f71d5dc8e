"""My tasks, the board, one page per program, the group, the routine, deputies, lists and time in stages: in a browser."""

from datetime import timedelta

import pytest

from stegvis.access.kinds import HatKind
from stegvis.catalogue.models import Program, ProgramRoutine, StartTick, UnitRoutine
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.governance.models import Attendance, ContactPerson, Deputy, Initiative, Meeting, Member, Milestone, Task
from stegvis.governance.moving import open_stage_tasks
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import StaffLetter
from tests.cast import grant
from tests.governance.making import initiative, invite
from tests.programs import publish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def text(response):
    return response.content.decode()


def one(work, tail=""):
    return f"/utveckling/arbeten/{work.pk}/{tail}"


@pytest.fixture
def work(cast):
    program = Program.objects.create(publisher_unit=cast.verkstaden, title="Lugn", created_at=utc_now())
    made = initiative(cast, Stage.DESIGN, at=utc_now() - 9 * DAY, program=program)
    open_stage_tasks(made, now=utc_now() - 9 * DAY)
    return made


def test_nobody_with_nothing_is_asked_for_an_idea(cast):
    assert "Har du en idé?" in text(cast.client("emil").get("/utveckling/"))


def test_tasks_lead_to_where_they_are_done_and_late_ones_come_first(cast, work):
    client = cast.client("disa")
    assert f'href="{one(work, "program/")}"' in text(client.get("/utveckling/"))
    Task.objects.update(due_on=local_day(utc_now()) - DAY)
    page = text(client.get("/utveckling/"))
    assert 'id="sent"' in page and "Försenat" in page
    task = Task.objects.get()
    assert client.get(f"/utveckling/uppgift/{task.pk}/").url == one(work, "program/")
    assert cast.client("emil").get(f"/utveckling/uppgift/{task.pk}/").status_code == 404


def test_a_deputy_sees_the_tasks_as_somebody_elses(cast):
    made = initiative(cast, Stage.FIRST_ASSESSMENT, at=utc_now())
    open_stage_tasks(made, now=utc_now())
    client = cast.client("kia")
    today = local_day(utc_now()).isoformat()
    form = {"deputy": "Emil Ek", "first": today, "last": today}
    assert client.post("/utveckling/ersattare/", form).status_code == 302
    page = text(cast.client("emil").get("/utveckling/"))
    assert "I stället för Kia Ek" in page and "Du ersätter någon" in page
    assert StaffLetter.objects.filter(account=cast.accounts["emil"]).exists()
    row = Deputy.objects.get()
    assert client.post(f"/utveckling/ersattare/{row.pk}/avsluta/").status_code == 302
    assert "I stället för" not in text(cast.client("emil").get("/utveckling/"))
    # Pressed twice, or in a tab from before: told so on the same page.
    again = client.post(f"/utveckling/ersattare/{row.pk}/avsluta/", follow=True)
    assert again.status_code == 200 and "Det är redan avslutat." in text(again)


def test_only_the_coordinator_sets_a_deputy_for_others_and_what_was_typed_stays(cast):
    today = local_day(utc_now()).isoformat()
    cast.client("emil").post(
        "/utveckling/ersattare/", {"absent": "Kia Ek", "deputy": "Rut Ek", "first": today, "last": today}
    )
    assert Deputy.objects.get().account == cast.accounts["emil"]
    client = cast.client("kaj")
    page = client.post("/utveckling/ersattare/", {"absent": "Kia Ek", "deputy": "Rut Ek", "first": today, "last": ""})
    assert page.status_code == 422 and 'value="Rut Ek"' in text(page)
    form = {"absent": "Kia Ek", "deputy": "Rut Ek", "first": today, "last": today}
    assert client.post("/utveckling/ersattare/", form).status_code == 302
    assert client.post("/utveckling/ersattare/", form).status_code == 302
    assert Deputy.objects.filter(account=cast.accounts["kia"]).count() == 1


def test_the_board_says_where_who_and_what_is_missing(cast, work):
    page = text(cast.client("kaj").get("/utveckling/tavla/"))
    assert "Sov bättre" in page and "Disa Ek" in page and "saker saknas" in page
    assert "Sov bättre" not in text(cast.client("kaj").get("/utveckling/tavla/?steg=nomination"))
    assert "Sov bättre" in text(cast.client("kaj").get("/utveckling/tavla/?drag=designer&sok=norra"))
    assert "Inget arbete pågår" in text(cast.client("emil").get("/utveckling/tavla/"))
    assert cast.client("rita").get("/utveckling/tavla/").status_code == 403


def test_the_board_costs_the_same_for_many(cast, work, django_assert_max_num_queries):
    client = cast.client("kaj")
    for number in range(6):
        open_stage_tasks(initiative(cast, Stage.DESIGN, number=f"2025-{number}"), now=utc_now())
    client.get("/utveckling/tavla/")
    with django_assert_max_num_queries(30):
        client.get("/utveckling/tavla/")


def test_one_page_per_program_withdrawn_and_taken_up(cast, work):
    client = cast.client("tina")
    page = text(client.get(one(work)))
    assert 'aria-current="step"' in page and "Nästa drag: Disa Ek" in page
    assert client.post(one(work, "dra-tillbaka/"), {"reason": ""}).status_code == 422
    client.post(one(work, "dra-tillbaka/"), {"reason": "Ingen tid"})
    work.refresh_from_db()
    assert work.stage == Stage.WITHDRAWN and "Ingen tid" in text(client.get(one(work)))
    client.post(one(work, "ta-upp/"), {"reason": "Ny chans"})
    work.refresh_from_db()
    assert work.stage == Stage.DESIGN
    day = (local_day(utc_now()) + 90 * DAY).isoformat()
    client.post(one(work, "planera/"), {"target_on": day})
    work.refresh_from_db()
    assert work.target_on.isoformat() == day
    assert cast.client("emil").get(one(work)).status_code == 404


def test_another_designer_gets_the_task(cast, work):
    grant(cast.accounts["emil"], "designer", publisher_unit=cast.verkstaden)
    client = cast.client("kaj")
    assert client.get(one(work, "personer/")).status_code == 200
    client.post(one(work, "personer/utse/"), {"seat": "designer", "designer": "Emil Ek", "reason": "Disa är ledig"})
    work.refresh_from_db()
    assert work.designer == cast.accounts["emil"]
    assert Task.objects.get(done_at=None).account == cast.accounts["emil"]
    wrong = client.post(one(work, "personer/utse/"), {"seat": "designer", "designer": "Tor Ek"})
    assert wrong.status_code == 422 and "inte designer" in text(wrong)
    refused = cast.client("tina").post(one(work, "personer/utse/"), {"seat": "designer", "designer": "Disa Ek"})
    assert refused.status_code == 422
    work.refresh_from_db()
    assert work.designer == cast.accounts["emil"]


def test_a_group_is_invited_told_and_left(cast, work):
    client = cast.client("tina")
    client.post(one(work, "arbetsgrupp/bjud-in/"), {"person": "Sven Ek", "kind": "care"})
    client.post(one(work, "arbetsgrupp/bjud-in/"), {"person": "Sven Ek", "kind": "care"})
    row = Member.objects.get()
    assert row.kind == MemberKind.CARE
    assert StaffLetter.objects.filter(account=cast.accounts["sven"]).count() == 1
    assert "Sven Ek" in text(cast.client("sven").get(one(work, "arbetsgrupp/")))
    cast.client("sven").post(one(work, f"arbetsgrupp/{row.pk}/ta-bort/"))
    assert cast.client("sven").get(one(work)).status_code == 404
    assert client.post(one(work, "arbetsgrupp/bjud-in/"), {"person": "Ingen Alls"}).status_code == 422


def call(**changed):
    day = local_day(utc_now() + 5 * DAY).isoformat()
    return {"title": "Start", "day": day, "clock": "13:30", "minutes": "60", "place": "Sjön", **changed}


def test_a_meeting_is_called_answered_held_and_decides(cast, work):
    invite(cast, work, "sven")
    client, sven = cast.client("tina"), cast.client("sven")
    people = [str(cast.accounts[name].pk) for name in ("sven", "disa", "emil")]
    assert client.get(one(work, "moten/nytt/")).status_code == 200
    assert client.post(one(work, "moten/nytt/"), call(minutes="2", people=people[:1])).status_code == 422
    client.post(one(work, "moten/nytt/"), call(people=people[:2]))
    client.post(one(work, "moten/nytt/"), call(people=people[:2]))
    meeting = Meeting.objects.get()
    assert set(meeting.attendances.values_list("account__first_name", flat=True)) == {"Sven", "Disa"}
    where = one(work, f"moten/{meeting.pk}/")
    assert "13:30" in text(sven.get(where))
    file = sven.get(f"{where}kalender/")
    assert b"BEGIN:VEVENT" in file.content and b"SUMMARY:Start" in file.content
    sven.post(f"{where}svara/", {"coming": "yes"})
    assert Attendance.objects.get(account=cast.accounts["sven"]).answer == "yes"
    client.post(f"{where}andra/", call(clock="15:00", people=people[:2]))
    assert Attendance.objects.get(account=cast.accounts["sven"]).answer == "asked"
    assert StaffLetter.objects.filter(account=cast.accounts["sven"], key__contains=":move:").count() == 1
    mine = Attendance.objects.get(account=cast.accounts["sven"])
    sven.post(f"{where}anteckna/", {"notes": "Vi sågs", "revision": "0", f"dar-{mine.pk}": "1"})
    stale = client.post(f"{where}anteckna/", {"notes": "Mina ord", "revision": "0"})
    assert stale.status_code == 422 and "Mina ord" in text(stale) and "Vi sågs" in text(stale)
    assert client.post(f"{where}besluta/", {"decision": " "}).status_code == 422
    client.post(f"{where}besluta/", {"decision": "Vi börjar"})
    assert "Beslut på mötet Start: Vi börjar" in text(client.get(one(work)))
    assert cast.client("emil").get(where).status_code == 404


def test_a_plan_has_milestones(cast, work):
    client = cast.client("tina")
    day = (local_day(utc_now()) - DAY).isoformat()
    assert client.post(one(work, "plan/"), {"title": "", "due_on": day}).status_code == 422
    client.post(one(work, "plan/"), {"title": "Prototyp", "due_on": day})
    row = Milestone.objects.get()
    assert "Ett delmål i planen är försenat." in text(client.get(one(work)))
    client.post(one(work, f"plan/{row.pk}/"), {"do": "done"})
    assert "försenat" not in text(client.get(one(work, "arbetsgrupp/")))


TEXTS = {
    "starting": "a", "inclusion": "b", "reading": "c", "answer_time": "d", "priority_flags": "e", "absence": "f",
    "out_of_hours": "g", "ending": "h",
}  # fmt: skip


def test_a_routine_is_established_and_overtaken_words_are_kept(cast, work):
    client = cast.client("tina")
    where = one(work, "rutin/spara/")
    wrong = client.post(where, {**TEXTS, "ending": "", "revision": "0", "do": "establish"})
    assert wrong.status_code == 422 and "Avslut och uppföljning" in text(wrong)
    stale = client.post(where, {**TEXTS, "starting": "Mina ord", "revision": "0"})
    assert stale.status_code == 422 and "Mina ord" in text(stale)
    client.post(where, {**TEXTS, "revision": "1", "do": "establish", "note": "Första"})
    row = ProgramRoutine.objects.get()
    assert row.number == 1 and row.sections == TEXTS
    assert "fastställde rutinen, version 1" in text(client.get(one(work)))
    assert "Rutinen är inte fastställd." not in text(client.get(one(work)))


def test_a_unit_makes_its_own_and_staff_read_it(cast):
    program = publish(cast, units=("norra",)).program_id
    where = f"/vard/program/{program}/rutin/"
    assert "ingen egen rutin" in text(cast.client("tina").get(where))
    irma = cast.client("irma")
    assert irma.get(f"{where}skriv/").status_code == 200
    irma.post(f"{where}spara/", {**TEXTS, "revision": "0", "do": "establish"})
    assert UnitRoutine.objects.get().number == 1
    assert {"flags", "absence"} <= set(StartTick.objects.values_list("item", flat=True))
    assert "Version 1" in text(cast.client("tina").get(where))
    assert cast.client("sven").get(where).status_code == 404
    assert cast.client("tina").get(f"{where}skriv/").status_code == 403


def test_the_coordinator_keeps_the_lists_with_their_history(cast):
    client = cast.client("kaj")
    branch = cast.psykiatrin_ett
    form = {"administration": str(branch.pk), "person": "Emil Ek"}
    client.post("/region/kontaktpersoner/", form)
    client.post("/region/kontaktpersoner/", form)
    assert ContactPerson.objects.filter(account=cast.accounts["emil"]).count() == 1
    assert "Emil Ek" in text(cast.client("tina").get("/utveckling/kontaktpersoner/"))
    old = ContactPerson.objects.get(account=cast.accounts["kia"])
    client.post(f"/region/kontaktpersoner/{old.pk}/avsluta/")
    assert "Kia Ek" not in text(cast.client("tina").get("/utveckling/kontaktpersoner/"))
    assert "Kia Ek" in text(client.get("/region/kontaktpersoner/"))
    client.post("/region/samordningsrad/", {"person": "Tor Ek"})
    assert "Tor Ek" in text(client.get("/region/samordningsrad/"))
    assert cast.client("klas", HatKind.POST).post(f"/region/kontaktpersoner/{old.pk}/avsluta/").status_code == 404


def test_letters_are_chosen(cast):
    client = cast.client("tina")
    assert "Inte alls" in text(client.get("/utveckling/brev/"))
    client.post("/utveckling/brev/", {"pace": "off"})
    assert 'value="off"' in text(client.get("/utveckling/brev/"))
    emil = cast.client("emil")
    assert "Inte alls" not in text(emil.get("/utveckling/brev/"))
    emil.post("/utveckling/brev/", {"pace": "off"}, follow=True)
    assert "checked" in text(emil.get("/utveckling/brev/"))


def test_time_in_stages_is_counted_and_comes_as_a_file(cast, work):
    cast.client("tina").post(one(work, "dra-tillbaka/"), {"reason": "Nej"})
    client = cast.client("kaj")
    page = text(client.get("/region/processtid/"))
    assert "Utformning" in page and "9 dagar" in page
    file = client.get("/region/processtid/?format=csv")
    assert file["Content-Type"].startswith("text/csv") and "Utformning;Alla;Alla;1;9,0" in file.content.decode("utf-8")
    assert Initiative.objects.count() == 1 and cast.client("klas").get("/region/processtid/").status_code == 200
