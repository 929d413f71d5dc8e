"""The query door and the action door, tried the wrong way."""

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, transaction

from stegvis.access import actions
from stegvis.access.actor import Actor
from stegvis.access.doors import CannotLook, Refused
from stegvis.access.kinds import Role
from stegvis.access.models import Account, Patient, Person, RoleGrant
from stegvis.audit.kinds import Outcome
from stegvis.audit.models import CannotRewriteHistory, Entry
from stegvis.lib.clock import utc_now

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "look",
    [
        list,
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.first(),
        lambda rows: rows.filter(given_name="Rita").update(given_name="x"),
        lambda rows: rows.delete(),
        lambda rows: list(rows.iterator()),
        lambda rows: list(rows.values_list("pk")),
        lambda rows: rows.get(given_name="Rita"),
        lambda rows: list(Patient.objects.visible_to(Actor.nobody()).filter(person__in=rows)),
    ],
)
def test_a_shut_door_raises_whatever_is_tried(cast, look):
    with pytest.raises(CannotLook):
        look(Person.objects.all())


def test_the_door_gives_only_what_is_visible(cast):
    assert list(Person.objects.visible_to(cast.rita)) == [cast.rita_person]
    assert list(Person.objects.visible_to(cast.tina)) == []
    assert list(Person.objects.visible_to(Actor.nobody())) == []


def test_skipping_the_door_needs_a_reason(cast):
    with pytest.raises(CannotLook):
        Person.objects.without_asking_who_because("")


def test_numbers_are_sealed_and_cannot_be_searched(cast):
    with pytest.raises(FieldError):
        Person.objects.visible_to(cast.rita).filter(number_cipher="192707169203")


def test_an_action_locks_judges_acts_and_logs(cast):
    actions.grant_role(cast.norra, cast.accounts["tina"].pk, Role.RESIDENT_ADMINISTRATOR, "semester", by=cast.berit)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.outcome, entry.name) == ("role:grant", Outcome.DONE, "Berit Ek")
    assert entry.unit_name == "Norra"


def test_a_refusal_changes_nothing_and_is_logged(cast):
    before = RoleGrant.objects.count()
    with pytest.raises(Refused):
        actions.grant_role(cast.norra, cast.accounts["tor"].pk, Role.THERAPIST, "x", by=cast.tina)
    assert RoleGrant.objects.count() == before
    assert Entry.objects.latest("id").outcome == Outcome.REFUSED


def test_another_unit_is_answered_as_if_it_did_not_exist(cast):
    with pytest.raises(Refused) as refused:
        actions.grant_role(cast.sodra, cast.accounts["sven"].pk, Role.THERAPIST, "x", by=cast.berit)
    assert refused.value.verdict.found is False


def test_a_role_needs_a_commission_on_the_unit(cast):
    with pytest.raises(actions.CannotGrant):
        actions.grant_role(cast.norra, cast.accounts["sven"].pk, Role.THERAPIST, "x", by=cast.berit)


def test_withdrawing_twice_is_refused_with_a_sentence(cast):
    row = cast.accounts["tor"].grants.get()
    actions.withdraw_role(row, "slutar", by=cast.berit)
    with pytest.raises(Refused) as refused:
        actions.withdraw_role(row, "slutar", by=cast.berit)
    assert "redan" in refused.value.sentence


def test_an_action_needs_its_doer(cast):
    with pytest.raises(TypeError):
        actions.grant_role(cast.norra, cast.accounts["tina"].pk, Role.THERAPIST, "x")


def test_the_log_cannot_be_rewritten(cast):
    actions.withdraw_role(cast.accounts["tor"].grants.get(), "slutar", by=cast.berit)
    entry = Entry.objects.latest("id")
    entry.name = "Någon annan"
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(name="x")):
        with pytest.raises(CannotRewriteHistory):
            attempt()


def test_nobody_can_become_superuser(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(is_superuser=True, created_at=utc_now())


def test_bootstrap_makes_a_coordinator_once():
    wanted = {
        "provider_hsa_id": "SE1",
        "provider_name": "Region Ny",
        "coordinator_hsa_id": "SE1-P",
        "given_name": "Nils",
        "family_name": "Ny",
        "email": "",
    }
    assert actions.bootstrap(**wanted) is True
    assert actions.bootstrap(**wanted) is False
    assert RoleGrant.objects.get().role == Role.COORDINATOR
    with pytest.raises(actions.CannotBootstrap):
        actions.bootstrap(**{**wanted, "provider_name": "Annan"})
