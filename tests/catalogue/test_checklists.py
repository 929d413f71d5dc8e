"""The unit's own checklist: starts wait for it, by name, and what was used before is asked nothing."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.access import demanded
from stegvis.access.doors import Refused
from stegvis.access.verdict import Verdict
from stegvis.care.actions import CannotStart, CannotUndo, undo_handout
from stegvis.catalogue import actions, queries
from stegvis.catalogue.models import Distribution, StartChecklist, StartTemplate, StartTick
from stegvis.catalogue.start_lines import DEFAULT, StartLine
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


EXTRA = StartLine("genomgang", "Alla har gått igenom programmet som invånare", "Vilka?")


def changed(cast, lines, base=0, by="kaj", **more):
    return actions.change_start_template(cast.ett, lines, "Mer.", base, now=utc_now(), by=cast.actor(by), **more)


def missing(cast, version, unit="norra"):
    lists = queries.checklists(cast.places[unit].pk, [version.program_id])
    return [line.key for line in lists[version.program_id].missing]


def test_a_new_line_is_asked_of_those_who_begin_and_of_all_only_when_that_is_chosen(cast, version):
    for line in DEFAULT:
        tick(cast, version, line.key)
    changed(cast, [*DEFAULT, EXTRA])
    assert missing(cast, version) == []
    assert EXTRA.key in missing(cast, version, "sodra")
    last = replace(EXTRA, key="alla", text="Reservrutin finns")
    changed(cast, [*DEFAULT, EXTRA, last], base=1, of_everybody=True)
    assert missing(cast, version) == ["alla"]
    assert queries.checklists(cast.o.pk, [version.program_id])[version.program_id].lines == DEFAULT


def test_what_was_ticked_stays_when_lines_are_reworded_and_left_out(cast, version):
    changed(cast, [*DEFAULT, EXTRA])
    for line in (*DEFAULT, EXTRA):
        tick(cast, version, line.key)
    changed(cast, [replace(DEFAULT[0], text="Chefen säger ja"), *DEFAULT[1:]], base=1)
    found = queries.checklists(cast.norra.pk, [version.program_id])[version.program_id]
    assert found.done
    assert found.ticks["manager"].text == str(DEFAULT[0].text)
    assert [row.text for row in found.not_asked] == [EXTRA.text]
    assert "Chefen säger ja" in page_of(cast, version)


def page_of(cast, version, who="irma"):
    return cast.client(who).get(reverse("clinician:unit_program", args=[version.program_id])).content.decode()


@pytest.mark.parametrize(
    ("lines", "base"),
    [(DEFAULT[1:], 0), ((*DEFAULT, DEFAULT[0]), 0), ((*DEFAULT, StartLine("x", " ")), 0), (DEFAULT, 3)],
)
def test_a_list_that_cannot_hold_is_refused_with_a_sentence(cast, version, lines, base):
    with pytest.raises(actions.CannotChangeStartTemplate):
        changed(cast, lines, base)
    assert not StartTemplate.objects.exists()


@pytest.mark.parametrize("name", ["disa", "tina", "berit", "klas"])
def test_only_the_providers_coordinator_changes_the_list(cast, version, name):
    with pytest.raises(Refused):
        changed(cast, DEFAULT, by=name)


def test_the_coordinators_page_makes_a_version_and_keeps_what_was_typed(cast, version):
    client, page = cast.client("kaj"), reverse("region:start_list")
    typed = {"base": "0", "note": "Bättre ord", "who": "new"}
    for number, line in enumerate(DEFAULT, start=1):
        typed |= {f"key-{number}": line.key, f"text-{number}": f"Vi: {line.text}", f"place-{number}": str(number)}
    typed |= {"key-5": "", "text-5": "Alla har övat", "place-5": "1,5"}
    assert client.post(page, typed).status_code == 302
    assert [line.key for line in queries.start_template(cast.ett.pk).lines][:2] == ["manager", "alla-har-ovat"]
    again = client.post(page, typed)
    assert again.status_code == 422
    assert "Alla har övat" in again.content.decode()
    assert StartTemplate.objects.count() == 1


def test_the_training_line_asks_the_record_and_says_who_lacks_what(cast, version, monkeypatch):
    said = {"now": Verdict.no("Tina Ek (Grunden) saknas.")}
    monkeypatch.setattr(demanded, "of_unit", lambda name, unit, today: said["now"])
    with pytest.raises(actions.CannotTick, match="Tina Ek"):
        tick(cast, version, "training")
    assert "Tina Ek (Grunden)" in page_of(cast, version)
    said["now"] = Verdict.yes()
    assert "Tina" not in tick(cast, version, "training", note="Alla, sa Tina.").note
    said["now"] = Verdict.no("Tor har slutat vara utbildad.")
    assert "Det har ändrats sedan dess" in page_of(cast, version)
    assert "training" not in missing(cast, version)
