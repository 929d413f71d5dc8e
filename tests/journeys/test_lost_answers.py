"""No answer that a resident has typed is lost (safety rule 15). Each story breaks one thing; docs/no-answer-lost.md
says which story shows what."""

import re
import shutil
from functools import partial

import pytest
from playwright.sync_api import expect

from stegvis.config import settings
from tests.journeys.conftest import FLAGS
from tests.journeys.person import PHONE, Person

SAVED, UNSAVED = "Sparat", "Inte sparat – försöker igen"
GIVEN_BACK = "Vi har lagt tillbaka det du skrev"
# What a browser says in its console when the line is gone or the server is dead.
GONE = {"ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE"}
SEALED = """() => [sessionStorage, localStorage].map((place) =>
  Object.entries(place).filter(([name]) => name.startsWith("stegvis.kept.")).map((each) => each.join(" ")))"""


@pytest.fixture(scope="module")
def region(demo_region, tmp_path_factory):
    """The demo's region before anybody came, with a web server of its own to kill."""
    service = demo_region.once_more(tmp_path_factory.mktemp("lost") / "region")
    yield service
    service.stop()
    assert service.complaints() == []


# Kinds of pages that axe has looked at in these stories: once each is enough here.
LOOKED_AT = set()


@pytest.fixture
def sit(somebody, region, faults):
    """Somebody at a browser, where a lost line is part of the story."""
    faults.expected_console |= GONE
    faults.seen = LOOKED_AT
    return partial(somebody, region)


def opens_form(person):
    """The questionnaire that waits for them."""
    person.opens("/min/").presses("Svara nu", inside="main")
    return person.page.url


def status(person):
    return person.page.locator("[data-q-status], form[data-keep] [data-status]").first


def radio(person, nth):
    return person.page.locator(".q-item").get_by_role("radio").nth(nth)


def another(person):
    """Answer otherwise than before, and say which answer it was."""
    marks = person.page.locator(".q-item").get_by_role("radio")
    nth = next(n for n in range(3) if not marks.nth(n).is_checked())
    marks.nth(nth).check()
    return nth


def is_sealed(person, words=""):
    """Wait until the browser has put something away; none of the words stand in it."""
    person.page.wait_for_function(f"() => ({SEALED})().flat().length > 0")
    kept = person.page.evaluate(SEALED)
    assert not words or not any(words in each for place in kept for each in place)
    return kept


def cuts_line(person):
    """No way out, not even for the last words that a page says when it is left (those escape what playwright cuts)."""
    person.context.set_offline(True)
    person.page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('cut')); }")


def leaves_page(person):
    """Away from the page, as somebody who closes it or follows a link does."""
    person.page.goto("about:blank")


# --- The server dies ----------------------------------------------------------------------------


def test_killed_between_keystroke_and_save_and_up_again(sit, region):
    maria = sit("maria-kowalska").signs_in()
    opens_form(maria)
    region.dies()
    chosen = another(maria)
    expect(status(maria)).to_have_text(UNSAVED)
    region.rises()
    expect(status(maria)).to_have_text(SAVED, timeout=20_000)
    maria.page.reload()
    expect(radio(maria, chosen)).to_be_checked()


def test_killed_before_the_save_and_the_page_reloaded(sit, region):
    maria = sit("maria-kowalska", size=PHONE).signs_in()
    asked = opens_form(maria)
    chosen = another(maria)
    region.dies()
    is_sealed(maria)
    leaves_page(maria)
    region.rises()
    maria.opens(asked).sees(GIVEN_BACK)
    expect(radio(maria, chosen)).to_be_checked()
    maria.page.reload()
    maria.does_not_see(GIVEN_BACK)
    expect(radio(maria, chosen)).to_be_checked()
    assert maria.page.evaluate(SEALED) == [[], []]


def test_killed_the_moment_it_says_saved(sit, region):
    maria = sit("maria-kowalska").signs_in()
    asked = opens_form(maria)
    chosen = another(maria)
    expect(status(maria)).to_have_text(SAVED)
    region.dies()
    region.rises()
    maria.leaves()
    again = sit("maria-kowalska").signs_in().opens(asked)
    expect(radio(again, chosen)).to_be_checked()


def test_killed_after_saving_and_before_the_answer_is_no_conflict(sit):
    maria = sit("maria-kowalska").signs_in()
    asked = opens_form(maria)

    def loses_the_answer(route):
        route.fetch()
        route.abort()

    maria.page.route(f"**{asked.split('/min/')[1]}", loses_the_answer, times=1)
    maria.faults.expected_console.add("ERR_FAILED")
    another(maria)
    expect(status(maria)).to_have_text(UNSAVED)
    chosen = another(maria)
    expect(status(maria)).to_have_text(SAVED, timeout=20_000)
    maria.page.reload()
    expect(radio(maria, chosen)).to_be_checked()


# --- The line is cut ----------------------------------------------------------------------------


def test_a_cut_line_and_a_page_that_is_left(sit):
    maria = sit("maria-kowalska", size=PHONE).signs_in()
    asked = opens_form(maria)
    cuts_line(maria)
    chosen = another(maria)
    is_sealed(maria)
    maria.finds("Spara och fortsätt senare").click()
    expect(status(maria)).to_have_text(UNSAVED)
    leaves_page(maria)
    maria.context.set_offline(False)
    maria.opens(asked).sees(GIVEN_BACK)
    expect(radio(maria, chosen)).to_be_checked()


def test_an_exercise_and_a_message_over_a_cut_line(sit):
    amina = sit("amina-warsame").signs_in()
    pages = {"/min/": "Jag skrev om natten.", "messages": "Jag undrar en sak."}
    amina.opens("/min/").presses(re.compile("Fortsätt|Börja"), inside="main")
    step = amina.page.url
    messages = f"{step.split('/steg/')[0]}/meddelanden/"
    for address, words in zip((step, messages), pages.values(), strict=True):
        amina.opens(address)
        cuts_line(amina)
        amina.page.locator("form[data-keep] textarea").first.fill(words)
        is_sealed(amina, words)
        leaves_page(amina)
        amina.context.set_offline(False)
        amina.opens(address).sees(GIVEN_BACK)
        expect(amina.page.locator("form[data-keep] textarea").first).to_have_value(words)


# --- The session ends ---------------------------------------------------------------------------


def test_signed_out_while_typing_and_in_again_in_another_tab(sit):
    maria = sit("maria-kowalska").signs_in()
    opens_form(maria)
    left = maria.page
    maria.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with maria.expecting(401, 403):
        chosen = another(maria)
        expect(status(maria)).to_contain_text("Du behöver logga in igen")
        maria.new_window()
        maria.signs_in()
        maria.page.close()
        maria.page = left
        left.bring_to_front()
        left.evaluate("dispatchEvent(new Event('focus'))")
        expect(status(maria)).to_have_text(SAVED)
    left.reload()
    expect(radio(maria, chosen)).to_be_checked()


def test_signed_out_while_typing_and_in_again_in_the_same_tab(sit):
    maria = sit("maria-kowalska").signs_in()
    asked = opens_form(maria)
    maria.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with maria.expecting(401, 403):
        chosen = another(maria)
        expect(status(maria)).to_contain_text("Du behöver logga in igen")
    maria.signs_in().opens(asked).sees(GIVEN_BACK)
    expect(radio(maria, chosen)).to_be_checked()


def test_signed_out_without_scripts(sit):
    maria = sit("maria-kowalska", size=PHONE, scripts=False).signs_in()
    opens_form(maria)
    chosen = another(maria)
    maria.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with maria.expecting(401, 403):
        maria.presses("Spara och fortsätt senare").sees("Du har blivit utloggad", "Det du skrev finns kvar")
    maria.presses("Logga in igen").signs_in(at=maria.page.url)
    maria.sees("Det du skrev finns kvar").presses("Spara och fortsätt").sees("Sparat")
    expect(radio(maria, chosen)).to_be_checked()


# --- Two of them --------------------------------------------------------------------------------


def test_two_devices_show_both_and_nothing_is_overwritten(sit):
    phone, desk = sit("maria-kowalska", size=PHONE).signs_in(), sit("maria-kowalska").signs_in()
    asked = opens_form(phone)
    desk.opens(asked)
    on_desk = another(desk)
    expect(status(desk)).to_have_text(SAVED)
    with phone.expecting(409):
        on_phone = next(n for n in range(4) if n != on_desk and not radio(phone, n).is_checked())
        radio(phone, on_phone).check()
        expect(status(phone)).to_contain_text("ändrats i ett annat fönster")
        phone.presses("Spara och fortsätt senare").sees("Det du skrev här", "Det som är sparat")
    desk.page.reload()
    expect(radio(desk, on_desk)).to_be_checked()
    phone.presses("Behåll det sparade")
    expect(radio(phone, on_desk)).to_be_checked()
    phone.page.reload()
    phone.does_not_see("Du har skrivit något som inte blev sparat")


def test_text_that_waited_while_the_other_device_saved(sit):
    phone, desk = sit("amina-warsame", size=PHONE).signs_in(), sit("amina-warsame").signs_in()
    phone.opens("/min/").presses("Meddelanden")
    page = phone.page.url
    cuts_line(phone)
    phone.page.locator("#body").fill("Skrivet i tunneln.")
    is_sealed(phone, "tunneln")
    desk.opens(page)
    desk.page.locator("#body").fill("Skrivet vid bordet.")
    expect(status(desk)).to_have_text("Utkastet är sparat")
    leaves_page(phone)
    phone.context.set_offline(False)
    with phone.expecting(409):
        phone.opens(page).sees("Du har skrivit något som inte blev sparat")
        expect(phone.page.locator("#body")).to_have_value("Skrivet vid bordet.")
        phone.presses("Visa det jag skrev").sees("Skrivet i tunneln.", "Skrivet vid bordet.")
    phone.presses("Använd det här")
    expect(phone.page.locator("#body")).to_have_value("Skrivet i tunneln.")
    phone.page.reload()
    phone.does_not_see("Du har skrivit något som inte blev sparat")
    assert phone.page.evaluate(SEALED) == [[], []]


# --- The browser is started again ---------------------------------------------------------------


class Profile:
    """A browser with a folder, that can be closed and opened again."""

    def __init__(self, browser, chromium_path, folder):
        self._start = partial(
            browser.browser_type.launch_persistent_context, str(folder), executable_path=chromium_path, args=FLAGS
        )

    def new_context(self, **options):
        return self._start(**options)


@pytest.fixture
def at_home(browser, chromium_path, region, faults, pictures, tmp_path):
    """`at_home(slug)` opens the same browser once more."""
    seated = []
    faults.expected_console |= GONE
    faults.seen = LOOKED_AT
    profile = Profile(browser, chromium_path, tmp_path / "profile")

    def sit(slug):
        seated.append(Person(profile, region, slug, faults=faults, pictures=pictures))
        return seated[-1]

    yield sit
    for person in seated:
        person.leaves()
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)
    assert faults.own == []
    assert faults.console == []


def writes_in_vain(person, words):
    """A message that never reaches the server before the browser is closed."""
    person.opens("/min/").presses("Meddelanden")
    page = person.page.url
    cuts_line(person)
    person.page.locator("#body").fill(words)
    kept = is_sealed(person, words)
    person.leaves()
    return page, kept


def test_a_restarted_browser_on_a_borrowed_device_keeps_nothing(at_home):
    page, (_session, lasting) = writes_in_vain(at_home("wilhelmina-christophersdotter").signs_in(), "Bara här och nu.")
    assert lasting == []
    again = at_home("wilhelmina-christophersdotter").signs_in().opens(page)
    expect(again.page.locator("#body")).to_have_value("")
    assert again.page.evaluate(SEALED) == [[], []]


def test_a_restarted_browser_on_ones_own_device_gives_back_until_signing_out(at_home):
    first = at_home("wilhelmina-christophersdotter").signs_in().opens("/min/enhet/")
    first.presses("Det här är min egen enhet").sees("Den här enheten är din egen")
    page, (session, lasting) = writes_in_vain(first, "Det här vill jag ha kvar.")
    assert session == [] and len(lasting) == 1

    other = at_home("amina-warsame").signs_in().opens("/min/").presses("Meddelanden")
    other.does_not_see("Det här vill jag ha kvar.", GIVEN_BACK, "Du har skrivit något som inte blev sparat")
    other.leaves()

    again = at_home("wilhelmina-christophersdotter").signs_in().opens(page).sees(GIVEN_BACK)
    expect(again.page.locator("#body")).to_have_value("Det här vill jag ha kvar.")
    assert again.page.evaluate(SEALED) == [[], []]

    cuts_line(again)
    again.page.locator("#body").fill("Ska bort.")
    is_sealed(again, "Ska bort")
    leaves_page(again)
    again.context.set_offline(False)
    again.opens("/min/")
    assert len(again.page.evaluate(SEALED)[1]) == 1
    again.signs_out().sees("Du är utloggad")
    assert again.page.evaluate(SEALED) == [[], []]
    again.signs_in().opens(page).does_not_see(GIVEN_BACK)
    expect(again.page.locator("#body")).to_have_value("Det här vill jag ha kvar.")
