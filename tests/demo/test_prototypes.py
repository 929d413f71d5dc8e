"""The demo's prototypes: every place that is named is there, and what was said stands as it should."""

import pytest

from stegvis.demo.laying.places import lay_places
from stegvis.demo.laying.prototypes import lay_prototypes
from stegvis.governance.kinds import Stage
from stegvis.governance.models import Initiative, PinDecision
from stegvis.governance.prototypes import queries
from stegvis.lib.clock import utc_now
from stegvis.questionnaires.load import load_shipped

pytestmark = pytest.mark.django_db


def test_two_rounds_with_what_was_said(settings):
    settings.STEGVIS_DEMO = True
    now = utc_now()
    load_shipped(now=now)
    places = lay_places(now)
    work = Initiative.objects.create(
        provider=places.provider, number="2026-1", stage=Stage.DESIGN, stage_since=now, title="Lättare andning",
        opened_by=places.accounts["gunilla-axelsson"], opened_at=now, owner=places.accounts["gunilla-axelsson"],
        unit=places.units["vc-almen"],
    )  # fmt: skip
    second = lay_prototypes(places, work, now)
    nurse = places.somebody("gunilla-axelsson")
    found = queries.pins(nurse, second)
    assert second.number == 2 and second.is_open and second.walkable
    carried = [each for each in found if each.carried]
    assert {(each.gone, each.moved) for each in carried} == {(True, False), (False, True)}
    assert sum(not each.carried for each in found) == 6
    first = queries.before(second)
    assert first and len(queries.pins(nurse, first)) == 8
    assert [row.pins.count() for row in PinDecision.objects.order_by("text")] == [1, 2]
