"""The whole main job, told from an empty editor to a graph. Nothing goes past the pages."""

import re

import pytest
from playwright.sync_api import expect

from stegvis.demo.content import people
from tests.journeys.designing import (
    builds_the_first_module,
    builds_the_second_module,
    describes_it,
    describes_the_picture,
)
from tests.journeys.editor import Editor
from tests.journeys.on_the_unit import starts_it, ticks_the_start_checklist
from tests.journeys.person import PHONE, Person

NORA = next(each for each in people.residents() if each["slug"] == "nora-ekdahl")
FIRST_EIGHT = (
    "Lite intresse eller glädje",
    "Känt dig nedstämd",
    "Problem att somna",
    "Känt dig trött",
    "Dålig aptit",
    "Dålig självkänsla",
    "Svårigheter att koncentrera dig",
    "rört dig eller talat så långsamt",
)


@pytest.fixture
def region(empty_region):
    return empty_region


def test_from_draft_to_graph(somebody, region, faults):
    designer = somebody(region, "maja-lindgren").signs_in()
    begins_a_program(designer)
    builds_the_first_module(designer)
    builds_the_second_module(designer)
    cannot_hand_over_what_is_unfinished(designer)
    mends_what_is_missing(designer)
    plans_a_measurement(designer)
    walks_through_it(designer)
    hands_it_over(designer)

    coordinator = somebody(region, "ingrid-palm").signs_in()
    takes_it_in(coordinator)
    lets_it_through(coordinator)
    publishes_it(somebody(region, "mikael-sandberg").signs_in())
    distributes_it(coordinator)
    ticks_the_start_checklist(somebody(region, "leila-haddad").signs_in(), "Lugn i vardagen")

    therapist = somebody(region, "anna-lindqvist").signs_in()
    starts_it(therapist, "Lugn i vardagen", NORA["identity_number"], "Nora Ekdahl")
    therapist.presses("Till invånarens sida").sees("Inga resultat än")

    resident = somebody(region, "nora-ekdahl", size=PHONE)
    comes_by_the_short_address(resident)
    answers_with_dark_thoughts(resident)
    works_through_the_first_step(resident)

    sees_the_flag_and_takes_it(therapist)
    reads_the_first_result(therapist)
    asks_once_more(therapist)
    comments_on_the_exercise(therapist)
    opens_the_next_module(therapist)

    finds_the_comment_and_the_module(resident)
    answers_again_feeling_better(resident)
    reads_the_graph(therapist.opens("/vard/invanare/").presses(re.compile("Nora Ekdahl"), inside="main"))


# --- The designer -------------------------------------------------------------------------------


def begins_a_program(designer: Person) -> None:
    designer.presses("Nytt program").writes("Titel", "Lugn i vardagen").presses("Skapa programmet")
    designer.sees("Inga moduler än", "Utkast")


def cannot_hand_over_what_is_unfinished(designer: Person) -> None:
    designer.sees("2 saker fattas", "Skriv en välkomsttext", "Beskriv bilden för den som inte ser den")
    designer.sees("Att förstå oro › Början › Vad är oro?")
    assert designer.page.get_by_role("button", name="Frys och lägg fram").count() == 0
    designer.takes_picture("vad-som-fattas")


def mends_what_is_missing(designer: Person) -> None:
    describes_the_picture(designer).sees("1 sak fattas")
    designer.presses(re.compile("Skriv en välkomsttext"))
    editor = describes_it(designer)
    editor.chooses("outline-1-value-rule", "by_staff")
    editor.saves()


def plans_a_measurement(designer: Person) -> None:
    editor = Editor(designer)
    asked = editor.adds("measurements")
    editor.chooses(f"{asked}-questionnaire", "phq-9").chooses(f"{asked}-when", "at_start").ticks(f"{asked}-gate")
    editor.saves().goes_back()
    designer.sees("PHQ-9", "Inget fattas")


def walks_through_it(designer: Person) -> None:
    designer.presses("Gå igenom som invånare").sees("Lugn i vardagen", "Välkommen! Här får du prova dig fram")
    designer.presses("Vad är oro?").sees("Oro är kroppens larm", "Din oro")
    designer.opens("/studio/").presses(re.compile("Lugn i vardagen"))


def hands_it_over(designer: Person) -> None:
    designer.writes("Vad är nytt?", "Ett första program om oro.").presses("Frys och lägg fram")
    designer.sees("Programmet är fryst.", "Utkastet är fryst som det är nu.")


# --- The short lane: what was decided elsewhere ---------------------------------------------------


def takes_it_in(coordinator: Person) -> None:
    coordinator.sees("Frysta, utan pågående arbete").presses(re.compile("Lugn i vardagen"))
    coordinator.sees("Ett första program om oro.", "Att släppa taget")
    coordinator.presses("Ta in med tidigare beslut").writes("Ägare", "Mikael Sandberg")
    coordinator.writes("Varför tas det in", "Används redan på papper, med en riskanalys från i våras.").presses("Börja")
    coordinator.presses("Egen kontroll", inside="nav").sees("Inget beslut är infört än.")
    for kind in ("Riskanalys", "Slutgranskning"):
        records_a_decision(coordinator, kind)


def records_a_decision(coordinator: Person, kind: str) -> None:
    coordinator.chooses("Vad", kind).writes(re.compile("^När"), "2026-03-02")
    coordinator.writes(re.compile("^Av vem"), "Psykiatrins ledningsgrupp").writes(
        re.compile("^Var"), "Diariet, 2026-114"
    )
    coordinator.presses("För in beslutet").sees("Diariet, 2026-114")


def lets_it_through(coordinator: Person) -> None:
    coordinator.presses(re.compile("Den regulatoriska statusen är inte avgjord"))
    coordinator.ticks("Inte en medicinteknisk produkt").presses("Spara").sees("Uppgifterna är sparade.")
    coordinator.opens("/utveckling/").presses(re.compile("^Gör vårdgivarens egen kontroll"))
    lets_the_picture_pass(coordinator)
    coordinator.presses("Egen kontroll", inside="nav[aria-label='Delar av sidan']")
    coordinator.writes("Motivering", "Telefonnummer och krishjälp stämmer med våra.").presses("Godkänn")
    coordinator.sees("Kontrollen är klar. Ägaren kan publicera programmet.")


def lets_the_picture_pass(coordinator: Person) -> None:
    """Nobody wrote down where one picture comes from; somebody here knows, and says so with their name."""
    coordinator.presses("Kontroller", inside="nav[aria-label='Delar av sidan']")
    coordinator.sees("Det står inte vad som gäller för ”stund.webp”").unfolds("Gör ett undantag")
    coordinator.writes("Varför får det vara som det är?", "Bilden är ritad här på kliniken. Vi äger den.")
    coordinator.presses("Spara undantaget").sees("Undantaget är sparat med ditt namn.")


def publishes_it(owner: Person) -> None:
    owner.opens("/utveckling/").presses(re.compile("^Publicera"), inside="main").presses("Publicera i katalogen")
    owner.sees("Programmet är publicerat i katalogen.", "Version 1 publicerades")


def distributes_it(coordinator: Person) -> None:
    coordinator.opens("/utveckling/").presses(re.compile("^Dela ut till enheterna"), inside="main")
    coordinator.presses("Skriv rättslig grund").sees("Hälso- och sjukvård: patientdatalagen").presses("Spara")
    coordinator.ticks(re.compile("Psykiatrimottagningen Norr")).presses("Dela ut till de ikryssade")
    coordinator.sees("1 enhet har versionen")
    coordinator.takes_picture("version")


# --- The therapist ------------------------------------------------------------------------------


def sees_the_flag_and_takes_it(therapist: Person) -> None:
    therapist.opens("/vard/").sees("Nora Ekdahl", "Farligt svar i Lugn i vardagen")
    therapist.takes_picture("att-gora")
    therapist.presses(re.compile("Nora Ekdahl"), nth=0).sees("Tankar att det skulle vara bättre", "Flera dagar")
    therapist.presses("Jag tar den").sees("Du har tagit flaggan")
    therapist.writes("Vad har du gjort?", "Ringt. Ingen akut fara. Ny tid på torsdag.")
    therapist.presses("Markera som hanterad").sees("Flaggan är hanterad")


def reads_the_first_result(therapist: Person) -> None:
    """One answer is a sentence and its place on the scale; there is nothing to compare with yet."""
    therapist.sees("Resultat", re.compile("PHQ-9"), re.compile("Lindriga besvär", re.IGNORECASE))


def asks_once_more(therapist: Person) -> None:
    therapist.unfolds("Ny mätning").chooses("Formulär", "PHQ-9").presses("Lägg till mätningen")
    therapist.sees("Mätningen är tillagd.", "Att besvara")


def reads_the_graph(therapist: Person) -> None:
    """As a picture, as a table and in words."""
    therapist.page.reload()
    chart = therapist.page.locator(".card", has=therapist.page.locator("figure.chart")).first
    drawn = chart.locator("figure svg[role=img]").filter(visible=True)
    expect(drawn).to_have_count(1)
    expect(chart.locator("figcaption")).to_contain_text(re.compile("9.*3", re.DOTALL))
    therapist.unfolds(re.compile("tabell", re.IGNORECASE))
    for total in ("9", "3"):
        expect(chart.get_by_role("cell", name=re.compile(f"^{total}")).first).to_be_visible()
    therapist.takes_picture("resultat", whole=True)


def comments_on_the_exercise(therapist: Person) -> None:
    therapist.presses(re.compile("^Övningar")).sees("Din oro", "Att mötet på jobbet ska gå fel.")
    therapist.writes("Din kommentar", "Bra att du skriver det. Vi tar upp det på torsdag.")
    therapist.presses("Skicka kommentaren").sees("Kommentaren är skickad till invånaren.")


def opens_the_next_module(therapist: Person) -> None:
    therapist.presses("Översikt").presses("Öppna modulen", nth=0).sees("Att släppa taget är öppen för invånaren.")


# --- The resident -------------------------------------------------------------------------------


def comes_by_the_short_address(resident: Person) -> None:
    resident.opens("/p/psyk-norr/lugn-i-vardagen/").sees("Lugn i vardagen", "Logga in för att börja")
    resident.page.locator("main").get_by_role("link", name="Logga in").click()
    resident.page.locator('button[value="nora-ekdahl"]').click()
    resident.looks().is_at("/min/").sees("Välkommen till", "Välkommen! Här får du prova dig fram i lugn takt.")
    resident.presses(re.compile("Jag har läst"))


def answers_with_dark_thoughts(resident: Person) -> None:
    resident.presses(re.compile("PHQ-9|Svara"), nth=0).sees("Under de senaste 2 veckorna")
    for question in FIRST_EIGHT:
        resident.answers(question, "Flera dagar")
    resident.does_not_see("Ring och prata med någon nu")
    resident.answers("Tankar att det skulle vara bättre", "Flera dagar")
    resident.sees("Ring och prata med någon nu", "112")
    resident.takes_picture("akut-hjalp-genast")
    resident.answers("hur stora svårigheter", "Vissa svårigheter")
    resident.presses(re.compile("Skicka")).sees("Tack för dina svar", "112")


def works_through_the_first_step(resident: Person) -> None:
    resident.opens("/min/").takes_picture("invanarens-start")
    resident.finds(re.compile("Börja|Fortsätt|Läs|Öppna"), inside="main").first.click()
    resident.looks().sees("Vad är oro?", "Oro är kroppens larm")
    picture = resident.page.get_by_alt_text("En person som går i en park.")
    picture.scroll_into_view_if_needed()
    resident.page.wait_for_function("image => image.complete && image.naturalWidth > 100", arg=picture.element_handle())
    resident.takes_picture("ett-steg", whole=True)
    resident.writes("Din oro", "Att mötet på jobbet ska gå fel.").presses("Skicka in").sees("Inskickad")
    resident.presses("Klar, nästa").sees("Hur orolig är du?", "Svara på frågorna")


def finds_the_comment_and_the_module(resident: Person) -> None:
    resident.opens("/min/").presses(re.compile("Lugn i vardagen"), inside="main")
    resident.sees("Att släppa taget")
    resident.presses(re.compile("Vad är oro")).sees("Bra att du skriver det. Vi tar upp det på torsdag.")
    resident.opens("/min/").presses(re.compile("Lugn i vardagen"), inside="main")
    resident.unfolds("Att släppa taget").presses(re.compile("En lugn stund"))
    resident.sees("Sitt ned en stund. Andas långsamt.")


def answers_again_feeling_better(resident: Person) -> None:
    resident.opens("/min/").presses("Svara nu", inside="main")
    for place, question in enumerate((*FIRST_EIGHT, "Tankar att det skulle vara bättre")):
        resident.answers(question, "Flera dagar" if place < 3 else "Inte alls")
    resident.does_not_see("Ring och prata med någon nu")
    resident.answers("hur stora svårigheter", "Inga svårigheter").presses(re.compile("^Skicka"))
    resident.sees("Tack för dina svar").takes_picture("egna-resultat", whole=True)
