"""A therapist practises with somebody who does not exist: starts, lets time pass, and sees it as she would."""

import re

from tests.journeys.person import PHONE, Person
from tests.journeys.service import Service


def test_a_made_up_resident_is_started_and_a_week_goes_by(somebody, demo_region: Service) -> None:
    """On a phone, on the unit for practice."""
    sofia = somebody(demo_region, "sofia-nilsson", size=PHONE).signs_in(hat="Övningsenheten")
    sofia.opens("/stod/ovning/").sees("Påhittade invånare", "Siv Övning")
    starts_siv(sofia)
    sofia.opens("/stod/ovning/").presses("Se som Siv").sees("Övning. Du ser som Siv Övning", "Sov bättre")
    sofia.presses("Tillbaka till dig själv").sees("Klocka och invånare")
    sofia.presses("Fram en vecka").sees("Klockan är flyttad.")
    sofia.presses("Se som Siv").sees("Övning. Du ser som Siv Övning")


def starts_siv(sofia: Person) -> None:
    """With the number that stands in the list."""
    row = sofia.page.get_by_role("row").filter(has_text="Siv Övning")
    number = re.search(r"\d{8}-\d{4}", row.inner_text())
    assert number
    sofia.presses("Starta program", inside="main").writes(re.compile("nummer", re.IGNORECASE), number.group(0))
    sofia.presses("Sök personen").sees("Är det här rätt person?", "Siv Övning").ticks(re.compile("^Sov bättre"))
    sofia.presses("Ja, rätt person. Starta").sees("Sov bättre är startat för Siv Övning.")
