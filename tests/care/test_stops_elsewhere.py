"""A stop reaches whoever meets what is stopped, whichever version they walk, and nothing about it leaves meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access.actor import Actor
from stegvis.care import halted
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue import queries
from stegvis.catalogue.kinds import StopKind
from stegvis.course import actions, moving, walk
from stegvis.course.models import Course
from stegvis.course.schedule import hold_stopped
from stegvis.lib.clock import utc_now
from stegvis.notifications import outbox
from stegvis.notifications import queries as news
from stegvis.notifications.channels.outcome import Sent
from stegvis.notifications.kinds import NoticeState, WhyKept
from stegvis.notifications.outbox import Wanted
from stegvis.program.keys import effect_key
from stegvis.program.unfold import EffectKind
from stegvis.questionnaires import queries as library
from tests import programs
from tests.notifications.telling import PHONE, Remembering, choose, notices, round_at
from tests.programs import GATE, STEPS

pytestmark = pytest.mark.django_db
SAYS = "Det här är stoppat tills vi har rättat det."
NEWER = "n" * 64


def with_newer_text():
    """The same program with PHQ-9 in a newer text: same address, another digest."""
    old = programs.a_document()
    digest = library.current("phq-9").digest
    asked = {NEWER if key == digest else key: body for key, body in old.questionnaires.items()}
    rules = tuple(replace(each, questionnaire=NEWER) for each in old.measurements)
    return replace(old, questionnaires=asked, measurements=rules)


def worded(document, key, words):
    return replace(document, texts={"sv": {**document.texts["sv"], key: words}})


def course_of(run) -> Course:
    return Course._base_manager.select_related("world", "person", "provider").get(pk=run.course_id)


def stop(cast, version, kind, ref=""):
    return catalogue.stop(version, kind, ref, SAYS, "", "Fel i texten.", now=utc_now(), by=cast.kaj)


@pytest.fixture
def old(cast):
    return programs.publish(cast)


@pytest.fixture
def moved(cast, old):
    """Rita began with the older text, has answered it once, and walks the version with the newer."""
    run = programs.enrol(cast, old)
    actions.submit(course_of(run), f"{GATE}.1.e1", programs.phq(1), 0, by=cast.rita)
    behind = programs.enrol(cast, old, "rune")
    new = programs.publish(cast, with_newer_text())
    moving.move([run.course_id], new, course_of(run).now(), tells=False, by=Actor.system("test"))
    assert course_of(run).version == new
    return run, new, behind


def test_who_keeps_the_older_text_is_reached_by_a_stop_of_it_in_the_older_version(cast, old, moved):
    run, _new, behind = moved
    kept = library.current("phq-9").digest
    assert {each.questionnaire for each in walk.unfolded(course_of(run), utc_now()).occasions} == {kept}
    found = stop(cast, old, StopKind.QUESTIONNAIRE, kept)
    assert walk.stops(course_of(run)).questionnaire(kept) == found
    with pytest.raises(actions.CannotAnswer, match="stoppat"):
        actions.amend(course_of(run), f"{GATE}.1.e1", programs.phq(3), by=cast.rita)
    assert (
        SAYS
        in cast.client("rita").get(reverse("resident:correct", args=[run.course_id, f"{GATE}.1.e1"])).content.decode()
    )
    # With the one who walks the stopped version itself.
    assert [each.residents for each in halted.halted_here(cast.tina)] == [2]
    assert set(halted.concerned(cast.tina, found)) == {run, behind}
    assert not walk.stops(course_of(run)).questionnaire(NEWER), "the newer text may be mended"


def test_a_stop_in_the_newer_version_holds_for_the_older_text_that_is_asked_in_its_place(cast, old, moved):
    run, new, behind = moved
    found = stop(cast, new, StopKind.QUESTIONNAIRE, NEWER)
    assert walk.stops(course_of(run)).questionnaire(library.current("phq-9").digest) == found
    # Who walks the older version is asked the older text, of which nothing has been said.
    assert not walk.stops(course_of(behind)).questionnaire(library.current("phq-9").digest)


def test_a_step_is_stopped_in_every_version_where_it_reads_the_same(cast, old):
    document = programs.a_document()
    same = programs.publish(cast, worded(document, f"{STEPS[1]}.title", "Ett annat steg har ändrats"))
    runs = [programs.enrol(cast, same)]
    mended = programs.publish(cast, worded(document, f"{programs.node(60)}.body", "<p>Rättat.</p>"))
    runs.append(programs.enrol(cast, mended, "rune"))
    found = stop(cast, old, StopKind.STEP, STEPS[0])
    first, second = (walk.stops(course_of(run)) for run in runs)
    assert first.step(STEPS[0]) == found
    assert not second
    assert (queries.elsewhere(found).same, queries.elsewhere(found).changed) == ((same.number,), (mended.number,))
    assert queries.stops_of(cast.kaj, same) == [found] and queries.stops_of(cast.kaj, mended) == []
    page = cast.client("kaj").get(reverse("region:stops", args=[old.pk])).content.decode()
    assert f"Står likadant i version {same.number}" in page
    assert f"Står med andra ord i version {mended.number}" in page
    assert halted.concerned(cast.tina, found) == [runs[0]]
    catalogue.lift(found, "Rättat.", now=utc_now(), by=cast.kaj)
    assert not walk.stops(course_of(runs[0]))


def test_a_whole_version_is_stopped_alone(cast, old):
    new = programs.publish(cast, worded(programs.a_document(), f"{STEPS[1]}.title", "Nytt"))
    run = programs.enrol(cast, new)
    stop(cast, old, StopKind.VERSION)
    assert not walk.stops(course_of(run))


@pytest.fixture
def telling(cast, old, monkeypatch):
    """Rita, who has chosen SMS, with an occasion of PHQ-9 that is to be told of, and a message; and what left."""
    choose(cast.rita_person, now=utc_now())
    run = programs.enrol(cast, old)
    notices().all().delete()
    now = utc_now()
    course = course_of(run)
    key = effect_key(GATE, 1, EffectKind.OCCASION_OPEN, 1)
    assert course.effects.filter(key=key).exists()
    told = [Wanted(course.person_id, f"{course.pk}.{key}", "occasion", now, course.pk)]
    outbox.put(told, now=now)
    return run, Remembering(Sent("taken")).instead_of(monkeypatch), now


def sent(way):
    """How many left to Rita: units are told of a stop by their own channels."""
    return sum(address == PHONE for _id, address, _words in way.calls)


def rounds(*at):
    for each in at:
        hold_stopped(now=each)
        round_at(each)


def test_nothing_leaves_about_what_is_stopped_and_it_leaves_when_the_stop_is_lifted(cast, old, telling):
    run, way, now = telling
    found = stop(cast, old, StopKind.QUESTIONNAIRE, library.current("phq-9").digest)
    noon = now.replace(hour=11) + timedelta(days=1)
    rounds(noon, noon + timedelta(hours=1))
    assert sent(way) == 0
    assert [(row.state, row.why_kept) for row in notices()] == [(NoticeState.KEPT, WhyKept.STOPPED)]
    assert news.news_of(cast.rita, noon) == []
    # What staff write leaves as always.
    outbox.put([Wanted(cast.rita_person.pk, "m", "message", noon, run.course_id)], now=noon)
    rounds(noon + timedelta(hours=2))
    assert sent(way) == 1
    catalogue.lift(found, "Rättat.", now=noon, by=cast.kaj)
    rounds(noon + timedelta(hours=3), noon + timedelta(hours=4))
    assert sent(way) == 2
    assert {row.state for row in notices()} == {NoticeState.GATHERED}


def test_what_was_gathered_for_the_morning_does_not_leave_either(cast, old, telling):
    _run, way, now = telling
    night = now.replace(hour=1, minute=30) + timedelta(days=1)
    rounds(night, night + timedelta(hours=1))
    assert [row.state for row in notices()] == [NoticeState.GATHERED] and sent(way) == 0
    stop(cast, old, StopKind.VERSION)
    rounds(night.replace(hour=11))
    assert sent(way) == 0


def test_what_is_answered_before_the_stop_is_not_told_of_after_it(cast, old, telling):
    run, way, now = telling
    found = stop(cast, old, StopKind.QUESTIONNAIRE, library.current("phq-9").digest)
    noon = now.replace(hour=11) + timedelta(days=1)
    rounds(noon)
    catalogue.lift(found, "Rättat.", now=noon, by=cast.kaj)
    actions.submit(course_of(run), f"{GATE}.1.e1", programs.phq(1), 0, by=cast.rita)
    rounds(noon + timedelta(hours=1), noon + timedelta(hours=2))
    assert sent(way) == 0


def test_a_round_without_stops_asks_little(django_assert_num_queries, db):
    with django_assert_num_queries(2):
        assert hold_stopped(now=utc_now()) == 0


def test_a_reminder_of_a_stopped_questionnaire_is_held(cast, old, telling):
    run, _way, now = telling
    notices().all().delete()
    course = course_of(run)
    row = course.effects.get(key=effect_key(GATE, 1, EffectKind.OCCASION_OPEN, 1))
    key = effect_key("r.1", 1, EffectKind.REMINDER, 1)
    course.effects.create(
        key=key, kind=EffectKind.REMINDER.value, ref=row.ref, payload={}, due_at=row.due_at, made_at=now
    )
    outbox.put([Wanted(course.person_id, f"{course.pk}.{key}", "reminder", now, course.pk)], now=now)
    stop(cast, old, StopKind.QUESTIONNAIRE, library.current("phq-9").digest)
    assert hold_stopped(now=now) == 1
