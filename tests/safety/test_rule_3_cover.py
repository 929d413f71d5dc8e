"""Rule 3: no program with danger rules begins without cover, and days that lose theirs are shown."""

from uuid import uuid4

import pytest

from stegvis.access.models import CareUnit
from stegvis.care import actions as care
from stegvis.care.aggregates import uncovered_units
from stegvis.care.models import Absence, ClosedDay, Shift, UnitHours
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.policies import Placing
from tests.safety.conftest import start_for_rune

pytestmark = pytest.mark.django_db


def test_a_program_with_danger_rules_is_not_started_without_cover(office):
    Shift.objects.filter(unit=office.cast.norra).update(deputy=None)
    with pytest.raises(care.CannotStart, match="Det saknas 11 januari, 12 januari"):
        start_for_rune(office)
    page = office.page("clinician:start", who="tina")
    assert "Några program kan inte startas nu" in page and "11 januari" in page
    assert "Be Irma Ek, som är invånaradministratör, att ordna det." in page
    own = office.page("clinician:start", who="irma")
    assert "Lägg in någon och en ersättare de dagarna." in own


def test_cover_is_asked_for_fourteen_days_ahead_on_days_that_are_open(office):
    Shift.objects.filter(unit=office.cast.norra).update(until_day="2027-01-20")
    with pytest.raises(care.CannotStart, match="21 januari och 22 januari"):
        start_for_rune(office)
    for day in ("2027-01-21", "2027-01-22"):
        ClosedDay.objects.create(unit=office.cast.norra, day=day)
    assert start_for_rune(office)


def test_a_program_without_danger_rules_needs_no_cover(office, monkeypatch):
    Shift.objects.filter(unit=office.cast.norra).delete()
    monkeypatch.setattr("stegvis.care.rosters.may_ask_dangerous", lambda _version: False)
    assert start_for_rune(office)


@pytest.mark.parametrize("how", ["a role ends", "somebody is away", "no opening hours"])
def test_days_that_lose_their_cover_are_shown_on_the_units_pages_and_to_the_coordinator(office, how):
    norra = office.cast.norra
    assert uncovered_units(office.cast.kaj, office.course.now()) == []
    if how == "a role ends":
        office.cast.accounts["tor"].grants.update(ends_on="2027-01-13")
    elif how == "somebody is away":
        Absence.objects.create(
            unit=norra, person=office.cast.accounts["tor"], from_day="2027-01-14", until_day="2027-01-14"
        )
    else:
        UnitHours.objects.filter(unit=norra).delete()
    for name in ("clinician:home", "clinician:roster"):
        page = office.page(name, who="irma")
        assert "Bemanningen har luckor" in page
        assert how == "no opening hours" or "torsdag 14 januari: ingen ersättare" in page
    assert [name for name, _days in uncovered_units(office.cast.kaj, office.course.now())] == ["Norra"]
    assert "Norra" in office.page("region:overview", who="kaj")
    assert "Rita" not in office.page("region:overview", who="kaj")


def test_the_coordinators_page_costs_the_same_for_many_units(office, django_assert_max_num_queries):
    kaj, version = office.cast.kaj, office.enrolment.course.version
    with django_assert_max_num_queries(12) as few:
        uncovered_units(kaj, office.course.now())
    for number in range(5):
        norra = CareUnit.objects.get(pk=office.cast.norra.pk)
        norra.pk, norra.code, norra.hsa_id, norra._state.adding = uuid4(), f"n{number}", f"SE-n{number}", True
        norra.save()
        catalogue.distribute(Placing(version, norra), now=office.course.now(), by=kaj)
    with django_assert_max_num_queries(len(few)):
        assert len(uncovered_units(kaj, office.course.now())) == 5
