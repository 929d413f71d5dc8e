"""A designer builds a questionnaire from nothing, tries it, publishes it, and publishes a change."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.person import Person
from tests.journeys.service import Service

pytestmark = pytest.mark.journey

DESIGNER = "maja-lindgren"


def adds(maja: Person, kind: str, words: str) -> None:
    """A question after the one that is open."""
    if not maja.page.locator("#ny-text").is_visible():
        maja.unfolds("Lägg till")
    maja.chooses("Vad vill du lägga till?", kind)
    maja.page.locator("#ny-text").fill(words)
    maja.presses("Lägg till efter den som är öppen")
    expect(maja.page.locator(".ed-list a[aria-current]")).to_contain_text(words)


def saves(maja: Person) -> None:
    """By the button, and waits for the word."""
    maja.page.locator(".ed-form").get_by_role("button", name="Spara", exact=True).last.click()
    expect(maja.page.locator("[data-status]")).to_have_text("Sparat")


def slowly(route: Route) -> None:
    """A connection with half a second on the way."""
    time.sleep(0.5)
    route.continue_()


def goes_to(maja: Person, tab: str) -> None:
    maja.page.locator(".tabs").get_by_role("link", name=re.compile(f"^{tab}")).click()
    maja.page.wait_for_load_state()
    maja.looks()


def begins(maja: Person, title: str) -> None:
    maja.presses("Formulär").presses("Nytt formulär").writes("Titel", title).presses("Skapa formuläret")


def test_from_nothing_to_a_second_version(demo_region: Service, somebody: Callable[..., Person]) -> None:
    maja = somebody(demo_region, DESIGNER).signs_in()
    begins(maja, "Min vecka")
    maja.sees("Inga frågor än")

    # Three questions; the answers are written in their rows, and the last one is asked only sometimes.
    adds(maja, "Val mellan svar", "Hur har du mått?")
    page = maja.page
    for number, (words, points) in enumerate((("Bra", "0"), ("Sådär", "1"))):
        page.locator(f'[name="opt.{number}.text"]').fill(words)
        page.locator(f'[name="opt.{number}.points"]').fill(points)
    saves(maja)
    page.locator('[name="opt.2.text"]').fill("Dåligt")
    page.locator('[name="opt.2.points"]').fill("3")
    saves(maja)
    adds(maja, "Skala", "Hur stressad har du varit?")
    maja.writes("Vad det lägsta betyder", "Inte alls").writes("Vad det högsta betyder", "Hela tiden")
    saves(maja)
    adds(maja, "Lång text", "Vad har varit svårt?")
    maja.unfolds("Visas bara när")
    page.locator('[name="cond.0.question"]').select_option(label="1. Hur har du mått?")
    expect(page.locator('[name="cond.0.value"]')).to_be_visible()
    page.locator('[name="cond.0.value"]').select_option(label="Dåligt")
    saves(maja)
    maja.looks().takes_picture("builder", for_docs=True)

    # What is typed is saved as it is left, without any button.
    maja.writes("Hjälptext", "Skriv så mycket du vill.")
    expect(page.locator("[data-status]")).to_have_text("Sparat")
    page.reload()
    expect(page.get_by_label("Hjälptext", exact=True)).to_have_value("Skriv så mycket du vill.")

    # What is typed while a save is on its way is not lost either.
    page.route("**/formular/min-vecka*/**", slowly)
    page.get_by_label("Hjälptext", exact=True).fill("Skriv.")
    page.locator(".ed-form").get_by_role("button", name="Spara", exact=True).last.click()
    page.get_by_label("Hjälptext", exact=True).fill("Skriv eller låt bli.")
    expect(page.locator("[data-status]")).to_have_text("Sparat")
    page.unroute("**/formular/min-vecka*/**")
    page.reload()
    expect(page.get_by_label("Hjälptext", exact=True)).to_have_value("Skriv eller låt bli.")

    # By the keys: the last question up, and down again.
    page.locator(".ed-list a[aria-current]").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".ed-list .ed-words").nth(1)).to_have_text("Vad har varit svårt?")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".ed-list .ed-words").nth(2)).to_have_text("Vad har varit svårt?")
    # And by dragging.
    page.locator(".ed-line").nth(1).drag_to(page.locator(".ed-line").nth(0), target_position={"x": 60, "y": 3})
    expect(page.locator(".ed-list .ed-words").first).to_have_text("Hur stressad har du varit?")
    page.locator(".ed-line").nth(0).drag_to(page.locator(".ed-line").nth(1), target_position={"x": 60, "y": 36})
    expect(page.locator(".ed-list .ed-words").first).to_have_text("Hur har du mått?")

    goes_to(maja, "Poäng")
    maja.writes("Ny poäng, vad heter den?", "Besvär").presses("Lägg till")
    expect(page.get_by_role("heading", name="Besvär")).to_be_visible()
    maja.ticks("1. Hur har du mått?").ticks("2. Hur stressad har du varit?")
    bands = (("0", "Små besvär", "calm"), ("8", "Stora besvär", "marked"))
    for number, (low, label, tone) in enumerate(bands):
        page.locator(f'[name="band.{number}.low"]').fill(low)
        page.locator(f'[name="band.{number}.text"]').fill(label)
        page.locator(f'[name="band.{number}.tone"]').select_option(tone)
        page.locator(f'[name="band.{number}.source"]').fill("Vår egen gräns")
    saves(maja)

    goes_to(maja, "Risker")
    maja.writes("Ny riskregel, vad är risken?", "Mår dåligt").presses("Lägg till")
    maja.writes("Vad får den som svarar veta?", "Tack för att du berättar. Du är inte ensam.")
    page.get_by_label("Fråga", exact=True).select_option(label="1. Hur har du mått?")
    expect(page.locator('[name="value"]')).to_be_visible()
    page.locator('[name="value"]').select_option(label="Dåligt")
    saves(maja)

    goes_to(maja, "Exempel")
    maja.writes("Nytt exempel, vad heter det?", "Högsta").presses("Lägg till")
    maja.answers("Hur har du mått?", "Dåligt")
    page.locator('[name="q.hur-stressad-har-du-varit"][value="10"]').check()
    page.locator('[name="exp.score.besvar"]').fill("12")
    maja.ticks("Risk: Mår dåligt")
    saves(maja)
    maja.sees("Skulle bli 12")
    page.locator('[name="exp.score.besvar"]').fill("13")
    saves(maja)
    maja.sees("Stämmer med exemplet").looks()

    goes_to(maja, "Om")
    # A choice that is made while the one before is being saved is saved too.
    page.route("**/formular/min-vecka*/**", slowly)
    page.get_by_label("Vad gäller?").select_option("licensed")
    page.get_by_label("Frågorna visas").select_option("one-by-one")
    expect(page.locator("[data-status]")).to_have_text("Sparat")
    page.unroute("**/formular/min-vecka*/**")
    page.reload()
    expect(page.get_by_label("Frågorna visas")).to_have_value("one-by-one")
    page.get_by_label("Frågorna visas").select_option("page")
    expect(page.locator("[data-status]")).to_have_text("Sparat")

    goes_to(maja, "Prova")
    hidden = page.locator(".q-item").filter(has_text="Vad har varit svårt?").last
    expect(hidden).to_be_hidden()
    maja.answers("Hur har du mått?", "Dåligt").answers("Hur stressad har du varit?", "5")
    expect(hidden).to_be_visible()
    expect(page.locator("[data-live-results]")).to_contain_text("Stora besvär")
    expect(page.locator("[data-live-results]")).to_contain_text("Du är inte ensam.")
    maja.takes_picture("builder-try", for_docs=True)

    # Licensed, and nobody has said by which licence: stopped.
    goes_to(maja, "Publicera")
    maja.sees("Skriv vilken licens eller vilket avtal som gäller.")
    assert maja.finds("Publicera formuläret").count() == 0
    maja.presses(re.compile("^Skriv vilken licens"))
    maja.writes("Hänvisning", "Avtal 2026-12 med upphovspersonen")
    saves(maja)
    goes_to(maja, "Publicera")
    maja.presses("Publicera formuläret").sees("Version 1.0 är publicerad")

    goes_to(maja, "Frågor")
    page.locator(".ed-form textarea").first.fill("Hur har du mått den här veckan?")
    saves(maja)
    goes_to(maja, "Publicera")
    maja.sees("Hur har du mått?", "Hur har du mått den här veckan?")
    expect(page.get_by_label("Versionsnummer")).to_have_value("1.1")
    maja.presses("Publicera formuläret").sees("Version 1.1 är publicerad", "Det finns inget nytt att publicera")


def test_it_is_built_without_scripts_too(demo_region: Service, somebody: Callable[..., Person]) -> None:
    maja = somebody(demo_region, DESIGNER, scripts=False).signs_in()
    begins(maja, "Utan skript")
    page = maja.page
    maja.chooses("Vad vill du lägga till?", "Ja eller nej").writes("Texten", "Sover du gott?")
    maja.presses("Lägg till efter den som är öppen")
    maja.unfolds("Lägg till").chooses("Vad vill du lägga till?", "Kort text").writes("Texten", "Sedan när?")
    maja.presses("Lägg till efter den som är öppen")
    maja.unfolds("Visas bara när")
    page.locator('[name="cond.0.question"]').select_option(label="1. Sover du gott?")
    maja.presses("Välj")
    page.locator('[name="cond.0.value"]').select_option(label="Nej")
    page.locator(".ed-form").get_by_role("button", name="Spara", exact=True).last.click()
    maja.presses("Flytta upp")
    maja.sees("Villkoret gäller en fråga som kommer senare.")
    assert [line.inner_text() for line in page.locator(".ed-words").all()] == ["Sedan när?", "Sover du gott?"]


def test_on_a_phone_in_the_dark(demo_region: Service, somebody: Callable[..., Person]) -> None:
    maja = somebody(demo_region, DESIGNER, size=(360, 740), dark=True).signs_in()
    maja.opens("/studio/formular/")
    for part in ("", "poang/", "risker/", "exempel/", "om/", "prova/", "publicera/"):
        maja.opens(f"/studio/formular/startformular-for-stodprogram/{part}")
        assert maja.page.evaluate("document.documentElement.scrollWidth") <= 360, part
