"""Checks on a candidate stop publication, unless somebody lets one thing pass with name and reason."""

from dataclasses import replace

import pytest

from stegvis.access.doors import Refused
from stegvis.audit.models import Entry
from stegvis.catalogue.models import Candidate
from stegvis.governance.candidates import candidate_of, frozen_states, to_compare
from stegvis.governance.checking.actions import CannotWaive, end_waiver, waive
from stegvis.governance.checking.queries import checks_of, open_musts
from stegvis.governance.models import HistoryEntry
from stegvis.program.checks import CheckCode
from tests.cast import NOW
from tests.catalogue.making import document, handed_over, published
from tests.governance.making import about, initiative

pytestmark = pytest.mark.django_db
LINK = '<p>Läs <a href="https://x.example">här</a> om sömn. Ring 112 om det är bråttom.</p>'


def faulty(**texts):
    return document(texts={"t.body": LINK, **texts})


def links(work):
    return [remark for remark in open_musts(work) if remark.lapse.code == CheckCode.LINK_VAGUE]


@pytest.fixture
def work(cast):
    return about(initiative(cast), handed_over(cast, faulty()))


def let_pass(cast, work, reason="Länken står i en lista där rubriken säger vart den leder.", **changed):
    (remark,) = links(work)
    lapse = replace(remark.lapse, **changed)
    return waive(work, lapse.code, lapse.node_id, lapse.field, reason, now=NOW, by=cast.kaj)


def test_what_must_be_right_stops_until_it_is_let_pass(cast, work):
    assert len(links(work)) == 1
    waiver = let_pass(cast, work)
    assert links(work) == []
    assert (waiver.by, waiver.at) == (cast.accounts["kaj"], NOW)
    assert HistoryEntry.objects.filter(initiative=work, act="check:waive", reason=waiver.reason).exists()
    assert Entry.objects.filter(act="check:waive").exists()


def test_twice_is_once(cast, work):
    (remark,) = links(work)
    lapse = remark.lapse
    first = let_pass(cast, work)
    again = waive(work, lapse.code, lapse.node_id, lapse.field, "Igen", now=NOW, by=cast.kaj)
    assert again == first
    assert HistoryEntry.objects.filter(act="check:waive").count() == 1


def test_a_reason_is_needed(cast, work):
    with pytest.raises(CannotWaive, match="Skriv varför"):
        let_pass(cast, work, "  ")


def test_a_change_of_the_place_makes_it_void_and_a_change_elsewhere_does_not(cast, work):
    let_pass(cast, work)
    about(work, handed_over(cast, faulty(**{"t2.body": "<p>Annat steg.</p>"})))
    assert links(work) == []
    about(work, handed_over(cast, faulty(**{"t.body": LINK.replace("om sömn", "om dröm")})))
    (remark,) = links(work)
    assert remark.void is not None


def test_taken_back_it_stops_again(cast, work):
    waiver = let_pass(cast, work)
    end_waiver(work, waiver.pk, now=NOW, by=cast.kaj)
    end_waiver(work, waiver.pk, now=NOW, by=cast.kaj)
    assert len(links(work)) == 1
    assert HistoryEntry.objects.filter(act="check:end_waiver").count() == 1


@pytest.mark.parametrize("name", ["disa", "tina", "emil", "sven", "klas", "dora"])
def test_only_the_coordinator_may(cast, work, name):
    (remark,) = links(work)
    lapse = remark.lapse
    with pytest.raises(Refused):
        waive(work, lapse.code, lapse.node_id, lapse.field, "Skäl", now=NOW, by=cast.actor(name))


def test_not_for_what_one_has_built_oneself(cast):
    work = about(initiative(cast, designer=cast.accounts["kaj"]), handed_over(cast, faulty()))
    with pytest.raises(Refused, match="Någon annan"):
        let_pass(cast, work)


def test_some_things_nobody_can_let_pass(cast):
    made = document()
    broken = {**made.questionnaires["digest"]}
    broken["examples"] = [{**each, "scores": dict.fromkeys(each["scores"], 1)} for each in broken["examples"]]
    work = about(initiative(cast), handed_over(cast, replace(made, questionnaires={"digest": broken})))
    failing = next(each for each in open_musts(work) if each.lapse.code == CheckCode.EXAMPLE_FAILS)
    assert not failing.waivable
    lapse = failing.lapse
    with pytest.raises(CannotWaive, match="måste rättas"):
        waive(work, lapse.code, lapse.node_id, lapse.field, "Skäl", now=NOW, by=cast.kaj)


def test_nothing_that_is_not_there_is_let_pass(cast, work):
    with pytest.raises(CannotWaive, match="finns inte längre"):
        waive(work, CheckCode.LINK_VAGUE, "t2", "body", "Skäl", now=NOW, by=cast.kaj)
    with pytest.raises(CannotWaive, match="finns inte längre"):
        waive(initiative(cast), CheckCode.LINK_VAGUE, "t", "body", "Skäl", now=NOW, by=cast.kaj)


def test_without_a_candidate_there_is_nothing_to_stop(cast):
    assert open_musts(initiative(cast)) == ()


def test_checks_cost_one_query_when_the_document_is_open(cast, work, django_assert_num_queries):
    checks_of(work.candidate)
    with django_assert_num_queries(1):
        checks_of(work.candidate)


def test_the_states_of_a_program_and_what_to_compare(cast):
    version = published(cast, faulty())
    second = handed_over(cast, document(texts={"t.body": "<p>Ny.</p>"}))
    third = handed_over(cast, document(texts={"t.body": "<p>Nyare.</p>"}))
    for days, row in enumerate((version.program.candidates.get(document_id=version.document_id), second, third)):
        Candidate.objects.filter(pk=row.pk).update(frozen_at=NOW.replace(day=3 + days))
    work = initiative(cast, program=version.program)
    assert candidate_of(work).pk == third.pk
    states = frozen_states(work)
    assert [state.number for state in states] == [None, None, 1]
    old, new = to_compare(states)
    assert (old.number, new.candidate.pk) == (1, third.pk), "the last version is what one compares with"
    old, new = to_compare(states, second.document_id)
    assert (old.number, new.candidate.pk) == (1, second.pk)
    assert to_compare(states[-1:]) is None
