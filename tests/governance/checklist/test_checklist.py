"""The checklist: what the system sees, what people tick, and what a changed candidate unticks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry
from stegvis.governance.checklist.actions import CannotChangeTemplate, CannotTick, change_template, tick, untick
from stegvis.governance.checklist.default import DEFAULT, Line
from stegvis.governance.checklist.kinds import Part, Ticker, Verifies
from stegvis.governance.checklist.policies import may_tick_line
from stegvis.governance.checklist.queries import checklist, history, progress, template_of, templates
from stegvis.governance.checklist.standing import LineState
from stegvis.governance.checklist.verifying import VERIFIERS
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.lib.clock import local_day
from tests.cast import NOW
from tests.catalogue.making import document as bare
from tests.catalogue.making import handed_over
from tests.governance.making import about, initiative

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
MEMBERS = {"sven": MemberKind.MEDICAL, "emil": MemberKind.CARE}


def document(texts=None):
    """A program with words in every place."""
    return bare(texts={"t2.body": "<p>Skriv ner.</p>", "t3.body": "<p>Klart.</p>", **(texts or {})})


@pytest.fixture
def work(cast):
    return about(initiative(cast, members=MEMBERS), handed_over(cast, document()))


def line(work, key):
    return next(each for each in checklist(work) if each.line.key == key)


def test_every_thing_that_can_be_verified_is():
    assert set(VERIFIERS) == set(Verifies)


def test_the_keys_of_the_list_that_comes_with_the_system_are_its_own():
    assert len({each.key for each in DEFAULT}) == len(DEFAULT)
    assert {each.verifies for each in DEFAULT if each.verifies} == set(Verifies)


def test_what_the_system_sees_is_done_by_itself_and_says_what_it_saw(work):
    found = line(work, "agare")
    assert found.state is LineState.VERIFIED
    assert "Ersättare" in found.saw or "ersättare" in found.saw
    assert line(work, "valkomsttext").state is LineState.VERIFIED
    assert line(work, "versionsanteckning").saw == "Första versionen"


def test_what_is_not_there_is_left_with_what_is_missing(work):
    work.deputy_owner = None
    work.save()
    assert line(work, "agare").state is LineState.LEFT
    assert "Ersättare saknas" in line(work, "agare").saw
    assert line(work, "support").state is LineState.LEFT


def test_the_catalogues_facts_are_seen(cast, work):
    CatalogueEntry.objects.create(
        program=work.program, regulatory=Regulatory.NO_DEVICE, regulatory_reason="Allmänna råd.",
        contact_name="Ada", contact_way="ada@example.se", review_by_on=local_day(NOW) + timedelta(days=365),
    )  # fmt: skip
    assert {line(work, key).state for key in ("support", "oversyn", "regulatorisk")} == {LineState.VERIFIED}


def test_a_person_ticks_with_name_date_and_note(cast, work):
    mark = tick(work, "medicinsk", "Läst i sin helhet.", now=NOW, by=cast.sven)
    found = line(work, "medicinsk")
    assert found.state is LineState.TICKED
    assert (found.mark, mark.by, mark.note) == (mark, cast.accounts["sven"], "Läst i sin helhet.")


def test_twice_is_once(cast, work):
    first = tick(work, "medicinsk", now=NOW, by=cast.sven)
    assert tick(work, "medicinsk", now=LATER, by=cast.sven) == first
    assert len(history(work)) == 1


def test_a_changed_candidate_unticks_what_it_touches_and_nothing_else(cast, work):
    tick(work, "medicinsk", now=NOW, by=cast.sven)
    tick(work, "bilder-med-text", now=NOW, by=cast.disa)
    about(work, handed_over(cast, document(texts={"t.body": "<p>Sov gott i natt.</p>"})))
    found = line(work, "medicinsk")
    assert found.state is LineState.UNTICKED
    assert found.changed == (Part.TEXTS,)
    assert line(work, "bilder-med-text").state is LineState.TICKED, "no picture was changed"
    tick(work, "medicinsk", "Läst igen.", now=LATER, by=cast.sven)
    assert line(work, "medicinsk").state is LineState.TICKED
    assert [mark.candidate_id for mark in history(work) if mark.key == "medicinsk"] != [work.candidate_id] * 2


def test_back_to_what_was_read_the_tick_holds_again(cast, work):
    first = work.candidate
    tick(work, "medicinsk", now=NOW, by=cast.sven)
    about(work, handed_over(cast, document(texts={"t.body": "<p>Sov gott i natt.</p>"})))
    about(work, first)
    assert line(work, "medicinsk").state is LineState.TICKED


def test_a_tick_is_taken_back_and_both_stay(cast, work):
    tick(work, "medicinsk", now=NOW, by=cast.sven)
    untick(work, "medicinsk", now=LATER, by=cast.sven)
    untick(work, "medicinsk", now=LATER, by=cast.sven)
    assert line(work, "medicinsk").state is LineState.LEFT
    assert [mark.ticked for mark in history(work)] == [True, False]


def test_whose_a_line_is(cast, work):
    def may(name, who):
        return bool(may_tick_line(cast.actor(name), work, who))

    assert may("sven", Ticker.MEDICAL)
    assert not may("emil", Ticker.MEDICAL)
    assert may("emil", Ticker.GROUP)
    assert may("tina", Ticker.OWNER)
    assert may("tor", Ticker.OWNER), "the deputy owner does the owner's part"
    assert may("disa", Ticker.DESIGNER)
    assert not may("disa", Ticker.OWNER)
    assert may("kaj", Ticker.COORDINATOR)
    assert may("disa", Ticker.ANYONE)
    assert not may("irma", Ticker.ANYONE)
    assert not may("ove", Ticker.ANYONE)


def test_somebody_elses_line_is_refused(cast, work):
    with pytest.raises(CannotTick, match="medicinskt ansvarig"):
        tick(work, "medicinsk", now=NOW, by=cast.disa)
    with pytest.raises(Refused):
        tick(work, "medicinsk", now=NOW, by=cast.dora)


def test_what_must_be_put_right_is_not_ticked_away(cast):
    link = '<p>Läs <a href="https://x.example">här</a>.</p>'
    work = about(initiative(cast), handed_over(cast, document(texts={"t.body": link})))
    assert line(work, "tillganglighet").state is LineState.LEFT
    with pytest.raises(CannotTick, match="ser systemet självt"):
        tick(work, "tillganglighet", "Det är bra.", now=NOW, by=cast.disa)


def test_what_only_should_be_better_a_person_may_say_is_good_enough(cast):
    long = "<p>Du kan " + "och " * 30 + "så sova.</p>"
    work = about(initiative(cast), handed_over(cast, document(texts={"t.body": long})))
    assert line(work, "klarsprak").state is LineState.LOOK
    with pytest.raises(CannotTick, match="Skriv varför"):
        tick(work, "klarsprak", now=NOW, by=cast.disa)
    tick(work, "klarsprak", "Meningen är en ramsa och ska vara lång.", now=NOW, by=cast.disa)
    assert line(work, "klarsprak").state is LineState.TICKED


def test_nothing_is_ticked_before_something_is_frozen(cast):
    work = initiative(cast, Stage.DESIGN, members=MEMBERS)
    with pytest.raises(CannotTick, match="ingen kandidat"):
        tick(work, "medicinsk", now=NOW, by=cast.sven)


def test_progress_counts_what_is_required(cast, work):
    before = progress(work)
    assert before.total == sum(each.required for each in DEFAULT)
    assert "Medicinskt ansvarig har granskat innehållet" in before.missing
    tick(work, "medicinsk", now=NOW, by=cast.sven)
    after = progress(work)
    assert (after.done, len(after.missing)) == (before.done + 1, len(before.missing) - 1)
    assert not after.complete


def test_a_region_makes_its_own_list_and_every_version_is_kept(cast, work):
    lines = [
        Line("medicinsk", "Läkare har läst", who=Ticker.MEDICAL, leans_on=(Part.TEXTS,)),
        Line("annat", "Något eget"),
    ]
    tick(work, "medicinsk", now=NOW, by=cast.sven)
    change_template(cast.ett, lines, "Kortare lista", 0, now=LATER, by=cast.kaj)
    assert [each.line.key for each in checklist(work)] == ["medicinsk", "annat"]
    assert line(work, "medicinsk").state is LineState.TICKED, "a line keeps its ticks through versions"
    change_template(cast.ett, lines[:1], "Ännu kortare", 1, now=LATER, by=cast.kaj)
    assert [each.number for each in templates(cast.kaj)] == [2, 1]
    assert template_of(cast.tva.pk).number == 0


def test_what_is_ended_keeps_the_list_that_held_then(cast, work):
    change_template(cast.ett, [Line("ett", "Första")], "", 0, now=NOW, by=cast.kaj)
    work.stage, work.stage_since = Stage.PUBLISHED, NOW + timedelta(hours=1)
    work.save()
    change_template(cast.ett, [Line("tva", "Andra")], "", 1, now=LATER, by=cast.kaj)
    assert [each.line.key for each in checklist(work)] == ["ett"]


def test_a_stale_page_changes_no_list(cast):
    change_template(cast.ett, [Line("a", "A")], "", 0, now=NOW, by=cast.kaj)
    with pytest.raises(CannotChangeTemplate, match="Någon annan"):
        change_template(cast.ett, [Line("b", "B")], "", 0, now=NOW, by=cast.kaj)


@pytest.mark.parametrize(
    "lines", [[], [Line("a", " ")], [Line("a", "A"), Line("a", "B")], [Line(str(n), "x") for n in range(61)]]
)
def test_a_list_says_something(cast, lines):
    with pytest.raises(CannotChangeTemplate):
        change_template(cast.ett, lines, "", 0, now=NOW, by=cast.kaj)


@pytest.mark.parametrize("name", ["disa", "tina", "klas", "emil"])
def test_only_the_regions_coordinator_changes_its_list(cast, name):
    with pytest.raises(Refused):
        change_template(cast.ett, [Line("a", "A")], "", 0, now=NOW, by=cast.actor(name))


def test_lines_are_values(work):
    assert replace(DEFAULT[0], required=False).required is False
