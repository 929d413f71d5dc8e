"""A resident's block over units: at once on every page, never to the own unit; consent; an emergency in two steps."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access.models import Person
from stegvis.access.roles import RESIDENT_PERMISSIONS
from stegvis.audit.kinds import Activity
from stegvis.audit.log import patient_hash
from stegvis.audit.models import Entry
from stegvis.care import queries as care
from stegvis.care.blocks import actions, queries
from stegvis.care.blocks.policies import Wish, may_set, may_take_back
from stegvis.care.models import AcrossOpening, Block
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import Notice
from tests.cast import RITA
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """Rita has a program at Norra with Tina and one at Södra with Sven."""
    version = publish(cast, a_document())
    return enrol(cast, version), enrol(cast, version, by="sven")


def page(cast, who, row):
    return cast.client(who).get(reverse("clinician:elsewhere", args=[row.pk]))


def own_wish(cast, unit="sodra"):
    person = Person.objects.visible_to(cast.rita).get()
    return Wish(person, cast.ett, cast.places[unit] if unit else None)


def elsewhere(cast, row):
    return queries.elsewhere(cast.tina, care.enrolment(cast.tina, row.pk), utc_now())


def test_the_whole_way(cast, two):
    """Choice, block, consent, emergency, follow-up: what Tina sees at Norra of what Södra has."""
    norra, sodra = two
    # Nothing of another unit before an active choice, and not what unit it is.
    first = page(cast, "tina", norra).content.decode()
    assert "1 enhet till hos vårdgivaren" in first and "Sven Ek" not in first and "Södra" not in first
    tina = cast.client("tina")
    assert tina.post(reverse("clinician:across_open", args=[norra.pk]), {"reason": ""}).status_code == 422
    tina.post(reverse("clinician:across_open", args=[norra.pk]), {"reason": "Hon är på väg hit."})
    assert "Sven Ek" in page(cast, "tina", norra).content.decode()
    said = Entry.objects.filter(act="across:read").latest("id")
    assert (said.resource_id, said.unit_name, said.purpose) == (str(sodra.pk), "Norra", "Vård och behandling")
    assert said.patient_hash == patient_hash(RITA)
    # A colleague's choice is nobody else's.
    assert not queries.elsewhere(cast.tor, care.enrolment(cast.tor, norra.pk), utc_now()).rows

    # The resident blocks: the very next page is shut, though it was open by choice.
    rita = cast.client("rita")
    form = rita.get(reverse("resident:blocks")).content.decode()
    assert f"{cast.ett.pk}:{cast.sodra.pk}" in form and f"{cast.ett.pk}:{cast.norra.pk}" in form
    assert rita.post(reverse("resident:blocks"), {"vad": "skräp"}).status_code == 422
    assert rita.post(reverse("resident:blocks"), {"vad": f"{cast.tva.pk}:{cast.o.pk}"}).status_code == 422
    for _twice in range(2):
        rita.post(reverse("resident:blocks"), {"vad": f"{cast.ett.pk}:{cast.sodra.pk}"})
    assert Block.objects.count() == 1
    shut = page(cast, "tina", norra).content.decode()
    assert "På 1 enhet finns uppgifter som invånaren har spärrat" in shut
    assert "Sven Ek" not in shut and "Södra" not in shut
    # The unit that has written it reads as before, and its flags come through.
    assert cast.client("sven").get(reverse("clinician:patient", args=[sodra.pk])).status_code == 200

    # Consent: how, until when, and no further.
    consent = reverse("clinician:across_consent", args=[norra.pk])
    today = local_day(utc_now())
    far = (today + timedelta(days=40)).isoformat()
    assert tina.post(consent, {"how": "Muntligt i dag vid besöket.", "until": far}).status_code == 422
    assert tina.post(consent, {"how": "ja", "until": today.isoformat()}).status_code == 422
    until = (today + timedelta(days=2)).isoformat()
    assert tina.post(consent, {"how": "Muntligt i dag vid besöket.", "until": until}).status_code == 302
    assert "Sven Ek" in page(cast, "tina", norra).content.decode()
    # Taken back and set anew, the block also shuts what an earlier yes had opened.
    block = Block.objects.get()
    assert rita.post(reverse("resident:block_take_back", args=[block.pk])).status_code == 302
    rita.post(reverse("resident:blocks"), {"vad": f"{cast.ett.pk}:{cast.sodra.pk}"})
    assert "Sven Ek" not in page(cast, "tina", norra).content.decode()


def test_an_emergency_is_two_steps_told_and_followed_up(cast, two):
    norra, _sodra = two
    address = reverse("clinician:emergency", args=[norra.pk])
    tina = cast.client("tina")
    assert tina.get(address).status_code == 302  # nothing is blocked
    actions.set_block(own_wish(cast), "", now=utc_now(), by=cast.rita)
    assert "Södra" not in tina.get(address).content.decode()
    assert tina.post(address, {"reason": "kort"}).status_code == 422
    reason = "Medvetslös, vi vet inte vad hon äter för läkemedel."
    second = tina.post(address, {"reason": reason}).content.decode()
    assert "steg 2 av 2" in second and "Södra" in second and reason in second
    assert not AcrossOpening.objects.exists()
    assert tina.post(address, {"reason": reason, "steg": "2"}).status_code == 422  # the box is not ticked
    assert tina.post(address, {"reason": reason, "steg": "2", "sure": "on"}).status_code == 302
    shown = page(cast, "tina", norra).content.decode()
    assert "Nödöppnat" in shown and "Sven Ek" in shown
    made = Entry.objects.filter(patient_hash=patient_hash(RITA), activity=Activity.EMERGENCY)
    assert {*made.values_list("act", flat=True)} == {"across:see_blocked", "across:emergency", "across:read"}
    # The resident is told, and sees it in the log.
    opening = AcrossOpening.objects.get()
    assert Notice.objects.without_asking_who_because("test").get(about="emergency").person_id == two[0].course.person_id
    rita = cast.client("rita")
    assert "nödläge" in rita.get(reverse("resident:news")).content.decode()
    assert "Nödöppning: öppnade spärrade uppgifter" in rita.get(reverse("resident:log")).content.decode()
    # It ends by itself.
    later = opening.until + timedelta(seconds=1)
    assert not queries.elsewhere(cast.tina, care.enrolment(cast.tina, norra.pk), later).rows
    # Followed up by the reviewer of the unit where it was made, once, with words; others do not find it.
    place = reverse("clinician:log_emergency", args=[opening.pk])
    berit = cast.client("berit")
    assert reason in berit.get(place).content.decode()
    assert "Väntar på uppföljning" in berit.get(reverse("clinician:log")).content.decode()
    assert berit.post(place, {"outcome": "justified", "note": ""}).status_code == 422
    assert berit.post(place, {"outcome": "justified", "note": "Pratat med Tina."}).status_code == 302
    assert berit.post(place, {"outcome": "unjustified", "note": "Nej."}).status_code == 403
    opening.refresh_from_db()
    assert (opening.outcome, opening.followed_by_id) == ("justified", cast.accounts["berit"].pk)
    assert cast.client("sven").get(place).status_code == 403
    assert cast.client("lova").get(reverse("region:log_emergency", args=[opening.pk])).status_code == 200


def test_who_may_block(cast, two):
    """A guardian never; staff for their own unit's data or the whole provider's, with how it was said."""
    from dataclasses import replace

    norra, _sodra = two
    wish = own_wish(cast, "norra")
    guardian = replace(cast.rita, acting_for=cast.rita.person_id, account_id=str(cast.accounts["rebecka"].pk))
    assert not may_set(guardian, wish) and may_set(guardian, wish).found
    assert guardian.permissions == RESIDENT_PERMISSIONS
    assert not may_set(cast.rune, wish).found
    assert not may_set(cast.tina, own_wish(cast, "sodra")).found and not may_set(cast.ove, wish).found
    assert may_set(cast.tina, wish) and may_set(cast.irma, own_wish(cast, "")) and not may_set(cast.berit, wish)
    tina, address = cast.client("tina"), reverse("clinician:block", args=[norra.pk])
    assert tina.post(address, {"what": "provider", "note": ""}).status_code == 422
    assert tina.post(address, {"what": "provider", "note": "Sa det vid besöket."}).status_code == 302
    block = Block.objects.get()
    assert (block.unit_id, block.by_resident) == (None, False)
    assert not may_take_back(guardian, block) and may_take_back(cast.rita, block)
    # All of the provider: each unit is shut to the other, both ways.
    assert [unit.name for unit in elsewhere(cast, norra).blocked] == ["Södra"]
    back = reverse("clinician:block_take_back", args=[norra.pk, block.pk])
    assert tina.post(back, {"note": ""}).status_code == 422
    assert tina.post(back, {"note": "Ringde i dag."}).status_code == 302
    assert elsewhere(cast, norra).shut == 1
