"""The conversation's two pages: once each, nothing lost, read-only when it is over, nobody else's."""

import re
import uuid

import pytest
from django.urls import reverse

from stegvis.care.actions import set_phase
from stegvis.course import walk
from stegvis.course.kinds import Phase
from stegvis.messaging import actions, queries
from stegvis.messaging.models import Draft, Message
from tests import programs

pytestmark = pytest.mark.django_db

NASTY = "<img src=x onerror=alert(1)>\nRad två & {% now %} 🙂"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def staff_page(enrolment):
    return reverse("clinician:messages", args=[enrolment.pk])


def own_page(enrolment):
    return reverse("resident:messages", args=[enrolment.course_id])


@pytest.fixture(params=["tina", "rita"])
def side(request, cast, enrolment):
    """A browser on either side, and the address of its page."""
    address = staff_page(enrolment) if request.param == "tina" else own_page(enrolment)
    return cast.client(request.param), address


def once(client, address):
    return re.search(r'name="once" value="(\w+)"', client.get(address).content.decode()).group(1)


def test_it_begins_empty_and_inviting(side):
    client, address = side
    assert "Inga meddelanden än" in client.get(address).content.decode()


def test_a_double_click_sends_once(side):
    client, address = side
    key = once(client, address)
    for _press in range(2):
        client.post(address, {"body": "Hej!", "once": key, "do": "send"})
    assert Message.objects.count() == 1
    client.post(address, {"body": "Hej!", "once": once(client, address), "do": "send"})
    assert Message.objects.count() == 2


def test_what_was_typed_is_only_text(side):
    client, address = side
    shown = client.post(address, {"body": NASTY, "once": "k", "do": "send"}, follow=True).content.decode()
    assert "<img src=x" not in shown and "&lt;img src=x" in shown and "{% now %}" in shown


@pytest.mark.parametrize(("body", "sentence"), [("  ", "Skriv något först."), ("å" * 10_001, "för långt")])
def test_what_cannot_be_sent_comes_back_with_a_sentence(side, body, sentence):
    client, address = side
    answer = client.post(address, {"body": body, "once": "k", "do": "send"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown and body in shown and 'value="k"' in shown
    assert not Message.objects.exists()


def test_a_long_message_is_kept_whole(side):
    client, address = side
    body = ("ord " * 2_400).strip()
    assert body in client.post(address, {"body": body, "once": "k", "do": "send"}, follow=True).content.decode()


def test_a_draft_is_saved_by_button_and_by_script_and_seen_by_its_writer_alone(cast, enrolment, side):
    client, address = side
    client.post(address, {"body": "Jag undrar", "do": "draft"})
    assert "Jag undrar" in client.get(address).content.decode()
    fields = {"body": "Jag undrar en sak", "do": "send", "revision": Draft.objects.get().revision}
    answer = client.post(address, fields, headers={"X-Autosave": "1"})
    assert answer.json() == {"revision": Draft.objects.get().revision, "sent": False}
    assert "Jag undrar en sak" in client.get(address).content.decode()
    other, there = ("rita", own_page(enrolment)) if "/vard/" in address else ("tina", staff_page(enrolment))
    assert "Jag undrar" not in cast.client(other).get(there).content.decode()
    client.post(address, {"body": "Jag undrar en sak", "once": "k", "do": "send"})
    assert not Draft.objects.exists()


def revision(client, address):
    return re.search(r'name="revision" value="(\w*)"', client.get(address).content.decode()).group(1)


def test_two_tabs_with_different_drafts_show_both_and_overwrite_nothing(side):
    client, address = side
    other_tab = revision(client, address)
    client.post(address, {"body": "Det första.", "do": "draft", "revision": other_tab})
    typed = {"body": "Det andra.", "do": "draft", "revision": other_tab}
    assert client.post(address, typed, headers={"X-Autosave": "1"}).status_code == 409
    page = client.post(address, typed)
    shown = page.content.decode()
    assert page.status_code == 409 and "Det första." in shown and "Det andra." in shown
    assert Draft.objects.get().body == "Det första."
    chosen = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.split("Det du skrev här")[1]))
    client.post(address, chosen)
    assert Draft.objects.get().body == "Det andra."


def test_sending_in_one_tab_leaves_the_other_tabs_draft(side):
    client, address = side
    before = revision(client, address)
    client.post(address, {"body": "Ett långt utkast.", "do": "draft", "revision": before})
    client.post(address, {"body": "Bara kort.", "do": "send", "once": "k", "revision": before})
    assert Draft.objects.get().body == "Ett långt utkast."
    client.post(address, {"body": "Ett långt utkast.", "do": "send", "once": "k2", "revision": "x"})
    assert not Draft.objects.exists()


def test_a_late_save_of_what_was_just_sent_is_no_draft(side):
    client, address = side
    client.post(address, {"body": "Hej!", "do": "send", "once": "k"})
    answer = client.post(address, {"body": "Hej!", "once": "k"}, headers={"X-Autosave": "1"})
    assert answer.json()["sent"] is True
    assert not Draft.objects.exists()


def test_beside_the_box_stands_when_it_is_read_and_where_help_is(cast, enrolment):
    shown = cast.client("rita").get(own_page(enrolment)).content.decode()
    assert "Vi läser inom två vardagar." in shown and "Behöver du hjälp nu?" in shown


def test_after_closing_it_is_read_only_with_the_sentence(cast, enrolment, side):
    actions.write(enrolment, "Hej!", "k1", by=cast.rita)
    set_phase(enrolment, Phase.CLOSED, by=cast.tina)
    client, address = side
    shown = client.get(address).content.decode()
    assert "Hej!" in shown and "Det går inte att skriva längre." in shown and "<textarea" not in shown
    assert client.post(address, {"body": "Hallå", "once": "k2", "do": "send"}).status_code == 403
    assert Message.objects.count() == 1


@pytest.mark.parametrize("name", ["rune", "rebecka"])
def test_another_resident_finds_nothing(cast, enrolment, name):
    assert cast.client(name).get(own_page(enrolment)).status_code == 404
    assert cast.client(name).post(own_page(enrolment), {"body": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["sven", "ove"])
def test_another_unit_finds_nothing(cast, enrolment, name):
    assert cast.client(name).get(staff_page(enrolment)).status_code == 404
    assert cast.client(name).post(staff_page(enrolment), {"body": "x"}).status_code == 404


def test_a_course_that_does_not_exist_has_no_messages(cast, enrolment):
    assert cast.client("rita").get(reverse("resident:messages", args=[uuid.uuid4()])).status_code == 404


def test_a_program_without_messages_has_no_page(cast):
    quiet = programs.enrol(cast, programs.publish(cast, programs.a_document(messages=False)))
    assert cast.client("tina").get(staff_page(quiet)).status_code == 404
    assert cast.client("rita").get(own_page(quiet)).status_code == 404
    shown = cast.client("tina").get(reverse("clinician:patient", args=[quiet.pk])).content.decode()
    assert "Meddelanden" not in shown


def test_reading_marks_as_read_and_done_is_a_fact(cast, enrolment):
    actions.write(enrolment, "Hej Rita!", "k1", by=cast.tina)
    client = cast.client("rita")
    shown = client.get(own_page(enrolment)).content.decode()
    assert "Hej Rita!" in shown and "Jag har läst" in shown
    assert queries.unread(cast.rita, [enrolment]) == set()
    client.post(reverse("resident:messages_read", args=[enrolment.course_id]))
    course = programs.course_of(cast, enrolment)
    assert not walk.standing(course).has_unread_message
    seen = course.fact_count
    client.post(reverse("resident:messages_read", args=[enrolment.course_id]))
    assert programs.course_of(cast, enrolment).fact_count == seen


def test_an_answer_is_a_sign_of_having_read(cast, enrolment):
    actions.write(enrolment, "Hej Rita!", "k1", by=cast.tina)
    actions.write(enrolment, "Hej!", "k2", by=cast.rita)
    assert not walk.standing(programs.course_of(cast, enrolment)).has_unread_message


def test_staff_say_that_nothing_needs_an_answer(cast, enrolment):
    actions.write(enrolment, "Tack!", "k1", by=cast.rita)
    client = cast.client("tina")
    assert "Behöver inget svar" in client.get(staff_page(enrolment)).content.decode()
    client.post(reverse("clinician:messages_settled", args=[enrolment.pk]))
    assert queries.waiting(cast.tina) == []


def test_a_long_thread_shows_the_newest_and_the_way_to_the_rest(cast, enrolment):
    for number in range(70):
        actions.write(enrolment, f"Nummer {number:03d}.", f"k{number}", by=cast.rita)
    client = cast.client("tina")
    shown = client.get(staff_page(enrolment)).content.decode()
    assert "Nummer 069." in shown and "Nummer 009." not in shown and "Visa 10 äldre meddelanden" in shown
    assert shown.index("Nummer 068.") < shown.index("Nummer 069.")
    assert "Nummer 000." in client.get(staff_page(enrolment) + "?alla=1").content.decode()
