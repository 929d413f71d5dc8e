"""Pages of ideas, nominations, assessments and change requests, as their people meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stegvis.access import settings as access_settings
from stegvis.access.settings import Key
from stegvis.governance.kinds import Stage
from stegvis.governance.models import Attachment, Idea, Initiative, Nomination
from stegvis.governance.nominations import actions as nominations
from tests.cast import NOW
from tests.governance.making import initiative
from tests.programs import publish

pytestmark = pytest.mark.django_db


def idea_form(cast, **more):
    held = {
        "title": "Idé", "what": "Vad", "whom": "Vem", "why": "Varför", "answers_only": "no",
        "administration": str(cast.places["psykiatrin_ett"].pk), "manager": "tor ek", "once": "ett",
    }  # fmt: skip
    return held | more


def page(client, name, *args, **data):
    return client.post(reverse(name, args=args), data) if data else client.get(reverse(name, args=args))


def test_an_idea_is_saved_with_a_title_alone_and_handed_in_when_it_is_whole(cast):
    client = cast.client("emil")
    saved = page(client, "process:idea_new", title="Bara en titel", once="ett")
    row = Initiative.objects.get()
    assert saved.url == reverse("process:idea", args=[row.pk])
    told = client.post(saved.url, idea_form(cast, what="", revision="0", lamna="1"), follow=True)
    assert "Skriv vad idén går ut på." in told.content.decode()
    client.post(saved.url, idea_form(cast, revision="1", lamna="1"))
    row.refresh_from_db()
    assert (row.stage, row.manager) == (Stage.FIRST_ASSESSMENT, cast.accounts["tor"])


def test_words_sent_again_with_the_back_button_are_not_lost(cast):
    client = cast.client("emil")
    page(client, "process:idea_new", **idea_form(cast, what="Först"))
    page(client, "process:idea_new", **idea_form(cast, what="Sedan"))
    assert Idea.objects.get().what == "Sedan"


def test_a_form_service_is_pointed_to_before_it_is_handed_in(cast):
    wanted = {Key.FORM_SERVICE_NAME: "Formulärportalen", Key.FORM_SERVICE_LINK: "https://formular.example"}
    access_settings.change(cast.places["ett"], wanted, by=cast.kaj)
    client = cast.client("emil")
    assert 'href="https://formular.example"' in page(client, "process:idea_new").content.decode()
    sent = client.post(reverse("process:idea_new"), idea_form(cast, answers_only="yes", lamna="1"), follow=True)
    text = sent.content.decode()
    assert "Formulärportalen" in text and "Lämna idén ändå" in text
    row = Initiative.objects.get()
    assert row.stage == Stage.IDEA
    again = idea_form(cast, answers_only="yes", lamna="1", anda="1", revision="0")
    client.post(reverse("process:idea", args=[row.pk]), again)
    row.refresh_from_db()
    assert row.stage == Stage.FIRST_ASSESSMENT


def test_one_of_several_of_a_name_is_chosen_without_scripts(cast):
    client = cast.client("emil")
    several = page(client, "process:idea_new", **idea_form(cast, manager="ek"))
    assert several.status_code == 422 and "Flera heter så." in several.content.decode()
    row = Initiative.objects.get()
    assert row.manager is None
    chosen = idea_form(cast, manager="ek", revision="0") | {"manager-vald": str(cast.accounts["irma"].pk)}
    client.post(reverse("process:idea", args=[row.pk]), chosen)
    row.refresh_from_db()
    assert row.manager == cast.accounts["irma"]


def test_nobody_of_another_provider_is_found(cast):
    page(cast.client("emil"), "process:idea_new", **idea_form(cast, manager="ove"))
    assert Initiative.objects.get().manager is None
    assert Idea.objects.get().manager_typed == "ove"


def test_an_old_tab_shows_both_and_can_save_after_that(cast):
    client = cast.client("emil")
    page(client, "process:idea_new", **idea_form(cast))
    at = reverse("process:idea", args=[Initiative.objects.get().pk])
    client.post(at, idea_form(cast, what="Sparat av den ena", revision="0"))
    stale = client.post(at, idea_form(cast, what="Skrivet i den andra", revision="0"))
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "Sparat av den ena" in text and "Skrivet i den andra" in text
    client.post(at, idea_form(cast, what="Båda", revision="1"))
    assert Idea.objects.get().what == "Båda"


def nominating(cast):
    return initiative(cast, Stage.NOMINATION)


def test_autosave_answers_with_the_next_revision_and_refuses_an_old_one(cast):
    row, client = nominating(cast), cast.client("tina")
    at = reverse("process:nomination", args=[row.pk])
    first = client.post(at, {"f-goal": "Sova", "revision": "0"}, headers={"X-Autosave": "1"})
    assert (first.status_code, first.json()["revision"]) == (200, 1)
    stale = client.post(at, {"f-goal": "Annat", "revision": "0"}, headers={"X-Autosave": "1"})
    assert stale.status_code == 409 and "revision" not in stale.json()
    both = client.post(at, {"f-goal": "Annat", "revision": "0"})
    text = both.content.decode()
    assert both.status_code == 409 and ">Annat</textarea>" in text and "Sova" in text
    assert Nomination.objects.get().answers == {"goal": "Sova"}


def test_what_cannot_be_read_is_shown_as_typed_and_the_rest_is_saved(cast):
    row, client = nominating(cast), cast.client("tina")
    told = page(client, "process:nomination", row.pk, **{"f-volume": "många", "f-goal": "Sova", "revision": "0"})
    assert told.status_code == 422
    assert 'value="många"' in told.content.decode() and "Skriv ett helt tal" in told.content.decode()
    assert Nomination.objects.get().answers == {"goal": "Sova"}


def test_people_are_found_by_name_or_kept_as_written(cast):
    row, client = nominating(cast), cast.client("tina")
    data = {"f-deputy": "tor ek", "f-working_group": "Anna utifrån", "revision": "0"}
    page(client, "process:nomination", row.pk, **data)
    answers = Nomination.objects.get().answers
    assert answers["deputy"] == {"id": str(cast.accounts["tor"].pk), "name": "Tor Ek"}
    assert answers["working_group"] == [{"id": "", "name": "Anna utifrån"}]
    # A key that is sent by hand counts only where it is a colleague's.
    forged = {"f-working_group": "", "f-working_group-kvar": f"{cast.accounts['ove'].pk}|Ove Ek", "revision": "1"}
    page(client, "process:nomination", row.pk, **forged)
    assert Nomination.objects.get().answers["working_group"] == [{"id": "", "name": "Ove Ek"}]


def test_only_the_responsible_one_has_the_button(cast):
    row = nominating(cast)
    disabled = page(cast.client("tor"), "process:nomination", row.pk).content.decode()
    assert "lämnas av den som blir ansvarig: Tina Ek" in disabled
    page(cast.client("tor"), "process:nomination", row.pk, lamna="1", revision="0")
    row.refresh_from_db()
    assert row.stage == Stage.NOMINATION


def test_similar_programs_are_shown_to_the_own_provider_alone(cast):
    publish(cast)
    row = initiative(cast, Stage.NOMINATION, title="Sov bättre med skiftarbete")
    row.title = "Bättre sömn: sov bättre, bättre dygn"
    row.save()
    text = page(cast.client("tina"), "process:nomination", row.pk).content.decode()
    assert "Liknande program" in text


def test_a_paper_is_served_as_a_download_and_only_what_is_safe_is_kept(cast, settings, tmp_path):
    Attachment._meta.get_field("file").storage.__init__(location=tmp_path)
    row, client = nominating(cast), cast.client("tina")
    at = reverse("process:attach", args=[row.pk])
    client.post(at, {"fil": SimpleUploadedFile("x.html", b"<script>alert(1)</script>")})
    assert not Attachment.objects.exists()
    client.post(at)
    made = nominations.attach(
        row, nominations.Paper("åäö.pdf", "application/pdf", "a" * 64, b"%PDF"), now=NOW, by=cast.tina
    )
    served = client.get(reverse("process:attachment", args=[made.pk]))
    assert served.headers["Content-Disposition"].startswith("attachment;")
    assert served.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in served.headers["Cache-Control"]
    for name in ("ove", "klas", "sven"):
        assert cast.client(name).get(reverse("process:attachment", args=[made.pk])).status_code == 404


def test_the_forms_are_papers_of_the_right_kind(cast):
    row = nominating(cast)
    assert page(cast.client("tina"), "process:nomination_pdf", row.pk).status_code == 404
    nominations.write(row, {"goal": "Sova"}, revision=0, now=NOW, by=cast.tina)
    for name, args in (("process:nomination_pdf", [row.pk]), ("process:nomination_empty", [])):
        made = page(cast.client("tina"), name, *args)
        assert made.content.startswith(b"%PDF") and b"pdfuaid" in made.content


def test_the_council_says_what_it_thinks_and_the_owner_does_not_read_it(cast):
    row = initiative(cast, Stage.ASSESSMENT, designer=None, publisher_unit=None)
    rut = cast.client("rut")
    page(rut, "process:assessment", row.pk, do="stand", stance="against", why="Hemlig invändning")
    page(rut, "process:assessment", row.pk, do="comment", text="Hemligt inlägg", once="1")
    assert "Hemlig invändning" in page(cast.client("kaj"), "process:assessment", row.pk).content.decode()
    read = page(cast.client("tina"), "process:assessment", row.pk).content.decode()
    assert "Hemlig" not in read and "Bedöms nu" in read


def test_a_decision_without_a_designer_keeps_what_was_written(cast):
    row = initiative(cast, Stage.ASSESSMENT, designer=None, publisher_unit=None)
    told = page(cast.client("kaj"), "process:assessment", row.pk, do="approve", reason="Mycket bra", designer="")
    assert told.status_code == 422 and "Mycket bra" in told.content.decode()
    key = f"{cast.accounts['disa'].pk}/{cast.places['verkstaden'].pk}"
    page(cast.client("kaj"), "process:assessment", row.pk, do="approve", reason="Mycket bra", designer=key)
    # A second press comes from an old page: it is told, and nothing happens.
    again = page(cast.client("kaj"), "process:assessment", row.pk, do="approve", reason="Igen", designer=key)
    assert again.status_code == 409
    row.refresh_from_db()
    assert (row.stage, row.designer) == (Stage.DESIGN, cast.accounts["disa"])


def test_the_designer_makes_the_draft_from_the_page(cast):
    row = initiative(cast, Stage.DESIGN)
    assert "Byt uppdrag" not in page(cast.client("disa"), "process:program", row.pk).content.decode()
    page(cast.client("disa"), "process:program", row.pk, skapa="1")
    row.refresh_from_db()
    assert row.program is not None
    assert cast.client("dora").get(reverse("process:program", args=[row.pk])).status_code == 404


def test_a_unit_says_that_it_wants_it_too(cast):
    row = initiative(cast, Stage.DESIGN)
    client = cast.client("sven")
    assert row.title in page(client, "process:under_way").content.decode()
    page(client, "process:under_way", arbete=str(row.pk), note="Gärna")
    assert "Södra är intresserad." in page(client, "process:under_way").content.decode()
    assert row.title not in page(cast.client("ove"), "process:under_way").content.decode()


def test_the_coordinator_changes_the_form_and_publishes_it(cast):
    client = cast.client("kaj")
    page(
        client,
        "region:nomination_form",
        do="add",
        label="Vad kostar det?",
        kind="number",
        group="Arbetet",
        revision="0",
    )
    bad = page(client, "region:nomination_form", do="add", label="Vilken?", kind="choice", options="A", revision="1")
    assert bad.status_code == 422 and 'value="Vilken?"' in bad.content.decode()
    page(client, "region:nomination_field", "goal", label="Vad vill ni?", kind="long", group="Varför", revision="1")
    page(client, "region:nomination_form", do="publish", note="Kostnad", revision="2")
    text = page(cast.client("tina"), "process:nomination", nominating(cast).pk).content.decode()
    assert "Vad kostar det?" in text and "Vad vill ni?" in text
    assert page(cast.client("kaj"), "region:nomination_preview").status_code == 200


def test_a_change_is_asked_for_and_taken_up(cast):
    program = publish(cast).program
    sent = {"program": str(program.pk), "title": "Rubrik", "what": "Vad", "why": "", "urgency": "release", "once": "1"}
    told = page(cast.client("sven"), "process:change_new", **sent)
    assert told.status_code == 422 and 'value="Rubrik"' in told.content.decode()
    page(cast.client("sven"), "process:change_new", **(sent | {"why": "Därför"}))
    row = Initiative.objects.get()
    assert page(cast.client("sven"), "process:change", row.pk).status_code == 200
    page(cast.client("kaj"), "process:change", row.pk, do="accept")
    row.refresh_from_db()
    assert row.stage == Stage.DESIGN
