"""A father does a program with his daughter, staff see that it was he, and he is let out; a friend is let in and out.

That it ends by itself on the birthday is told in tests/web/resident/test_acting.py: no browser waits for a birthday.
"""

import re

from tests.journeys.person import PHONE, Person
from tests.journeys.service import Service

# The link counts what is not read.
TALKS = re.compile("^Meddelanden")
OUT = "Du kan inte längre göra något för den personen"
PLAN = "Gult: vi sätter oss i soffan och räknar lugnt till tio. Medicinen ligger i köket."


def test_guardian(somebody, demo_region: Service) -> None:
    """In the father's browser on a phone, and at the therapist's desk."""
    yusuf = somebody(demo_region, "yusuf-demir", size=PHONE).signs_in()
    yusuf.sees("För vem gör du det här?").takes_picture("guardian-choice", whole=True)
    yusuf.presses(re.compile("För Aylin Demir")).sees("Du gör det här för", "Astma hemma")
    yusuf.takes_picture("guardian-home", whole=True)
    writes_the_plan(yusuf)
    with yusuf.expecting(403):
        yusuf.page.goto("/min/sparr/")
    yusuf.page.goto("/min/")
    yusuf.presses(TALKS).sees("Bara du och personalen kan läsa det här", "Läses av dig, Aylin Demir")
    yusuf.writes("Ditt meddelande", "Hon har sovit hela natten.").presses("Skicka").sees("Meddelandet är skickat.")
    yusuf.takes_picture("guardian-messages", whole=True)

    nadia = somebody(demo_region, "nadia-rahimi").signs_in()
    nadia.opens("/vard/invanare/").presses(re.compile("Aylin"), inside="main")
    patient = nadia.page.url.split("?")[0]
    nadia.presses(TALKS).sees("Hon har sovit hela natten.", "Läses bara av personalen och Yusuf Demir")
    nadia.takes_picture("guardian-staff-messages", whole=True)
    nadia.writes("Ditt meddelande", "Hej Aylin! Fin plan.").ticks("Bara till Aylin Demir").presses("Skicka")
    nadia.sees("Meddelandet är skickat.")
    nadia.opens(f"{patient}ovningar/").sees(PLAN, "av Yusuf Demir, för invånarens räkning")
    nadia.opens(f"{patient}handelser/").sees("Yusuf Demir, för invånarens räkning")
    yusuf.opens("/min/").presses(TALKS).does_not_see("Fin plan")

    nadia.opens(f"{patient}person/").sees("Yusuf Demir", "Personregistret").unfolds("Avsluta ombudet")
    nadia.writes("Varför?", "Föräldrarna har kommit överens om det.").presses("Avsluta ombudet")
    nadia.sees("Ombudet kommer inte in längre.")
    yusuf.page.goto("/min/")
    yusuf.sees(OUT, "Sov bättre").does_not_see("Astma hemma", "För vem gör du det här?")


def test_helper(somebody, demo_region: Service) -> None:
    """She sees the one program that he has let her in to, until he says otherwise."""
    tyra = somebody(demo_region, "tyra-blom", size=PHONE).signs_in()
    tyra.presses(re.compile("För Göran Hedlund")).sees("Du gör det här för", "Rörelse vid artros")
    tyra.does_not_see("Sov bättre").takes_picture("helper-home", whole=True)
    goran = somebody(demo_region, "goran-hedlund").signs_in()
    goran.opens("/min/hjalpare/").sees("Tyra Blom", "Rörelse vid artros", "Ser inte meddelanden")
    goran.takes_picture("helper-list", whole=True)
    goran.presses("Avsluta").sees("Tyra Blom kommer inte in längre.")
    tyra.page.goto("/min/")
    tyra.sees(OUT).does_not_see("För Göran Hedlund")


def writes_the_plan(yusuf: Person) -> None:
    """The second module, to the end."""
    yusuf.presses(re.compile("Fortsätt|Börja|Öppna|Läs"), inside="main").sees("Tre lägen")
    yusuf.presses("Klar, nästa").sees("Skriv er plan").writes("Vår plan", PLAN).presses("Skicka in").sees("Inskickad")
