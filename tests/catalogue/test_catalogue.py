"""The catalogue that staff read: search, what is said and by whom, and the border between providers."""

from datetime import date

import pytest
from django.urls import reverse

from stegvis.access.doors import Refused
from stegvis.catalogue import actions, policies, queries
from stegvis.catalogue.kinds import Check, Regulatory
from stegvis.catalogue.models import EntryChange
from stegvis.catalogue.policies import Taking
from stegvis.catalogue.queries import Filters
from tests.catalogue.making import NOW, distributed, published
from tests.catalogue.test_queries import another


def described(cast, version, **values):
    said = {"regulatory": Regulatory.NO_DEVICE, **values}
    revision = getattr(getattr(version.program, "entry", None), "revision", 0)
    entry = actions.describe(version.program, said, revision, now=NOW, by=cast.kaj)
    version.program.refresh_from_db()
    return entry


def taken_in(cast, version):
    actions.offer(version.program, cast.tva, now=NOW, by=cast.kaj)
    return actions.verify(Taking(version, cast.tva), Check.values, "Läst av två.", now=NOW, by=cast.klas)


def test_all_staff_of_the_provider_find_it_and_nobody_elses(cast):
    version = distributed(cast, "norra")
    described(cast, version, area="Sömn", keywords="insomni")
    for name in ("tina", "irma", "berit", "data", "sven", "disa", "dan", "kaj", "emil"):
        [row] = queries.search(cast.actor(name), Filters(text="insomni")).rows
        assert row.version == version
    for name in ("ove", "dora", "klas", "rita"):
        assert queries.search(cast.actor(name), Filters()).rows == ()
        assert queries.catalogue_page(cast.actor(name), version.program_id) is None
    assert queries.search(cast.tina, Filters(here=True)).rows
    assert queries.search(cast.sven, Filters(here=True)).rows == ()


def test_facets_count_what_the_others_leave(cast):
    described(cast, published(cast), area="Sömn")
    found = queries.search(cast.kaj, Filters(area="Smärta"))
    assert found.rows == ()
    assert found.facets["area"] == {"Sömn": 1}
    assert found.facets["kind"] == {}
    assert queries.search(cast.kaj, Filters(area="Sömn", kind="treatment", language="sv")).rows


def test_each_change_is_kept_and_a_stale_form_overwrites_nothing(cast):
    version = published(cast)
    described(cast, version, target_group="Vuxna")
    described(cast, version, target_group="Alla")
    with pytest.raises(actions.StaleEntry):
        actions.describe(version.program, {"target_group": "Barn"}, 1, now=NOW, by=cast.disa)
    assert version.program.entry.target_group == "Alla"
    last = EntryChange.objects.order_by("-pk").first()
    assert last.fields["target_group"] == ["Vuxna", "Alla"]
    # The same once more is no change and no conflict.
    actions.describe(version.program, {"target_group": "Alla"}, 1, now=NOW, by=cast.disa)
    assert EntryChange.objects.count() == 2


@pytest.mark.parametrize("name", ["klas", "dan", "dora", "tina", "emil"])
def test_only_those_who_look_after_it_describe_it(cast, name):
    with pytest.raises(Refused):
        actions.describe(published(cast).program, {"area": "X"}, 0, now=NOW, by=cast.actor(name))


def test_an_undecided_status_stops_publication(cast):
    program = published(cast).program
    assert policies.publication_hindrances(program)
    actions.describe(program, {"regulatory": Regulatory.IN_HOUSE}, 0, now=NOW, by=cast.disa)
    assert policies.publication_hindrances(program) == []


@pytest.mark.parametrize("status", [Regulatory.IN_HOUSE, Regulatory.UNDECIDED])
def test_in_house_and_undecided_are_never_offered_nor_seen_by_others(cast, status):
    version = published(cast)
    described(cast, version)
    actions.offer(version.program, None, now=NOW, by=cast.kaj)
    assert queries.search(cast.klas, Filters()).rows
    described(cast, version, regulatory=status)
    assert queries.search(cast.klas, Filters()).rows == ()
    assert queries.offered(cast.klas) == []
    with pytest.raises(Refused):
        actions.offer(version.program, cast.tva, now=NOW, by=cast.kaj)


def test_another_provider_verifies_before_it_hands_out_and_only_to_its_own(cast):
    version = distributed(cast, "norra")
    described(cast, version)
    with pytest.raises(Refused):
        actions.hand_out(version, [cast.o], now=NOW, by=cast.klas)
    actions.offer(version.program, cast.tva, now=NOW, by=cast.kaj)
    with pytest.raises(Refused, match="Kontrollera"):
        actions.hand_out(version, [cast.o], now=NOW, by=cast.klas)
    with pytest.raises(actions.CannotVerify):
        actions.verify(Taking(version, cast.tva), ["content"], "Läst.", now=NOW, by=cast.klas)
    taken_in(cast, version)
    assert actions.hand_out(version, [cast.o], now=NOW, by=cast.klas)
    with pytest.raises(Refused):
        actions.hand_out(version, [cast.sodra], now=NOW, by=cast.klas)
    assert queries.startable(cast.o.pk) == [version]
    # The border: each sees its own units alone; the owner hears who, and nothing of how few.
    assert [row.unit.name for row in queries.distributions_of(cast.kaj, version)] == ["Norra"]
    assert [row.unit.name for row in queries.placements(cast.klas, version) if row.distribution] == ["Ö"]
    assert queries.catalogue_page(cast.kaj, version.program_id).elsewhere == (("Region Två", None),)
    assert queries.catalogue_page(cast.klas, version.program_id).elsewhere == ()
    shown = cast.client("kaj").get(reverse("catalogue:program", args=[version.program_id])).content.decode()
    assert "färre än fem" in shown
    assert "<li>Norra" in shown
    assert "<li>Ö" not in shown


def test_an_offer_of_one_version_lets_no_other_in(cast):
    first = published(cast)
    described(cast, first)
    second = published(cast, another(2))
    actions.offer(first.program, cast.tva, first, now=NOW, by=cast.kaj)
    assert [row.version for row in queries.offered(cast.klas)] == [first]
    with pytest.raises(Refused):
        actions.verify(Taking(second, cast.tva), Check.values, "Läst.", now=NOW, by=cast.klas)


def test_an_offer_that_is_ended_takes_nothing_from_units_that_have_it(cast):
    version = published(cast)
    described(cast, version)
    taken_in(cast, version)
    actions.hand_out(version, [cast.o], now=NOW, by=cast.klas)
    [offer] = queries.offers_of(cast.kaj, version.program)
    actions.end_offer(offer, now=NOW, by=cast.kaj)
    assert queries.startable(cast.o.pk) == [version]
    with pytest.raises(Refused):
        actions.hand_out(version, [cast.o], now=NOW, by=cast.klas)


def test_it_is_tried_as_a_resident_by_those_who_may_read_it(cast):
    version = published(cast)
    address = reverse("catalogue:try_step", args=[version.pk, "st1"])
    assert cast.client("tina").get(address).status_code == 200
    assert cast.client("ove").get(address).status_code == 404


def test_the_history_is_told_in_words(cast):
    version = published(cast)
    address = reverse("catalogue:edit", args=[version.program_id])
    described(cast, version, regulatory=Regulatory.CE_MARKED, review_by_on=date(2027, 3, 1))
    page = cast.client("kaj").get(address).content.decode()
    assert "<ins>CE-märkt medicinteknisk produkt</ins>" in page and "<ins>1 mars 2027</ins>" in page
    assert "<ins>ce_marked" not in page and "<ins>2027-03-01" not in page


def test_the_form_keeps_what_was_typed_when_somebody_else_was_first(cast):
    version = published(cast)
    client = cast.client("kaj")
    address = reverse("catalogue:edit", args=[version.program_id])
    client.get(address)
    described(cast, version, evidence="Först.")
    typed = {"regulatory": "no_device", "evidence": "Det jag skrev.", "revision": "0"}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "Det jag skrev." in answer.content.decode()
    assert "Först." in answer.content.decode()
