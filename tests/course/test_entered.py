"""Answers by phone or paper: entered, compared once more, marked; the danger rule as for any answer (safety rule 16)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions
from stegvis.course.models import EnteredAnswer, Response
from stegvis.course.series import series_of
from stegvis.lib.clock import local_day, utc_now
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answering.names import field_name
from tests.programs import GATE, a_document, course_of, enrol, phq, publish

pytestmark = pytest.mark.django_db


def typed(answers):
    """As the form sends it."""
    definition = library.current_definition("phq-9")
    index = [item.link_id for item in definition.questions]
    return {field_name(key): value for key, value in answers.items() if key in index}


def test_entered_answers_are_marked_and_told_like_any_other(cast):
    row = enrol(cast, publish(cast, a_document()))
    actions.read_welcome(course_of(cast, row), by=cast.rita)
    occasion = f"{GATE}.1.e1"
    # What the resident has begun to write is put aside, and stays theirs.
    begun = actions.save_draft(course_of(cast, row), occasion, phq(2), 0, by=cast.rita)
    tina = cast.client("tina")
    overview = tina.get(reverse("clinician:patient", args=[row.pk])).content.decode()
    page = reverse("clinician:enter", args=[row.pk, occasion])
    assert page in overview and tina.get(page).status_code == 200
    assert cast.client("sven").get(page).status_code == 404
    assert tina.get(reverse("clinician:enter", args=[row.pk, "nix"])).status_code == 404

    assert tina.post(page, {}).status_code == 422
    review = tina.post(page, typed(phq(1, ninth=2)))
    words = review.content.decode()
    assert review.status_code == 200 and "kontrolleras särskilt" in words and not EnteredAnswer.objects.exists()
    carried = words.split('name="buret" value="')[1].split('"')[0]
    today = local_day(utc_now())
    said = {"buret": carried, "way": "phone", "on": today.isoformat(), "checked": "on"}
    assert tina.post(page, said).status_code == 422  # the dangerous answer was not checked by itself
    said["dangers"] = "on"
    assert tina.post(page, {**said, "on": (today + timedelta(days=3)).isoformat()}).status_code == 422
    assert tina.post(page, {**said, "buret": carried + "x"}).status_code == 409
    assert not EnteredAnswer.objects.exists()
    sent = tina.post(page, said)
    entered = EnteredAnswer.objects.get()
    assert sent.status_code == 302 and tina.post(page, said).status_code in {404, 409}  # twice is once
    assert (entered.way, entered.given_on, entered.entered_by) == ("phone", today, cast.accounts["tina"])
    assert entered.put_aside == begun.response.answers and Response.objects.get().answers == phq(1, ninth=2)

    # The danger rule, the page, the graph's points, and what the resident reads.
    raise_flags(now=utc_now())
    assert Flag.objects.visible_to(cast.tina).filter(enrolment=row, kind="danger").count() == 1
    assert "Inmatat av personal" in tina.get(sent.headers["Location"]).content.decode()
    assert [point.entered for point in series_of(course_of(cast, row))[0].answered] == ["phone"]
    results = tina.get(reverse("clinician:results", args=[row.pk])).content.decode()
    assert "matades in av personal (telefon)" in results and "(inmatat)" in results
    thanks = cast.client("rita").get(reverse("resident:thanks", args=[row.course_id, occasion])).content.decode()
    assert "Personalen har matat in svaren åt dig" in thanks and "Det du själv hade börjat skriva" in thanks
