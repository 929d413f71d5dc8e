"""The pages of the risk analysis: written, gone through, signed and approved by those who may."""

import io

import pikepdf
import pytest
from django.urls import reverse

from stegvis.governance.models import RiskAnalysis, RiskPaper, RiskRow, RiskTemplate
from stegvis.governance.risks import actions, queries
from stegvis.governance.risks.actions.signing import mark
from stegvis.lib.clock import utc_now
from stegvis.web.process.risks.printing import analysis_paper
from tests.governance.making import initiative
from tests.governance.risks.laying import (
    FIRST_STEP,
    GROUP,
    approved,
    begun,
    dangers,
    lay_forward,
    row,
    signed,
    values,
    with_text,
    written,
)
from tests.papers import read_pdf
from tests.programs import STEPS, a_document

pytestmark = pytest.mark.django_db


def url(analysis: RiskAnalysis, name: str = "risks", **more) -> str:
    return reverse(f"process:{name}", kwargs={"pk": analysis.initiative_id, **more})


def get(cast, who, analysis, name="risks", **more):
    return cast.client(who).get(url(analysis, name, **more))


def post(cast, who, analysis, name, data=None, follow=True, **more):
    return cast.client(who).post(url(analysis, name, **more), data or {}, follow=follow)


def html(answer) -> str:
    return answer.content.decode()


def whole(**changed):
    return {"risk": "Ingen läser svaren.", "cause": "Semester", "consequence": "2", "likelihood": "2", **changed}


def test_it_begins_with_one_button_and_twice_is_once(cast):
    analysis = begun(cast)
    RiskAnalysis.objects.all().delete()
    work = analysis.initiative
    assert "Ingen riskanalys än" in html(cast.client("tor").get(reverse("process:risks", args=[work.pk])))
    for _time in range(2):
        answer = cast.client("tor").post(reverse("process:risks_begin", args=[work.pk]), follow=True)
    assert "Börja med det ni är mest oroliga för" in html(answer)
    assert RiskAnalysis.objects.count() == 1


def test_a_row_is_written_with_what_it_leans_on(cast):
    analysis = begun(cast)
    page = html(get(cast, "tor", analysis, "risks_new"))
    assert "Farliga svar" in page and "Steget: Steg 1" in page and "Självskada och suicid" in page
    answer = post(cast, "tor", analysis, "risks_new", whole(places=[STEPS[0], *dangers(analysis)]))
    assert "Rad 1 är sparad." in html(answer) and "Om sömn › Steg 1" in html(answer)
    saved = RiskRow.objects.get()
    assert set(saved.leaning) == {STEPS[0], *dangers(analysis)} and saved.consequence == 2


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(cast):
    analysis = begun(cast)
    answer = post(cast, "tor", analysis, "risks_new", whole(risk="", cause="Kvar", places=["finns-inte"]))
    assert answer.status_code == 422
    assert "Skriv vad som kan hända." in html(answer) and "Kvar" in html(answer)
    assert "finns inte kvar i programmet" in html(answer)
    assert not RiskRow.objects.exists()


def test_two_tabs_show_both_and_lose_nothing(cast):
    analysis = written(cast)
    number = row(analysis, 1).pk
    data = whole(places=[STEPS[0]], revision="1")
    post(cast, "tor", analysis, "risks_row", {**data, "cause": "Tor skrev"}, row=number)
    answer = post(cast, "tina", analysis, "risks_row", {**data, "cause": "Tina skrev"}, row=number)
    assert answer.status_code == 409
    assert "Tor skrev" in html(answer) and "Tina skrev" in html(answer) and "Någon annan har sparat" in html(answer)
    answer = post(cast, "tina", analysis, "risks_row", {**data, "cause": "Tina skrev", "revision": "2"}, row=number)
    assert "Rad 1 är sparad." in html(answer) and row(analysis, 1).cause == "Tina skrev"


def test_the_meeting_takes_the_least_and_leaves_the_rest(cast):
    analysis = written(cast)
    opened = row(analysis, 2)
    page = html(cast.client("tor").get(f"{url(analysis, 'risks_meeting')}?rad=2"))
    assert "Rad 2" in page and "data-live" in page
    address = f"{url(analysis, 'risks_meeting')}?rad=2"
    data = whole(risk="Självskada", likelihood="3", revision="1")
    assert "sparad" in html(cast.client("tor").post(address, data, follow=True))
    changed = row(analysis, 2)
    assert changed.likelihood == 3 and changed.leaning == opened.leaning
    assert cast.client("tina").post(address, data).status_code == 409
    assert "Rad 4 är sparad." in html(post(cast, "sven", analysis, "risks_meeting", whole()))


def test_the_way_through_the_pages(cast):
    """Must be shown 3, by the buttons."""
    analysis = written(cast)
    for name in GROUP:
        seen = mark(queries.state_for(analysis))
        assert "Du har skrivit under" in html(post(cast, name, analysis, "risks_sign", {"seen": seen}))
    seen = mark(queries.state_for(analysis))
    answer = post(cast, "kaj", analysis, "risks_approve", {"seen": seen, "note": "Bra."})
    assert "Godkänd för den här kandidaten" in html(answer) and "Bra." in html(answer)
    lay_forward(cast, analysis.initiative, with_text(a_document(), FIRST_STEP, "<p>Ring oss när du vill.</p>"))
    stale = html(get(cast, "tor", analysis))
    assert "Programmet har ändrats" in stale and "Ring oss när du vill" in stale and "<ins" in stale
    review = html(cast.client("kaj").get(reverse("process:review", args=[analysis.initiative_id])))
    assert "Rad 1, ”Ingen läser svaren.”, behöver gås igenom igen" in review
    refused = post(cast, "disa", analysis, "risks_stand", {"revision": "1"}, row=row(analysis, 1).pk)
    assert "vårdpersonal på enheten" in html(refused)
    stood = post(cast, "tor", analysis, "risks_stand", {"revision": "1"}, row=row(analysis, 1).pk)
    assert "Raden gäller som den är." in html(stood)
    signed(cast, analysis)
    seen = mark(queries.state_for(analysis))
    post(cast, "kaj", analysis, "risks_approve", {"seen": seen})
    review = html(cast.client("kaj").get(reverse("process:review", args=[analysis.initiative_id])))
    assert "behöver gås igenom" not in review and "iskanalysen är inte" not in review


def test_a_change_that_touches_none_is_confirmed_after_reading_it(cast):
    analysis = approved(cast)
    lay_forward(cast, analysis.initiative, with_text(a_document(), "program.lead", "En ny ingress."))
    page = html(get(cast, "tor", analysis))
    assert "Inget av det som ändrats berör en rad" in page and "Ingressen är ändrad" in page
    seen = mark(queries.state_for(analysis))
    assert "Bekräftat." in html(post(cast, "tor", analysis, "risks_confirm", {"seen": seen}))


def test_a_stale_page_signs_nothing(cast):
    analysis = written(cast)
    answer = post(cast, "tor", analysis, "risks_sign", {"seen": "något gammalt"})
    assert "har ändrats sedan du öppnade sidan" in html(answer)
    assert not queries.state_for(analysis).in_force


def pdf_file(name="analys.pdf"):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    file = io.BytesIO(out.getvalue())
    file.name = name
    return file


def test_a_paper_of_ones_own_is_taken_instead(cast):
    analysis = begun(cast)
    said = {"file": pdf_file(), "made_by": "Tor, sjuksköterska", "made_on": "2026-01-10"}
    answer = post(cast, "tor", analysis, "risks_upload", said)
    assert "En egen riskanalys" in html(answer) and "Tor, sjuksköterska" in html(answer)
    analysis.refresh_from_db()
    paper = RiskPaper.objects.get()
    assert paper.document_id == analysis.initiative.candidate.document_id and paper.pages == 1
    file = get(cast, "kaj", analysis, "risks_paper")
    assert b"".join(file.streaming_content).startswith(b"%PDF") and "no-store" in file["Cache-Control"]
    signed(cast, analysis)
    actions.approve(analysis, mark(queries.state_for(analysis)), now=utc_now(), by=cast.kaj)
    assert queries.hindrances(analysis.initiative) == ()
    # Any change is looked at as a whole: nobody knows what a paper leans on.
    lay_forward(cast, analysis.initiative, with_text(a_document(), FIRST_STEP, "<p>Nytt.</p>"))
    assert "bekräfta" in " ".join(queries.hindrances(analysis.initiative))
    actions.confirm(analysis, mark(queries.state_for(analysis)), now=utc_now(), by=cast.tor)
    assert queries.hindrances(analysis.initiative) == ()
    post(cast, "tor", analysis, "risks_upload", {**said, "file": pdf_file()})
    post(cast, "tor", analysis, "risks_drop_paper")
    assert "tom" in " ".join(queries.hindrances(analysis.initiative))


def test_what_is_no_pdf_is_refused_in_words(cast):
    analysis = begun(cast)
    file = io.BytesIO(b"<html>")
    file.name = "analys.pdf"
    said = {"file": file, "made_by": "Tor", "made_on": "2026-01-10"}
    answer = post(cast, "tor", analysis, "risks_upload", said)
    assert answer.status_code == 422 and "går inte att läsa som PDF" in html(answer)
    assert get(cast, "tor", analysis, "risks_paper").status_code == 404


def test_papers(cast):
    analysis = approved(cast)
    found = read_pdf(get(cast, "tor", analysis, "risks_pdf").content)
    assert found.tagged and found.standard and found.title == "Riskanalys: Sov bättre" and found.language == "sv"
    assert any("konsekvens 2, sannolikhet 2" in words for words in found.alternatives)
    said = repr(analysis_paper(queries.state_for(analysis)))
    assert "Ingen läser svaren." in said and "Godkänd av" in said and "Informationssäkerhet" in said
    empty = read_pdf(get(cast, "tor", analysis, "risks_empty_pdf").content)
    assert empty.tagged and empty.tags["TH"] > 10


def test_nobody_else_sees_it(cast):
    analysis = written(cast)
    for who in ("ove", "klas", "emil"):
        assert get(cast, who, analysis).status_code == 404
        assert post(cast, who, analysis, "risks_sign").status_code == 404
        assert get(cast, who, analysis, "risks_row", row=row(analysis, 1).pk).status_code == 404
    other = initiative(cast)
    address = reverse("process:risks_row", kwargs={"pk": other.pk, "row": row(analysis, 1).pk})
    assert cast.client("tina").get(address).status_code == 404


def test_what_is_ended_is_read_and_not_changed(cast):
    analysis = approved(cast)
    analysis.initiative.stage = "published"
    analysis.initiative.save()
    page = html(get(cast, "tor", analysis))
    assert "Ny rad" not in page
    answer = post(cast, "tor", analysis, "risks_new", whole())
    assert "Arbetet är avslutat" in html(answer)


def test_the_looks_of_a_row_with_everything_wanting(cast):
    analysis = begun(cast)
    actions.add_row(analysis, values(risk="x" * 3000, consequence=None), now=utc_now(), by=cast.tor)
    page = html(get(cast, "tor", analysis))
    assert "Inte bedömd" in page and "Välj vad i programmet raden bygger på." in page
    assert "Genomgånget, ingen rad behövs" in page
    answer = post(cast, "tor", analysis, "risks_regard", {"place": list(dangers(analysis)), "note": "I rutinen."})
    assert "är genomgå" in html(answer) and "I rutinen." in html(answer)


# --- The region's template ---------------------------------------------------------------------


def filled(cast) -> dict[str, object]:
    form = cast.client("kaj").get(reverse("region:risk_template")).context["form"]
    return {name: ("" if form[name].value() is None else form[name].value()) for name in form.fields}


def test_the_template_is_the_coordinators_and_each_save_a_version(cast):
    address = reverse("region:risk_template")
    data = {**filled(cast), "high_from": "9", "action_from": "9", "sign_care": "2", "area_8": "Egna pengar",
            "area_8_questions": "Kostar det något?\nFör vem?", "area_0": "", "note": "Två ur vården"}  # fmt: skip
    answer = cast.client("kaj").post(address, data, follow=True)
    assert "Version 1 är sparad" in html(answer) and "Två ur vården" in html(answer)
    template = queries.templates(cast.kaj)[0].template
    assert template.high_from == 9 and template.demands[0].least == 2
    assert template.area("egna-pengar") == "Egna pengar" and template.area("fara") == ""
    assert template.areas[-1].questions == ("Kostar det något?", "För vem?")
    # An older page does not write over a newer.
    answer = cast.client("kaj").post(address, data)
    assert answer.status_code in (302, 422)
    answer = cast.client("kaj").post(address, {**data, "middle_from": "3"})
    assert answer.status_code == 422 and "sparat mallen sedan du öppnade den" in html(answer)
    assert RiskTemplate.objects.count() == 1
    assert cast.client("klas").get(address).context["newest"].number == 0
    assert cast.client("tina").get(address).status_code == 403


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"middle_from": "8"}, "högre än gränsen"),
        ({"action_from": "12"}, "alltid ha en åtgärd"),
        ({"consequence_1": ""}, "Ge steget ett namn"),
        ({"sign_care": "0"}, "1"),
    ],
)
def test_a_template_that_does_not_hold_together(cast, changed, said):
    answer = cast.client("kaj").post(reverse("region:risk_template"), {**filled(cast), **changed})
    assert answer.status_code == 422 and said in html(answer)
    assert not RiskTemplate.objects.exists()


def test_the_empty_template_on_paper(cast):
    answer = cast.client("kaj").get(reverse("region:risk_template_pdf"))
    assert read_pdf(answer.content).title == "Riskanalys: mall"
