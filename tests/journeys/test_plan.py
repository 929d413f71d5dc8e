"""Time for one resident: staff lay in a pause and see first what it moves, the resident reads it, and it goes on."""

import re
from datetime import timedelta

from stegvis.lib.clock import local_day, utc_now
from tests.journeys.person import PHONE


def test_a_pause_is_seen_by_both_and_the_plan_moves(somebody, demo_region):
    daniel = somebody(demo_region, "daniel-osei").signs_in()
    daniel.opens("/vard/invanare/?text=Elias").presses("Elias Norberg").presses("Plan", inside="main")
    daniel.sees("Planen i tiden", "Kommer").takes_picture("plan-staff", whole=True)
    daniel.presses("Lägg in uppehåll").writes("Programmet fortsätter", in_days(12)).presses("Visa vad som händer")
    daniel.sees("Det här händer", re.compile("flyttas fram|får nya dagar"), "Farliga svar blir flaggor som vanligt")
    daniel.takes_picture("pause-asked", whole=True)
    daniel.finds("Lägg in uppehållet").dblclick()
    daniel.page.wait_for_load_state()
    daniel.sees("Uppehållet är inlagt.", "Uppehåll till")

    # Without scripts, in the dark, on a phone.
    elias = somebody(demo_region, "elias-norberg", size=PHONE, dark=True, scripts=False).signs_in()
    elias.sees("Uppehåll till").presses("Se din plan").sees("Din plan", "Uppehåll till", "Programmet fortsätter")
    elias.takes_picture("plan-resident", whole=True)

    daniel.opens("/vard/plan/").sees("Planering", "Den här veckan", "Elias Norberg").takes_picture(
        "plan-unit", whole=True
    )
    daniel.opens("/vard/invanare/?text=Elias").presses("Elias Norberg").presses("Plan", inside="main")
    daniel.presses("Fortsätt nu").sees("Ska programmet fortsätta nu?").presses("Ja, fortsätt nu")
    daniel.sees("Programmet fortsätter.")
    elias.opens("/min/plan/").sees("Din plan", "Öppet nu").does_not_see("Uppehåll till")


def in_days(number: int) -> str:
    return local_day(utc_now() + timedelta(days=number)).isoformat()
