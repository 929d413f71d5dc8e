"""The assessment: standpoints, coordination, interest, decision, and the program that is begun."""

import pytest

from stegvis.access.doors import Refused
from stegvis.authoring import actions as authoring
from stegvis.governance import queries as process
from stegvis.governance.assessment import actions, policies, queries
from stegvis.governance.assessment.actions import CannotLink, CannotSay
from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.models import Comment, CouncilSeat, Deputy, Initiative, Interest, Standpoint
from stegvis.governance.moving import CannotMove
from stegvis.governance.nominations.actions import ask_the_council
from stegvis.governance.saved import CannotOverwrite
from stegvis.lib.clock import local_day, utc_now
from tests.cast import LONG_AGO, NOW
from tests.governance.making import initiative

pytestmark = pytest.mark.django_db
WHO = ("tina", "tor", "irma", "sven", "ove", "disa", "kaj", "klas", "emil", "kia", "rut")


def assessed(cast, **more):
    more = {"designer": None, "publisher_unit": None} | more
    row = initiative(cast, Stage.ASSESSMENT, **more)
    ask_the_council(row, now=NOW)
    return row


def key_of(cast, name="disa", unit="verkstaden"):
    return f"{cast.accounts[name].pk}/{cast.places[unit].pk}"


def approved(cast):
    row = assessed(cast)
    actions.approve(row, "Bra", key_of(cast), now=NOW, by=cast.kaj)
    return row


def test_who_may_do_what(cast):
    row = assessed(cast)

    def those(policy):
        return {name for name in WHO if policy(cast.actor(name), row)}

    assert those(policies.may_deliberate) == {"kaj", "rut"}
    assert those(policies.may_comment) == {"kaj", "rut"}
    assert those(policies.may_take_stand) == {"rut"}
    assert those(policies.may_decide) == {"kaj"}
    assert those(policies.may_record) == {"kaj"}
    assert those(policies.may_show_interest) == set(WHO) - {"ove", "klas"}
    row = approved(cast)
    assert those(policies.may_comment) == those(policies.may_take_stand) == those(policies.may_decide) == set()
    assert those(policies.may_link_program) == {"disa"}
    assert those(policies.may_appoint) == {"kaj"}


def test_nobody_decides_or_takes_a_stand_on_a_nomination_of_their_own(cast):
    row = assessed(cast, owner=cast.accounts["kaj"], deputy_owner=cast.accounts["rut"])
    assert not policies.may_decide(cast.kaj, row)
    assert not policies.may_take_stand(cast.rut, row)


def test_what_the_council_says_is_for_the_council(cast):
    row = assessed(cast)
    actions.comment(row, "Hemligt ord", once="1", now=NOW, by=cast.rut)
    actions.take_stand(row, "for", "Behövs", now=NOW, by=cast.rut)
    for name in set(WHO) - {"kaj", "rut"}:
        assert queries.comments(cast.actor(name), row) == []
        assert queries.seats(cast.actor(name), row) == []
    assert [each.text for each in queries.comments(cast.kaj, row)] == ["Hemligt ord"]


def test_a_double_click_says_it_once(cast):
    row = assessed(cast)
    for _ in range(2):
        actions.comment(row, "Ett ord", once="1", now=NOW, by=cast.rut)
        actions.take_stand(row, "for", "Behövs", now=NOW, by=cast.rut)
    assert (Comment.objects.count(), Standpoint.objects.count()) == (1, 1)


def test_a_seat_changes_its_mind_and_the_earlier_word_is_kept(cast):
    row = assessed(cast)
    actions.take_stand(row, "unsure", "Hur då?", now=NOW, by=cast.rut)
    actions.take_stand(row, "for", "Nu förstår jag", now=NOW, by=cast.rut)
    (seat,) = queries.seats(cast.kaj, row)
    assert (seat.now.stance, [old.stance for old in seat.before]) == ("for", ["unsure"])
    assert queries.tally([seat]) == [("För", 1), ("Emot", 0), ("Osäker", 0), ("", 0)]
    assert process.my_tasks(cast.rut) == []


@pytest.mark.parametrize(("stance", "why"), [("", "Ord"), ("nonsense", "Ord"), ("for", "  ")])
def test_a_standpoint_needs_a_side_and_a_reason(cast, stance, why):
    with pytest.raises(CannotSay):
        actions.take_stand(assessed(cast), stance, why, now=NOW, by=cast.rut)


def test_a_deputy_speaks_for_the_seat_and_it_says_so(cast):
    row, today = assessed(cast), local_day(utc_now())
    Deputy.objects.create(
        account=cast.accounts["rut"], deputy=cast.accounts["sven"], provider=cast.places["ett"],
        from_day=today, until_day=today, set_by=cast.accounts["kaj"], set_at=NOW,
    )  # fmt: skip
    said = actions.take_stand(row, "for", "I Ruts ställe", now=utc_now(), by=cast.sven)
    assert said.seat.account == cast.accounts["rut"] and said.by == cast.accounts["sven"]


def test_somebody_with_two_seats_to_speak_for_chooses_and_never_takes_a_third(cast):
    row = assessed(cast)
    other = CouncilSeat.objects.create(provider=cast.places["ett"], account=cast.accounts["irma"], since=LONG_AGO)
    with pytest.raises(CannotSay):
        actions.take_stand(row, "for", "I någon annans", seat_id=other.pk, now=NOW, by=cast.rut)


def test_more_is_asked_for_and_it_comes_back(cast):
    row = assessed(cast)
    with pytest.raises(CannotMove):
        actions.ask_more(row, "", now=NOW, by=cast.kaj)
    row.refresh_from_db()
    actions.ask_more(row, "Hur många?", now=NOW, by=cast.kaj)
    assert row.stage == Stage.NOMINATION
    assert "nominate" in {task.kind for task in process.my_tasks(cast.tina)}
    assert process.my_tasks(cast.rut) == []


def test_approval_needs_a_reason_and_a_designer_of_the_provider(cast):
    row = assessed(cast)
    for reason, designer in (("", key_of(cast)), ("Bra", ""), ("Bra", key_of(cast, "dora", "bortom"))):
        with pytest.raises(CannotMove):
            actions.approve(row, reason, designer, now=NOW, by=cast.kaj)
        row.refresh_from_db()
        assert (row.stage, row.designer) == (Stage.ASSESSMENT, None)
    actions.approve(row, "Bra", key_of(cast), now=NOW, by=cast.kaj)
    assert (row.stage, row.designer, row.publisher_unit) == (
        Stage.DESIGN, cast.accounts["disa"], cast.places["verkstaden"],
    )  # fmt: skip
    assert process.my_tasks(cast.rut) == []


def test_declined_with_a_reason(cast):
    row = assessed(cast)
    actions.decline(row, "Finns redan", now=NOW, by=cast.kaj)
    assert row.stage == Stage.DECLINED
    with pytest.raises(Refused):
        actions.approve(row, "Ångrar mig", key_of(cast), now=NOW, by=cast.kaj)


def test_another_designer_takes_over_the_task(cast):
    row = approved(cast)
    actions.appoint(row, key_of(cast, "dan", "andra"), now=NOW, by=cast.kaj)
    actions.appoint(row, key_of(cast, "dan", "andra"), now=NOW, by=cast.kaj)
    assert "design" in {task.kind for task in process.my_tasks(cast.dan)}
    assert row.history.filter(act="initiative:appoint").count() == 1


def test_coordination_is_kept_in_versions_and_an_old_page_overwrites_nothing(cast):
    row = assessed(cast)
    first = actions.coordinate(row, "Vi", "", now=NOW, by=cast.kaj)
    assert actions.coordinate(row, "Vi", "", now=NOW, by=cast.kaj).pk == first.pk
    with pytest.raises(CannotOverwrite):
        actions.coordinate(row, "Annat", "", now=NOW, by=cast.kaj)
    actions.coordinate(row, "Vi", "De", seen=first.pk, now=NOW, by=cast.kaj)
    assert [each.national for each in queries.coordination(row)] == ["De", ""]


def test_interest_is_written_once_for_each_and_never_for_another_providers_unit(cast):
    row = assessed(cast)
    for _ in range(2):
        actions.add_interest(row, unit=cast.places["sodra"], now=NOW, by=cast.kaj)
        actions.add_interest(row, name="Region Norr", now=NOW, by=cast.kaj)
    with pytest.raises(CannotSay):
        actions.add_interest(row, unit=cast.places["o"], now=NOW, by=cast.kaj)
    with pytest.raises(CannotSay):
        actions.add_interest(row, now=NOW, by=cast.kaj)
    assert sorted(str(each) for each in queries.interests(row)) == ["Region Norr", "Södra"]
    gone = queries.interests(row)[0]
    actions.withdraw_interest(row, gone.pk, now=NOW, by=cast.kaj)
    assert len(queries.interests(row)) == 1 and Interest.objects.count() == 2


def test_a_unit_shows_interest_for_itself_in_what_is_under_way(cast):
    row, early = assessed(cast), initiative(cast, Stage.NOMINATION)
    assert [each.pk for each in queries.under_way(cast.sven)] == [row.pk]
    assert queries.under_way(cast.ove) == []
    actions.show_interest(row, cast.places["sodra"], now=NOW, by=cast.sven)
    assert [str(each) for each in queries.interests(row)] == ["Södra"]
    with pytest.raises(CannotSay):
        actions.show_interest(row, cast.places["norra"], now=NOW, by=cast.sven)
    for hidden, name in ((early, "sven"), (row, "ove")):
        with pytest.raises(Refused) as refused:
            actions.show_interest(hidden, cast.places["sodra"], now=NOW, by=cast.actor(name))
        assert not refused.value.verdict.found


def test_the_designer_begins_the_program_once(cast):
    row = approved(cast)
    with pytest.raises(Refused):
        actions.create_program(row, now=NOW, by=cast.dan)
    for _ in range(2):
        actions.create_program(row, now=NOW, by=cast.disa)
    row.refresh_from_db()
    assert row.program.title == row.title
    assert row.program.publisher_unit == cast.places["verkstaden"]
    assert row.history.filter(act="initiative:program").count() == 1


def test_or_says_which_draft_it_is_and_takes_nobody_elses(cast):
    row = approved(cast)
    draft = authoring.create_program(cast.places["verkstaden"], "Påbörjat", now=NOW, by=cast.disa)
    foreign = authoring.create_program(cast.places["andra"], "Andras", now=NOW, by=cast.dan)
    assert [each.uuid for each in queries.linkable(cast.disa, row)] == [draft.program_uuid]
    assert queries.linkable(cast.dan, row) == []
    with pytest.raises(CannotLink):
        actions.link_program(row, foreign.program_uuid, now=NOW, by=cast.disa)
    row.refresh_from_db()
    actions.link_program(row, draft.program_uuid, now=NOW, by=cast.disa)
    other = approved(cast)
    with pytest.raises(CannotLink):
        actions.link_program(other, draft.program_uuid, now=NOW, by=cast.disa)
    assert Initiative.objects.filter(program_id=draft.program_uuid).count() == 1


def test_only_new_programs_are_under_way(cast):
    initiative(cast, Stage.DESIGN, lane=Lane.VERSION)
    assert queries.under_way(cast.sven) == []
