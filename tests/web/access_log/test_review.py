"""The review: search, hints and documented random checks, each by whoever reviews that log."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access.models import LogCheck, LogCheckItem
from stegvis.audit.log import patient_hash
from stegvis.audit.models import Entry
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import StaffNotice
from tests.cast import RITA
from tests.programs import a_document, enrol, publish
from tests.web.access_log.test_own_log import read

pytestmark = pytest.mark.django_db


def days():
    today = local_day(utc_now())
    return {"first": (today - timedelta(days=1)).isoformat(), "last": today.isoformat()}


def search(cast, who="berit", space="clinician", **more):
    return cast.client(who).post(reverse(f"{space}:log_search"), {**days(), **more})


def test_each_searches_their_own_log_and_the_search_is_logged(cast):
    read(cast), read(cast, "sven"), read(cast, "ove")
    unit, provider = search(cast).content.decode(), search(cast, "lova", "region").content.decode()
    assert "Tina Ek" in unit and "Sven Ek" not in unit
    assert "Tina Ek" in provider and "Sven Ek" in provider and "Ove Ek" not in provider
    assert Entry.objects.filter(act="log:search", patient_hash="").count() == 2
    # By number: sent, never in the address; the patient sees that it was searched.
    found = search(cast, number=RITA)
    assert "Läste resultat" in found.content.decode() and RITA not in found.request["PATH_INFO"]
    said = Entry.objects.filter(act="log:search").latest("id")
    assert (said.patient_hash, said.purpose) == (patient_hash(RITA), "Administration")
    assert "granska" in cast.client("rita").get(reverse("resident:log")).content.decode()
    # The page shows no number at all, but a letter for each resident.
    assert RITA not in found.content.decode()
    assert search(cast, number="19000101-0000").status_code == 422
    assert search(cast, first="2026-13-01").status_code == 422
    assert cast.client("tina").post(reverse("clinician:log_search")).status_code == 403
    assert cast.client("kaj").get(reverse("region:log")).status_code == 403


def test_hints_tell_of_the_colleague_who_opened_without_treating(cast):
    row = enrol(cast, publish(cast, a_document()))
    tor = cast.client("tor")
    tor.post(reverse("clinician:choose", args=[row.pk]), {"reason": "substitute"})
    tor.get(reverse("clinician:patient", args=[row.pk]))
    text = cast.client("berit").get(reverse("clinician:log")).content.decode()
    assert "Tor Ek" in text and "Öppnade utan att vara behandlare där" in text


def test_a_check_is_drawn_judged_asked_about_and_finished(cast):
    for who in ("tina", "tor", "berit", "tina"):
        read(cast, who)
    berit, draw = cast.client("berit"), reverse("clinician:log_draw")
    assert berit.post(draw, {**days(), "size": "0"}).status_code == 422
    assert berit.post(draw, {"first": "2020-01-01", "last": "2020-01-02", "size": "3"}).status_code == 422
    assert berit.post(draw, {**days(), "size": "10"}).status_code == 302
    check = LogCheck.objects.get()
    assert (check.population, check.items.count()) == (4, 4) and len(check.seed) == 16
    place, finish = reverse("clinician:log_check", args=[check.pk]), reverse("clinician:log_finish", args=[check.pk])
    assert "Inte bedömd" in berit.get(place).content.decode()
    berit.post(finish)
    check.refresh_from_db()
    assert check.done_at is None
    rows = {Entry.objects.get(pk=item.entry_id).name: item for item in check.items.order_by("entry_id")}
    own = reverse("clinician:log_item", args=[rows["Berit Ek"].pk])
    assert berit.post(own, {"outcome": "justified"}).status_code == 422  # nobody reviews an opening of their own
    lova_sees = cast.client("lova").get(reverse("region:log_item", args=[rows["Tina Ek"].pk]))
    assert lova_sees.status_code == 404  # it is the unit's own check
    # Whom it was about is seen by asking, and that is logged about that patient.
    tinas = reverse("clinician:log_item", args=[rows["Tina Ek"].pk])
    assert "19271" not in berit.get(tinas).content.decode()
    assert "192707" in berit.post(tinas, {"visa": "1"}).content.decode().replace("-", "")
    assert Entry.objects.filter(act="log:see_patient", patient_hash=patient_hash(RITA)).count() == 1
    assert berit.post(tinas, {"outcome": "asked", "note": "Kvar"}).status_code == 422
    assert "Kvar" in berit.post(tinas, {"outcome": "asked", "note": "Kvar"}).content.decode()
    assert berit.post(tinas, {"outcome": "asked", "question": "Varför?"}).status_code == 302
    assert berit.post(tinas, {"outcome": "unjustified", "note": ""}).status_code == 422
    for item in check.items.all():
        answer = {"outcome": "justified", "question": "Varför?", "answer": "Ersatte Tor."}
        berit.post(reverse("clinician:log_item", args=[item.pk]), answer)
    LogCheckItem.objects.filter(pk=rows["Berit Ek"].pk).update(outcome="justified")
    berit.post(finish)
    check.refresh_from_db()
    assert check.done_by_id == cast.accounts["berit"].pk
    assert berit.post(tinas, {"outcome": "unjustified", "note": "Ångrar mig."}).status_code == 403


def test_a_question_reaches_the_head_and_the_answer_comes_back(cast):
    read(cast), read(cast, "sven")
    lova, berit = cast.client("lova"), cast.client("berit")
    lova.post(reverse("region:log_draw"), {**days(), "size": "10"})
    item = next(row for row in LogCheckItem.objects.all() if Entry.objects.get(pk=row.entry_id).name == "Tina Ek")
    page, asked = (reverse(name, args=[item.pk]) for name in ("region:log_item", "clinician:log_question"))
    assert berit.get(asked).status_code == 404
    for _twice in range(2):
        lova.post(page, {"outcome": "asked", "question": "Varför på kvällen?"})
    notice = StaffNotice.objects.get()
    assert (notice.channel.unit, notice.channel.role) == (cast.norra, "manager") and not notice.urgent
    assert "En fråga om loggen väntar" in berit.get(reverse("clinician:roles")).content.decode()
    assert "Varför på kvällen?" in berit.get(reverse("clinician:log")).content.decode()
    shown = berit.get(asked).content.decode()
    assert "Tina Ek" in shown and "Lova Ek" in shown and "19271" not in shown and "Rita" not in shown
    assert berit.post(asked, {"answer": " "}).status_code == 422
    assert berit.post(asked, {"answer": "Kvällsmottagning."}).status_code == 302
    assert "redan besvarad" in berit.post(asked, {"answer": "Igen"}).content.decode()
    assert "Kvällsmottagning." in lova.get(page).content.decode()
    # A form from before the answer came wipes nothing.
    lova.post(page, {"outcome": "justified", "question": "Varför på kvällen?", "answer": ""})
    item.refresh_from_db()
    assert (item.answer, item.answered_by) == ("Kvällsmottagning.", cast.accounts["berit"])
