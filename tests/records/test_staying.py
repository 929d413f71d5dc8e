"""Who stays when a record goes: taken when nothing holds them, with what is true on the page; old closed records are read."""

from uuid import uuid4

import pytest

from stegvis.access import signin
from stegvis.access.kinds import Role
from stegvis.access.models import Account, Guardian, Helper, Patient, Person
from stegvis.audit.models import Entry
from stegvis.care.actions import set_phase
from stegvis.care.models import AcrossOpening
from stegvis.course.kinds import Phase
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.messaging.models import Message, Thread
from stegvis.records import actions, queries, schedule
from stegvis.records.kinds import ItemState, Why
from stegvis.records.models import DisposalItem
from tests import programs
from tests.cast import _account, grant
from tests.records.test_destroying import decide

pytestmark = pytest.mark.django_db


def test_who_wrote_in_anothers_record_goes_when_that_has_gone(cast, monkeypatch):
    now = utc_now()
    today = local_day(now)
    grant(_account(cast, "arne"), Role.RECORDS_OFFICER, provider=cast.ett)
    version = programs.publish(cast)
    first, second = programs.enrol(cast, version), programs.enrol(cast, version, "rune", by="sven")
    messaging.write(second, "Hej", "en", by=cast.rune)
    thread = Thread._base_manager.get(enrolment=second)
    # One who has had a record, and one who has only helped and does no longer.
    once = signin.person_for(cast.number("196408073416"), "Mona", "Blom")
    signin.resident_account(once)
    for account in (cast.accounts["rita"], Account.objects.get(person=once, resident=True)):
        Message._base_manager.create(
            thread=thread, author=account, from_resident=True, body="x", once=str(account.pk), sent_at=now
        )
    Helper.objects.create(
        resident=cast.rune_person, called="Mona", number_type="personnummer", number_cipher="x",
        number_hash=once.number_hash, until=today, invited_at=now, ended_at=now,
    )  # fmt: skip
    rune = Patient.to_keep(cast.lova, cast.number("195508012647"))
    across = {"account": cast.accounts["tina"], "unit": second.unit, "kind": "consent", "reason": "x"}
    opening = AcrossOpening.objects.create(patient=rune, opened_at=now, until=now, **across)
    acting = Guardian.objects.create(
        person=cast.rune_person, child=cast.accounts["rebecka"].person, provider=cast.ett, unit=second.unit,
        born=today, source="staff", noted_at=now, noted_by=cast.accounts["tina"],
    )  # fmt: skip

    rows = []
    for run, therapist, number in ((first, "tina", "192707169203"), (second, "sven", "195508012647")):
        set_phase(run, Phase.CLOSED, by=cast.actor(therapist))
        whose = Patient.to_keep(cast.lova, cast.number(number))
        row = actions.prepare_ordered(cast.ett, whose, [run.course_id], today=today, now=now, by=cast.lova)
        decide(cast, row, now)
        assert schedule.take_what_stayed(now=now) == 0
        if run is second:
            assert Person._base_manager.filter(pk__in=(cast.rita_person.pk, once.pk)).count() == 2
        assert schedule.carry_out_due(now=now) == 1
        row.refresh_from_db()
        rows.append(row)
    of_rita, of_rune = rows
    rita = cast.accounts["rita"]
    assert of_rita.items.get().stayed == {"access.Account": str(rita.pk), "access.Person": str(cast.rita_person.pk)}
    assert of_rune.items.get().stayed == {"access.Patient": str(rune.pk)}
    # The helper went with the record that they had written in.
    assert not Person._base_manager.filter(pk=once.pk).exists()

    told = queries.told(of_rita)
    assert (told.stayed, told.later, told.unkeyed, told.whole) == (1, 0, 0, True)
    hold = actions.set_hold(cast.ett, "Tillsyn", None, today=today, now=now, by=cast.lova)
    assert schedule.take_what_stayed(now=now) == 0
    actions.lift(hold, "Klar", now=now, by=cast.lova)
    with monkeypatch.context() as broken:  # one that fails is told in the log
        broken.setattr(schedule.forgetting, "forget_person", lambda _pk: 1 / 0)
        assert schedule.take_what_stayed(now=now) == 0
    # A patient goes with all of the person, or not yet: a closed record has no other key to find them by.
    AcrossOpening._base_manager.filter(pk=opening.pk).delete()
    assert schedule.take_what_stayed(now=now) == 1
    assert Entry.objects.get(act="person:destroy").patient_hash and not Account.objects.filter(pk=rita.pk).exists()
    told = queries.told(of_rita)
    assert (told.stayed, told.later, told.whole) == (0, 1, True)
    assert (
        Patient._base_manager.filter(pk=rune.pk).exists() and Account.objects.filter(person=cast.rune_person).exists()
    )
    Guardian._base_manager.filter(pk=acting.pk).delete()
    assert schedule.take_what_stayed(now=now) == 1
    assert not Person._base_manager.filter(pk=cast.rune_person.pk).exists()

    # Closed before keys were kept: numbers, which name nobody. They are read, told, and stop nothing.
    for stayed in ({"access.Patient": 1}, {"access.Account": 1, "access.Person": 1}, {"access.Patient": "1"}):
        DisposalItem.objects.create(
            disposal=of_rita, ref=uuid4(), state=ItemState.DESTROYED, why=Why.DUE, stayed=stayed
        )
    told = queries.told(of_rita)
    assert (told.stayed, told.later, told.unkeyed) == (0, 1, 2)
    assert schedule.take_what_stayed(now=now) == 0
    client = cast.client("lova")
    page = client.get(f"/region/arkiv/gallring/{of_rita.pk}/").content.decode()
    assert "Namn och nummer på 2 invånare blev kvar" in page
    assert client.get(f"/region/arkiv/gallring/{of_rita.pk}/protokoll/").content.startswith(b"%PDF")
