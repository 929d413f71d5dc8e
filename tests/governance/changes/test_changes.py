"""A wish to change a published program: asked, taken up, declined."""

import pytest

from stegvis.access.doors import Refused
from stegvis.catalogue.models import Publisher
from stegvis.governance.changes import actions, policies, queries
from stegvis.governance.changes.actions import CannotRequest
from stegvis.governance.changes.kinds import Origin
from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.models import ChangeRequest, Initiative
from stegvis.governance.moving import CannotMove
from tests.cast import NOW
from tests.governance.making import initiative
from tests.programs import publish

pytestmark = pytest.mark.django_db
WHO = ("tina", "tor", "irma", "sven", "ove", "disa", "kaj", "klas", "emil", "kia", "rut")


@pytest.fixture
def program(cast):
    return publish(cast).program


def asked(cast, program, **more):
    held = {"title": "Rubrik", "what": "Vad", "why": "Varför", "once": "ett"} | more
    by = held.pop("by", "sven")
    return actions.open_change(program, now=NOW, by=cast.actor(by), **held)


def test_any_employee_of_the_provider_may_ask_and_nobody_elses(cast, program):
    assert {name for name in WHO if policies.may_request(cast.actor(name), program)} == set(WHO) - {"ove", "klas"}
    assert queries.programs(cast.ove) == [] and queries.program(cast.klas, program.pk) is None
    assert queries.program(cast.sven, "inget") is None
    assert [each.pk for each in queries.programs(cast.emil)] == [program.pk]


def test_it_goes_to_the_owner_with_the_designer_of_the_last_work(cast, program):
    initiative(cast, Stage.PUBLISHED, program=program)
    row = asked(cast, program)
    assert (row.stage, row.lane, row.owner, row.designer) == (
        Stage.CHANGE, Lane.VERSION, cast.accounts["tina"], cast.accounts["disa"],
    )  # fmt: skip
    assert {name for name in WHO if policies.may_accept(cast.actor(name), row)} == {"tina", "tor", "kaj"}
    actions.accept(row, now=NOW, by=cast.tina)
    row.refresh_from_db()
    assert (row.stage, row.designer, row.program) == (Stage.DESIGN, cast.accounts["disa"], program)


def test_the_publisher_owns_it_before_whoever_owned_the_last_work(cast, program):
    initiative(cast, Stage.PUBLISHED, program=program)
    Publisher.objects.create(
        program=program, account=cast.accounts["irma"], granted_by=cast.accounts["kaj"], granted_at=NOW
    )
    row = asked(cast, program, by="irma")
    assert row.owner == cast.accounts["irma"]
    assert ChangeRequest.objects.get().origin == Origin.OWNER


def test_without_an_owner_the_coordinator_has_the_move(cast, program):
    row = asked(cast, program)
    assert row.owner is None
    assert [task.party for task in row.tasks.all()] == ["coordinator"]


@pytest.mark.parametrize("lacking", ["title", "what", "why"])
def test_it_says_what_and_why(cast, program, lacking):
    with pytest.raises(CannotRequest) as told:
        asked(cast, program, **{lacking: " "})
    assert told.value.field == lacking and not Initiative.objects.exists()


def test_urgent_only_with_what_is_dangerous(cast, program):
    with pytest.raises(CannotRequest) as told:
        asked(cast, program, urgent=True)
    assert told.value.field == "safety"
    row = asked(cast, program, urgent=True, safety="Fel nummer till akuten")
    assert (row.lane, row.change.safety) == (Lane.URGENT, "Fel nummer till akuten")
    # What is not urgent keeps no words of danger that were left in the field.
    assert asked(cast, program, safety="rest", once="två").change.safety == ""


def test_the_same_form_or_case_is_one_request(cast, program):
    row = asked(cast, program, case="c-1", origin=Origin.CASE)
    assert asked(cast, program).pk == row.pk
    assert asked(cast, program, once="annan", case="c-1").pk == row.pk
    assert asked(cast, program, once="tredje").pk != row.pk
    assert len(queries.going_on(program)) == 2


def test_declined_with_a_reason(cast, program):
    row = asked(cast, program)
    with pytest.raises(CannotMove):
        actions.decline(row, " ", now=NOW, by=cast.kaj)
    row.refresh_from_db()
    actions.decline(row, "Görs redan", now=NOW, by=cast.kaj)
    with pytest.raises(Refused):
        actions.accept(row, now=NOW, by=cast.kaj)
    assert row.history.filter(act="change:decline").get().reason == "Görs redan"


def test_another_provider_is_told_nothing(cast, program):
    row = asked(cast, program)
    with pytest.raises(Refused) as refused:
        asked(cast, program, by="ove", once="x")
    assert not refused.value.verdict.found
    assert not policies.may_accept(cast.klas, row).found
