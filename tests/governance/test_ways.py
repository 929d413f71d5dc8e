"""The way of each lane follows the table, and every act has a sentence."""

import pytest

from stegvis.governance.aggregates import Stay, spent
from stegvis.governance.kinds import ENDED, Act, Lane, Stage
from stegvis.governance.models import Initiative
from stegvis.governance.stories import TOLD, sentence
from stegvis.governance.ways import WAYS, edges, way_of
from tests.cast import NOW


@pytest.mark.parametrize("lane", list(Lane))
def test_each_step_of_a_way_is_an_act_of_the_table(lane):
    leads = {(edge.here, edge.to) for edge in edges(lane)}
    assert set(zip(WAYS[lane], WAYS[lane][1:], strict=False)) <= leads


@pytest.mark.parametrize("lane", list(Lane))
def test_nobody_is_stuck_before_the_end(lane):
    leaves = {edge.here for edge in edges(lane)}
    assert {edge.to for edge in edges(lane)} - leaves <= ENDED


@pytest.mark.parametrize("lane", list(Lane))
def test_a_line_has_one_place_where_it_stands(lane):
    for stage in WAYS[lane]:
        way = way_of(Initiative(lane=lane, stage=stage))
        assert [stop.stage for stop in way if stop.here] == [stage]
        ahead = way[[stop.here for stop in way].index(True) + 1 :]
        assert not any(stop.done for stop in ahead)


def test_what_was_withdrawn_ends_where_it_was_left():
    way = way_of(Initiative(lane=Lane.NEW, stage=Stage.WITHDRAWN), Stage.MANAGER)
    assert [stop.stage for stop in way][-2:] == [Stage.MANAGER, Stage.WITHDRAWN]


def test_every_act_is_told_and_nothing_spoils_a_sentence():
    assert {act.value for act in Act} <= set(TOLD)
    for act in TOLD:
        said = sentence(act, "Anna", {})
        assert said and "%(" not in said and "None" not in said
    assert sentence("something:new", "Anna", {}) == "Anna gjorde en ändring."
    assert sentence("initiative:plan", "Anna", {"target_on": "2026-03-02"}).endswith("2 mars 2026.")
    assert (
        sentence("initiative:plan", "", {"target_on": ""}) == "Systemet bestämde när det ska vara klart: inte bestämt."
    )


def test_a_spread_is_said_of_four_and_not_of_three():
    def left(days):
        return Stay(Lane.NEW, Stage.DESIGN, NOW.replace(day=1), NOW.replace(day=1 + days))

    few = spent([left(1), left(2), left(6)])[0]
    assert few.median == 2 and few.low is None and few.longest is None
    many = spent([left(1), left(2), left(6), left(9), Stay(Lane.NEW, Stage.DESIGN, NOW, None)])[0]
    assert many.median == 4 and many.longest == 9 and many.low is not None and many.standing == 1
    assert spent([left(1)], Lane.URGENT) == [] and spent([left(1)], None, "2020-Q1") == []
