"""The form for help: from any page, by anybody, and the way back to the answer."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.lib.clock import utc_now
from stegvis.support.actions import handling
from stegvis.support.models import Case
from tests import programs
from tests.cast import RITA

pytestmark = pytest.mark.django_db
SEND, CODE = reverse("support:send"), reverse("support:code")
TYPED = {"kind": "question", "subject": "Filmen startar inte", "text": "Den står still.", "answer_by": "code"}


def stored():
    return Case.objects.without_asking_who_because("a test looks").get()


def fields(page):
    """Hidden fields as a browser sends them back."""
    found = dict(re.findall(r'name="(page|program|version|unit|once)" value="([^"]*)"', page))
    return TYPED | found


def test_every_page_leads_to_the_form_with_its_kind(cast):
    for who, path in (
        ("nobody", "/"),
        ("rita", "/min/"),
        ("tina", "/vard/"),
        ("kaj", "/region/"),
        ("disa", "/studio/"),
    ):
        page = cast.client(who).get(path).content.decode()
        assert f'href="{SEND}?sida=' in page, who


def test_what_it_was_about_comes_along_and_nobody_does(cast):
    row = programs.enrol(cast, programs.publish(cast))
    client = cast.client("rita")
    came = f"http://testserver{reverse('resident:program', args=[row.course_id])}"
    page = client.get(SEND, headers={"Referer": came}).content.decode()
    assert str(row.course_id) not in page and row.course.title in page
    sent = client.post(SEND, fields(page) | {"about": "program", "provider": str(cast.ett.pk)})
    assert sent.status_code == 302
    case = stored()
    assert case.program_id == row.course.version.program_id and case.page.startswith("resident:")


def test_before_sign_in_a_code_leads_back(cast):
    client = Client()
    page = client.get(SEND).content.decode()
    client.post(SEND, fields(page) | {"provider": str(cast.ett.pk)})
    thanks = client.get(reverse("support:sent")).content.decode()
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", thanks)[0]
    handling.answer(stored(), "Prova igen.", "1", now=utc_now() + timedelta(hours=1), by=cast.actor("kaj"))
    other = Client()
    read = other.post(CODE, {"code": code.lower()}).content.decode()
    assert "Prova igen." in read and "Den står still." in read
    assert other.post(CODE, {"code": "AAAA-BBBB-CCCC"}).status_code == 422
    more = other.post(CODE, {"code": code, "text": "Tack!", "once": "m1"}).content.decode()
    assert "Tack!" in more


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": f"Det gäller {RITA}"}, "personnummer"),
        ({"subject": ""}, "Skriv med några ord"),
        ({"homepage": "http://x.example"}, "Töm den här rutan"),
        ({"answer_by": "email", "answer_to": "hej"}, "e-postadress"),
        ({"answer_by": "phone", "answer_to": "hej"}, "telefonnumret"),
        ({"kind": "annat"}, "Välj vad du vill skicka"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, typed, told):
    client = Client()
    sent = client.post(SEND, fields(client.get(SEND).content.decode()) | {"provider": str(cast.ett.pk)} | typed)
    page = sent.content.decode()
    assert sent.status_code == 422 and told in page
    assert typed.get("text", "Den står still.") in page
    assert not Case.objects.without_asking_who_because("a test looks").exists()


def test_the_form_says_when_it_is_read_and_where_help_is(cast):
    page = Client().get(SEND).content.decode()
    assert "Det här läses vardagar" in page and page.count(reverse("entrance:crisis")) >= 2


def test_the_team_answers_and_a_stale_page_is_told(cast):
    staff, client = cast.client("tina"), cast.client("kaj")
    staff.post(SEND, fields(staff.get(SEND).content.decode()))
    case = stored()
    page = reverse("support:handle", args=[case.pk])
    assert "Filmen startar inte" in client.get(page).content.decode()
    owner = {"owner-owner": cast.actor("kaj").account_id, "owner-due_on": case.due_on, "owner-seen": 1}
    assert client.post(reverse("support:owner", args=[case.pk]), owner).status_code == 302
    stale = {"sort-kind": "wish", "sort-program": "", "sort-seen": 1}
    told = client.post(reverse("support:sort", args=[case.pk]), stale)
    assert told.status_code == 422 and "Någon annan har ändrat" in told.content.decode()
    answer = {"answer-text": "Nu går den.", "answer-once": "a1"}
    client.post(reverse("support:answer", args=[case.pk]), answer)
    assert "Nytt svar" in staff.get(reverse("support:mine")).content.decode()
    assert "Nu går den." in staff.get(reverse("support:case", args=[case.pk])).content.decode()
    staff.post(reverse("support:read_it", args=[case.pk]))
    assert "Nytt svar" not in staff.get(reverse("support:mine")).content.decode()
