"""PHQ-9 and GAD-7: wording to the letter, and a right answer for every possible total."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from itertools import combinations

import pytest

from stegvis.questionnaires.engine import (
    Definition,
    LicenceStatus,
    by_points,
    dangers,
    item_key,
    option_key,
    run_examples,
    score,
    wording_digest,
)
from stegvis.questionnaires.load import shipped

DEFINITIONS = {definition.key: definition for definition in shipped()}
PHQ = DEFINITIONS["phq-9"]
GAD = DEFINITIONS["gad-7"]

PHQ_WORDING = """\
Under de senaste 2 veckorna, hur ofta har du besvärats av något av följande problem:
Lite intresse eller glädje i att göra saker
Känt dig nedstämd, deprimerad eller känt att framtiden ser hopplös ut
Problem att somna eller att du vaknat i förtid, eller sovit för mycket
Känt dig trött eller energilös
Dålig aptit eller att du ätit för mycket
Dålig självkänsla - eller att du känt dig misslyckad eller att du svikit dig själv eller din familj
Svårigheter att koncentrera dig, till exempel när du läst tidningen eller sett på TV
Att du rört dig eller talat så långsamt att andra noterat det? Eller motsatsen att du varit så nervös eller rastlös att du rört dig mer än vanligt
Tankar att det skulle vara bättre om du var död eller att du skulle skada dig på något sätt
Om du kryssat för att du haft något av dessa problem, hur stora svårigheter har dessa problem förorsakat dig på arbetet, eller för att ta hand om sysslor hemma, eller i kontakten med andra människor?"""

GAD_WORDING = """\
Under de senaste 14 dagarna, hur ofta har du besvärats av följande problem
Känt dig nervös, ängslig eller väldigt stressad
Inte kunnat sluta oroa dig eller kontrollera din oro
Oroat dig för mycket för olika saker
Haft svårt att slappna av
Varit så rastlös att du har haft svårt att sitta still
Blivit lätt irriterad eller retlig
Känt dig rädd för att något hemskt skulle hända"""

FREQUENCY = ["Inte alls", "Flera dagar", "Mer än hälften av dagarna", "Nästan varje dag"]


@pytest.mark.parametrize(("definition", "wording"), [(PHQ, PHQ_WORDING), (GAD, GAD_WORDING)])
def test_the_wording_is_exact(definition: Definition, wording: str) -> None:
    asked = [definition.intro(), *(definition.text(item_key(i.link_id)) for i in definition.in_order)]
    assert "\n".join(asked) == wording
    for question in definition.questions[: 9 if definition is PHQ else 7]:
        labels = [definition.text(option_key(question.link_id, o.code)) for o in question.options]
        assert labels == FREQUENCY
        assert [option.points for option in question.options] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("definition", "digest"),
    [
        (PHQ, "6f53f9f58cbdc85545275c22f159a73f07068e623a26d43e836d226b6b5eb513"),
        (GAD, "13e99d4fa62ecb3544593a625fa0b19a23e33a8dad217478f81c1bae9f03c192"),
    ],
)
def test_the_wording_has_not_changed(definition: Definition, digest: str) -> None:
    """A changed hash means a changed instrument: look at it, and give it a new version."""
    assert wording_digest(definition) == digest


def test_wording_digest_covers_every_word() -> None:
    assert hashlib.sha256(b"").hexdigest() != wording_digest(PHQ) != wording_digest(GAD)


def test_notice_and_licence_are_shown() -> None:
    assert PHQ.notice().startswith("© Pfizer AB. PHQ-9 är framtagen av Robert L. Spitzer")
    assert PHQ.notice().endswith("Eftertryck för försäljning är förbjudet.")
    assert "utbildningsbidrag från Pfizer Inc" in GAD.notice()
    assert "stämmas av mot regionens eget formulär" in GAD.licence.reference
    assert {PHQ.licence.status, GAD.licence.status} == {LicenceStatus.FREE_WITH_TERMS}


def test_loinc_codes() -> None:
    def codes(definition: Definition) -> list[str]:
        return [code.code for item in definition.questions for code in item.codes]

    assert codes(PHQ) == (
        ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8", "69722-7"]
    )
    assert codes(GAD) == ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]
    assert [o.code for o in PHQ.questions[0].options] == ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]


def spread(total: int, items: int) -> dict[str, int]:
    """Points on each item that add up to the total."""
    return {str(n + 1): min(3, max(0, total - 3 * n)) for n in range(items)}


PHQ_BANDS = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 19, "moderately_severe"), (20, 27, "severe")]
GAD_BANDS = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 21, "severe")]


@pytest.mark.parametrize(("definition", "items", "bands"), [(PHQ, 9, PHQ_BANDS), (GAD, 7, GAD_BANDS)])
def test_every_total_and_every_band_edge(definition: Definition, items: int, bands: list[tuple[int, int, str]]) -> None:
    seen = set()
    for low, high, band in bands:
        for total in range(low, high + 1):
            [result] = score(definition, by_points(definition, spread(total, items)))
            assert result.value == total
            assert result.band is not None
            assert result.band.code == band
            assert (result.min, result.max, result.missing) == (0, items * 3, ())
            seen.add(total)
    assert seen == set(range(items * 3 + 1))
    [rule] = definition.scores
    assert all(band.source for band in rule.bands)


@pytest.mark.parametrize(("definition", "items"), [(PHQ, 9), (GAD, 7)])
def test_every_single_missing_item_means_no_total(definition: Definition, items: int) -> None:
    full = by_points(definition, dict.fromkeys(map(str, range(1, items + 1)), 2))
    for left_out in full:
        answers = {key: value for key, value in full.items() if key != left_out}
        [result] = score(definition, answers)
        assert (result.value, result.band, result.missing) == (None, None, (left_out,))
    [empty] = score(definition, {})
    assert empty.missing == tuple(full)


@pytest.mark.parametrize(("definition", "items"), [(PHQ, 9), (GAD, 7)])
def test_every_way_of_leaving_items_out_means_no_total(definition: Definition, items: int) -> None:
    numbers = range(1, items + 1)
    everything = by_points(definition, {str(number): 1 for number in numbers})
    for size in range(items):
        for answered in combinations(everything, size):
            result = score(definition, {link_id: everything[link_id] for link_id in answered})[0]
            assert (result.value, result.band, len(result.missing)) == (None, None, items - size)


def test_the_difficulty_question_is_not_summed() -> None:
    answers = by_points(PHQ, spread(12, 9))
    [without] = score(PHQ, answers)
    [with_it] = score(PHQ, {**answers, "10": "extreme"})
    assert without == with_it


def test_the_sum_that_the_standard_gets_wrong() -> None:
    """The published example response adds up to 10 and records 13."""
    [result] = score(PHQ, by_points(PHQ, dict(zip("123456789", [1, 2, 1, 1, 1, 1, 1, 1, 1], strict=True))))
    assert result.value == 10


@pytest.mark.parametrize(("points", "hit"), [(0, False), (1, True), (2, True), (3, True)])
def test_question_nine_is_dangerous_from_one(points: int, hit: bool) -> None:
    answers = by_points(PHQ, {"9": points})
    found = dangers(PHQ, answers)
    assert [(d.rule_id, d.link_id) for d in found] == ([("self_harm", "9")] if hit else [])
    assert all(d.value == answers["9"] for d in found)


def test_a_danger_is_seen_among_faulty_answers() -> None:
    answers = {**by_points(PHQ, {"9": 1}), "1": "no such option", "unknown": 4}
    assert [hit.link_id for hit in dangers(PHQ, answers)] == ["9"]


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS)
def test_worked_examples_hold(definition: Definition) -> None:
    assert definition.examples
    assert run_examples(definition) == []
    covered = {code for example in definition.examples for code in example.scores}
    assert covered == {rule.code for rule in definition.scores}


def test_a_changed_example_fails() -> None:
    from dataclasses import replace

    wrong = replace(PHQ.examples[1], scores={"total": Decimal(26)}, dangers=())
    failures = run_examples(replace(PHQ, examples=(wrong,)))
    assert [(f.what, f.expected, f.found) for f in failures] == [
        ("score total", "26", "27"),
        ("dangers", "", "self_harm"),
    ]
