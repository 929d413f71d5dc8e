"""A sleep diary on a phone: one tap from the first page, asked once about what is unusual, and read by the therapist."""

import re

from tests.journeys.person import PHONE


def test_a_night_is_written_down_on_a_phone_and_read_by_the_therapist(somebody, demo_region):
    elias = somebody(demo_region, "elias-norberg", size=PHONE, dark=True).signs_in().presses("Lägg till dagens")
    fills_in(elias, awake="330")
    with elias.expecting(422):
        elias.presses("Spara").sees("Stämmer det här?", "330 minuter")
    elias.does_not_see("Du har skrivit något som inte blev sparat")
    elias.takes_picture("diary-asked", whole=True)
    elias.presses("Ja, det stämmer. Spara").sees("Sparat.", "Ifylld i dag").takes_picture("diary", whole=True)
    elias.opens("/min/").sees("Ifylld i dag").does_not_see("Lägg till dagens")

    daniel = somebody(demo_region, "daniel-osei").signs_in()
    daniel.opens("/vard/invanare/?text=Elias").presses("Elias Norberg").sees("Registreringar").presses("Hela dagboken")
    daniel.sees("i dag", "Sömneffektivitet").takes_picture("diary-staff", whole=True)

    plain = somebody(demo_region, "elias-norberg", size=PHONE, scripts=False).signs_in()
    corrects(plain.presses(re.compile("Sömndagbok")))
    daniel.page.reload()
    daniel.sees("Rättad").presses(re.compile("^i dag")).sees("Före rättelsen")


def fills_in(elias, *, awake: str) -> None:
    elias.writes("När lade du dig?", "22:00").writes("Hur lång tid tog det att somna?", "30")
    elias.writes(re.compile("Hur länge var du vaken"), awake).writes("När steg du upp?", "07:00").ticks("3")
    # The page works out the rest while one writes.
    elias.sees(re.compile(r"^3$"), re.compile("^33$"))


def corrects(elias) -> None:
    """Without scripts each page is a form and its answer."""
    elias.presses(re.compile(r"^i dag")).presses("Rätta")
    elias.writes(re.compile("Hur länge var du vaken"), "tjugo")
    with elias.expecting(422):
        elias.presses("Spara rättelsen").sees(re.compile("heltal mellan 0 och 960"))
    elias.writes(re.compile("Hur länge var du vaken"), "20").presses("Spara rättelsen").sees("20 minuter")
    elias.unfolds("Det du skrev först").sees("330 minuter")
