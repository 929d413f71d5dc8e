"""What was typed and is not saved: over an ended session, an undone start, on a device of one's own."""

import json
import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from stegvis.access import keeping
from stegvis.care import actions as care
from stegvis.care.models import Flag
from stegvis.course import actions
from stegvis.course.models import Fact
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.entrance import parking
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"
SCRIPT = {"X-Autosave": "1"}
HERE = {"Origin": "http://testserver"}
WORDY = "utvardering"
WRITTEN = {"q.tips": "Min långa text som ingen annan ska se.", "q.rada": "7", "revision": "0"}
SECRET = "Min långa text som ingen annan ska se."


@pytest.fixture
def enrolment(cast: Cast, monkeypatch):
    """The questionnaire inside a step is one with room for words."""
    shipped = programs.in_library
    monkeypatch.setattr(programs, "in_library", lambda key: shipped({"somnvecka": WORDY}.get(key, key)))
    return programs.enrol(cast, programs.publish(cast))


@pytest.fixture
def rita(cast: Cast):
    return cast.client("rita")


@pytest.fixture
def sign_in(cast: Cast, settings):
    """Sign in on a browser, by the page of the demo."""
    settings.STEGVIS_DEMO_CAST = "tests.web.resident.test_keeping.people"
    PEOPLE.update({name: str(cast.accounts[name].pk) for name in ("rita", "rune", "tina")})
    return lambda client, name: client.post("/in/", {"person": name}, follow=True)


PEOPLE: dict[str, str] = {}


def people():
    from stegvis.web.entrance.demo_cast import CastMember

    return [CastMember(name, name, "", "", account) for name, account in PEOPLE.items()]


def at(enrolment, name, *args):
    return reverse(f"resident:{name}", args=[enrolment.course_id, *args])


def text(response):
    return response.content.decode()


def hidden(page):
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text(page)))


# --- The session had ended ----------------------------------------------------------------------


def ended(enrolment):
    """A form that is sent after the session has ended, without scripts."""
    browser = Client()
    fields = {"body": SECRET, "once": "k", "revision": "", "do": "send"}
    page = browser.post(at(enrolment, "messages"), fields, headers=HERE)
    assert page.status_code == 401 and "Logga in igen" in text(page)
    assert SECRET not in text(page)
    return browser


def test_what_was_typed_is_handed_back_after_signing_in_again(enrolment, sign_in):
    browser = ended(enrolment)
    page = sign_in(browser, "rita")
    assert "Det du skrev finns kvar" in text(page) and f'action="{at(enrolment, "messages")}"' in text(page)
    fields = hidden(page)
    assert fields["body"] == SECRET
    sent = browser.post(at(enrolment, "messages"), {**fields, "do": "send"}, follow=True)
    assert "Meddelandet är skickat" in text(sent) and SECRET in text(sent)


def test_another_person_at_the_same_browser_sees_nothing_of_it(enrolment, sign_in):
    browser = ended(enrolment)
    page = sign_in(browser, "rune")
    assert "finns kvar" not in text(page) and SECRET not in text(page)
    assert browser.get(reverse("resident:resume")).status_code == 302
    assert SECRET not in text(sign_in(browser, "tina"))


def test_it_lies_sealed_and_for_two_hours_only(enrolment, sign_in, monkeypatch):
    browser = ended(enrolment)
    assert SECRET not in json.dumps(dict(browser.session)) and "långa" not in str(browser.session[parking.KEY])
    now = parking.utc_now()
    monkeypatch.setattr(parking, "utc_now", lambda: now + timedelta(hours=3))
    assert "finns kvar" not in text(sign_in(browser, "rita"))


def test_one_can_let_go_of_it_and_is_asked_once(enrolment, sign_in):
    browser = ended(enrolment)
    sign_in(browser, "rita")
    assert SECRET in text(browser.get(reverse("resident:resume")))
    assert "Det du skrev finns kvar" not in text(sign_in(browser, "rita"))
    browser.post(reverse("resident:resume"))
    assert browser.get(reverse("resident:resume")).status_code == 302


def test_what_staff_typed_is_on_the_page_as_before(cast, enrolment):
    address = reverse("clinician:messages", args=[enrolment.pk])
    page = Client().post(address, {"body": SECRET}, headers=HERE)
    assert page.status_code == 401 and SECRET in text(page) and "Logga in i en ny flik" in text(page)


def test_too_much_to_hold_is_on_the_page_instead(enrolment):
    page = Client().post(at(enrolment, "messages"), {"body": "å" * 300_001}, headers=HERE)
    assert page.status_code == 401 and "å" * 300_001 in text(page)


def test_a_script_is_turned_away_without_parking(enrolment):
    browser = Client()
    page = browser.post(at(enrolment, "messages"), {"body": SECRET}, headers={**HERE, **SCRIPT})
    assert page.status_code == 401 and parking.KEY not in browser.session


# --- The start was undone (docs/adr/0007) -------------------------------------------------------


@pytest.fixture
def undone(cast, enrolment):
    care.undo_start(enrolment, "Fel person.", by=cast.tina)
    return enrolment


@pytest.mark.parametrize(
    ("page", "args", "fields"),
    [
        ("messages", (), {"body": SECRET, "once": "abcdef", "do": "send"}),
        ("exercise", (programs.EXERCISE,), {"text": SECRET, "revision": "3", "do": "save"}),
        ("questionnaire", (f"{programs.EMBEDDED}.1.e1",), WRITTEN),
    ],
)
def test_an_undone_start_shows_the_own_words_and_nothing_of_the_program(rita, undone, page, args, fields):
    answer = rita.post(at(undone, page, *args), fields)
    shown = text(answer)
    assert answer.status_code == 410 and SECRET in shown and "Det gick inte att spara" in shown
    for of_the_program in ("Sov bättre", "Din kväll", "Mätning", "Utvärdering", "abcdef"):
        assert of_the_program not in shown
    assert rita.get(at(undone, "program")).status_code == 404


def test_the_script_is_told_that_it_is_gone(rita, undone):
    reply = rita.post(at(undone, "messages"), {"body": SECRET}, headers=SCRIPT)
    assert (reply.status_code, reply.json()) == (410, {"danger": ""})


def test_a_dangerous_answer_to_an_undone_start_brings_help_and_is_told(rita, undone):
    given = {f"q.{key}": code for key, code in programs.phq(0, ninth=3).items()}
    page = rita.post(at(undone, "questionnaire", GATE), {**given, "revision": "0", "do": "send"})
    assert page.status_code == 410 and "112" in text(page) and "Ring och prata" in text(page)
    assert Fact.objects.filter(kind="danger_given").count() == 1
    assert Fact.objects.filter(kind="response_submitted").count() == 0


def test_an_undone_start_of_somebody_else_does_not_exist(cast, undone):
    for name in ("rune", "rebecka"):
        assert cast.client(name).post(at(undone, "messages"), {"body": SECRET}).status_code == 404


def test_a_correction_can_be_shown_again_without_being_sent(rita, enrolment):
    address, given = at(enrolment, "questionnaire", GATE), programs.phq(1)
    rita.post(address, {f"q.{key}": code for key, code in given.items()} | {"revision": "0", "do": "send"})
    other = {f"q.{key}": code for key, code in programs.phq(2).items()}
    page = rita.post(at(enrolment, "correct", GATE), {**other, "do": "show"})
    assert page.status_code == 200 and text(page).count(" checked") == 10
    assert Fact.objects.filter(kind="response_submitted").count() == 1


# --- What the browser may keep ------------------------------------------------------------------

DAY = date(2026, 3, 2)


def test_each_account_and_fortnight_has_keys_of_its_own():
    first, same = keeping.keys_for("a", DAY), keeping.keys_for("a", DAY)
    assert first == same and len(first.keys) == 2
    assert not {key for _id, key in first.keys} & {key for _id, key in keeping.keys_for("b", DAY).keys}
    assert keeping.keys_for("b", DAY).name != first.name
    later = keeping.keys_for("a", DAY + timedelta(days=14))
    assert later.keys[1] == first.keys[0] and later.keys[0] not in first.keys and later.name == first.name
    assert not set(keeping.keys_for("a", DAY + timedelta(days=28)).keys) & set(first.keys)


def test_a_new_key_of_the_installation_becomes_the_current_and_the_old_still_opens(settings):
    before = keeping.keys_for("a", DAY)
    settings.STEGVIS_KEYS = "new=bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU=," + settings.STEGVIS_KEYS
    after = keeping.keys_for("a", DAY)
    assert after.keys[0][0].startswith("new.") and set(before.keys) < set(after.keys)


def test_the_keys_stand_only_on_pages_that_are_never_stored(cast, rita, enrolment):
    page = rita.get(at(enrolment, "questionnaire", GATE))
    key = keeping.keys_for(str(cast.accounts["rita"].pk), local_day(utc_now())).keys[0][1]
    assert key in text(page) and "no-store" in page["Cache-Control"]
    assert key not in text(rita.get(reverse("resident:home")))


def test_own_device_is_said_for_one_account_and_taken_back(cast, rita, enrolment):
    device = reverse("resident:device")
    form = at(enrolment, "questionnaire", GATE)
    assert "data-own" not in text(rita.get(form))
    rita.post(device, {"own": "yes"})
    cookie = rita.cookies[settings.OWN_DEVICE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) > 300 * 24 * 3600
    assert str(cast.accounts["rita"].pk)[:8] not in cookie.value
    assert "data-own" in text(rita.get(form)) and "Det är inte min egen enhet" in text(rita.get(device))
    other = cast.client("rune")
    other.cookies[settings.OWN_DEVICE_COOKIE_NAME] = cookie.value
    assert "Är det här din egen enhet?" in text(other.get(device))
    back = rita.post(device, {"own": "no"})
    assert back["Clear-Site-Data"] == '"storage"' and "data-own" not in text(rita.get(form))


def test_a_family_on_one_device_keeps_each_ones_choice():
    cookie = ""
    for account in "abcde":
        cookie = keeping.with_own_device(cookie, account)
    assert [keeping.is_own_device(cookie, account) for account in "abcde"] == [False, True, True, True, True]
    assert not keeping.is_own_device(keeping.without_own_device(cookie, "c"), "c")
    for made_up in ("", ".", "x" * 5000, "a.b.c", "' or 1=1"):
        assert not keeping.is_own_device(made_up, "a") and keeping.is_own_device(
            keeping.with_own_device(made_up, "a"), "a"
        )


def test_signing_out_wipes_what_the_browser_kept(rita):
    assert rita.post(reverse("entrance:sign_out"))["Clear-Site-Data"] == '"storage"'


# --- Safety rule 5 ------------------------------------------------------------------------------


def test_unsent_text_stands_on_no_page_of_staff(cast, rita, enrolment):
    """Every page of care staff that can be opened for the enrolment, and the log: none shows a draft's words."""
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    step = f"{programs.EMBEDDED}.1.e1"
    rita.post(at(enrolment, "questionnaire", step), WRITTEN, headers=SCRIPT)
    rita.post(at(enrolment, "exercise", programs.EXERCISE), {"text": SECRET, "revision": "0"}, headers=SCRIPT)
    rita.post(at(enrolment, "messages"), {"body": SECRET, "revision": ""}, headers=SCRIPT)
    for own, args in (("questionnaire", [step]), ("step", [programs.STEPS[0]]), ("messages", [])):
        assert SECRET in text(rita.get(at(enrolment, own, *args))), own
    for name in ("tina", "irma", "berit", "data", "kaj", "disa"):
        staff = cast.client(name)
        for page in staff_pages(enrolment):
            answer = staff.get(page)
            # What is no text (a paper) is made from what these pages show.
            assert SECRET not in answer.content.decode(errors="replace"), (name, page)
    assert cast.client("tina").get(reverse("clinician:patient", args=[enrolment.pk])).status_code == 200


def staff_pages(enrolment):
    """Every address without a name of its own, or that names an enrolment."""
    from django.urls import NoReverseMatch

    from tests.matrix.declared import ROUTES
    from tests.matrix.things import ENROLMENT

    yield from (reverse("clinician:flag", args=[flag.pk]) for flag in Flag.objects.without_asking_who_because("a test"))
    for name, page in ROUTES.items():
        if name.split(":")[0] not in {"clinician", "region", "studio"} or "GET" not in page.methods:
            continue
        try:
            if not page.things:
                yield reverse(name)
            elif page.things == {"pk": ENROLMENT}:
                yield reverse(name, args=[enrolment.pk])
        except NoReverseMatch:
            continue
