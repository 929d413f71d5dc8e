"""A resident finds an open program by its short address, walks it alone, leaves, begins again and removes everything."""

import re

from tests.journeys.person import PHONE, SEND, Person

WAY = "/o/sov-pa-egen-hand/"
HELP = "Självmordslinjen på 90101"


def test_open_program(somebody, demo_region):
    passer_by = somebody(demo_region, "elias-norberg", size=PHONE)
    reads_without_signing_in(passer_by)
    elias = passer_by.signs_in(at=f"/in/?next={WAY}")
    elias.opens(WAY).sees("Ansvarig för dina uppgifter", "Rättslig grund", re.compile("Ingen personal läser"))
    elias.presses("Jag har läst – börja").sees("Välkommen till").presses(re.compile("Jag har läst"))
    elias.takes_picture("open-program", whole=True)
    works_a_step_and_gives_a_dangerous_answer(elias)
    leaves_and_begins_again(elias)
    removes_everything(elias)

    moved = somebody(demo_region, "flyttad", size=PHONE).signs_in()
    moved.opens(WAY).presses("Jag har läst – börja").sees("Det här programmet är inte öppet för dig", "1177")
    moved.takes_picture("open-refused", whole=True)

    ingrid = somebody(demo_region, "ingrid-palm").signs_in()
    ingrid.opens("/region/oppna/").sees("Sov bättre på egen hand", re.compile(r"minst \d*[05]$"))
    ingrid.takes_picture("open-region", whole=True)
    ingrid.presses("Sov bättre på egen hand", inside="main").sees("Vägar in", "Affisch med QR-kod")
    ingrid.takes_picture("open-opening", whole=True)


def reads_without_signing_in(visitor: Person) -> None:
    """From the list and the poster; nothing asks who it is."""
    visitor.opens("/oppna/").sees("När allt är nytt", "Sov bättre på egen hand").takes_picture("open-list", whole=True)
    visitor.opens(f"{WAY}affisch/").sees(re.compile("/o/sov-pa-egen-hand/")).takes_picture("open-poster", whole=True)
    visitor.opens(WAY).takes_picture("open-way", whole=True)
    visitor.presses("Läs i programmet utan att logga in").presses(re.compile("Sömnen sköter sig själv"))
    visitor.sees("Du behöver inte kämpa", "Läsläge, inget sparas")


def works_a_step_and_gives_a_dangerous_answer(elias: Person) -> None:
    elias.page.locator("summary").filter(has_text="Lär känna din sömn").first.wait_for()
    elias.presses(re.compile("Sömnen sköter sig själv"), inside="main").presses("Klar, nästa")
    elias.sees("Börja med sömndagboken").presses("Klar, nästa").presses("Svara på frågorna")
    elias.sees("Ingen annan ser dina svar", "Ingen läser det du skriver här. Det är bara för dig.")
    elias.answers_everything().answers("Har det känts som att du inte vill leva?", "Ibland").sees(HELP)
    elias.presses(SEND).sees("Tack för dina svar", HELP).takes_picture("open-thanks", whole=True)
    # It stays on the pages after.
    elias.presses("Resultat").sees("Hur har du det?", HELP)
    elias.presses("Program").sees(HELP)


def leaves_and_begins_again(elias: Person) -> None:
    elias.presses("Lämna programmet").presses("Lämna programmet", inside="main").sees("Du har lämnat programmet")
    elias.presses("Börja om").presses("Jag har läst – börja om").sees("Välkommen till")
    elias.presses(re.compile("Jag har läst")).sees(re.compile("0 av"))


def removes_everything(elias: Person) -> None:
    for left in (1, 0):
        elias.presses("Ta bort allt jag har fyllt i").takes_picture("open-erase")
        elias.ticks("Jag är säker och vill ta bort allt").presses("Ta bort allt").sees("Allt du fyllde i är borttaget.")
        if left:
            elias.opens(WAY).presses(re.compile("Du började"))
