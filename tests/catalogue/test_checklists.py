"""The unit's own checklist: starts wait for it, by name, and what was used before is asked nothing."""

import pytest
from django.urls import reverse

from stegvis.access.doors import Refused
from stegvis.care.actions import CannotStart, CannotUndo, undo_handout
from stegvis.catalogue import actions, queries
from stegvis.catalogue.models import Distribution, StartChecklist, StartTick
from stegvis.catalogue.start_lines import DEFAULT
from stegvis.lib.clock import utc_now
from tests import programs

NOTES = {line.key: f"Klart: {line.key}" for line in DEFAULT}


@pytest.fixture
def version(cast):
    found = programs.publish(cast)
    StartChecklist.objects.all().delete()
    return found


def tick(cast, version, item, by="irma", note="Chefen, 3 mars"):
    return actions.tick(cast.norra, version.program_id, item, note, now=utc_now(), by=cast.actor(by))


def test_starts_wait_until_every_item_is_ticked_and_say_what_is_missing(cast, version):
    for line in DEFAULT:
        with pytest.raises(CannotStart) as stopped:
            programs.enrol(cast, version)
        assert str(line.text) in stopped.value.sentence
        tick(cast, version, line.key)
    assert programs.enrol(cast, version)


def test_a_tick_that_is_taken_back_stops_new_starts_and_is_kept(cast, version):
    for line in DEFAULT:
        last = tick(cast, version, line.key)
    actions.take_tick_back(last, now=utc_now(), by=cast.irma)
    with pytest.raises(CannotStart):
        programs.enrol(cast, version)
    assert StartTick.objects.count() == len(DEFAULT)
    tick(cast, version, last.item)
    assert programs.enrol(cast, version)
    assert StartTick.objects.filter(item=last.item).count() == 2


def test_what_was_there_before_is_asked_nothing(cast, version):
    StartChecklist.objects.create(unit=cast.norra, program_id=version.program_id, made_at=utc_now(), before=True)
    assert programs.enrol(cast, version)


@pytest.mark.parametrize("name", ["tina", "data", "sven", "kaj", "disa"])
def test_only_the_units_administrators_tick(cast, version, name):
    with pytest.raises(Refused):
        tick(cast, version, "manager", by=name)


def test_a_tick_says_who_or_where_and_twice_is_once(cast, version):
    with pytest.raises(actions.CannotTick):
        tick(cast, version, "manager", note="  ")
    with pytest.raises(actions.CannotTick):
        tick(cast, version, "annat")
    assert tick(cast, version, "manager") == tick(cast, version, "manager", by="berit", note="Annan")


def test_another_program_or_unit_has_a_list_of_its_own(cast, version):
    for line in DEFAULT:
        tick(cast, version, line.key)
    lists = queries.checklists(cast.sodra.pk, [version.program_id])
    assert lists[version.program_id].missing == DEFAULT


def test_the_page_keeps_what_was_typed_and_tells_when_it_is_done(cast, version):
    client = cast.client("irma")
    page, post = (
        reverse(f"clinician:{name}", args=[version.program_id]) for name in ("unit_program", "checklist_tick")
    )
    assert "Kan inte startas än" in client.get(page).content.decode()
    empty = client.post(post, {"item": "manager", "note": " "})
    assert empty.status_code == 422
    for item, note in NOTES.items():
        assert client.post(post, {"item": item, "note": note}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Checklistan är klar" in shown
    assert "Klart: training" in shown
    assert "<form" not in cast.client("tina").get(page).content.decode().split("<main")[1].split("</main")[0]


def test_the_page_of_starting_says_why(cast, version):
    shown = cast.client("tina").get(reverse("clinician:start")).content.decode()
    assert "startchecklista" in shown
    assert "Irma Ek" in shown


def test_a_handout_is_undone_until_somebody_has_started_on_it(cast):
    first = programs.publish(cast, units=())
    handout = actions.hand_out(first, [cast.norra, cast.sodra], now=utc_now(), by=cast.kaj)
    assert actions.hand_out(first, [cast.norra], now=utc_now(), by=cast.kaj) is None
    assert undo_handout(handout, now=utc_now(), by=cast.kaj) == 2
    assert undo_handout(handout, now=utc_now(), by=cast.kaj) == 0
    assert queries.startable(cast.norra.pk) == []
    again = actions.hand_out(first, [cast.norra], now=utc_now(), by=cast.kaj)
    StartChecklist.objects.create(unit=cast.norra, program_id=first.program_id, made_at=utc_now(), before=True)
    programs.enrol(cast, first)
    with pytest.raises(CannotUndo):
        undo_handout(again, now=utc_now(), by=cast.kaj)
    assert Distribution.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_a_retired_program_takes_no_new_starts_and_runs_out(cast):
    version = programs.publish(cast)
    run = programs.enrol(cast, version)
    entry = actions.describe(version.program, {"area": "Sömn"}, 0, now=utc_now(), by=cast.kaj)
    actions.retire(entry, "Ersatt.", now=utc_now(), by=cast.kaj)
    with pytest.raises(CannotStart):
        programs.enrol(cast, version, "rune")
    with pytest.raises(Refused):
        actions.hand_out(version, [cast.norra], now=utc_now(), by=cast.kaj)
    home = cast.client("rita").get(reverse("resident:program", args=[run.course_id]))
    assert home.status_code == 200
    actions.bring_back(entry, now=utc_now(), by=cast.kaj)
    assert programs.enrol(cast, version, "rune")
