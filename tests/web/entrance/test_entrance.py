"""The way in: demo people, hats, short addresses, language, and pages for what went wrong."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.access.kinds import Role
from stegvis.access.models import Commission
from stegvis.web.entrance.demo_cast import CastMember
from tests import programs
from tests.cast import LONG_AGO, Cast, grant

pytestmark = pytest.mark.django_db
PEOPLE: list[CastMember] = []


def people():
    """What the demo room would give."""
    return PEOPLE


@pytest.fixture
def demo(cast: Cast, settings):
    settings.STEGVIS_DEMO_CAST = f"{__name__}.people"
    PEOPLE[:] = [
        CastMember(name, name.capitalize(), "Invånare" if name[0] == "r" else "Personal", "En mening.", str(account.pk))
        for name, account in cast.accounts.items()
    ]
    return cast


def be(client, person, **more):
    return client.post(reverse("entrance:sign_in"), {"person": person, **more})


def text(response):
    return response.content.decode()


PUBLIC = ["/", "/in/", "/om/", "/om/tillganglighet/", "/om/akut-hjalp/", "/om/komponenter/", "/halsa", "/p/norra/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_open_to_nobody_and_everybody(demo, address):
    for name in ("nobody", "rita", "tina", "disa", "kaj", "emil"):
        assert demo.client(name).get(address).status_code == 200, name


def test_help_is_one_press_away_on_every_page(demo):
    for address in ("/", "/in/", "/om/", "/p/norra/", "/finns-inte/"):
        assert reverse("entrance:crisis") in text(Client().get(address))
    page = text(Client().get(reverse("entrance:crisis")))
    assert all(number in page for number in ("112", "1177", "90101"))


# --- Signing in ---------------------------------------------------------------------------------


def test_the_cast_is_listed_in_groups(demo):
    page = text(Client().get("/in/"))
    assert "Invånare" in page and "som </span><strong>Rita</strong>" in page
    assert page.count('name="person" value="rita"') == 1


def test_the_first_page_of_the_demo_is_everybody_one_can_be_once_each(demo):
    PEOPLE[0] = replace(PEOPLE[0], first="Prova det här först.")
    for client in (Client(), demo.client("tina")):
        page = text(client.get("/"))
        assert "Prova det här först." in page
        assert all(page.count(f'name="person" value="{each.slug}"') == 1 for each in PEOPLE)


def test_outside_demo_mode_the_first_page_leads_to_signing_in(demo, settings):
    settings.STEGVIS_DEMO = False
    page = text(Client().get("/"))
    assert 'name="person"' not in page and reverse("entrance:sign_in") in page


@pytest.mark.parametrize(
    ("person", "home"), [("rita", "/min/"), ("tina", "/vard/"), ("disa", "/studio/"), ("kaj", "/region/")]
)
def test_one_hat_leads_home(demo, person, home):
    assert be(Client(), person).url == home


def test_an_unknown_person_is_404(demo):
    assert be(Client(), "nisse").status_code == 404
    assert Client().post("/in/").status_code == 404


def test_outside_demo_mode_nobody_signs_in_that_way(demo, settings):
    settings.STEGVIS_DEMO = False
    assert be(Client(), "rita").status_code == 404
    page = text(Client().get("/in/"))
    assert "inte kopplad" in page and "Rita" not in page


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/min/x/", "/min/x/"),
        ("/om/", "/om/"),
        ("https://example.se/", "/min/"),
        ("//example.se/", "/min/"),
        ("/\\example.se", "/min/"),
        ("javascript:alert(1)", "/min/"),
        ("/in/", "/min/"),
        ("/vard/", "/min/"),
        ("", "/min/"),
    ],
)
def test_only_an_address_of_ours_is_followed(demo, wanted, leads):
    assert be(Client(), "rita", next=wanted).url == leads


def test_several_hats_are_chosen_between(demo):
    grant(demo.accounts["tina"], Role.DESIGNER, publisher_unit=demo.verkstaden)
    client = Client()
    assert be(client, "tina").url == "/in/uppdrag/"
    page = text(client.get("/in/uppdrag/"))
    assert "Norra" in page and "Verkstaden" in page
    assert client.get("/vard/").url.startswith("/in/")
    key = demo.actor("tina").hat.key
    assert client.post("/in/uppdrag/", {"hat": key}).url == "/vard/"
    assert "Byt uppdrag" in text(client.get("/om/"))


def test_somebody_elses_hat_cannot_be_put_on(demo):
    client = Client()
    be(client, "tina")
    assert client.post("/in/uppdrag/", {"hat": demo.actor("kaj").hat.key}).url.startswith("/in/uppdrag/")
    assert client.get("/region/").status_code == 403


def test_without_a_commission_the_page_says_what_to_do(demo):
    for person in ("utan", "expired"):
        client = Client()
        assert be(client, person).url == "/in/uppdrag/"
        page = text(client.get("/in/uppdrag/"))
        assert "Du saknar medarbetaruppdrag" in page and "behörighetsadministratör" in page


def test_a_commission_that_ends_meanwhile_is_told_of(demo):
    client = Client()
    be(client, "tina")
    Commission.objects.filter(account=demo.accounts["tina"]).update(ends_on=LONG_AGO)
    response = client.get("/vard/", follow=True)
    assert response.request["PATH_INFO"] == "/in/uppdrag/"
    assert "har gått ut eller dragits tillbaka" in text(response)


def test_signing_out_is_a_post_and_ends_the_session(demo):
    client = Client()
    be(client, "rita")
    assert client.get("/in/ut/").status_code == 405
    assert "Du är utloggad" in text(client.post("/in/ut/", follow=True))
    assert client.get("/min/").status_code == 302


# --- Short addresses ----------------------------------------------------------------------------


def test_the_short_address_leads_to_the_own_run(demo):
    enrolment = programs.enrol(demo, programs.publish(demo))
    address = reverse("entrance:way", args=["norra", "sov-battre"])
    client = Client()
    page = text(client.get(address))
    assert "Sov bättre" in page and f"/in/?next={address}" in page
    assert be(client, "rita", next=address).url == address
    assert client.get(address).url == reverse("resident:program", args=[enrolment.course_id])
    other = reverse("entrance:way", args=["sodra", "sov-battre"])
    assert "Du har inte det här programmet" in text(client.get(other))
    assert "Du har inte det här programmet" in text(demo.client("rune").get(address))
    assert "invånarens väg in" in text(demo.client("tina").get(address))


def test_unknown_short_addresses_are_404(demo):
    for address in ("/p/finns-inte/", "/p/norra/finns-inte/", "/p/finns-inte/sov-battre/"):
        assert Client().get(address).status_code == 404


def test_an_archived_unit_has_no_card(demo):
    unit = demo.norra
    unit.archived_on = date(2026, 1, 1)
    unit.save()
    assert Client().get("/p/norra/").status_code == 404


# --- Language and faults ------------------------------------------------------------------------


def test_a_language_is_remembered(demo):
    client = Client()
    response = client.post("/om/sprak/", {"language": "en", "next": "/om/"})
    assert response.url == "/om/"
    assert '<html lang="en"' in text(client.get("/om/"))
    assert client.post("/om/sprak/", {"language": "xx", "next": "//ond.se/"}).url == "/"
    assert '<html lang="en"' in text(client.get("/om/"))


def test_faults_have_calm_pages(demo):
    assert "Sidan finns inte" in text(Client().get("/finns-inte/"))
    page = demo.client("tina").get("/min/")
    assert page.status_code == 403 and "Du har inte tillgång" in text(page)


def test_a_server_fault_has_a_page_that_leans_on_nothing(demo, rf):
    from stegvis.web.entrance.errors import server_error

    page = server_error(rf.get("/"))
    assert page.status_code == 500 and "Något gick fel hos oss" in text(page)


def test_a_page_too_old_keeps_what_was_typed_and_can_be_sent_again(demo):
    enrolment = programs.enrol(demo, programs.publish(demo))
    client = Client(enforce_csrf_checks=True)
    signed_in = demo.client("rita")
    client.cookies = signed_in.cookies
    address = reverse("resident:exercise", args=[enrolment.course_id, programs.EXERCISE])
    page = client.post(
        address, {"text": "Skrivet länge", "revision": "0", "do": "save"}, headers={"Origin": "http://testserver"}
    )
    assert page.status_code == 403
    assert 'value="Skrivet länge"' in text(page) and "Skicka igen" in text(page) and f'action="{address}"' in text(page)


def test_a_form_from_elsewhere_is_not_offered_again(demo):
    client = Client(enforce_csrf_checks=True)
    page = client.post("/in/", {"person": "rita"}, headers={"Origin": "http://ond.se"})
    assert page.status_code == 403
    assert "Skicka igen" not in text(page) and "det du skrev finns kvar" in text(page)


def test_a_form_sent_after_the_session_ended_keeps_what_was_typed(demo):
    enrolment = programs.enrol(demo, programs.publish(demo))
    address = reverse("resident:exercise", args=[enrolment.course_id, programs.EXERCISE])
    page = Client().post(address, {"text": "Skrivet länge"}, headers={"Origin": "http://testserver"})
    assert page.status_code == 401
    assert "Du har blivit utloggad" in text(page) and "Skrivet länge" not in text(page)
