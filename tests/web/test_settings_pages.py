"""The settings pages: where each value comes from, a whole page at once, both sides of a conflict, and the history."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from stegvis.access import settings
from stegvis.access.models import CareUnit, SettingChange
from stegvis.access.settings import SETTINGS, Key, Level

pytestmark = pytest.mark.django_db
UNIT, REGION = reverse("clinician:settings"), reverse("region:settings")


def page(answer, status=200):
    assert answer.status_code == status
    return BeautifulSoup(answer.content.decode(), "html.parser")


def filled(answer):
    """What a browser would send back, had nobody touched anything."""
    form = page(answer, answer.status_code).select_one("form.settings")
    sent = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        if each.get("type") == "checkbox":
            if each.has_attr("checked"):
                sent[each["name"]] = "on"
        elif each.name == "textarea":
            sent[each["name"]] = each.get_text().removeprefix("\n").replace("\n", "\r\n")
        elif each.name == "select":
            chosen = each.select_one("option[selected]")
            sent[each["name"]] = chosen["value"] if chosen else ""
        else:
            sent[each["name"]] = each.get("value", "")
    return sent


def setting(soup, label):
    """The part of the page about one setting, as text."""
    found = [each for each in soup.select(".setting") if label in each.get_text()]
    return " ".join(found[0].get_text(" ").split())


@pytest.fixture
def irma(cast):
    return cast.client("irma")


@pytest.fixture
def kaj(cast):
    return cast.client("kaj")


def saves(client, address, **changed):
    sent = {**filled(client.get(address)), **{name.replace("__", "-"): value for name, value in changed.items()}}
    return client.post(address, {name: value for name, value in sent.items() if value is not None}, follow=True)


@pytest.mark.parametrize(("address", "name", "other"), [(UNIT, "irma", Level.PROVIDER), (REGION, "kaj", Level.UNIT)])
def test_every_setting_of_the_place_is_there_with_help_and_source(cast, address, name, other):
    soup = page(cast.client(name).get(address))
    text = soup.get_text(" ")
    for row in SETTINGS.values():
        assert (str(row.label) in text) is (row.level is not other)
        assert not re.search(rf"\b{row.key.value}\b", text)  # people read words, not keys
    assert "Förvalt" in text


def test_the_unit_reads_where_each_value_comes_from(cast, irma):
    settings.change(cast.ett, {Key.COVER_DAYS: 20, Key.GATHER_MINUTES: 15}, by=cast.kaj)
    settings.change(cast.norra, {Key.COVER_DAYS: 7}, by=cast.irma)
    soup = page(irma.get(UNIT))
    own = setting(soup, "Bemanning framåt")
    assert "Eget för enheten" in own and "Använd det som gäller för Region Ett: 20 dagar" in own
    assert "Från Region Ett" in setting(soup, "Samla aviseringar")
    assert "Förvalt" in setting(soup, "Egen behandlare först")


def test_nothing_touched_changes_nothing_whatever_line_ends_a_browser_has(cast, irma):
    settings.change(cast.norra, {Key.START_LETTER_TEXT: "Ett.\n\nTvå."}, by=cast.irma)
    before = SettingChange.objects.count()
    assert "Inget var ändrat." in page(saves(irma, UNIT)).get_text()
    assert SettingChange.objects.count() == before


def test_one_page_changes_several_and_the_history_says_who_from_and_to(cast, irma):
    after = page(saves(irma, UNIT, cover_days="9", phone="08-465 004 99", start_sms="no"))
    assert "Sparat: Telefon, Bemanning framåt, Start-SMS." in after.get_text()
    rows = [[" ".join(cell.get_text().split()) for cell in tr.select("th, td")] for tr in after.select("tbody tr")]
    said = {row[0]: row[2:] for row in rows}
    assert said["Telefon"] == ["Irma Ek", "08-465 004 12", "08-465 004 99"]
    assert said["Bemanning framåt"] == ["Irma Ek", "Ärvt", "9 dagar"]
    assert said["Start-SMS"] == ["Irma Ek", "Ärvt", "Nej"]
    unit = CareUnit.objects.get(pk=cast.norra.pk)
    assert unit.phone == "08-465 004 99" and settings.value(Key.START_SMS, unit=unit) is False


def test_back_to_what_is_inherited(cast, irma):
    saves(irma, UNIT, cover_days="9")
    after = page(saves(irma, UNIT, back__cover_days="on"))
    assert "Förvalt" in setting(after, "Bemanning framåt") and settings.fresh(cast.norra)[Key.COVER_DAYS] == 14
    saves(irma, UNIT, cover_days="9")
    both = saves(irma, UNIT, cover_days="10", back__cover_days="on")
    assert "Välj ett av dem" in page(both, 422).get_text() and settings.fresh(cast.norra)[Key.COVER_DAYS] == 9


def test_a_fault_keeps_nothing_loses_nothing_and_says_what_to_do(cast, irma):
    answer = saves(irma, UNIT, cover_days="tre veckor", own_first_hours="5", quiet_from="25:00")
    soup = page(answer, 422)
    assert "från 1 till 60" in setting(soup, "Bemanning framåt")
    assert "Skriv ett klockslag" in setting(soup, "Inga aviseringar från")
    again = filled(answer)
    assert (again["cover_days"], again["own_first_hours"], again["quiet_from"]) == ("tre veckor", "5", "25:00")
    assert not SettingChange.objects.exists()
    # Put right, all of it is kept: also what was right the first time.
    again |= {"cover_days": "21", "quiet_from": "22.30"}
    assert "Sparat:" in page(irma.post(UNIT, again, follow=True)).get_text()
    held = settings.fresh(cast.norra)
    assert (held[Key.COVER_DAYS], held[Key.OWN_FIRST_HOURS], f"{held[Key.QUIET_FROM]:%H:%M}") == (21, 5, "22:30")


def test_two_tabs_show_both_and_lose_nothing(cast, irma):
    old = filled(irma.get(UNIT))
    saves(cast.client("berit"), UNIT, cover_days="9", gather_minutes="20")
    answer = irma.post(UNIT, {**old, "cover_days": "11", "own_first_hours": "5"})
    soup = page(answer, 409)
    assert "Någon annan har ändrat under tiden" in soup.get_text()
    assert "sparat av någon annan: 9 dagar" in setting(soup, "Bemanning framåt")
    assert "sparat av någon annan" not in setting(soup, "Egen behandlare först")
    assert settings.fresh(cast.norra)[Key.COVER_DAYS] == 9 and settings.fresh(cast.norra)[Key.OWN_FIRST_HOURS] == 24
    again = filled(answer)
    assert (again["cover_days"], again["own_first_hours"], again["gather_minutes"]) == ("11", "5", "20")
    assert "Sparat:" in page(irma.post(UNIT, again, follow=True)).get_text()
    held = settings.fresh(cast.norra)
    assert (held[Key.COVER_DAYS], held[Key.OWN_FIRST_HOURS], held[Key.GATHER_MINUTES]) == (11, 5, 20)


def test_a_stale_tab_that_changed_something_else_is_kept_and_undoes_nothing(cast, irma):
    old = filled(irma.get(UNIT))
    saves(cast.client("berit"), UNIT, cover_days="9")
    assert (
        "Sparat: Egen behandlare först."
        in page(irma.post(UNIT, {**old, "own_first_hours": "5"}, follow=True)).get_text()
    )
    held = settings.fresh(cast.norra)
    assert (held[Key.COVER_DAYS], held[Key.OWN_FIRST_HOURS]) == (9, 5)


def test_two_tabs_with_a_way_back_show_both_too(cast, irma):
    saves(irma, UNIT, cover_days="9")
    old = filled(irma.get(UNIT))
    saves(cast.client("berit"), UNIT, cover_days="10")
    answer = irma.post(UNIT, {**old, "back-cover_days": "on"})
    assert "sparat av någon annan: 10 dagar" in setting(page(answer, 409), "Bemanning framåt")
    assert filled(answer)["back-cover_days"] == "on" and settings.fresh(cast.norra)[Key.COVER_DAYS] == 10


def test_what_the_region_has_locked_is_read_and_not_written(cast, irma, kaj):
    saves(irma, UNIT, cover_days="9")
    after = page(saves(kaj, REGION, cover_days="20", lock__cover_days="on"))
    assert "20 dagar (låst för enheterna)" in after.get_text(" ")
    soup = page(irma.get(UNIT))
    assert soup.select_one('[name="cover_days"]') is None
    read = setting(soup, "Bemanning framåt")
    assert "20 dagar" in read and "Region Ett har bestämt det här för alla enheter" in read
    old = {**filled(irma.get(UNIT)), "cover_days": "3", "was-cover_days": "20"}
    assert "Enheten kan inte ändra" in page(irma.post(UNIT, old), 422).get_text()
    saves(kaj, REGION, lock__cover_days=None)
    assert settings.fresh(cast.norra)[Key.COVER_DAYS] == 9


def test_the_region_sets_the_sender_and_units_do_not_see_it(cast, irma, kaj):
    assert "Sparat: Avsändare." in page(saves(kaj, REGION, sender_name="Ett")).get_text()
    assert settings.value(Key.SENDER_NAME, unit=cast.norra) == "Ett"
    assert "Avsändare" not in page(irma.get(UNIT)).get_text()
    assert "bokstäverna a–z" in page(saves(kaj, REGION, sender_name="Vänersund"), 422).get_text()


def test_a_long_history_is_shortened_and_can_be_read_whole(cast, irma):
    for days in range(1, 56):
        settings.change(cast.norra, {Key.COVER_DAYS: days}, by=cast.irma)
    soup = page(irma.get(UNIT))
    assert len(soup.select("tbody tr")) == 50 and "Visa alla ändringar" in soup.get_text()
    assert len(page(irma.get(UNIT, {"historik": "allt"})).select("tbody tr")) == 55


def test_ways_onwards_are_shown_to_those_they_are_open_to(cast, irma):
    assert "Behörigheter" in page(cast.client("berit").get(UNIT)).select_one("main").get_text()
    assert "Behörigheter" not in page(irma.get(UNIT)).select_one("main").get_text()


def test_nonsense_is_answered_and_keeps_nothing(cast, irma):
    answer = irma.post(UNIT, {"seen": "x", "cover_days": "9" * 500, "was-phone": "\x00", "quiet_from": "<b>"})
    assert answer.status_code in {302, 422} and not SettingChange.objects.exists()
