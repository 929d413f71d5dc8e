"""The planning views: one resident's time with what moves it, and the unit's weeks."""

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.care import actions
from stegvis.care.actions import pausing
from stegvis.course import planned, walk, worlds
from stegvis.course.kinds import Phase
from stegvis.course.models import Fact
from stegvis.program.document import Opening
from stegvis.program.facts import FactKind
from stegvis.program.kinds import OpeningRule
from stegvis.program.unfold import AheadKind
from stegvis.web.moments import weekday
from tests import programs

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def version(cast):
    document = programs.a_document()
    first, second = document.modules
    second = replace(second, opening=Opening(OpeningRule.DAYS_AFTER_START, 10))
    return programs.publish(cast, replace(document, modules=(first, second)))


@pytest.fixture
def enrolment(cast, version):
    return programs.enrol(cast, version)


def today():
    return worlds.real_now().astimezone(ZONE).date()


def in_days(n):
    return today() + timedelta(days=n)


def at(name, row, *more):
    return reverse(f"clinician:{name}", args=[row.pk, *more])


def text(answer):
    return answer.content.decode()


def count(row):
    return Fact.objects.filter(course_id=row.course_id).count()


def days(begins, until=None):
    return {"begins": begins.isoformat(), "until": until.isoformat() if until else ""}


def test_the_plan_says_and_draws_what_comes_and_is_logged(cast, enrolment):
    page = text(cast.client("tina").get(at("plan", enrolment)))
    assert "Modul 2: Vidare" in page and "svar väntas före" in page
    assert weekday(in_days(10), today()).capitalize() in page
    assert page.count("plan-axis") == 2 and page.count('role="img"') >= 2
    assert Entry.objects.latest("id").act == "plan:read"


def test_a_colleagues_plan_is_opened_by_a_choice_first(cast, enrolment):
    page = text(cast.client("tor").get(at("plan", enrolment)))
    assert "Vidare" not in page and "reason" in page
    assert cast.client("sven").get(at("plan", enrolment)).status_code == 404


def test_what_a_pause_moves_is_seen_before_it_is_done(cast, enrolment):
    client, address = cast.client("tina"), at("pause", enrolment)
    before = count(enrolment)
    shown = text(client.post(address, days(in_days(8), in_days(22))))
    assert "flyttas fram 14 dagar" in shown and "Modul 2: Vidare" in shown
    assert weekday(in_days(24), today()) in shown
    assert "Farliga svar blir flaggor som vanligt" in shown
    assert count(enrolment) == before
    seen = re.search(r'name="sett" value="([^"]*)"', shown)[1]
    # Other days than those that were seen are shown first, and not done.
    again = text(client.post(address, {**days(in_days(8), in_days(15)), "sett": seen}))
    assert "flyttas fram 7 dagar" in again and count(enrolment) == before
    for _click in range(2):
        done = client.post(address, {**days(in_days(8), in_days(22)), "sett": seen}, follow=True)
    assert "Uppehållet är inlagt." in text(done) and "Uppehåll från" in text(done)
    assert count(enrolment) == before + 1


@pytest.mark.parametrize(
    ("begins", "until", "said"),
    [(-1, 4, "bakåt i tiden"), (4, 4, "dagen efter"), (None, 4, "Välj ett datum")],
)
def test_days_that_do_not_hold_come_back_with_what_was_typed(cast, enrolment, begins, until, said):
    begins = in_days(begins) if begins is not None else None
    fields = {"begins": begins.isoformat() if begins else "", "until": in_days(until).isoformat()}
    answer = cast.client("tina").post(at("pause", enrolment), fields)
    assert answer.status_code == 422 and said in text(answer)
    assert f'value="{in_days(until).isoformat()}"' in text(answer)


def test_the_resident_sees_the_pause_and_that_it_is_over(cast, enrolment):
    pausing.pause(enrolment, today(), in_days(9), by=cast.tina)
    rita = cast.client("rita")
    rita.post(reverse("resident:read_welcome", args=[enrolment.course_id]))
    for address in (
        reverse("resident:home"),
        reverse("resident:program", args=[enrolment.course_id]),
        reverse("resident:plan", args=[enrolment.course_id]),
    ):
        assert f"Uppehåll till {weekday(in_days(9), today())}" in text(rita.get(address)), address
    assert "Ingen har lovat att läsa" in text(rita.get(reverse("resident:plan", args=[enrolment.course_id])))
    tina = cast.client("tina")
    page = text(tina.get(at("resume", enrolment)))
    assert "9 dagar tidigare" in page
    done = tina.post(at("resume", enrolment), {"sett": "ja "}, follow=True)
    assert "Programmet fortsätter." in text(done)
    assert "Uppehåll till" not in text(rita.get(reverse("resident:home")))


def test_a_planned_pause_is_changed_and_taken_away_on_its_pages(cast, enrolment):
    pausing.pause(enrolment, in_days(8), in_days(22), by=cast.tina)
    tina, seq = cast.client("tina"), count(enrolment)
    page = text(tina.get(at("plan", enrolment)))
    assert at("change_pause", enrolment, seq) in page and at("cancel_pause", enrolment, seq) in page
    new = days(in_days(8), in_days(11))
    shown = text(tina.post(at("change_pause", enrolment, seq), new))
    assert "11 dagar tidigare" in shown
    seen = re.search(r'name="sett" value="([^"]*)"', shown)[1]
    tina.post(at("change_pause", enrolment, seq), {**new, "sett": seen})
    assert tina.get(at("cancel_pause", enrolment, seq)).status_code == 404  # it has another name now
    last = count(enrolment)
    tina.post(at("cancel_pause", enrolment, last), {"sett": "ja "})
    assert planned.pauses(walk.standing(programs.course_of(cast, enrolment))) == ()


def test_the_start_is_moved_with_what_follows(cast, version):
    row = programs.enrol(cast, version, start_on=in_days(9))
    tina = cast.client("tina")
    assert at("move_start", row) in text(tina.get(at("plan", row)))
    shown = text(tina.post(at("move_start", row), {"on": in_days(12).isoformat()}))
    assert "flyttas fram 3 dagar" in shown
    seen = re.search(r'name="sett" value="([^"]*)"', shown)[1]
    done = text(tina.post(at("move_start", row), {"on": in_days(12).isoformat(), "sett": seen}, follow=True))
    assert "Startdatumet är flyttat." in done and weekday(in_days(12), today()) in done


def test_other_units_find_no_pages_to_move_time_on(cast, enrolment):
    pausing.pause(enrolment, in_days(8), in_days(22), by=cast.tina)
    seq = count(enrolment)
    for name in ("pause", "resume", "move_start", "change_pause", "cancel_pause"):
        more = [seq] if name.endswith("e_pause") or name == "cancel_pause" else []
        address = at(name, enrolment, *more)
        assert cast.client("sven").get(address).status_code == 404, name
        assert cast.client("sven").post(address, {"sett": "ja "}).status_code == 404, name
    assert count(enrolment) == seq


def test_the_units_weeks_name_ones_own_and_count_all(cast, version, enrolment):
    programs.enrol(cast, version, "rebecka", by="tor")
    programs.enrol(cast, version, "rune", by="sven")
    address = reverse("clinician:unit_plan")
    mine = text(cast.client("tina").get(address))
    assert "Rita Lund" in mine and "Rebecka" not in mine and "Rune" not in mine
    everybody = text(cast.client("tina").get(f"{address}?visa=enheten"))
    assert "Rita Lund" in everybody and "Rebecka" not in everybody and "Rune" not in everybody
    assert "2 moduler öppnas" in everybody and "1 modul öppnas" in mine
    for page in (mine, everybody):
        assert "Sov bättre" not in page and "Vidare" not in page and "PHQ" not in page
    other = text(cast.client("sven").get(f"{address}?visa=enheten"))
    assert "Rune Lund" in other and "Rita" not in other
    assert cast.client("berit").get(address).status_code == 403


def test_what_has_ended_is_not_planned(cast, enrolment):
    actions.set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    assert "Rita" not in text(cast.client("tina").get(reverse("clinician:unit_plan")))


def test_the_units_weeks_cost_the_same_with_more_residents(cast, version, enrolment, django_assert_max_num_queries):
    client, address = cast.client("tina"), f"{reverse('clinician:unit_plan')}?visa=enheten"
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    programs.enrol(cast, version, "rebecka", by="tor")
    programs.enrol(cast, version, "rune", by="tina")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(address)


def test_what_is_open_gets_more_days_to_be_answered_and_the_preview_says_so(cast, enrolment):
    """Nothing that opens is moved, but by when an answer is wanted is."""
    course = programs.course_of(cast, enrolment)
    plan, standing, now = walk.plan(course), walk.standing(course), course.now()
    wanted = planned.pause_payload(today(), in_days(5))
    after = planned.tried(standing, FactKind.PAUSED, wanted, now)
    found = planned.moves(plan, standing, after, now, now + timedelta(days=400))
    due = [move for move in found if move.kind is AheadKind.OCCASION_DUE]
    assert [move.ref.split(".")[0] for move in due] == [programs.GATE]
    assert all((move.becomes - move.was).days in {4, 5} for move in due)
    shown = text(cast.client("tina").post(at("pause", enrolment), days(today(), in_days(5))))
    assert "när svar ska ha kommit" in shown and "Inget som har en dag flyttas" not in shown
