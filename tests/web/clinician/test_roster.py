"""The roster's pages: what stands, what lacks, and changing it without scripts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from stegvis.audit.models import Entry
from stegvis.care.models import Absence, ClosedDay, Shift, UnitHours
from stegvis.course import worlds
from stegvis.lib.clock import local_day
from stegvis.web.clinician.roster.words import (
    CannotReadHours,
    days_said,
    hours_said,
    read_hours,
    week_said,
    weekdays_said,
)

pytestmark = pytest.mark.django_db
CLOSED = ()


@pytest.fixture
def irma(cast):
    return cast.client("irma")


def today() -> date:
    return local_day(worlds.real_now())


def monday() -> date:
    return today() + timedelta(days=7 - today().weekday())


def test_hours_are_read_as_people_write_them():
    assert read_hours("8–12, 13-16.30") == ((480, 720), (780, 990))
    assert read_hours("8.00 till 16:30") == ((480, 990),)
    assert read_hours("8-12; 13-16,") == ((480, 720), (780, 960))
    assert read_hours(" ") == CLOSED
    for wrong in ("8", "16–8", "8–25", "åtta till tolv", "8.75–9", "8–12 13–16"):
        with pytest.raises(CannotReadHours):
            read_hours(wrong)


def test_hours_are_said_as_people_say_them():
    assert hours_said(((480, 720), (780, 990))) == "8–12, 13–16.30"
    assert hours_said(()) == "stängt"
    week = (*[((480, 990),)] * 5, (), ())
    assert week_said(week) == [("måndag–fredag", "8–16.30"), ("lördag–söndag", "stängt")]
    assert days_said(date(2026, 12, 20), date(2027, 1, 5)) == "20 december 2026 till 5 januari 2027"
    assert weekdays_said([0, 2]) == "måndag, onsdag" and weekdays_said([4, 3, 2]) == "onsdag–fredag"


def test_the_week_says_who_is_there_and_who_otherwise(cast, irma):
    page = irma.get(reverse("clinician:roster")).content.decode()
    assert "Tina Ek" in page and "Tor Ek" in page and "Bemanningen har luckor" not in page
    assert "Leila" not in page and "Sven Ek" not in page


def test_a_gap_is_said_in_words(cast, irma):
    Absence.objects.create(unit=cast.norra, person=cast.accounts["tor"], from_day=monday(), until_day=monday())
    page = irma.get(reverse("clinician:roster")).content.decode()
    assert "Bemanningen har luckor" in page and "ingen ersättare" in page


def test_therapists_read_and_do_not_change(cast):
    client = cast.client("tina")
    page = client.get(reverse("clinician:roster")).content.decode()
    assert "Invånaradministratören lägger schemat." in page
    assert reverse("clinician:roster_hours") not in page
    assert client.get(reverse("clinician:roster_line_add")).status_code == 403


def test_a_line_is_added_changed_and_ended(cast, irma):
    tor, person = str(cast.accounts["tor"].pk), str(cast.accounts["irma"].pk)
    line = {"person": tor, "deputy": person, "weekdays": ["0", "4"], "from_day": monday(), "until_day": ""}
    assert irma.post(reverse("clinician:roster_line_add"), line).status_code == 302
    row = Shift.objects.get(person=cast.accounts["tor"])
    assert (row.weekdays, row.until_day, row.deputy) == ([0, 4], None, cast.accounts["irma"])
    line["until_day"] = (monday() + timedelta(days=30)).isoformat()
    assert irma.post(reverse("clinician:roster_line", args=[row.pk]), line).status_code == 302
    assert irma.post(reverse("clinician:roster_line_remove", args=[row.pk])).status_code == 302
    assert not Shift.objects.filter(pk=row.pk).exists()
    acts = list(Entry.objects.filter(act__startswith="roster:").order_by("id").values_list("act", flat=True))
    assert acts == ["roster:add_shift", "roster:change_shift", "roster:remove_shift"]


def test_a_line_that_has_been_is_ended_and_stays_as_what_was(cast, irma):
    row = Shift.objects.get(unit=cast.norra)
    irma.post(reverse("clinician:roster_line_remove", args=[row.pk]))
    row.refresh_from_db()
    assert row.until_day == today() - timedelta(days=1) or row.until_day == today()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weekdays": []}, "Välj minst en veckodag."),
        ({"deputy": "same"}, "Ersättaren måste vara någon annan."),
        ({"person": "sven"}, "Välj ett giltigt alternativ"),
        ({"until_day": "2020-01-01"}, "Sista dagen ligger före den första."),
        ({"from_day": "0202-01-01"}, "Kontrollera årtalet i datumet."),
        ({"until_day": "9999-12-31"}, "Kontrollera årtalet i datumet."),
    ],
)
def test_what_fits_no_roster_comes_back_with_what_was_typed(cast, irma, change, sentence):
    tor = str(cast.accounts["tor"].pk)
    line = {"person": tor, "deputy": "", "weekdays": ["0"], "from_day": monday(), "until_day": "", **change}
    line["deputy"] = tor if line["deputy"] == "same" else line["deputy"]
    line["person"] = str(cast.accounts["sven"].pk) if line["person"] == "sven" else line["person"]
    answer = irma.post(reverse("clinician:roster_line_add"), line)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert Shift.objects.filter(unit=cast.norra).count() == 1


def test_another_units_line_does_not_exist(cast, irma):
    row = Shift.objects.get(unit=cast.sodra)
    assert irma.get(reverse("clinician:roster_line", args=[row.pk])).status_code == 404
    assert irma.post(reverse("clinician:roster_line_remove", args=[row.pk])).status_code == 404


def test_absence_is_entered_and_taken_away(cast, irma):
    form = {"person": str(cast.accounts["tina"].pk), "from_day": monday(), "until_day": monday(), "replaced_by": ""}
    irma.post(reverse("clinician:roster_absence_add"), form)
    row = Absence.objects.get()
    assert "Borta nu" not in irma.get(reverse("clinician:roster")).content.decode()
    irma.post(reverse("clinician:roster_absence_remove", args=[row.pk]))
    assert not Absence.objects.exists()


def test_nobody_is_away_twice_on_the_same_day(cast, irma):
    form = {"person": str(cast.accounts["tina"].pk), "from_day": monday(), "until_day": monday(), "replaced_by": ""}
    assert irma.post(reverse("clinician:roster_absence_add"), form).status_code == 302
    again = irma.post(reverse("clinician:roster_absence_add"), form)
    assert again.status_code == 422 and "redan frånvarande" in again.content.decode()
    assert Absence.objects.count() == 1


def test_an_end_before_its_beginning_is_said_as_such(irma):
    week = {f"day{n}": "" for n in range(7)}
    page = irma.post(reverse("clinician:roster_hours"), {**week, "day0": "17–8"}).content.decode()
    assert "En tid slutar innan den börjar." in page


def test_opening_hours_are_set_by_weekday(cast, irma):
    week = {f"day{n}": "8–12, 13–16.30" if n < 5 else "" for n in range(7)}
    irma.post(reverse("clinician:roster_hours"), week)
    assert UnitHours.objects.get(unit=cast.norra).week == [*[[[480, 720], [780, 990]]] * 5, [], []]
    wrong = irma.post(reverse("clinician:roster_hours"), {**week, "day0": "förmiddag"})
    assert wrong.status_code == 422 and "Skriv tiderna så här" in wrong.content.decode()
    assert "förmiddag" in wrong.content.decode()


def test_holidays_are_suggested_and_never_closed_by_themselves(cast, irma):
    page = irma.get(reverse("clinician:roster_days")).content.decode()
    assert "Juldagen" in page and not ClosedDay.objects.exists()
    christmas = date(today().year + 1, 12, 25).isoformat()
    irma.post(reverse("clinician:roster_close_days"), {"day": [christmas]})
    row = ClosedDay.objects.get()
    assert (row.day.isoformat(), row.reason, row.is_closed) == (christmas, "Juldagen", True)
    irma.post(reverse("clinician:roster_close_days"), {"day": [christmas]})
    assert ClosedDay.objects.count() == 1
    irma.post(reverse("clinician:roster_open_day", args=[christmas]))
    assert not ClosedDay.objects.exists()


def test_only_what_is_suggested_is_closed_that_way(cast, irma):
    irma.post(reverse("clinician:roster_close_days"), {"day": [(today() + timedelta(days=400)).isoformat(), "x"]})
    assert not ClosedDay.objects.filter(reason="").exists()


def test_a_day_of_ones_own_may_have_other_hours(cast, irma):
    day = monday().isoformat()
    irma.post(reverse("clinician:roster_days"), {"day": day, "reason": "Planeringsdag", "spans": "13–15"})
    row = ClosedDay.objects.get()
    assert (row.spans, row.reason) == ([[780, 900]], "Planeringsdag")
    past = irma.post(reverse("clinician:roster_days"), {"day": "2020-01-02", "reason": "", "spans": ""})
    assert past.status_code == 422 and "Dagen har redan varit." in past.content.decode()
