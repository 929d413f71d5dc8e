"""What a provider stops, at every door: pages, acts, starts, the lists of units and of the coordinator."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.access.doors import Refused
from stegvis.care import actions as care
from stegvis.care import aggregates, halted
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import Stop
from stegvis.course import actions, walk
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, ExerciseAnswer, Fact
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import utc_now
from stegvis.notifications.models import StaffNotice
from stegvis.program.facts import FactKind
from stegvis.questionnaires import queries as library
from tests import programs
from tests.programs import EMBEDDED, EXERCISE, STEPS

GATE = f"{programs.GATE}.1.e1"
WEEK = f"{EMBEDDED}.1.e1"
SAYS = "Det här är stoppat tills vi har rättat det."


@pytest.fixture
def run(cast):
    return programs.enrol(cast, programs.publish(cast))


def course_of(run) -> Course:
    return Course._base_manager.select_related("world", "person", "provider").get(pk=run.course_id)


def stop(cast, run, kind, ref="", by="kaj") -> Stop:
    version = run.course.version
    found: Stop = catalogue.stop(
        version, kind, ref, SAYS, "Stopped.", "Fel i texten.", now=utc_now(), by=cast.actor(by)
    )
    return found


def past_gate(cast, run) -> None:
    actions.submit(course_of(run), GATE, programs.phq(1), 0, by=cast.rita)


def page(cast, name, *args, who="rita", **query) -> str:
    response = cast.client(who).get(reverse(name, args=args), query)
    assert response.status_code == 200, (response.status_code, getattr(response, "url", ""))
    return response.content.decode()


def test_a_stopped_step_shows_the_text_and_nothing_of_itself_from_the_next_page(cast, run):
    past_gate(cast, run)
    actions.read_welcome(course_of(run), by=cast.rita)
    assert "Text 0." in page(cast, "resident:step", run.course_id, STEPS[0])
    found = stop(cast, run, StopKind.STEP, STEPS[0])
    shown = page(cast, "resident:step", run.course_id, STEPS[0])
    assert SAYS in shown
    assert "Text 0." not in shown
    assert "Din kväll" not in shown
    assert reverse("entrance:crisis") in shown
    assert "Text 1." in page(cast, "resident:step", run.course_id, STEPS[1])
    catalogue.lift(found, "Rättat.", now=utc_now(), by=cast.kaj)
    assert "Text 0." in page(cast, "resident:step", run.course_id, STEPS[0])


def test_the_text_is_read_in_english(cast, run):
    past_gate(cast, run)
    stop(cast, run, StopKind.STEP, STEPS[0])
    client = cast.client("rita")
    client.post(reverse("entrance:language"), {"language": "en", "next": "/min/"})
    assert "Stopped." in client.get(reverse("resident:step", args=[run.course_id, STEPS[0]])).content.decode()


def test_a_stopped_step_is_passed_and_the_history_says_so(cast, run):
    past_gate(cast, run)
    found = stop(cast, run, StopKind.STEP, STEPS[0])
    actions.complete_step(course_of(run), STEPS[0], by=cast.rita)
    fact = Fact.objects.get(course_id=run.course_id, kind=FactKind.STEP_DONE.value)
    assert fact.payload == {"stopped": str(found.pk)}
    assert walk.standing(course_of(run)).is_step_done(STEPS[0])


def test_an_exercise_in_a_stopped_step_is_kept_and_not_sent(cast, run):
    past_gate(cast, run)
    stop(cast, run, StopKind.STEP, STEPS[0])
    row = actions.send_exercise(course_of(run), EXERCISE, "Det jag skrev", 0, by=cast.rita)
    assert row.state == ResponseState.DRAFT
    client = cast.client("rita")
    sent = {"text": "Det jag skrev sedan", "revision": "1", "do": "send"}
    answer = client.post(reverse("resident:exercise", args=[run.course_id, EXERCISE]), sent, follow=True)
    assert "Det du skrev är sparat" in answer.content.decode()
    kept = ExerciseAnswer.objects.get(course_id=run.course_id)
    assert (kept.state, kept.sent_at, kept.content) == (ResponseState.DRAFT, None, "Det jag skrev sedan")


def digest(key: str) -> str:
    return library.current(key).digest


def test_a_stopped_questionnaire_is_neither_opened_nor_sent_and_keeps_what_was_begun(cast, run):
    actions.save_draft(course_of(run), GATE, {"phq9-1": "1"}, 0, by=cast.rita)
    before = course_of(run).responses.get()
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    shown = page(cast, "resident:questionnaire", run.course_id, GATE)
    assert SAYS in shown
    assert "<form class" not in shown.split("<main")[1].split("</main")[0]
    saved = actions.submit(course_of(run), GATE, programs.phq(2), before.revision, by=cast.rita)
    assert saved.stop is not None
    assert not saved.sent
    kept = course_of(run).responses.get()
    assert (kept.state, kept.sent_at) == (ResponseState.DRAFT, None)
    assert kept.answers == programs.phq(2)


def test_a_form_that_was_open_when_it_was_stopped_says_that_the_answers_are_kept(cast, run):
    client = cast.client("rita")
    client.get(reverse("resident:questionnaire", args=[run.course_id, GATE]))
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    fields = {f"q.{key}": value for key, value in programs.phq(1).items()}
    answer = client.post(
        reverse("resident:questionnaire", args=[run.course_id, GATE]), {**fields, "revision": "0", "do": "send"}
    )
    assert answer.status_code == 409
    assert "Det du svarade är sparat" in answer.content.decode()
    assert SAYS in answer.content.decode()
    assert course_of(run).responses.get().state == ResponseState.DRAFT


def test_danger_in_a_stopped_questionnaire_is_told_all_the_same(cast, run):
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    saved = actions.submit(course_of(run), GATE, programs.phq(1, ninth=2), 0, by=cast.rita)
    assert saved.dangers
    world = course_of(run).world
    world.offset_s += int(timedelta(minutes=30).total_seconds())
    world.save()
    settle_due(world, worker="test")
    raise_flags(now=world.now())
    flag = Flag.objects.without_asking_who_because("the test looks").get()
    assert flag.priority


def test_danger_brings_help_on_the_page_that_says_stop(cast, run):
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    fields = {f"q.{key}": value for key, value in programs.phq(1, ninth=3).items()}
    answer = cast.client("rita").post(
        reverse("resident:questionnaire", args=[run.course_id, GATE]), {**fields, "revision": "0", "do": "send"}
    )
    assert "Självmordslinjen" in answer.content.decode() or "112" in answer.content.decode().split("<main")[1]
    assert Fact.objects.filter(course_id=run.course_id, kind=FactKind.DANGER_GIVEN.value).exists()


def test_nothing_waits_for_a_stopped_questionnaire(cast, run):
    assert walk.shown(course_of(run), utc_now()).gate is not None
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    actions.read_welcome(course_of(run), by=cast.rita)
    assert "Text 0." in page(cast, "resident:step", run.course_id, STEPS[0])
    actions.complete_step(course_of(run), STEPS[0], by=cast.rita)
    home = page(cast, "resident:home")
    assert reverse("resident:questionnaire", args=[run.course_id, GATE]) not in home


def test_sent_answers_stay_to_read_and_are_not_corrected_while_stopped(cast, run):
    past_gate(cast, run)
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("phq-9"))
    page(cast, "resident:thanks", run.course_id, GATE)
    assert SAYS in page(cast, "resident:correct", run.course_id, GATE)
    with pytest.raises(actions.CannotAnswer, match="stoppat"):
        actions.amend(course_of(run), GATE, programs.phq(3), by=cast.rita)


def test_a_questionnaire_inside_a_step_is_a_card_that_says_stop(cast, run):
    past_gate(cast, run)
    stop(cast, run, StopKind.QUESTIONNAIRE, digest("somnvecka"))
    shown = page(cast, "resident:step", run.course_id, STEPS[1])
    assert "Text 1." in shown
    assert SAYS in shown
    assert reverse("resident:questionnaire", args=[run.course_id, WEEK]) not in shown


def test_a_stopped_version_says_its_text_on_the_first_page_and_everywhere(cast, run):
    past_gate(cast, run)
    stop(cast, run, StopKind.VERSION)
    for name, args in (
        ("resident:home", ()),
        ("resident:program", (run.course_id,)),
        ("resident:step", (run.course_id, STEPS[0])),
    ):
        shown = page(cast, name, *args)
        assert SAYS in shown, name
        assert "Text 0." not in shown, name
        assert reverse("entrance:crisis") in shown
    with pytest.raises(Exception, match="stoppat"):
        actions.complete_step(course_of(run), STEPS[0], by=cast.rita)


def test_a_stopped_version_takes_no_new_starts(cast, run):
    found = stop(cast, run, StopKind.VERSION)
    with pytest.raises(care.CannotStart, match="stoppad"):
        programs.enrol(cast, run.course.version, "rune")
    catalogue.lift(found, "Rättat.", now=utc_now(), by=cast.kaj)
    assert programs.enrol(cast, run.course.version, "rune")


def test_the_unit_sees_whom_it_concerns_and_the_coordinator_only_where(cast, run):
    found = stop(cast, run, StopKind.STEP, STEPS[0])
    assert [each.residents for each in halted.halted_here(cast.tina)] == [1]
    assert "Stoppat i Sov bättre" in page(cast, "clinician:home", who="tina")
    assert "Rita Lund" in page(cast, "clinician:unit_stop", found.pk, who="tina")
    assert halted.halted_here(cast.sven) == []
    assert halted.concerned(cast.kaj, found) == []
    shown = page(cast, "region:stops", found.version_id, who="kaj")
    assert "Norra" in shown
    assert "0–4 invånare på var och en av: Norra" in shown
    assert "Rita" not in shown
    assert aggregates.running_on(cast.klas, found.version) == []


def test_units_are_told_at_once_and_once(cast, run):
    for _twice in range(2):
        stop(cast, run, StopKind.STEP, STEPS[0])
    assert Stop.objects.count() == 1
    told = StaffNotice.objects.filter(key=f"stop:{Stop.objects.get().pk}")
    assert sorted(row.channel.unit.name for row in told) == ["Norra", "Södra"]
    assert all(row.urgent for row in told)


@pytest.mark.parametrize("name", ["tina", "irma", "disa", "dora", "emil", "data"])
def test_nobody_but_the_coordinator_stops(cast, run, name):
    with pytest.raises(Refused):
        stop(cast, run, StopKind.VERSION, by=name)
    assert not Stop.objects.exists()


def test_another_providers_coordinator_stops_only_for_its_own_and_only_what_it_uses(cast, run):
    with pytest.raises(Refused):
        stop(cast, run, StopKind.VERSION, by="klas")
    past_gate(cast, run)
    Stop.objects.create(
        version=run.course.version,
        provider=cast.tva,
        kind=StopKind.VERSION,
        text_sv=SAYS,
        reason="Vår egen.",
        stopped_by_id=cast.klas.account,
        stopped_at=utc_now(),
    )
    assert "Text 0." in page(cast, "resident:step", run.course_id, STEPS[0])
    with pytest.raises(Refused):
        catalogue.lift(Stop.objects.get(), "Nej.", now=utc_now(), by=cast.kaj)


@pytest.mark.parametrize(
    ("kind", "ref", "text", "reason"),
    [
        (StopKind.STEP, "finns-inte", SAYS, "Fel."),
        (StopKind.QUESTIONNAIRE, "x" * 64, SAYS, "Fel."),
        (StopKind.VERSION, "", "  ", "Fel."),
        (StopKind.VERSION, "", SAYS, " "),
    ],
)
def test_a_stop_of_nothing_or_without_words_is_refused(cast, run, kind, ref, text, reason):
    with pytest.raises(catalogue.CannotStop):
        catalogue.stop(run.course.version, kind, ref, text, "", reason, now=utc_now(), by=cast.kaj)


def test_a_page_without_stops_asks_nothing_more(cast, run, django_assert_num_queries):
    client: Client = cast.client("rita")
    address = reverse("resident:about", args=[run.course_id])
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert not [each for each in asked.captured_queries if each["sql"].startswith('SELECT "catalogue_stop"')]
