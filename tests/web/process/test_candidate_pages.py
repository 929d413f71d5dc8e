"""The pages where a frozen program is looked at: difference, checks, checklist and all texts."""

import pytest
from django.urls import reverse

from stegvis.catalogue.models import Candidate
from stegvis.governance.kinds import MemberKind, Stage
from stegvis.governance.models import ChecklistMark, ChecklistTemplate, CheckWaiver
from tests.cast import NOW
from tests.catalogue.making import document, handed_over, published
from tests.governance.making import about, initiative
from tests.papers import read_pdf

pytestmark = pytest.mark.django_db
WHOLE = {"t2.body": "<p>Skriv ner.</p>", "t3.body": "<p>Klart.</p>"}
LINK = '<p>Läs <a href="https://x.example">här</a> om sömn.</p>'


@pytest.fixture
def work(cast):
    """A published version, and a candidate that changes a text and has a link that says nothing."""
    version = published(cast, document(texts=WHOLE))
    Candidate.objects.update(frozen_at=NOW.replace(day=1))
    candidate = handed_over(cast, document(texts={**WHOLE, "t.body": LINK}), "Ny text om sömn.")
    made = about(initiative(cast, members={"sven": MemberKind.MEDICAL, "emil": MemberKind.CARE}), candidate)
    assert version.program_id == made.program_id
    return made


def get(cast, who, work, name, query="", **more):
    address = reverse(f"process:{name}", kwargs={"pk": work.pk, **more})
    return cast.client(who).get(f"{address}{query}")


def post(cast, who, work, name, data, **more):
    return cast.client(who).post(reverse(f"process:{name}", kwargs={"pk": work.pk, **more}), data, follow=True)


# --- Difference ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["kaj", "disa", "tina", "emil"])
def test_the_difference_is_shown_to_everybody_who_takes_part(cast, work, who):
    html = get(cast, who, work, "difference").content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert "Om sömn" in html
    assert "Liten ändring" in html
    assert "Ny text om sömn." in html


@pytest.mark.parametrize("who", ["ove", "klas", "dora", "irma", "rita", "expired"])
def test_and_to_nobody_else(cast, work, who):
    work.manager = None
    work.save()
    assert get(cast, who, work, "difference").status_code in (403, 404)


def test_any_two_can_be_chosen_also_backwards(cast, work):
    states = [row.document_id[:12] for row in Candidate.objects.order_by("frozen_at")]
    html = get(cast, "kaj", work, "difference", f"?fran={states[1]}&till={states[0]}").content.decode()
    assert "här" in html
    same = get(cast, "kaj", work, "difference", f"?fran={states[0]}&till={states[0]}").content.decode()
    assert "Välj två olika" in same
    assert get(cast, "kaj", work, "difference", "?fran=x&till=%00").status_code == 200


def test_with_one_state_there_is_nothing_to_compare(cast):
    work = about(initiative(cast), handed_over(cast))
    assert "inget att jämföra" in get(cast, "kaj", work, "difference").content.decode()


# --- Checks --------------------------------------------------------------------------------------


def test_a_lapse_says_what_to_do_and_leads_to_its_place(cast, work):
    html = get(cast, "disa", work, "checks").content.decode()
    assert "säger inte vart den leder" in html
    key = work.candidate.document_id[:12]
    assert reverse("process:frozen_step", args=[work.pk, key, "st1"]) + "#block-t" in html
    assert "Gör ett undantag" not in html, "a designer lets nothing pass"
    step = get(cast, "disa", work, "frozen_step", key=key, step="st1").content.decode()
    assert 'id="block-t"' in step


def waiver(reason):
    return {"code": "link_vague", "node": "t", "field": "body", "reason": reason}


def test_the_coordinator_lets_one_thing_pass_and_takes_it_back(cast, work):
    html = post(cast, "kaj", work, "waive", waiver("Rubriken säger vart den leder.")).content.decode()
    assert "Rubriken säger vart den leder." in html
    row = CheckWaiver.objects.get()
    html = post(cast, "kaj", work, "end_waiver", {}, waiver=row.pk).content.decode()
    assert "Undantaget är borttaget" in html
    row.refresh_from_db()
    assert row.ended_by == cast.accounts["kaj"]


def test_without_a_reason_what_was_typed_is_kept(cast, work):
    response = post(cast, "kaj", work, "waive", waiver("  "))
    assert response.status_code == 422
    response = post(cast, "disa", work, "waive", waiver("Mitt eget skäl"))
    assert response.status_code == 422
    assert not CheckWaiver.objects.exists()


def test_before_anything_is_frozen_the_pages_say_so(cast):
    work = initiative(cast, Stage.DESIGN)
    for name in ("checks", "checklist", "texts"):
        assert "Inget är fryst än" in get(cast, "kaj", work, name).content.decode()


# --- Checklist -----------------------------------------------------------------------------------


def test_ticking_shows_who_and_a_changed_candidate_unticks(cast, work):
    html = post(cast, "sven", work, "tick", {"note": "Läst hela."}, key="medicinsk").content.decode()
    assert "Läst hela." in html
    about(work, handed_over(cast, document(texts={**WHOLE, "t.body": "<p>Helt annat.</p>"})))
    html = get(cast, "tina", work, "checklist").content.decode()
    assert "Krysset gäller inte längre" in html
    assert "det här ändrats: texterna" in html


def test_somebody_elses_line_is_refused_with_a_sentence_and_the_note_is_kept(cast, work):
    response = post(cast, "disa", work, "tick", {"note": "Jag har läst."}, key="medicinsk")
    assert response.status_code == 422
    assert "Det här kryssar medicinskt ansvarig granskare" in response.content.decode()
    assert not ChecklistMark.objects.exists()


def test_taking_a_tick_back_stays_in_the_history(cast, work):
    post(cast, "sven", work, "tick", {}, key="medicinsk")
    html = post(cast, "sven", work, "untick", {}, key="medicinsk").content.decode()
    assert "tog bort krysset" in html


def test_the_region_changes_its_list(cast):
    client, address = cast.client("kaj"), reverse("region:checklist")
    html = client.get(address).content.decode()
    assert "Medicinskt ansvarig har granskat innehållet" in html
    rows = {
        "base": "0", "note": "Kortare",
        "key-1": "medicinsk", "text-1": "Läkare har läst", "who-1": "medical", "leans-1": ["texts"], "required-1": "on", "place-1": "2",
        "key-2": "", "text-2": "Informerat receptionen", "who-2": "owner", "place-2": "1",
        "key-3": "mobil", "text-3": "Mobil", "remove-3": "on", "place-3": "3",
    }  # fmt: skip
    html = client.post(address, rows, follow=True).content.decode()
    assert "Version 1 av checklistan gäller nu" in html
    items = list(ChecklistTemplate.objects.get().items.order_by("place").values_list("key", "text", "required"))
    assert items == [
        ("informerat-receptionen", "Informerat receptionen", False),
        ("medicinsk", "Läkare har läst", True),
    ]
    stale = client.post(address, {**rows, "text-2": "Jag skrev det här"})
    assert stale.status_code == 422
    assert "Jag skrev det här" in stale.content.decode()


# --- Texts ---------------------------------------------------------------------------------------


def test_every_text_has_a_number(cast, work):
    html = get(cast, "emil", work, "texts").content.decode()
    for number in ("0.1", "1.1.1", "F1.1", "R1"):
        assert f'id="text-{number}"' in html
    assert "Alternativtext: En säng i månsken" in html


def test_as_pdf(cast, work):
    key = work.candidate.document_id[:12]
    response = get(cast, "emil", work, "texts_pdf", f"?visa={key}")
    assert response.headers["Content-Type"] == "application/pdf"
    found = read_pdf(response.content)
    assert found.title == "Alla texter: Sov bättre"
    assert (found.tagged, found.language) == (True, "sv")
    assert found.tags["H3"] >= 3, "a heading for every step"


def test_what_is_not_the_programs_is_not_there(cast, work):
    assert get(cast, "kaj", work, "texts_pdf", "?visa=nope").status_code == 404
    assert get(cast, "kaj", work, "frozen", key="nope").status_code == 404
