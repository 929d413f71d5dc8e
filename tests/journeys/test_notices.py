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
    nora = somebody(demo_region, "nora-ekdahl", size=PHONE).signs_in()
    nora.presses(re.compile("^Nytt")).sees("Nytt sedan sist", "Vill du få veta när det finns något nytt?")
    nora.presses("Välj aviseringar").sees("Så ser en avisering ut", TOLD)
    proves(nora)
    chooses(nora)
    daniel = somebody(demo_region, "daniel-osei").signs_in()
    daniel.presses("Invånare").presses(re.compile("Nora Ekdahl"))
    daniel.presses(re.compile("^Meddelanden"), inside="main")
    daniel.writes(re.compile("meddelande", re.IGNORECASE), "Hur går det för dig den här veckan?").presses(SEND)
    outside = arrived(somebody(demo_region), TOLD, to="+46701740633")
    assert not re.search("Nora|Daniel|Sov|Sömn|den här veckan", outside)
    nora.opens("/min/").presses(re.compile("^Nytt")).sees("Du har fått ett meddelande")
    nora.takes_picture("nytt-sedan-sist", whole=True)
    nora.presses(re.compile("Du har fått ett meddelande")).sees("Hur går det för dig den här veckan?")
    nora.presses("Jag har läst, till startsidan")
    nora.opens("/min/nytt/").does_not_see("Du har fått ett meddelande")
    removes(nora)


def without_gathering(ingrid: Person) -> None:
    """So that the story need not wait ten minutes."""
    ingrid.opens("/region/installningar/")
    ingrid.writes("Samla aviseringar (minuter)", "0").presses("Spara")


def proves(nora: Person) -> None:
    nora.presses(re.compile("Mobilnummer")).writes("Ditt mobilnummer", NUMBER).presses("Skicka kod")
    nora.sees("Vi har skickat en kod.", "Koden gick till •••• 33")
    with nora.expecting(422):
        nora.writes("Koden", "000000").presses("Bekräfta").sees("Koden stämmer inte.")
    address = nora.page.url
    found = re.findall(r"Din kod är (\d{6})", arrived(nora, re.compile("Din kod är")))
    nora.opens(address).writes("Koden", found[0]).presses("Bekräfta").sees("Klart. Välj nu vad du vill veta.")


def chooses(nora: Person) -> None:
    """Quiet hours that are not now, whenever the story is told."""
    now = datetime.now(ZoneInfo("Europe/Stockholm"))
    nora.ticks("Med sms").ticks("När jag har fått ett meddelande eller en kommentar")
    for label, hours in (("Tyst från", 10), ("Tyst till", 11)):
        nora.writes(label, f"{now + timedelta(hours=hours):%H:%M}")
    nora.presses("Spara").sees("Sparat. Vi säger till när det finns något nytt.")


def arrived(person: Person, text: str | re.Pattern[str], to: str = "") -> str:
    """The newest sending that says so, to that number. The worker comes round every other second."""
    for _round in range(30):
        person.opens("/demo/utskick/")
        found = person.page.locator(".bubble").filter(has_text=text).filter(has_text=to)
        if found.count():
            return found.first.inner_text()
        person.page.wait_for_timeout(500)
    raise AssertionError(f"nothing was sent that says {text}")


def removes(nora: Person) -> None:
    nora.opens("/min/aviseringar/").presses(re.compile("Mobilnummer")).unfolds("Ta bort numret")
    nora.presses("Ta bort numret").sees("Borttaget.", "Inget nummer än.")
