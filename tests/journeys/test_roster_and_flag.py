"""A unit fills the gaps in its roster, and a flag goes from one hand to the next."""

import re

from tests.journeys.person import PHONE
from tests.journeys.service import Service


def test_an_absence_is_entered_and_taken_away(somebody, demo_region: Service) -> None:
    """The rehabilitation clinic's resident administrator, on a phone."""
    tomas = somebody(demo_region, "tomas-vik", size=PHONE).signs_in()
    tomas.opens("/vard/bemanning/").sees("Bemanning", "Öppettider", "måndag–fredag")
    tomas.presses("Planera helger").sees("Helgdagar stängs aldrig av sig själva", "Nyårsafton")
    tomas.opens("/vard/bemanning/").presses("Lägg in frånvaro").chooses("Vem är borta", "Tomas Vik")
    tomas.presses("Spara").sees("Frånvaron är inlagd.", "Borta nu")
    tomas.presses(re.compile("^Ta bort.*frånvaron för.*Tomas Vik")).sees("Tomas Vik räknas som på plats")
    tomas.presses("Ta bort frånvaron").sees("Frånvaron är borttagen.").does_not_see("Borta nu")


def test_a_flag_is_taken_noted_and_handed_on(somebody, demo_region: Service) -> None:
    """The primary care centre has a dangerous answer to see to, perhaps a colleague's."""
    fatima = somebody(demo_region, "fatima-yusuf").signs_in()
    fatima.opens("/vard/flaggor/").sees("Prioriterade flaggor", "Ligger hos").looks()
    fatima.page.locator('main tr:has(.badge:text-is("Ny"))').first.get_by_role("link").click()
    if fatima.page.get_by_text("Varför behöver du öppna?").count():
        fatima.ticks("Jag tar hand om en flagga").presses(re.compile("^Öppna"), inside="main")
    fatima.sees("Vad som har hänt", "Enheten fick besked").looks()
    fatima.presses("Jag tar den").sees("Fatima Yusuf tog flaggan")
    fatima.unfolds("Anteckna under vägen").writes("Vad har hänt?", "Ringt utan svar, försöker igen klockan 15.")
    fatima.presses("Spara anteckningen").sees("Fatima Yusuf antecknade", "Ringt utan svar")
    fatima.unfolds("Lämna till en kollega").chooses("Till vem", re.compile("Lund|Axelsson"))
    fatima.writes("Varför lämnar du den vidare?", "Jag går för dagen.").presses("Lämna vidare")
    fatima.sees("Flaggan är lämnad till en kollega.", "lämnade den till").looks()
