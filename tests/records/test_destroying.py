"""From a rule to a record of what went: by decision only, two people, held and open ones left, all rows gone, log whole."""

import sys
from datetime import timedelta

import pytest
from django.db import connection

from stegvis.access import signin
from stegvis.access.kinds import Role
from stegvis.access.models import AccountLock, Guardian, Helper, Patient, Person
from stegvis.audit.models import Destruction, Entry
from stegvis.audit.schedule import seal_settled
from stegvis.audit.verifying import verify
from stegvis.care.actions import set_phase
from stegvis.care.models import AcrossOpening, Disclosure, Enrolment, Objection
from stegvis.course.kinds import Phase
from stegvis.course.models import Course, Response
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.notifications.models import NoticeChoice
from stegvis.records import actions, keeping, queries, schedule
from stegvis.records.kinds import DataClass, DisposalState, Since, Why
from stegvis.records.models import Disposal, DisposalItem, hanging
from tests import programs
from tests.cast import _account, grant

pytestmark = pytest.mark.django_db
WHY = "a test looks at every row"
RULE = keeping.Rule(DataClass.RECORD, 120, Since.PATIENT)


@pytest.fixture
def laid(cast):
    """Two runs that have ended, with something of most kinds in the first; and a second records officer."""
    version = programs.publish(cast)
    first, second = programs.enrol(cast, version), programs.enrol(cast, version, "rune", by="sven")
    from stegvis.course import actions as course

    walk = programs.course_of(cast, first)
    course.submit(walk, f"{programs.GATE}.1.e1", programs.phq(), 0, by=cast.rita)
    messaging.write(first, "Hej", "en", by=cast.rita)
    messaging.save_draft(first, "Ett utkast", by=cast.tina)
    for row, therapist in ((first, "tina"), (second, "sven")):
        set_phase(row, Phase.CLOSED, by=cast.actor(therapist))
    grant(_account(cast, "arne"), Role.RECORDS_OFFICER, provider=cast.ett)
    return first, second


def left_of(course_id):
    """Every row that hangs below a run, by model."""
    found = dict(hanging.counts([course_id]))
    found.pop("course.Course")
    return found


def decide(cast, row, now):
    day = local_day(now)
    actions.approve(row, "RS 2037-0042", "Arkivnämnden", day, today=day, now=now, by=cast.arne)
    row.refresh_from_db()


def test_records_go_by_decision_and_leave_a_record_of_it(cast, laid, monkeypatch):
    first, second = laid
    now = utc_now() + timedelta(days=366 * 11)
    today = local_day(now)
    with pytest.raises(actions.CannotKeep):
        actions.set_rule(cast.ett, keeping.Rule(DataClass.RECORD, 119), "Plan 1", now=now, by=cast.lova)
    assert queries.dry_run(cast.lova, DataClass.RECORD, today, now) is None
    actions.set_rule(cast.ett, RULE, "Plan 1", now=now, by=cast.lova)
    assert queries.dry_run(cast.lova, DataClass.RECORD, local_day(utc_now()), utc_now()).going == 0

    program = first.course.version.program
    hold = actions.set_hold(cast.ett, "Tillsyn", None, program=program, today=today, now=now, by=cast.lova)
    held = queries.dry_run(cast.lova, DataClass.RECORD, today, now)
    assert (held.going, held.staying) == (0, ((Why.HELD, 2),))
    actions.lift(hold, "Klar", now=now, by=cast.lova)
    found = queries.dry_run(cast.lova, DataClass.RECORD, today, now)
    assert found.going == 2 and found.rows["messaging.Message"] == 1 and found.rows["messaging.Draft"] == 1

    row = actions.prepare(cast.ett, DataClass.RECORD, today=today, now=now, by=cast.lova)
    with pytest.raises(actions.CannotKeep):  # the one who prepared it does not decide it
        actions.approve(row, "RS 1", "Nämnden", today, today=today, now=now, by=cast.lova)
    with pytest.raises(actions.CannotKeep):
        actions.approve(row, " ", "Nämnden", today, today=today, now=now, by=cast.arne)
    assert schedule.carry_out_due(now=now) == 0 and Response.objects.count() == 1
    decide(cast, row, now)
    # A hold that came after the decision holds.
    rune = Patient.to_keep(cast.lova, cast.number("195508012647"))
    actions.set_hold(cast.ett, "Skadeärende", today, patient=rune, today=today, now=now, by=cast.lova)

    # A worker that dies in the middle of a record has done nothing of it.
    with monkeypatch.context() as broken:
        broken.setattr(schedule.forgetting, "forget_patient", lambda _pk: sys.exit())
        with pytest.raises(SystemExit):
            schedule.carry_out_due(now=now)
    assert left_of(first.course_id) and DisposalItem.objects.filter(state="waiting").count() == 2

    assert schedule.carry_out_due(now=now) == 2
    row.refresh_from_db()
    assert (row.state, row.rows["messaging.Message"], row.rows["access.Person"]) == (DisposalState.DONE, 1, 1)
    assert left_of(first.course_id) == {} and left_of(second.course_id)
    assert not Course.objects.without_asking_who_because(WHY).filter(pk=first.course_id).exists()
    people = Person.objects.without_asking_who_because(WHY)
    assert not people.filter(pk=cast.rita_person.pk).exists() and people.filter(pk=cast.rune_person.pk).exists()
    assert dict(row.items.values_list("state", "why")) == {"destroyed": Why.DUE, "left": Why.HELD}
    entry = Entry.objects.get(act="record:destroy")
    assert (entry.reason, entry.activity) == ("RS 2037-0042", "Radera")

    # Again, and by another worker: nothing more. The record tells when somebody changes it.
    assert schedule.carry_out_due(now=now) == 0 and queries.told(row).whole
    DisposalItem.objects.filter(disposal=row).update(title="Ett annat program")
    assert not queries.told(row).whole
    seal_settled(now=utc_now() + timedelta(hours=1))
    assert not verify().faults


def test_an_authoritys_order_takes_one_patients_record_whatever_its_age(cast, laid):
    first, second = laid
    now = utc_now()
    today = local_day(now)
    patient = Patient.to_keep(cast.lova, cast.number("192707169203"))
    line = queries.records_of(cast.ett, patient, today)[0]
    assert line.goes and line.why is Why.ORDERED
    with pytest.raises(actions.CannotKeep):
        actions.prepare_ordered(cast.ett, patient, [second.course_id], today=today, now=now, by=cast.lova)
    row = actions.prepare_ordered(cast.ett, patient, [first.course_id], today=today, now=now, by=cast.lova)
    decide(cast, row, now)
    assert schedule.carry_out_due(now=now) == 1
    row.refresh_from_db()
    assert row.state == DisposalState.DONE and row.patient_id is None
    assert left_of(first.course_id) == {} and left_of(second.course_id)


def test_what_hangs_on_a_person_goes_along_and_what_stays_is_told(cast, laid, monkeypatch):
    """A guardian, a helper, a lock and a disclosure go with the record; one line that fails stops no other."""
    first, second = laid
    now = utc_now()
    about = {"provider": cast.ett, "unit": first.unit, "child": cast.rita_person, "born": local_day(now)}
    Guardian.objects.create(
        person=cast.rune_person, source="staff", noted_at=now, noted_by=cast.accounts["tina"], **about
    )
    # One who acts for her and has nothing of her own here goes along; one who has another child stays.
    mothers = []
    for digits in ("196408073416", "197002129273"):
        mother = signin.person_for(cast.number(digits), "Mona", "Blom")
        mothers.append(mother)
        Guardian.objects.create(person=mother, source="staff", noted_at=now, noted_by=cast.accounts["tina"], **about)
        signin.resident_account(mother)
        NoticeChoice.objects.create(person=mother, sms=True, changed_at=now)
    about["child"] = cast.accounts["rebecka"].person
    Guardian.objects.create(person=mothers[1], source="staff", noted_at=now, noted_by=cast.accounts["sven"], **about)
    number = {"number_type": "personnummer", "number_cipher": "x", "number_hash": "x"}
    Helper.objects.create(resident=cast.rita_person, called="Ett barn", until=local_day(now), invited_at=now, **number)
    patient = Patient.to_keep(cast.lova, cast.number("192707169203"))
    locked = {"account": cast.accounts["rita"], "patient": patient, "reason": "x", "locked_at": now, "locked_by": "x"}
    AccountLock.objects.create(**locked)
    AccountLock.objects.create(lifted_at=now, **locked)
    asked = {
        "asked_on": local_day(now),
        "decided_on": local_day(now),
        "recorded_at": now,
        "unit": first.unit,
        "what": "x",
    }
    asked |= {"person": cast.rita_person, "provider": cast.ett, "recorded_by": cast.accounts["tina"]}
    wrong = Disclosure.objects.create(once="a", recipient="x", examination="x", **asked)
    Disclosure.objects.create(once="b", recipient="x", examination="x", corrects=wrong, **asked)
    rune = Patient.to_keep(cast.lova, cast.number("195508012647"))
    across = {"account": cast.accounts["tina"], "unit": first.unit, "kind": "consent", "reason": "x"}
    opening = AcrossOpening.objects.create(patient=rune, opened_at=now, until=now, **across)
    # Known elsewhere too, and locked by the provider whose record goes.
    Patient._base_manager.create(
        provider=cast.tva, person=cast.rune_person, given_name="R", family_name="L", created_at=now
    )
    kept = AccountLock.objects.create(**{**locked, "account": cast.accounts["rune"], "patient": rune})
    noted = {"kind": "other", "text": "x", "by_resident": True, "noted_at": now, "noted_by": cast.accounts["tina"]}
    Objection.objects.create(provider=cast.ett, unit=first.unit, person=cast.rune_person, **noted)

    told = {}
    for whose, run in ((patient, first), (rune, second)):
        row = actions.prepare_ordered(cast.ett, whose, [run.course_id], today=local_day(now), now=now, by=cast.lova)
        decide(cast, row, now)
        told[run] = row
    with monkeypatch.context() as broken:
        real = hanging.take_away
        broken.setattr(hanging, "take_away", lambda keys: 1 / 0 if keys == [first.course_id] else real(keys))
        assert schedule.carry_out_due(now=now) == 2
    assert told[first].items.get().why == Why.FAILED and left_of(first.course_id) and not left_of(second.course_id)
    # An opening across units keeps its patient until its own time is over: the record of it says so.
    assert told[second].items.get().stayed == {"access.Patient": str(rune.pk)}
    told[second].refresh_from_db()
    assert queries.told(told[second]).stayed and queries.told(told[second]).whole
    page = cast.client("lova").get(f"/region/arkiv/gallring/{told[second].pk}/").content.decode()
    assert "Namn och nummer på 1 invånare är kvar" in page
    assert not Objection.objects.filter(person=cast.rune_person).exists()
    assert AccountLock.objects.get(pk=kept.pk).patient_id == rune.pk
    # When nothing holds it any longer, it goes at the next run: the opening, the lock, a hold that came since.
    AcrossOpening._base_manager.filter(pk=opening.pk).delete()
    assert schedule.take_what_stayed(now=now) == 0
    AccountLock.objects.filter(pk=kept.pk).update(lifted_at=now)
    hold = actions.set_hold(cast.ett, "Tillsyn", None, patient=rune, today=local_day(now), now=now, by=cast.lova)
    assert schedule.take_what_stayed(now=now) == 0
    actions.lift(hold, "Klar", now=now, by=cast.lova)
    assert schedule.take_what_stayed(now=now) == 1 and schedule.take_what_stayed(now=now) == 0
    assert Entry.objects.get(act="patient:destroy").patient_hash
    found = queries.told(told[second])
    assert (found.stayed, found.later, found.whole) == (0, 1, True)

    row = actions.prepare_ordered(cast.ett, patient, [first.course_id], today=local_day(now), now=now, by=cast.lova)
    decide(cast, row, now)
    assert schedule.carry_out_due(now=now) == 1
    item = row.items.get()
    assert item.stayed == {} and item.rows["access.Person"] == 2 and item.rows["care.Disclosure"] == 2
    nouns = (Guardian, Helper, AccountLock, Disclosure)
    assert [noun._base_manager.count() for noun in nouns] == [1, 0, 0, 0]
    left = Person._base_manager.filter(pk__in=[mother.pk for mother in mothers])
    assert list(left) == [mothers[1]] and NoticeChoice._base_manager.get().person_id == mothers[1].pk
    assert Person.objects.without_asking_who_because(WHY).filter(pk=cast.rune_person.pk).exists()


def test_what_was_never_sent_goes_and_the_record_stays(cast, laid):
    first, _second = laid
    actions.set_rule(cast.ett, keeping.Rule(DataClass.UNSENT, 1, Since.ENDED), "Plan", now=utc_now(), by=cast.lova)
    now = utc_now() + timedelta(days=40)
    row = actions.prepare(cast.ett, DataClass.UNSENT, today=local_day(now), now=now, by=cast.lova)
    decide(cast, row, now)
    schedule.carry_out_due(now=now)
    row.refresh_from_db()
    assert row.rows == {"messaging.Draft": 1}
    left = left_of(first.course_id)
    assert left["messaging.Message"] == 1 and "messaging.Draft" not in left


def test_entries_of_the_log_go_to_husks_but_those_of_whoever_is_held(cast, laid, monkeypatch):
    _first, _second = laid
    now = utc_now() + timedelta(days=366 * 6)
    today = local_day(now)
    # Whatever else the server has open just now: that sealing waits for it is shown in tests/audit.
    monkeypatch.setattr("stegvis.audit.schedule._oldest_open_transaction", lambda: None)
    seal_settled(now=now)
    actions.set_rule(cast.ett, keeping.Rule(DataClass.LOG, 60, Since.ENDED), "Plan", now=now, by=cast.lova)
    rune = Patient.to_keep(cast.lova, cast.number("195508012647"))
    actions.set_hold(cast.ett, "Skadeärende", None, patient=rune, today=today, now=now, by=cast.lova)
    hashes = hanging.log_hashes([rune.pk])
    of_rune = Entry.objects.filter(patient_hash__in=hashes, provider_id=str(cast.ett.pk)).count()
    # A hold of a program holds the log of everybody who has it.
    of_all = queries.dry_run(cast.lova, DataClass.LOG, today, now).entries
    program = _first.course.version.program
    hold = actions.set_hold(cast.ett, "Tillsyn", None, program=program, today=today, now=now, by=cast.lova)
    assert queries.dry_run(cast.lova, DataClass.LOG, today, now).entries < of_all
    actions.lift(hold, "Klar", now=now, by=cast.lova)
    found = queries.dry_run(cast.lova, DataClass.LOG, today, now)
    # What takes two when it is prepared takes two, whatever the setting says since; another provider's number is theirs.
    row = actions.prepare(cast.ett, DataClass.LOG, today=today, now=now, by=cast.lova)
    monkeypatch.setattr("stegvis.records.actions.deciding.needs_two", lambda _pk: False)
    with pytest.raises(actions.CannotKeep):
        actions.approve(row, "RS 2037-0042", "Nämnden", today, today=today, now=now, by=cast.lova)
    Destruction(decision="RS 2037-0042 · 1", decided_by="x", before=now, count=0, done_at=now).save()
    decide(cast, row, now)
    assert schedule.carry_out_due(now=now) == 0  # the worker may not: it is the owner's
    took = schedule.carry_out_log(row, now=now)
    assert took == found.entries > 0 and schedule.carry_out_log(row, now=now) == 0
    assert Entry.objects.filter(patient_hash__in=hashes, provider_id=str(cast.ett.pk)).count() == of_rune > 0
    assert Disposal.objects.get(pk=row.pk).rows["audit.Entry"] == took
    assert not verify().faults


def test_everything_below_a_run_is_of_a_class_that_goes_with_it():
    """A noun that somebody hangs below a run later is found; one that is kept by another rule must not hang there."""
    below = hanging.below(Course)
    labels = {model._meta.label for model, _ways in below}
    assert {"care.Enrolment", "care.FlagStep", "messaging.Message", "course.Fact", "course.Struck"} <= labels
    order = [model for model, _ways in below]
    for model in order:
        for child, _field in hanging.pointing(model):
            assert order.index(child) < order.index(model)
    assert connection.vendor
    ours = [model for model in order if model is not Enrolment and model._meta.app_label != "governance"]
    assert [m._meta.label for m in ours if m.classified.retention not in hanging.GOES_WITH_RUN] == []
