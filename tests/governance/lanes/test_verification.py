"""A program from elsewhere rests on the decisions it has; what the checks find stops it all the same."""

import pytest

from stegvis.access.doors import Refused
from stegvis.catalogue.kinds import ClearanceKind, Regulatory
from stegvis.catalogue.models import CatalogueEntry, Clearance
from stegvis.governance.checking.actions import waive
from stegvis.governance.checking.queries import checks_of
from stegvis.governance.hindrances import hindrances
from stegvis.governance.kinds import DECISIONS_NEEDED, Lane, Stage
from stegvis.governance.lanes import decisions, opening
from stegvis.governance.models import Initiative
from stegvis.lib.clock import local_day
from tests.cast import NOW
from tests.catalogue.making import document, handed_over
from tests.governance.making import about, initiative

pytestmark = pytest.mark.django_db
# Words in every step, so that what is left to put right may be let pass.
WHOLE = {"t2.body": "<p>Skriv ner.</p>", "t3.body": "<p>Klart.</p>"}


def arrived(cast, lane: Lane, **texts: str) -> Initiative:
    """A candidate with its decisions recorded, waiting for the provider's own verification."""
    candidate = handed_over(cast, document(texts={**WHOLE, **texts}))
    CatalogueEntry.objects.create(program=candidate.program, regulatory=Regulatory.NO_DEVICE)
    made = about(initiative(cast, Stage.VERIFICATION, lane=lane), candidate)
    for kind in DECISIONS_NEEDED:
        decisions.record(made, kind, local_day(NOW), "Rådet", "D 1", now=NOW, by=cast.kaj)
    return made


@pytest.mark.parametrize("lane", [Lane.ADOPTION, Lane.BROUGHT_IN])
def test_what_must_be_right_stops_it_until_it_is_let_pass_with_a_reason(cast, lane):
    made = arrived(cast, lane)
    musts = checks_of(made.candidate).open_musts
    assert musts
    assert [each.part for each in hindrances(made)] == ["checks"]
    with pytest.raises(Refused, match="måste rättas"):
        opening.verify(made, "Passar oss.", now=NOW, by=cast.kaj)
    assert not Clearance.objects.exists()
    for each in musts:
        lapse = each.lapse
        waive(made, lapse.code, lapse.node_id, lapse.field, "Rättas i nästa version.", now=NOW, by=cast.kaj)
    opening.verify(made, "Passar oss.", now=NOW, by=cast.kaj)
    assert made.stage == Stage.APPROVED
    kind = ClearanceKind.ADOPTED if lane is Lane.ADOPTION else ClearanceKind.BROUGHT_IN
    assert Clearance.objects.get().kind == kind


def test_a_waiver_taken_back_stops_the_publication(cast):
    from stegvis.governance.checking.actions import end_waiver
    from stegvis.governance.review import actions

    made = arrived(cast, Lane.ADOPTION)
    given = [
        waive(made, each.lapse.code, each.lapse.node_id, each.lapse.field, "Tills vidare.", now=NOW, by=cast.kaj)
        for each in checks_of(made.candidate).open_musts
    ]
    opening.verify(made, "Passar oss.", now=NOW, by=cast.kaj)
    end_waiver(made, given[0].pk, now=NOW, by=cast.kaj)
    with pytest.raises(Refused, match="måste rättas"):
        actions.publish(made, now=NOW, by=cast.tina)
