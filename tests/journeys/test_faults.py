"""When things go wrong: two tabs, two clicks, a lost session, a lost line, hostile text. Nothing is lost."""

import re

from playwright.sync_api import expect

from stegvis.config import settings
from tests.journeys.person import PHONE, SEND


def opens_what_is_asked(person):
    """The questionnaire that the first page leads to."""
    person.opens("/min/").presses("Svara nu", inside="main")
    return person.page.url


def test_two_tabs_show_both_and_let_one_choose(somebody, demo_region):
    elias = somebody(demo_region, "elias-norberg").signs_in()
    asked = opens_what_is_asked(elias)
    first = elias.page
    second = elias.new_window()
    elias.opens(asked)

    elias.page = first
    first.locator(".q-item").get_by_role("radio").nth(0).check()
    expect(first.locator("[data-q-status]")).to_have_text("Sparat")

    elias.page = second
    with elias.expecting(409):
        second.locator(".q-item").get_by_role("radio").nth(2).check()
        expect(second.locator("[data-q-status]")).to_contain_text("ändrats i ett annat fönster")
        elias.presses("Spara och fortsätt senare")
        elias.sees("Vilka svar vill du behålla?", "Det du skrev här", "Det som är sparat")
    elias.presses("Använd det här").sees("Sparat")
    expect(second.locator(".q-item").get_by_role("radio").nth(2)).to_be_checked()

    # And sending with two quick clicks sends once.
    elias.answers_everything()
    expect(second.locator("[data-q-status]")).to_have_text("Sparat")
    elias.finds(SEND).first.dblclick()
    elias.sees("Tack för dina svar")
    elias.opens(asked).is_at("/tack/").sees("Tack för dina svar")


def test_a_lost_line_is_mended_by_itself(somebody, demo_region):
    maria = somebody(demo_region, "maria-kowalska", size=PHONE).signs_in()
    opens_what_is_asked(maria)
    status = maria.page.locator("[data-q-status]")
    maria.faults.expected_console.add("ERR_INTERNET_DISCONNECTED")
    maria.context.set_offline(True)
    maria.page.locator(".q-item").get_by_role("radio").nth(1).check()
    expect(status).to_have_text("Inte sparat – försöker igen")
    maria.context.set_offline(False)
    expect(status).to_have_text("Sparat")
    maria.page.reload()
    expect(maria.page.locator(".q-item").get_by_role("radio").nth(1)).to_be_checked()


def test_a_session_that_ended_takes_nothing_along(somebody, demo_region):
    maria = somebody(demo_region, "maria-kowalska").signs_in()
    asked = opens_what_is_asked(maria)
    maria.answers_everything()
    # Another answer than an earlier story may have left: what is the same is not saved again.
    maria.page.locator(".q-item").first.get_by_role("radio").nth(2).check()
    expect(maria.page.locator("[data-q-status]")).to_have_text("Sparat")
    maria.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    with maria.expecting(403, 401):
        maria.page.locator(".q-item").get_by_role("radio").nth(3).check()
        expect(maria.page.locator("[data-q-status]")).to_contain_text("Du behöver logga in igen")
        left = maria.page
        maria.new_window()
        maria.signs_in()
        maria.page = left
        maria.presses(SEND)
        if maria.page.get_by_text("för gammal för att skickas").count():
            maria.sees("Det du skrev finns kvar").presses("Skicka igen")
    maria.sees("Tack för dina svar")
    maria.opens(asked).is_at("/tack/")


NASTY = "<script>alert('x')</script> \"'&lt;b&gt; {{ 7*7 }} åäö 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🌙 \u202evänt\u202c"


def test_hostile_text_is_only_text(somebody, demo_region):
    wilhelmina = somebody(demo_region, "wilhelmina-christophersdotter", size=PHONE).signs_in()
    wilhelmina.presses("Meddelanden").writes(re.compile("meddelande", re.IGNORECASE), NASTY)
    wilhelmina.presses(SEND).sees("Meddelandet är skickat", "<script>alert('x')</script>", "{{ 7*7 }}")
    fatima = somebody(demo_region, "fatima-yusuf").signs_in()
    fatima.presses(re.compile("Wilhelmina"), nth=0)
    if not fatima.page.get_by_text("alert('x')").count():
        fatima.presses(re.compile("^Meddelanden"), inside="main")
    fatima.sees("<script>alert('x')</script>", "{{ 7*7 }}", "🌙")


def test_addresses_that_lead_nowhere_say_so(somebody, demo_region):
    goran = somebody(demo_region, "goran-hedlund").signs_in()
    with goran.expecting(404, 403):
        goran.opens("/min/00000000-0000-4000-8000-000000000000/").sees(
            re.compile("finns inte|hittar inte", re.IGNORECASE)
        )
        goran.opens("/finns-inte/").sees(re.compile("finns inte|hittar inte", re.IGNORECASE))
        goran.opens("/vard/").sees(re.compile("inte|Du"))
        goran.sees("Logga ut")
