"""Settings: what holds and where from, one change for a whole page, and the history of it all."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access import settings
from stegvis.access.doors import Refused
from stegvis.access.models import CareUnit, SettingChange
from stegvis.access.settings import SETTINGS, Key, Level, Source
from stegvis.access.settings.values import CannotRead, Number, Text, TimeOfDay, YesNo
from stegvis.audit.models import CannotRewriteHistory, Entry
from stegvis.lib.clock import utc_now

pytestmark = pytest.mark.django_db


def held(unit, key):
    return settings.fresh(unit).held[key]


@pytest.mark.parametrize("key", list(Key))
def test_every_key_has_a_row_whose_default_is_a_value(key):
    row = SETTINGS[key]
    assert row.key is key and str(row.label) and str(row.help)
    if not row.column:
        assert row.kind.read(row.kind.typed(row.default)) == row.default
    else:
        assert row.level is Level.UNIT and hasattr(CareUnit(), row.column)


def test_a_default_holds_until_somebody_decides(cast):
    at = {key: settings.value(key, unit=cast.norra) for key in Key}
    assert (at[Key.FLAG_DEADLINE_MINUTES], at[Key.COVER_DAYS], at[Key.OWN_FIRST_HOURS]) == (120, 14, 24)
    assert (at[Key.QUIET_FROM], at[Key.QUIET_UNTIL]) == (time(21), time(8))
    assert at[Key.SENDER_NAME] == "Stegvis" and at[Key.START_SMS] is True
    assert settings.value(Key.COVER_DAYS) == 14  # of nobody in particular


def test_the_units_own_over_the_providers_over_the_default(cast):
    key = Key.COVER_DAYS
    assert held(cast.norra, key).source is Source.DEFAULT
    settings.change(cast.ett, {key: "20"}, by=cast.kaj)
    assert settings.value(key, unit=CareUnit.objects.get(pk=cast.norra.pk)) == 20
    assert held(cast.norra, key).source is Source.PROVIDER
    settings.change(cast.norra, {key: "7"}, by=cast.irma)
    assert settings.value(key, unit=cast.norra) == 7 and held(cast.norra, key).source is Source.UNIT
    assert settings.value(key, unit=cast.sodra) == 20 and settings.value(key, unit=cast.o) == 14
    assert settings.value(key, provider_id=cast.ett.pk) == 20 and settings.value(key, provider_id=cast.tva.pk) == 14
    settings.change(cast.norra, {key: None}, by=cast.irma)
    assert settings.value(key, unit=cast.norra) == 20
    settings.change(cast.ett, {key: None}, by=cast.kaj)
    assert held(cast.norra, key).kept == 14 and held(cast.norra, key).source is Source.DEFAULT


def test_a_locked_key_is_the_providers_for_every_unit(cast):
    key = Key.QUIET_FROM
    settings.change(cast.norra, {key: "22:30"}, by=cast.irma)
    settings.change(cast.ett, {}, locks={key: True}, by=cast.kaj)
    assert settings.value(key, unit=settings_unit(cast)) == time(21)  # the default, now decided for all
    with pytest.raises(settings.CannotChange) as refused:
        settings.change(cast.norra, {key: "20:00"}, by=cast.irma)
    assert "Regionen har bestämt" in refused.value.errors[key]
    settings.change(cast.ett, {}, locks={key: False}, by=cast.kaj)
    assert settings.value(key, unit=settings_unit(cast)) == time(22, 30)  # what the unit had is not gone


def settings_unit(cast):
    return CareUnit.objects.get(pk=cast.norra.pk)


def test_a_page_is_kept_whole_or_not_at_all(cast):
    wanted = {Key.COVER_DAYS: "12", Key.OWN_FIRST_HOURS: "en hel dag", Key.QUIET_FROM: "25:00", Key.PHONE: ""}
    with pytest.raises(settings.CannotChange) as refused:
        settings.change(cast.norra, wanted, by=cast.irma)
    assert set(refused.value.errors) == {Key.OWN_FIRST_HOURS, Key.QUIET_FROM, Key.PHONE}
    assert "Inget är sparat" in refused.value.sentence
    assert not SettingChange.objects.exists() and settings.value(Key.COVER_DAYS, unit=cast.norra) == 14


def test_quiet_hours_cannot_begin_and_end_at_once(cast):
    """It could mean always or never, and a notice must not wait for ever; seen against what is inherited too."""
    settings.change(cast.ett, {Key.QUIET_FROM: "22:00"}, by=cast.kaj)
    with pytest.raises(settings.CannotChange):
        settings.change(cast.norra, {Key.QUIET_UNTIL: "22:00"}, by=cast.irma)


def test_each_level_has_its_own_keys(cast):
    for place, key, by in ((cast.norra, Key.SENDER_NAME, cast.irma), (cast.ett, Key.PHONE, cast.kaj)):
        with pytest.raises(settings.CannotChange) as refused:
            settings.change(place, {key: "070-1740605"}, by=by)
        assert key in refused.value.errors


def test_the_units_own_facts_stand_on_the_unit_with_history_here(cast):
    before = utc_now()
    settings.change(cast.norra, {Key.PHONE: " 08-465 004 99 ", Key.PHONE_HOURS: ""}, by=cast.berit)
    unit = settings_unit(cast)
    assert (unit.phone, unit.phone_hours) == ("08-465 004 99", "")
    assert settings.value(Key.PHONE, unit=unit) == "08-465 004 99"
    assert settings.value_at(Key.PHONE, before, unit=unit) == "08-465 004 12"
    assert settings.value_at(Key.PHONE, utc_now(), unit=unit) == "08-465 004 99"
    said = {row.key: (row.before, row.after) for row in settings.history(cast.berit, unit)}
    assert said[Key.PHONE] == ("08-465 004 12", "08-465 004 99")
    assert said[Key.PHONE_HOURS] == ("vardagar 8–12", "Ingen text")


def test_what_held_at_a_time_can_be_asked(cast):
    start = utc_now()
    settings.change(cast.ett, {Key.COVER_DAYS: 20}, by=cast.kaj)
    region = utc_now()
    settings.change(cast.norra, {Key.COVER_DAYS: 5}, by=cast.irma)
    own = utc_now()
    settings.change(cast.norra, {Key.COVER_DAYS: None}, by=cast.irma)
    asked = [settings.value_at(Key.COVER_DAYS, at, unit=cast.norra) for at in (start, region, own, utc_now())]
    assert asked == [14, 20, 5, 20]
    assert settings.value_at(Key.COVER_DAYS, start - timedelta(days=900), provider_id=cast.ett.pk) == 14


def test_what_already_holds_changes_nothing_and_what_changed_is_never_rewritten(cast):
    assert settings.change(cast.norra, {Key.COVER_DAYS: "9"}, by=cast.irma) == (Key.COVER_DAYS,)
    assert settings.change(cast.norra, {Key.COVER_DAYS: "9"}, by=cast.irma) == ()
    assert settings.change(cast.norra, {Key.GATHER_MINUTES: None}, by=cast.irma) == ()
    row = SettingChange.objects.get()
    with pytest.raises(CannotRewriteHistory):
        row.save()
    with pytest.raises(CannotRewriteHistory):
        SettingChange.objects.filter(pk=row.pk).delete()


def test_two_tabs_the_later_does_not_overwrite_what_it_never_saw(cast):
    seen = settings.newest_change(settings.fresh(cast.norra))
    settings.change(cast.norra, {Key.COVER_DAYS: "9"}, seen=seen, by=cast.irma)
    with pytest.raises(settings.CannotOverwrite) as refused:
        settings.change(cast.norra, {Key.COVER_DAYS: "11", Key.OWN_FIRST_HOURS: "5"}, seen=seen, by=cast.berit)
    assert refused.value.keys == {Key.COVER_DAYS}
    assert settings.value(Key.OWN_FIRST_HOURS, unit=settings_unit(cast)) == 24  # nothing of it was kept
    # Another setting is not in anybody's way, and the same value is no conflict.
    settings.change(cast.norra, {Key.OWN_FIRST_HOURS: "5", Key.COVER_DAYS: "9"}, seen=seen, by=cast.berit)
    assert settings.value(Key.OWN_FIRST_HOURS, unit=settings_unit(cast)) == 5


@pytest.mark.parametrize("name", ["tina", "data", "stat", "sven", "ove", "kaj", "disa", "emil", "rita"])
def test_others_can_neither_change_a_unit_nor_read_its_history(cast, name):
    settings.change(cast.norra, {Key.COVER_DAYS: "9"}, by=cast.irma)
    with pytest.raises(Refused):
        settings.change(cast.norra, {Key.COVER_DAYS: "10"}, by=cast.actor(name))
    assert settings.history(cast.actor(name), cast.norra) == []


@pytest.mark.parametrize("name", ["irma", "berit", "klas", "disa"])
def test_others_can_not_change_a_provider(cast, name):
    with pytest.raises(Refused):
        settings.change(cast.ett, {Key.COVER_DAYS: "10"}, by=cast.actor(name))


def test_each_change_is_in_the_log_and_says_who_in_the_history(cast):
    settings.change(cast.norra, {Key.COVER_DAYS: "9"}, by=cast.irma)
    entry = Entry.objects.get(act="settings:change")
    assert entry.unit_id == str(cast.norra.pk) and entry.account_id == cast.irma.account_id
    (line,) = settings.history(cast.berit, cast.norra)
    assert (line.by, line.before, line.after) == ("Irma Ek", None, "9 dagar")
    assert settings.history(cast.kaj, cast.ett) == []  # the unit's are not the provider's


def test_one_query_for_all_and_none_the_second_time(cast, django_assert_num_queries):
    settings.change(cast.ett, {Key.COVER_DAYS: 20}, by=cast.kaj)
    unit = settings_unit(cast)
    with django_assert_num_queries(1):
        assert settings.value(Key.COVER_DAYS, unit=unit) == 20
        assert settings.value(Key.QUIET_FROM, unit=unit) == time(21)
    with django_assert_num_queries(1):
        many = settings.for_units([cast.norra, cast.sodra, cast.o])
    assert {many[unit.pk][Key.COVER_DAYS] for unit in (cast.norra, cast.sodra)} == {20}
    assert many[cast.o.pk][Key.COVER_DAYS] == 14


def test_a_key_that_the_code_no_longer_knows_is_passed_over(cast):
    SettingChange.objects.create(provider=cast.ett, key="gone", value=1, at=utc_now(), by="x")
    assert settings.fresh(cast.ett).held and settings.history(cast.kaj, cast.ett) == []


# --- Kinds of values


@given(st.text(max_size=12))
def test_a_number_is_read_or_refused_with_its_range(raw):
    kind = Number("days", 1, 90)
    try:
        read = kind.read(raw)
    except CannotRead as refused:
        read, said = 1, str(refused)
    else:
        said = "från 1 till 90"
    assert 1 <= read <= 90 and "från 1 till 90" in said


@given(st.times())
def test_a_time_of_day_comes_back_as_it_was_typed(at):
    kind = TimeOfDay()
    assert kind.given(kind.read(f"{at:%H:%M}")) == at.replace(second=0, microsecond=0)
    assert kind.read(at) == f"{at:%H:%M}"


@pytest.mark.parametrize(("raw", "kept"), [("8.30", "08:30"), ("08:30:00", "08:30"), (" 7:05 ", "07:05")])
def test_a_time_may_be_typed_in_the_usual_ways(raw, kept):
    assert TimeOfDay().read(raw) == kept


@pytest.mark.parametrize("raw", ["", "24:00", "8", "klockan åtta", "08:60", "-1:00", "٠٨:٠٠"])
def test_what_is_no_time_is_refused(raw):
    with pytest.raises(CannotRead):
        TimeOfDay().read(raw)


@pytest.mark.parametrize("raw", ["Vänersund", "Stegvis Region", "123", "A<b>", "", "Reg\nion!"])
def test_a_sender_that_no_phone_shows_is_refused(raw):
    with pytest.raises(CannotRead):
        SETTINGS[Key.SENDER_NAME].kind.read(raw)


def test_a_text_says_how_much_too_long_it_is():
    with pytest.raises(CannotRead, match=r"12 tecken\. Den får vara högst 10"):
        Text(10).read("x" * 12)
    assert Text(10, long=True).read("a\r\nb") == "a\nb" and Text(10).read(" a  b ") == "a b"


def test_yes_and_no_and_nothing_else():
    assert YesNo().read("yes") is True and YesNo().read(False) is False
    with pytest.raises(CannotRead):
        YesNo().read("kanske")
