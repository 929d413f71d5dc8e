"""Must be shown 3: a change after the risk analysis stops publication, names the stale rows, and passes again only when
they are signed anew."""

from dataclasses import replace

import pytest

from stegvis.access.doors import Refused
from stegvis.governance.kinds import TaskKind
from stegvis.governance.models import HistoryEntry, RiskAnalysis, RiskContribution, RiskRow, Task
from stegvis.governance.moving import CannotMove
from stegvis.governance.risks import actions, queries
from stegvis.governance.risks.kinds import ContributionKind
from stegvis.governance.risks.queries import hindrances, state_for
from stegvis.governance.risks.tasks import candidate_changed
from stegvis.lib.clock import local_day, utc_now
from tests.cast import Cast
from tests.governance.making import initiative
from tests.governance.risks.laying import (
    FIRST_STEP,
    GROUP,
    OTHER_STEP,
    approved,
    begun,
    dangers,
    lay_forward,
    row,
    seen,
    signed,
    values,
    with_text,
    written,
)
from tests.programs import STEPS, a_document

pytestmark = pytest.mark.django_db


def stops(analysis: RiskAnalysis) -> str:
    analysis.initiative.refresh_from_db()
    return " ".join(hindrances(analysis.initiative))


def test_nothing_is_published_without_one(cast: Cast):
    assert hindrances(initiative(cast)) == ("Det finns ingen kandidat att riskanalysera.",)
    made = begun(cast)
    assert "tom" in stops(made)


def test_it_passes_when_all_have_signed_and_the_coordinator_has_approved(cast: Cast):
    analysis = written(cast)
    assert "saknar underskrift" in stops(analysis)
    signed(cast, analysis)
    assert stops(analysis) == "Riskanalysen är inte godkänd av regionens samordnare."
    actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)
    assert stops(analysis) == ""


def test_a_change_stops_publication_and_names_the_row_until_it_is_signed_anew(cast: Cast):
    analysis = approved(cast)
    lay_forward(cast, analysis.initiative, with_text(a_document(), FIRST_STEP, "<p>Ring oss när du vill.</p>"))
    candidate_changed(analysis.initiative, now=utc_now(), by=cast.disa)
    state = state_for(analysis)
    assert [each.row.number for each in state.stale] == [1]
    assert "Rad 1, ”Ingen läser svaren.”" in stops(analysis) and "Steg 1" in stops(analysis)
    assert "Rad 2" not in stops(analysis) and "Rad 3" not in stops(analysis)
    told = queries.row_changes(state, state.stale[0])
    assert "Ring oss när du vill" in "".join(str(each) for line in told[0].lines for each in line.passages)
    # Nobody signs before the row has been looked at, and the designer does not look at it alone.
    with pytest.raises(Refused, match="Gå först igenom"):
        actions.sign(analysis, seen(analysis), now=utc_now(), by=cast.tor)
    with pytest.raises(Refused):
        actions.stand(row(analysis, 1), 1, now=utc_now(), by=cast.disa)
    actions.stand(row(analysis, 1), 1, now=utc_now(), by=cast.tor)
    assert "Rad 1" not in stops(analysis) and "saknar underskrift" in stops(analysis)
    signed(cast, analysis, ("tor", "irma", "sven"))
    assert "informationssäkerhet" in stops(analysis)
    signed(cast, analysis, ("siv",))
    assert "godkänd" in stops(analysis)
    actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)
    assert stops(analysis) == ""


def test_the_designers_edit_leaves_a_stale_row_stale_and_care_staffs_does_not(cast: Cast):
    analysis = approved(cast)
    lay_forward(cast, analysis.initiative, with_text(a_document(), FIRST_STEP, "<p>Nytt.</p>"))
    edited = actions.change_row(row(analysis, 1), values(STEPS[0], cause="Semester"), 1, now=utc_now(), by=cast.disa)
    assert [each.row.number for each in state_for(analysis).stale] == [1]
    actions.change_row(edited, values(STEPS[0], cause="Semester"), 2, now=utc_now(), by=cast.tor)
    assert not state_for(analysis).stale


def test_a_change_that_touches_no_row_needs_one_confirmation_and_no_new_signatures(cast: Cast):
    analysis = approved(cast)
    lay_forward(cast, analysis.initiative, with_text(a_document(), OTHER_STEP, "<p>Annat.</p>"))
    assert "bekräfta" in stops(analysis) and "Rad" not in stops(analysis)
    with pytest.raises(Refused):
        actions.confirm(analysis, seen(analysis), now=utc_now(), by=cast.disa)
    found = actions.confirm(analysis, seen(analysis), now=utc_now(), by=cast.tor)
    assert found.changes and stops(analysis) == ""
    # The next one is asked about from where the last was confirmed.
    lay_forward(cast, analysis.initiative, with_text(a_document(), OTHER_STEP, "<p>Ännu annat.</p>"))
    assert "bekräfta" in stops(analysis)
    # And back to what was signed is what was signed.
    lay_forward(cast, analysis.initiative, a_document())
    assert stops(analysis) == ""


def test_a_row_gone_through_cannot_be_passed_by_with_a_confirmation(cast: Cast):
    analysis = approved(cast)
    changed = with_text(a_document(), FIRST_STEP, "<p>Nytt.</p>")
    lay_forward(cast, analysis.initiative, changed)
    actions.stand(row(analysis, 1), 1, now=utc_now(), by=cast.tor)
    lay_forward(cast, analysis.initiative, with_text(changed, OTHER_STEP, "<p>Annat.</p>"))
    with pytest.raises(Refused, match="ingen ändring att bekräfta"):
        actions.confirm(analysis, seen(analysis), now=utc_now(), by=cast.tor)
    assert "saknar underskrift" in stops(analysis)


def test_a_danger_rule_that_no_row_leans_on_is_looked_at_by_name(cast: Cast):
    analysis = begun(cast)
    actions.add_row(analysis, values(STEPS[0]), now=utc_now(), by=cast.tor)
    assert "Farligt svar" in stops(analysis)
    with pytest.raises(Refused, match="farliga svar"):
        actions.sign(analysis, seen(analysis), now=utc_now(), by=cast.tor)
    for place in dangers(analysis):
        actions.regard(analysis, place, "Samma som i rutinen.", now=utc_now(), by=cast.tor)
    assert "Farligt svar" not in stops(analysis)
    signed(cast, analysis)


def test_an_edit_voids_the_signatures_and_says_so(cast: Cast):
    analysis = approved(cast)
    actions.change_row(
        row(analysis, 3), values("head:messages", risk="Brev", likelihood=3), 1, now=utc_now(), by=cast.disa
    )
    assert "saknar underskrift" in stops(analysis)
    entry = HistoryEntry.objects.filter(act="risks:voided").get()
    assert len(entry.details["signed"]) == len(GROUP)
    waiting = Task.objects.filter(kind=TaskKind.SIGN_RISKS, done_at__isnull=True)
    assert waiting.count() == len(GROUP)
    with pytest.raises(Refused):
        actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)


def test_the_designer_alone_cannot(cast: Cast):
    analysis = begun(cast)
    actions.add_row(analysis, values(STEPS[0], *dangers(analysis)), now=utc_now(), by=cast.disa)
    signed(cast, analysis)
    assert "har bidragit" in stops(analysis)
    with pytest.raises(Refused):
        actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)
    actions.change_row(
        row(analysis, 1), values(STEPS[0], *dangers(analysis), cause="Sjuk"), 1, now=utc_now(), by=cast.tor
    )
    assert "har bidragit" not in stops(analysis)


def test_care_staff_of_another_unit_do_not_count(cast: Cast):
    analysis = begun(cast)
    member = analysis.initiative.members.get(account=cast.accounts["sven"])
    member.kind = "care"
    member.save()
    actions.add_row(analysis, values(STEPS[0], *dangers(analysis)), now=utc_now(), by=cast.sven)
    assert not RiskContribution.objects.get().care
    with pytest.raises(Refused, match="vårdpersonal på enheten"):
        actions.sign(analysis, seen(analysis), now=utc_now(), by=cast.sven)


def test_nobody_signs_twice_nor_what_they_have_not_seen(cast: Cast):
    analysis = written(cast)
    old = seen(analysis)
    actions.add_row(analysis, values(STEPS[1], risk="En till"), now=utc_now(), by=cast.tina)
    with pytest.raises(CannotMove, match="ändrats sedan du öppnade"):
        actions.sign(analysis, old, now=utc_now(), by=cast.tor)
    signed(cast, analysis, ("tor",))
    with pytest.raises(Refused, match="redan skrivit under"):
        actions.sign(analysis, seen(analysis), now=utc_now(), by=cast.tor)


def test_a_row_saved_from_an_older_page_shows_both(cast: Cast):
    analysis = written(cast)
    opened = row(analysis, 1)
    actions.change_row(row(analysis, 1), values(STEPS[0], cause="Tor skrev"), 1, now=utc_now(), by=cast.tor)
    with pytest.raises(actions.RowChanged) as found:
        actions.change_row(opened, values(STEPS[0], cause="Tina skrev"), 1, now=utc_now(), by=cast.tina)
    assert found.value.row.cause == "Tor skrev"
    assert row(analysis, 1).cause == "Tor skrev"


def test_what_is_wanting_in_a_row_stops_signing(cast: Cast):
    analysis = written(cast)
    high = values(STEPS[0], consequence=4, likelihood=3)
    actions.change_row(row(analysis, 1), high, 1, now=utc_now(), by=cast.tor)
    lacks = [lack.value for lack in state_for(analysis).rows[0].lacks]
    assert lacks == ["comment", "action", "residual"]
    whole = replace(
        high, comment="Sällsynt.", action="Ring", responsible=cast.accounts["tina"].pk, due_on=local_day(utc_now()),
        residual_consequence=4, residual_likelihood=1,
    )  # fmt: skip
    actions.change_row(row(analysis, 1), whole, 2, now=utc_now(), by=cast.tor)
    signed(cast, analysis)


def test_marking_an_action_done_is_no_edit(cast: Cast):
    analysis = begun(cast)
    whole = values(STEPS[0], *dangers(analysis), action="Ring", responsible=cast.accounts["tina"].pk,
                   due_on=local_day(utc_now()))  # fmt: skip
    actions.add_row(analysis, whole, now=utc_now(), by=cast.tor)
    signed(cast, analysis)
    actions.mark_done(row(analysis, 1), local_day(utc_now()), now=utc_now(), by=cast.tina)
    assert len(state_for(analysis).in_force) == len(GROUP)


def test_the_next_version_takes_the_analysis_along(cast: Cast):
    before = approved(cast)
    version = initiative(cast, members=GROUP)
    lay_forward(cast, version, with_text(a_document(), FIRST_STEP, "<p>Nytt.</p>"))
    analysis = actions.begin(version, now=utc_now(), by=cast.disa)
    assert analysis.began_from == before and RiskRow.objects.filter(analysis=analysis).count() == 3
    assert [each.row.number for each in state_for(analysis).stale] == [1]
    assert actions.begin(version, now=utc_now(), by=cast.tor) == analysis
    lay_forward(cast, version, with_text(a_document(), OTHER_STEP, "<p>Annat.</p>"))
    actions.confirm(analysis, seen(analysis), now=utc_now(), by=cast.tor)
    assert stops(analysis) == ""


def test_tasks_go_from_hand_to_hand(cast: Cast):
    analysis = begun(cast)

    def waiting() -> list[tuple[str, str]]:
        rows = Task.objects.filter(done_at__isnull=True, kind__contains="risks").order_by("kind", "account__first_name")
        return [(task.kind, str(task.account or task.party)) for task in rows]

    assert [kind for kind, _who in waiting()] == ["contribute_risks"]
    actions.add_row(analysis, values(STEPS[0], *dangers(analysis)), now=utc_now(), by=cast.tor)
    assert waiting() == []
    assert actions.ask(analysis, now=utc_now(), by=cast.tina) == 4
    assert [kind for kind, _who in waiting()] == ["sign_risks"] * 4
    signed(cast, analysis)
    assert waiting() == [("approve_risks", "coordinator")]
    actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)
    assert waiting() == []


def test_the_coordinator_who_built_or_signed_does_not_approve(cast: Cast):
    analysis = signed(cast, written(cast))
    candidate = analysis.initiative.candidate
    candidate.contributions.create(account=cast.accounts["kaj"])
    with pytest.raises(Refused, match="själv arbetat"):
        actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)


def test_a_removed_row_is_kept_and_its_number_never_used_again(cast: Cast):
    analysis = written(cast)
    actions.remove_row(row(analysis, 3), 1, now=utc_now(), by=cast.tina)
    added = actions.add_row(analysis, values(STEPS[0]), now=utc_now(), by=cast.tor)
    assert added.number == 4
    assert RiskContribution.objects.filter(kind=ContributionKind.ROW_REMOVED).get().changes["row"]["risk"] == "Brev"
