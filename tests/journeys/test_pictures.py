"""The pictures in README and docs, taken from the demo: `STEGVIS_PICTURES=1 make journey NAME=pictures`.

A tool and no test: it wants the demo as nobody has touched it. Without STEGVIS_PICTURES it is not collected (conftest).
"""

import re

from tests.journeys.editor import Editor
from tests.journeys.person import PHONE


def test_pictures_of_the_resident(somebody, demo_region):
    elias = somebody(demo_region, "elias-norberg", size=PHONE).signs_in()
    elias.sees("Hej Elias").takes_picture("resident-home", for_docs=True)
    elias.presses("Resultat").sees("Dina resultat").takes_picture("resident-results", for_docs=True)
    elias.presses("Program")
    elias.page.locator('main a[href*="/steg/"]').first.evaluate("link => link.click()")
    elias.is_at("/steg/").looks()
    elias.page.wait_for_load_state("networkidle")
    elias.takes_picture("resident-step", for_docs=True)


def test_pictures_of_staff(somebody, demo_region):
    anna = somebody(demo_region, "anna-lindqvist").signs_in()
    anna.sees("Att göra").takes_picture("therapist-home", for_docs=True)
    anna.opens("/vard/invanare/").takes_picture("therapist-caseload", for_docs=True)
    anna.presses(re.compile("Amina Warsame"), inside="main").sees("Resultat")
    anna.takes_picture("therapist-patient", for_docs=True, whole=True)
    ingrid = somebody(demo_region, "ingrid-palm").signs_in()
    ingrid.sees("Översikt").takes_picture("coordinator-home", for_docs=True)


def test_pictures_of_the_designer(somebody, demo_region):
    maja = somebody(demo_region, "maja-lindgren").signs_in()
    maja.presses(re.compile("^Lugnare dagar")).sees(re.compile("fattas"))
    maja.takes_picture("designer-program", for_docs=True)
    maja.presses(re.compile("Vad är stress"))
    Editor(maja)
    maja.takes_picture("designer-editor", for_docs=True)


def test_pictures_of_questionnaires(somebody, demo_region):
    maja = somebody(demo_region, "maja-lindgren").signs_in()
    maja.opens("/studio/formular/min-aktiva-vecka/").sees("Frågor", "Svar")
    maja.takes_picture("questionnaire-builder", for_docs=True, whole=True)
    elias = somebody(demo_region, "elias-norberg", size=PHONE).signs_in()
    elias.presses("Svara nu").sees(re.compile("Veckoskattning"))
    elias.takes_picture("answering-phone", for_docs=True)
    anna = somebody(demo_region, "anna-lindqvist").signs_in()
    anna.opens("/vard/invanare/").presses(re.compile("Amina Warsame"), inside="main")
    anna.presses("Resultat", inside="main").sees("Resultat över tid")
    anna.takes_picture("results-over-time", for_docs=True, whole=True)
