"""A resident chooses to be told, is told that there is something, and finds what it is inside."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.person import PHONE, SEND, Person
from tests.journeys.service import Service

NUMBER = "070-174 06 33"
TOLD = "Det finns något nytt till dig. Logga in när det passar dig."


def test_a_resident_proves_a_number_chooses_and_is_told(somebody, demo_region: Service) -> None:
    """On a phone, without scripts being needed for anything. What was sent stands on the demo's own page."""
    without_gathering(somebody(demo_region, "ingrid-palm").signs_in())
    wilhelmina = somebody(demo_region, "wilhelmina-christophersdotter", size=PHONE).signs_in()
    wilhelmina.presses(re.compile("^Nytt")).sees("Nytt sedan sist", "Vill du få veta när det finns något nytt?")
    wilhelmina.presses("Välj aviseringar").sees("Så ser en avisering ut", TOLD)
    proves(wilhelmina)
    chooses(wilhelmina)
    fatima = somebody(demo_region, "fatima-yusuf").signs_in()
    fatima.presses("Invånare").presses(re.compile("Wilhelmina"))
    fatima.presses(re.compile("^Meddelanden"), inside="main")
    fatima.writes(re.compile("meddelande", re.IGNORECASE), "Hur går det för dig den här veckan?").presses(SEND)
    outside = arrived(somebody(demo_region), TOLD)
    assert "+46701740633" in outside
    assert not re.search("Wilhelmina|Fatima|mående|Almen|den här veckan", outside)
    wilhelmina.opens("/min/").presses(re.compile("^Nytt")).sees("Du har fått ett meddelande")
    wilhelmina.takes_picture("nytt-sedan-sist", whole=True)
    wilhelmina.presses(re.compile("Du har fått ett meddelande")).sees("Hur går det för dig den här veckan?")
    wilhelmina.presses("Jag har läst, till startsidan")
    wilhelmina.opens("/min/nytt/").does_not_see("Du har fått ett meddelande")
    removes(wilhelmina)


def without_gathering(ingrid: Person) -> None:
    """So that the story need not wait ten minutes."""
    ingrid.opens("/region/installningar/")
    ingrid.writes("Samla aviseringar (minuter)", "0").presses("Spara")


def proves(wilhelmina: Person) -> None:
    wilhelmina.presses(re.compile("Mobilnummer")).writes("Ditt mobilnummer", NUMBER).presses("Skicka kod")
    wilhelmina.sees("Vi har skickat en kod.", "Koden gick till •••• 33")
    with wilhelmina.expecting(422):
        wilhelmina.writes("Koden", "000000").presses("Bekräfta").sees("Koden stämmer inte.")
    address = wilhelmina.page.url
    found = re.findall(r"Din kod är (\d{6})", arrived(wilhelmina, re.compile("Din kod är")))
    wilhelmina.opens(address).writes("Koden", found[0]).presses("Bekräfta").sees("Klart. Välj nu vad du vill veta.")


def chooses(wilhelmina: Person) -> None:
    """Quiet hours that are not now, whenever the story is told."""
    now = datetime.now(ZoneInfo("Europe/Stockholm"))
    wilhelmina.ticks("Med sms").ticks("När jag har fått ett meddelande eller en kommentar")
    for label, hours in (("Tyst från", 10), ("Tyst till", 11)):
        wilhelmina.writes(label, f"{now + timedelta(hours=hours):%H:%M}")
    wilhelmina.presses("Spara").sees("Sparat. Vi säger till när det finns något nytt.")


def arrived(person: Person, text: str | re.Pattern[str]) -> str:
    """The newest sending that says so. The worker comes round every other second."""
    for _round in range(30):
        person.opens("/demo/utskick/")
        found = person.page.locator(".bubble").filter(has_text=text)
        if found.count():
            return found.first.inner_text()
        person.page.wait_for_timeout(500)
    raise AssertionError(f"nothing was sent that says {text}")


def removes(wilhelmina: Person) -> None:
    wilhelmina.opens("/min/aviseringar/").presses(re.compile("Mobilnummer")).unfolds("Ta bort numret")
    wilhelmina.presses("Ta bort numret").sees("Borttaget.", "Inget nummer än.")
