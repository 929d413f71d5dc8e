"""Register, hand over, publish, distribute, withdraw: once each, by the right person, and logged."""

from dataclasses import replace
from uuid import uuid4

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.kinds import Outcome
from stegvis.audit.models import Entry
from stegvis.catalogue import actions
from stegvis.catalogue.actions import CannotHandOver, CannotRegister
from stegvis.catalogue.models import Candidate, Distribution, Program, ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.lib.clock import local_day
from tests.cast import NOW
from tests.catalogue.making import PROGRAM, distributed, document, handed_over, keep, published, registered
from tests.clearing import cleared, let_in

pytestmark = pytest.mark.django_db


def logged(act: str, outcome: Outcome = Outcome.DONE) -> list[Entry]:
    return list(Entry.objects.filter(act=act, outcome=outcome))


# --- Registering --------------------------------------------------------------------------------


def test_a_program_gets_a_short_address_of_its_own(cast):
    first = registered(cast)
    second = registered(cast, program=uuid4())
    odd = registered(cast, title="¿?", program=uuid4())
    long = registered(cast, title="Ett mycket långt namn på ett program om sömn och oro", program=uuid4())
    assert [first.code, second.code, odd.code] == ["sov-battre", "sov-battre-2", "program"]
    assert len(long.code) <= 40
    assert not long.code.endswith("-")


def test_registering_twice_gives_the_first(cast):
    assert registered(cast) == registered(cast, title="Ny titel")
    assert Program.objects.get().title == "Sov bättre"


def test_the_id_of_another_publisher_unit_is_refused(cast):
    registered(cast)
    with pytest.raises(CannotRegister, match="annan utgivarenhet"):
        actions.register_program(cast.andra, PROGRAM, "Stulen", now=NOW, by=cast.dan)


@pytest.mark.parametrize("name", ["dan", "dora", "kaj", "tina", "rita", "emil"])
def test_only_the_own_publisher_unit_registers(cast, name):
    with pytest.raises(Refused) as refused:
        actions.register_program(cast.verkstaden, PROGRAM, "x", now=NOW, by=cast.actor(name))
    assert not refused.value.verdict.found
    assert not Program.objects.exists()


# --- Handing over -------------------------------------------------------------------------------


def test_a_designer_hands_over_and_the_title_follows(cast):
    registered(cast, title="Arbetsnamn")
    candidate = handed_over(cast, note="Ny text om kaffe")
    assert candidate.note == "Ny text om kaffe"
    assert str(candidate.frozen_by_id) == cast.disa.account_id
    assert Program.objects.get().title == "Sov bättre"
    [entry] = logged("candidate:hand_over")
    assert (entry.resource_type, entry.resource_id) == ("Program", str(PROGRAM))


def test_handing_over_the_same_content_twice_gives_the_first(cast):
    assert handed_over(cast, note="Ett") == handed_over(cast, note="Två")
    assert Candidate.objects.get().note == "Ett"


def test_a_document_of_another_program_is_refused(cast):
    program = registered(cast)
    with pytest.raises(CannotHandOver, match="annat program"):
        actions.hand_over(program, keep(document(program=uuid4())), now=NOW, by=cast.disa)


@pytest.mark.parametrize("name", ["dan", "dora", "kaj", "klas", "tina", "rita"])
def test_nobody_else_hands_over(cast, name):
    program, kept = registered(cast), keep()
    with pytest.raises(Refused) as refused:
        actions.hand_over(program, kept, now=NOW, by=cast.actor(name))
    assert not refused.value.verdict.found
    assert not Candidate.objects.exists()
    assert len(logged("candidate:hand_over", Outcome.REFUSED)) == 1


# --- Publishing ---------------------------------------------------------------------------------


def test_versions_are_numbered_from_one(cast):
    first = published(cast)
    second = published(cast, replace(document(), texts={"sv": {**document().texts["sv"], "program.title": "Sov gott"}}))
    assert [first.number, second.number] == [1, 2]
    assert [first.title, second.title] == ["Sov bättre", "Sov gott"]
    assert first.note == "Första versionen"
    assert [entry.resource_type for entry in logged("version:publish")] == ["ProgramVersion"] * 2


def test_publishing_twice_gives_the_same_version(cast):
    candidate = handed_over(cast)
    assert let_in(candidate, now=NOW, by=cast.kaj) == let_in(candidate, now=NOW, by=cast.kaj)
    assert ProgramVersion.objects.count() == 1


def test_a_training_unit_can_never_publish(cast):
    program = actions.register_program(cast.ovning, PROGRAM, "Övning", now=NOW, by=cast.dagny)
    candidate = actions.hand_over(program, keep(), now=NOW, by=cast.dagny)
    with pytest.raises(Refused, match="övningsenhet"):
        let_in(candidate, now=NOW, by=cast.kaj)
    assert not ProgramVersion.objects.exists()


@pytest.mark.parametrize("name", ["klas", "disa", "tina", "rita", "emil"])
def test_only_the_publisher_and_the_coordinator_of_the_provider_publish(cast, name):
    clearance = cleared(handed_over(cast), now=NOW, by=cast.kaj)
    with pytest.raises(Refused) as refused:
        actions.publish(clearance, now=NOW, by=cast.actor(name))
    assert not refused.value.verdict.found
    assert not ProgramVersion.objects.exists()


def test_a_published_version_does_not_change(cast):
    version = published(cast)
    version.title, version.number = "Annat", 7
    version.save()
    version.refresh_from_db()
    assert (version.title, version.number) == ("Sov bättre", 1)


# --- Distributing and withdrawing ---------------------------------------------------------------


def test_distributing_twice_gives_the_first(cast):
    placing = Placing(published(cast), cast.norra)
    first = actions.distribute(placing, now=NOW, by=cast.kaj)
    assert actions.distribute(placing, now=NOW, by=cast.kaj) == first
    assert Distribution.objects.count() == 1
    assert {entry.unit_name for entry in logged("version:distribute")} == {"Norra"}


def test_withdrawing_twice_keeps_the_first_time_and_it_can_be_distributed_anew(cast):
    version = distributed(cast, "norra")
    row = Distribution.objects.get()
    actions.withdraw(row, now=NOW, by=cast.kaj)
    later = NOW.replace(year=2027)
    assert actions.withdraw(row, now=later, by=cast.kaj).withdrawn_at == NOW
    again = actions.distribute(Placing(version, cast.norra), now=later, by=cast.kaj)
    assert again != row
    assert Distribution.objects.filter(withdrawn_at__isnull=True).get() == again


def test_an_archived_unit_gets_nothing_but_can_be_withdrawn_from(cast):
    version = distributed(cast, "norra")
    cast.norra.archived_on = local_day(NOW)
    cast.norra.save()
    with pytest.raises(Refused, match="nedlagd"):
        actions.distribute(Placing(version, cast.norra), now=NOW, by=cast.kaj)
    assert actions.withdraw(Distribution.objects.get(), now=NOW, by=cast.kaj).withdrawn_at == NOW


def test_another_providers_unit_is_not_found(cast):
    version = published(cast)
    with pytest.raises(Refused) as refused:
        actions.distribute(Placing(version, cast.o), now=NOW, by=cast.kaj)
    assert not refused.value.verdict.found
    assert len(logged("version:distribute", Outcome.REFUSED)) == 1


@pytest.mark.parametrize("name", ["klas", "disa", "tina", "irma", "rita"])
def test_nobody_else_distributes_or_withdraws(cast, name):
    version = distributed(cast, "norra")
    row = Distribution.objects.get()
    for act in (
        lambda: actions.distribute(Placing(version, cast.sodra), now=NOW, by=cast.actor(name)),
        lambda: actions.withdraw(row, now=NOW, by=cast.actor(name)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert not refused.value.verdict.found
    row.refresh_from_db()
    assert row.withdrawn_at is None
    assert Distribution.objects.count() == 1
