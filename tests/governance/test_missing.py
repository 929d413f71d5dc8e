"""What is missing where the work stands, in sentences: the same as each part's own page says, and as cheap for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.catalogue.freezing import keep_document
from stegvis.catalogue.models import Candidate
from stegvis.governance import queries
from stegvis.governance.assessment.kinds import Stance
from stegvis.governance.checking.actions import waive
from stegvis.governance.checking.queries import checks_of
from stegvis.governance.checklist.actions import tick
from stegvis.governance.checklist.queries import checklist, progress, standings
from stegvis.governance.kinds import DECISIONS_NEEDED, Lane, Stage
from stegvis.governance.lanes import decisions
from stegvis.governance.missing import PARTS, missing
from stegvis.governance.models import CouncilSeat, Initiative, Pin, Standpoint
from stegvis.governance.nominations.actions import write
from stegvis.governance.nominations.fields import asked
from stegvis.governance.nominations.queries import form_of
from stegvis.governance.prototypes.kinds import PinKind, PinState
from stegvis.governance.risks import actions as risks
from stegvis.governance.risks.lacking import not_approved
from stegvis.governance.risks.queries import hindrances as risk_hindrances
from stegvis.lib.clock import local_day
from stegvis.web.process.initiative import _LACK_PAGES
from tests.cast import NOW
from tests.catalogue.making import document, handed_over
from tests.governance.making import about, initiative
from tests.governance.prototypes.laying import shown
from tests.governance.risks import laying
from tests.programs import a_document

pytestmark = pytest.mark.django_db


def said(made: Initiative, part: str) -> list[str]:
    """What one part says is missing."""
    again = Initiative.objects.select_related("candidate", "program")
    return [str(lack.sentence) for lack in missing([again.get(pk=made.pk)])[made.pk] if lack.part == part]


def test_every_part_that_lacks_something_has_a_page(cast):
    from importlib import import_module

    for name in PARTS:
        source = import_module(name.rpartition(".")[0])
        for part in _parts_in(source.__file__):
            assert part in _LACK_PAGES, name


def _parts_in(path: str) -> list[str]:
    import re
    from pathlib import Path

    return re.findall(r'Lack\(\s*"(\w+)"', Path(path).read_text(encoding="utf-8"))


def test_a_nomination_lacks_its_answers_until_they_are_there(cast):
    made = initiative(cast, Stage.NOMINATION)
    assert said(made, "nomination") == ["Nomineringen är inte påbörjad."]
    fields = asked(form_of(made, None).fields)
    required = [field for field in fields if field.required]
    write(made, {required[0].key: "Något"}, revision=0, now=NOW, by=cast.tina)
    first = said(made, "nomination")
    assert first and "inte besvarade" in first[0]
    made.stage = Stage.ASSESSMENT
    made.save()
    assert said(made, "nomination") == []


def test_the_council_lacks_those_who_have_not_spoken(cast):
    made = initiative(cast, Stage.ASSESSMENT)
    seats = list(CouncilSeat.objects.filter(provider=cast.places["ett"]))
    assert said(made, "assessment") == [f"{len(seats)} i samordningsrådet har inte sagt vad de tycker."]
    for seat in seats:
        Standpoint.objects.create(
            initiative=made, seat=seat, stance=Stance.FOR, reason="Behövs.", by=seat.account, at=NOW
        )
    assert said(made, "assessment") == []


def test_a_program_from_elsewhere_lacks_its_decisions(cast):
    made = about(initiative(cast, Stage.VERIFICATION, lane=Lane.ADOPTION), handed_over(cast))
    assert said(made, "verification") == ["Beslut som saknas: Riskanalys, Slutgranskning."]
    for kind in DECISIONS_NEEDED:
        decisions.record(made, kind, local_day(NOW), "Rådet", "D 1", now=NOW, by=cast.kaj)
    assert said(made, "verification") == []
    assert said(made, "checks")


def test_pins_that_wait_are_counted_until_they_are_settled(cast):
    round = shown(cast).round()
    for state in (PinState.OPEN, PinState.ASKED, PinState.NOTED, PinState.FIXED):
        Pin.objects.create(
            round=round, node="st1", kind=PinKind.UNCLEAR, text="Vad menas?", state=state, speaker="Tor",
            account=cast.accounts["tor"], at=NOW,
        )  # fmt: skip
    assert said(round.initiative, "prototypes") == ["2 synpunkter på prototypen väntar på svar."]
    Pin.objects.update(state=PinState.FIXED)
    assert said(round.initiative, "prototypes") == []


def test_what_must_be_right_is_missing_until_it_is_let_pass(cast):
    made = about(initiative(cast), handed_over(cast, document(texts={"t2.body": "<p>A</p>", "t3.body": "<p>B</p>"})))
    musts = checks_of(made.candidate).open_musts
    assert len(musts) > 1
    assert said(made, "checks") == [f"{len(musts)} saker i kontrollerna måste rättas."]
    for each in musts[1:]:
        waive(made, each.lapse.code, each.lapse.node_id, each.lapse.field, "Rättas sedan.", now=NOW, by=cast.kaj)
    assert said(made, "checks") == ["1 sak i kontrollerna måste rättas."]


def test_the_checklist_is_counted_as_its_own_page_counts_it(cast):
    made = about(initiative(cast), handed_over(cast))
    before = progress(made)
    assert said(made, "checklist") == [f"{before.total - before.done} punkter är kvar på checklistan."]
    key = next(each.line.key for each in checklist(made) if each.tickable and not each.line.verifies)
    tick(made, key, now=NOW, by=cast.tina) if _may(cast, made, key) else None
    assert standings([made])[made.pk] == progress(made)
    # Another candidate unticks what it touches: the same in both.
    about(made, handed_over(cast, document(texts={"t.body": "<p>Andra ord.</p>"})))
    assert standings([made])[made.pk] == progress(made)


def _may(cast, made, key):
    from stegvis.governance.checklist.policies import may_tick_line

    line = next(each.line for each in checklist(made) if each.line.key == key)
    return may_tick_line(cast.tina, made, line.who)


def test_the_risk_analysis_is_missing_exactly_as_long_as_it_stops_the_program(cast):
    """Step by step, from nothing to approved, and after a change."""
    from stegvis.lib.clock import utc_now

    analysis = laying.begun(cast)
    made = analysis.initiative
    seen = [said(made, "risks")]

    def same():
        assert bool(not_approved([made])) == bool(risk_hindrances(made))
        seen.append(said(made, "risks"))

    same()
    for row in (
        laying.values(laying.STEPS[0]),
        laying.values(*laying.dangers(analysis), risk="Självskada"),
        laying.values("head:messages", risk="Brev"),
    ):
        risks.add_row(analysis, row, now=utc_now(), by=cast.tor)
    same()
    laying.signed(cast, analysis)
    same()
    risks.approve(analysis, laying.seen(analysis), now=utc_now(), by=cast.kaj)
    same()
    assert seen[-1] == []
    laying.lay_forward(cast, made, laying.with_text(a_document(), laying.FIRST_STEP, "<p>Nya ord.</p>"))
    same()
    assert [each[0].split(".")[0] if each else "" for each in seen[1:]] == [
        "Riskanalysen är tom",
        "Riskanalysen är inte underskriven",
        "Riskanalysen är inte färdig: underskrifter eller godkännande saknas",
        "",
        "Riskanalysen gäller inte den här kandidaten",
    ]


def test_nothing_is_asked_of_what_is_ended(cast):
    assert missing([initiative(cast, Stage.PUBLISHED)]) == {}


def laid(cast, program, number: int) -> list[Initiative]:
    """Work in every stage, each on a candidate of its own."""
    stages = [stage for stage in Stage if stage not in {Stage.PUBLISHED, Stage.DECLINED, Stage.WITHDRAWN}]
    made = []
    for n in range(number):
        frozen = keep_document(document(texts={"t.body": f"<p>Ord {n} av {number}.</p>"}), now=NOW)
        candidate = Candidate.objects.create(
            program=program, document=frozen, frozen_by=cast.accounts["disa"], frozen_at=NOW, note="En"
        )
        work = initiative(cast, stages[n % len(stages)], lane=list(Lane)[n // len(stages) % len(Lane)])
        made.append(about(work, candidate).pk)
    return made


@pytest.mark.parametrize("warm", [True, False])
def test_many_cost_as_many_questions_as_few(cast, warm):
    from stegvis.catalogue.checking import checked
    from stegvis.governance.checklist.leaning import part_hashes

    program = handed_over(cast).program
    few, many = laid(cast, program, 14), laid(cast, program, 70)

    def cost(keys):
        rows = list(Initiative.objects.filter(pk__in=keys).select_related(*queries._WITH))
        if warm:
            missing(rows)
        else:
            checked.forget()
            part_hashes.forget()
        with CaptureQueriesContext(connection) as asked_for:
            assert any(missing(rows).values())
        return len(asked_for)

    assert cost(few) == cost(many) <= 32
