"""Trainings: a test that is passed or not, a date that was attended, and a role that asks for both."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access import actions as access
from stegvis.access import demanded
from stegvis.access.actions import CannotGrant
from stegvis.access.doors import Refused
from stegvis.access.kinds import Role
from stegvis.lib.clock import local_day
from stegvis.notifications.models import StaffLetter, StaffNotice
from stegvis.support import schedule
from stegvis.support.actions import taking, training
from stegvis.support.actions.training import CannotTrain
from stegvis.support.kinds import Way
from stegvis.support.models import TrainingRecord
from stegvis.support.policies.training import judge, valid_until
from stegvis.support.queries import training as queries
from stegvis.web.support.typed import questions_of, questions_typed, steps_of, steps_typed
from tests.support.making import QUESTIONS, content

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = local_day(NOW)


def made(cast, **more):
    kaj = cast.actor("kaj")
    row = training.create(cast.ett, content(**more), now=NOW, by=kaj)
    training.publish(row, 1, now=NOW, by=kaj)
    return row


def passed(cast, row, who="tina", now=NOW, answers=(0, 1)):
    return taking.try_test(queries.published(row), list(answers), uuid4().hex, now=now, by=cast.actor(who))


@pytest.mark.django_db
def test_a_passed_test_gives_a_record_and_a_failed_one_does_not(cast):
    row = made(cast)
    assert not passed(cast, row, answers=(1, 1)).passed
    assert not TrainingRecord.objects.exists()
    assert passed(cast, row).passed
    record = TrainingRecord.objects.get()
    assert record.valid_until == valid_until(record.taken_on, 12)
    assert queries.one(cast.actor("tina"), row.pk, TODAY).state == "valid"


@pytest.mark.django_db
def test_a_test_that_is_not_answered_is_no_try(cast):
    row = made(cast)
    with pytest.raises(CannotTrain, match="alla frågor"):
        passed(cast, row, answers=(0, None))


@pytest.mark.django_db
def test_a_double_click_is_one_try_and_one_record(cast):
    row, once = made(cast), uuid4().hex
    edition, tina = queries.published(row), cast.actor("tina")
    first = taking.try_test(edition, [0, 1], once, now=NOW, by=tina)
    assert taking.try_test(edition, [0, 1], once, now=NOW, by=tina) == first
    passed(cast, row)
    assert TrainingRecord.objects.count() == 1


@pytest.mark.django_db
def test_only_staff_of_the_provider_take_it(cast):
    row = made(cast)
    for who in ("ove", "rita"):
        with pytest.raises(Refused):
            passed(cast, row, who)
    assert queries.for_me(cast.actor("ove"), TODAY) == []


@pytest.mark.django_db
def test_a_role_that_asks_for_a_training_is_not_given_without(cast):
    row, berit, data = made(cast), cast.actor("berit"), cast.accounts["data"]
    training.demand(row, [Role.THERAPIST], now=NOW, by=cast.actor("kaj"))
    with pytest.raises(CannotGrant, match="Behandlarens grunder"):
        access.grant_role(cast.norra, data.pk, Role.THERAPIST, "Ny", by=berit)
    access.grant_role(cast.norra, data.pk, Role.RESIDENT_ADMINISTRATOR, "Ny", by=berit)
    passed(cast, row, "data")
    assert access.grant_role(cast.norra, data.pk, Role.THERAPIST, "Ny", by=berit).role == Role.THERAPIST


@pytest.mark.django_db
def test_one_that_has_run_out_is_not_enough(cast):
    row, berit, data = made(cast), cast.actor("berit"), cast.accounts["data"]
    training.demand(row, [Role.THERAPIST], now=NOW, by=cast.actor("kaj"))
    passed(cast, row, "data", now=NOW - timedelta(days=400))
    with pytest.raises(CannotGrant):
        access.grant_role(cast.norra, data.pk, Role.THERAPIST, "Ny", by=berit)


@pytest.mark.django_db
def test_another_providers_demand_is_not_ours(cast):
    row = training.create(cast.tva, content(), now=NOW, by=cast.actor("klas"))
    training.publish(row, 1, now=NOW, by=cast.actor("klas"))
    training.demand(row, [Role.THERAPIST], now=NOW, by=cast.actor("klas"))
    data = cast.accounts["data"]
    assert access.grant_role(cast.norra, data.pk, Role.THERAPIST, "Ny", by=cast.actor("berit"))


@pytest.mark.django_db
def test_the_start_checklist_can_ask_of_a_unit(cast):
    row = made(cast)
    assert demanded.of_unit("training", cast.norra, TODAY) is None
    training.demand(row, [Role.THERAPIST], now=NOW, by=cast.actor("kaj"))
    verdict = demanded.of_unit("training", cast.norra, TODAY)
    assert not verdict and f"Tina Ek ({row.title})" in verdict.sentence and "Berit" not in verdict.sentence
    for who in ("tina", "tor"):
        passed(cast, row, who)
    TrainingRecord.objects.exists()
    names = demanded.of_unit("training", cast.norra, TODAY).sentence
    assert "Tina" not in names


@pytest.mark.django_db
def test_both_the_test_and_the_date(cast):
    row, kaj, tina = made(cast, way=Way.BOTH), cast.actor("kaj"), cast.actor("tina")
    at = training.make_date(row, NOW + timedelta(days=2), "Sal 1", cast.accounts["tor"].pk, 1, now=NOW, by=kaj)
    taking.sign_up(at, now=NOW, by=tina)
    with pytest.raises(CannotTrain, match="platser"):
        taking.sign_up(at, now=NOW, by=cast.actor("irma"))
    passed(cast, row)
    assert not TrainingRecord.objects.exists()
    with pytest.raises(CannotTrain, match="börjat"):
        taking.register(at, {tina.account: True}, now=NOW, by=cast.actor("tor"))
    later = NOW + timedelta(days=3)
    with pytest.raises(Refused):
        taking.register(at, {tina.account: True}, now=later, by=cast.actor("irma"))
    taking.register(at, {tina.account: True}, now=later, by=cast.actor("tor"))
    assert TrainingRecord.objects.get().account_id == tina.account
    taking.register(at, {tina.account: False}, now=later, by=cast.actor("tor"))
    assert not TrainingRecord.objects.exists()


@pytest.mark.django_db
def test_what_is_published_never_changes(cast):
    row, kaj = made(cast), cast.actor("kaj")
    first = queries.published(row)
    training.save(row, content("Nytt namn", questions=QUESTIONS[:1]), 0, now=NOW, by=kaj)
    assert queries.published(row).questions == first.questions
    with pytest.raises(CannotTrain, match="Någon annan"):
        training.save(row, content("Ett till"), 0, now=NOW, by=kaj)
    training.publish(row, 1, now=NOW, by=kaj)
    assert len(queries.published(row).questions) == 1 and queries.published(row).number == 2


@pytest.mark.django_db
def test_one_that_runs_out_is_told_to_the_person_once_and_to_no_channel(cast):
    row = made(cast)
    passed(cast, row, now=NOW - timedelta(days=345))
    assert schedule.remind_of_trainings(now=NOW) == 1 and schedule.remind_of_trainings(now=NOW) == 0
    letter = StaffLetter.objects.get()
    assert letter.account == cast.accounts["tina"] and row.title in letter.subject
    assert letter.path.endswith(f"/stod/utbildning/{row.pk}/")
    assert not StaffNotice.objects.exists()


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_they_have_taken_again(cast):
    row = made(cast)
    passed(cast, row, now=NOW - timedelta(days=345))
    passed(cast, row, now=NOW - timedelta(days=1))
    schedule.remind_of_trainings(now=NOW)
    assert not StaffLetter.objects.exists()


@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), st.integers(1, 120))
def test_validity_ends_the_same_day_of_a_later_month(day, months):
    end = valid_until(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end + timedelta(days=1)).day == 1


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 100), st.data())
def test_a_test_is_judged_by_its_share(right, percent, data):
    questions = [{"right": each} for each in right]
    answers = [data.draw(st.one_of(st.none(), st.integers(0, 3))) for _each in right]
    judged = judge(questions, answers, percent)
    assert judged.right == sum(a == b for a, b in zip(right, answers, strict=True))
    assert judged.passed == (judged.right / judged.total >= percent / 100 - 1e-12)


words = st.text("abcåäö ?+", min_size=1, max_size=20).map(str.strip).filter(lambda t: t and t[0] not in "?+-!#")


@given(st.lists(st.tuples(words, st.lists(words, min_size=2, max_size=4), st.integers(0, 1), words), max_size=5))
def test_questions_are_read_as_they_are_typed(rows):
    questions = [{"text": t, "options": o, "right": r, "why": w} for t, o, r, w in rows]
    assert questions_of(questions_typed(questions)) == questions


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_steps_are_read_as_they_are_typed(rows):
    steps = [{"title": title, "body": body} for title, body in rows]
    assert steps_of(steps_typed(steps)) == steps
