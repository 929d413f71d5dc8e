"""From candidate to catalogue: the steps in order, what stops them, and what is written about each."""

from dataclasses import replace

import pytest

from stegvis.access.doors import Refused
from stegvis.catalogue.kinds import ClearanceKind, Regulatory
from stegvis.catalogue.models import CatalogueEntry, Clearance, ProgramVersion, Publisher
from stegvis.governance import hindrances, queries
from stegvis.governance.kinds import Lane, Stage, TaskKind
from stegvis.governance.models import Task
from stegvis.governance.moving import CannotMove
from stegvis.governance.review import actions
from stegvis.governance.review.queries import proposable, track_record
from stegvis.governance.stories import told
from tests.cast import NOW
from tests.catalogue.making import document, handed_over
from tests.governance.making import initiative, invite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_the_review(monkeypatch):
    monkeypatch.setattr(hindrances, "_of_parts", lambda initiative: [])


@pytest.fixture
def made(cast):
    candidate = handed_over(cast)
    CatalogueEntry.objects.create(program=candidate.program, regulatory=Regulatory.NO_DEVICE)
    found = initiative(cast, Stage.DESIGN)
    found.program = candidate.program
    found.save()
    return found


def proposed(cast, made):
    return actions.propose(made, proposable(made).pk, now=NOW, by=cast.disa)


def in_review(cast, made):
    actions.ask_review(proposed(cast, made), now=NOW, by=cast.disa)
    return made


def approved(cast, made):
    actions.approve(in_review(cast, made), "Bra.", now=NOW, by=cast.kaj)
    return made


def newer(cast):
    words = document().texts["sv"]
    return handed_over(cast, replace(document(), texts={"sv": {**words, "program.lead": "<p>Ny</p>"}}))


def test_the_whole_way(cast, made):
    version = actions.publish(approved(cast, made), now=NOW, by=cast.tina)
    assert made.stage == Stage.PUBLISHED and made.version == version
    assert version.document_id == made.candidate.document_id
    assert version.published_by == cast.accounts["tina"] and version.delegation is None
    assert Publisher.objects.get(account=cast.accounts["tina"]).program == made.program
    story = [entry.act for entry in queries.history(cast.kaj, made)]
    assert story == ["candidate:propose", "review:ask", "review:approve", "initiative:publish"]
    left = queries.open_tasks([made])[made.pk]
    assert [task.kind for task in left] == [TaskKind.DISTRIBUTE]


def test_nothing_else_publishes(cast, made):
    """Neither the coordinator without a delegation, nor the owner before the review."""
    in_review(cast, made)
    with pytest.raises(Refused):
        actions.publish(made, now=NOW, by=cast.tina)
    actions.approve(made, now=NOW, by=cast.kaj)
    for name in ("kaj", "disa", "sven"):
        with pytest.raises(Refused):
            actions.publish(made, now=NOW, by=cast.actor(name))
    assert not ProgramVersion.objects.exists()


def test_on_delegation_the_record_says_so(cast, made):
    approved(cast, made)
    with pytest.raises(CannotMove):
        actions.delegate(made, " ", now=NOW, by=cast.tina)
    actions.delegate(made, "Jag är ledig.", now=NOW, by=cast.tina)
    version = actions.publish(made, now=NOW, by=cast.kaj)
    assert version.delegation.given_by == cast.accounts["tina"]
    assert queries.history(cast.kaj, made)[-1].details["delegated"] is True


def test_a_delegation_taken_back_no_longer_holds(cast, made):
    approved(cast, made)
    actions.delegate(made, "Jag är ledig.", now=NOW, by=cast.tina)
    actions.take_back_delegation(made, now=NOW, by=cast.tina)
    with pytest.raises(Refused):
        actions.publish(made, now=NOW, by=cast.kaj)


def test_returned_with_remarks_it_comes_back_as_a_new_candidate(cast, made):
    in_review(cast, made)
    actions.remark(made, "st1", "Skriv kortare.", now=NOW, by=cast.kaj)
    actions.remark(made, "st1", "Skriv kortare.", now=NOW, by=cast.kaj)
    assert made.remarks.get().place.endswith("Om sömn")
    with pytest.raises(CannotMove):
        actions.return_to_design(made, "", now=NOW, by=cast.kaj)
    actions.return_to_design(made, "Se anmärkningen.", now=NOW, by=cast.kaj)
    assert made.stage == Stage.DESIGN
    candidate = newer(cast)
    actions.propose(made, candidate.pk, now=NOW, by=cast.disa)
    with pytest.raises(Refused, match="anmärkningar"):
        actions.ask_review(made, now=NOW, by=cast.disa)
    actions.answer(made.remarks.get(), "Kortat.", now=NOW, by=cast.disa)
    actions.ask_review(made, now=NOW, by=cast.disa)
    assert track_record(cast.disa.account, NOW.replace(year=NOW.year + 1)).returned == 1


def test_a_place_that_is_not_there_is_not_pointed_at(cast, made):
    in_review(cast, made)
    with pytest.raises(CannotMove):
        actions.remark(made, "nowhere", "Hej", now=NOW, by=cast.kaj)


def test_a_reopened_candidate_is_no_longer_cleared(cast, made):
    approved(cast, made)
    actions.reopen(made, "Ett fel i modul 2.", now=NOW, by=cast.tina)
    assert Clearance.objects.get().revoked_at == NOW
    proposed_again = newer(cast)
    actions.propose(made, proposed_again.pk, now=NOW, by=cast.disa)
    with pytest.raises(Refused):
        actions.publish(made, now=NOW, by=cast.tina)


def test_a_candidate_laid_forward_after_the_approval_is_not_what_was_cleared(cast, made):
    """Whatever the row says, the clearance belongs to one hash."""
    approved(cast, made)
    made.candidate = newer(cast)
    made.save()
    with pytest.raises(Refused, match="inte slutgranskad"):
        actions.publish(made, now=NOW, by=cast.tina)


def test_an_undecided_status_stops_it(cast, made):
    """Safety rule 9."""
    proposed(cast, made)
    CatalogueEntry.objects.update(regulatory=Regulatory.UNDECIDED)
    with pytest.raises(Refused, match="regulatoriska"):
        actions.ask_review(made, now=NOW, by=cast.disa)


def test_twice_is_once(cast, made):
    candidate = proposable(made)
    for _click in range(2):
        actions.propose(made, candidate.pk, now=NOW, by=cast.disa)
    assert [entry.act for entry in queries.history(cast.kaj, made)] == ["candidate:propose"]
    assert proposable(made) is None


def test_another_programs_candidate_is_refused(cast, made):
    from uuid import uuid4

    other = handed_over(cast, replace(document(), program=str(uuid4())))
    with pytest.raises(CannotMove):
        actions.propose(made, other.pk, now=NOW, by=cast.disa)


def test_an_urgent_fix_goes_out_first_and_is_reviewed_afterwards(cast, made, monkeypatch):
    made.lane = Lane.URGENT
    made.save()
    proposed(cast, made)
    with pytest.raises(CannotMove):
        actions.clear_urgent(made, "", now=NOW, by=cast.kaj)
    actions.clear_urgent(made, "Fel telefonnummer i krishjälpen.", now=NOW, by=cast.kaj)
    assert Clearance.objects.get().kind == ClearanceKind.URGENT
    actions.publish(made, now=NOW, by=cast.tina)
    assert made.stage == Stage.AFTER_REVIEW
    monkeypatch.setattr(hindrances, "_of_checks", lambda initiative: [])
    monkeypatch.setattr(hindrances, "_of_risks", lambda initiative: [])
    actions.after_review(made, "Stämmer.", now=NOW, by=cast.kaj)
    assert made.stage == Stage.PUBLISHED
    assert queries.history(cast.kaj, made)[-1].act == "urgent:after_review"


def test_what_an_urgent_fix_did_not_wait_for_is_owed_afterwards(cast, made):
    """The risk analysis is up to date for what went out, or somebody answers by name for why it is not."""
    made.lane = Lane.URGENT
    made.save()
    invite(cast, made, "tor")
    proposed(cast, made)
    assert hindrances.hindrances(made) == ()
    actions.clear_urgent(made, "Fel telefonnummer i krishjälpen.", now=NOW, by=cast.kaj)
    Task.objects.update(done_at=NOW)
    actions.publish(made, now=NOW, by=cast.tina)
    asked = {(task.kind, task.account_id) for task in queries.open_tasks([made])[made.pk]}
    assert (TaskKind.CONTRIBUTE_RISKS, cast.accounts["tor"].pk) in asked
    owed = [each.sentence for each in hindrances.afterwards(made)]
    assert "Riskanalysen är inte påbörjad." in owed
    for because in ("", "  "):
        with pytest.raises(CannotMove, match="kvar"):
            actions.after_review(made, "Stämmer.", because, now=NOW, by=cast.kaj)
    assert made.stage == Stage.AFTER_REVIEW
    actions.after_review(made, "Stämmer.", "Bara numret är ändrat.", now=NOW, by=cast.kaj)
    last = queries.history(cast.kaj, made)[-1]
    assert (last.act, last.reason, last.details["owed"]) == ("urgent:left", "Bara numret är ändrat.", owed)
    assert "Riskanalysen är inte påbörjad." in told([last])[0].sentence


def test_no_other_lane_owes_anything_afterwards(cast, made):
    proposed(cast, made)
    for lane in set(Lane) - {Lane.URGENT}:
        made.lane = lane
        assert hindrances.afterwards(made) == ()


def test_the_urgent_way_is_not_open_to_others(cast, made):
    proposed(cast, made)
    with pytest.raises(Refused):
        actions.clear_urgent(made, "Vi har bråttom.", now=NOW, by=cast.kaj)


@pytest.mark.parametrize("name", ["klas", "dora", "ove", "rita"])
def test_another_provider_finds_nothing(cast, made, name):
    with pytest.raises(Refused) as refused:
        actions.propose(made, proposable(made).pk, now=NOW, by=cast.actor(name))
    assert not refused.value.verdict.found


def test_what_has_reached_a_unit_no_longer_waits_to_be_distributed(cast, made):
    from stegvis.catalogue import actions as catalogue
    from stegvis.catalogue.policies import Placing
    from stegvis.governance.schedule import see_distributed

    version = actions.publish(approved(cast, made), now=NOW, by=cast.tina)
    assert see_distributed(now=NOW) == 0
    catalogue.distribute(Placing(version, cast.norra), now=NOW, by=cast.kaj)
    assert see_distributed(now=NOW) == 1
    assert made.pk not in queries.open_tasks([made])
