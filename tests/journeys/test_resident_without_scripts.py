"""A resident whose browser runs no scripts: the whole path of answering works the same."""

import re

from tests.journeys.person import PHONE, SEND


def test_answering_without_scripts(somebody, demo_region):
    nora = somebody(demo_region, "nora-ekdahl", size=PHONE, scripts=False).signs_in()
    nora.sees("Hej Nora").presses("Börja").sees("Välkommen till").presses(re.compile("Jag har läst"))

    answered = 0
    while nora.page.locator("main").get_by_text("Svara nu").count():
        nora.presses("Svara nu", inside="main")
        if not answered:
            leaves_something_out(nora)
        nora.answers_and_sends()
        answered += 1
        assert answered < 9, "the same questionnaire is asked again and again"
        nora.opens("/min/")
    assert answered

    nora.presses(re.compile("Börja|Fortsätt"), inside="main").sees(re.compile(r"Steg 1 av \d"))
    first = nora.page.locator("h1").inner_text()
    nora.presses("Klar, nästa").sees(re.compile(r"Steg 2 av \d"))
    assert nora.page.locator("h1").inner_text() != first
    nora.opens("/min/").sees(re.compile(r"1 av \d+ steg klara"))


def leaves_something_out(nora):
    """What is missing is said on the page, and what was answered is still there."""
    first = nora.page.locator(".q-item").get_by_role("radio").first
    first.check()
    nora.presses("Spara och fortsätt senare").sees("Sparat")
    assert nora.page.locator(".q-item").get_by_role("radio").first.is_checked()
    with nora.expecting(422):
        nora.presses(SEND)
        nora.sees(re.compile("behöver rättas"), re.compile("Välj ett svar|Välj en siffra|Skriv"))
    assert nora.page.locator(".q-item").get_by_role("radio").first.is_checked()
