"""A designer sets every rule in time by choosing and writing numbers, and reads what was set in plain sentences."""

import pytest

from tests.journeys.editor import Editor
from tests.journeys.person import Person

URL = "https://stegvis.example/questionnaire/phq-9"


@pytest.fixture
def region(empty_region):
    return empty_region


def test_rules_without_code(somebody, region, faults):
    designer = somebody(region, "maja-lindgren").signs_in()
    begins_with_two_modules(designer)
    editor = opens_the_second_when_all_is_there(designer)
    plans_a_series_that_ends(editor)
    reminds_and_flags(editor)
    says_how_long_it_is(editor)
    editor.saves().goes_back()
    reads_it_all_in_sentences(designer)


def begins_with_two_modules(designer: Person) -> None:
    designer.presses("Nytt program").writes("Titel", "I rätt ordning").presses("Skapa programmet")
    designer.presses("Ny modul").writes("Titel", "Tankar").presses("Skapa modulen")
    editor = Editor(designer)
    exercise = editor.adds("body-0-value-steps-0-value-blocks", "Övning")
    editor.writes(f"{exercise}-title", "Tankelistan").writes_rich(f"{exercise}-instruction", "Skriv dina tankar.")
    editor.saves().goes_back()
    designer.presses("Ny modul").writes("Titel", "Vidare").presses("Skapa modulen")
    Editor(designer).goes_back()


def opens_the_second_when_all_is_there(designer: Person) -> Editor:
    designer.presses("Ändra ordning och när de öppnas")
    editor = Editor(designer)
    editor.does_not_show("outline-1-value-days").chooses("outline-1-value-rule", "when_all")
    score = editor.adds("outline-1-value-conditions", "Ett resultat")
    editor.chooses(f"{score}-score", f"{URL} total").writes(f"{score}-value", "10")
    exercise = editor.adds("outline-1-value-conditions", "En övning är inskickad")
    editor.chooses_by_words(f"{exercise}-exercise", "Tankelistan")
    designer.takes_picture("regel-modul")
    return editor


def plans_a_series_that_ends(editor: Editor) -> None:
    asked = editor.adds("measurements")
    editor.chooses(f"{asked}-questionnaire", "phq-9").does_not_show(f"{asked}-on_days")
    editor.chooses(f"{asked}-when", "weekdays").does_not_show(f"{asked}-days").writes(f"{asked}-times", "12")
    for day in ("1", "4"):
        editor.ticks_one_of(f"{asked}-weekdays", day)
    editor.unfolds("Sluta i förtid").writes(f"{asked}-stop_after_missed", "3")
    low = editor.adds(f"{asked}-stop", "Ett resultat")
    editor.chooses(f"{low}-score", f"{URL} total").chooses(f"{low}-comparison", "<=").writes(f"{low}-value", "4")


def reminds_and_flags(editor: Editor) -> None:
    reminder = editor.adds("reminders", "Ett formulär är inte besvarat")
    editor.writes(f"{reminder}-after_days", "2").writes(f"{reminder}-text", "Har du en minut?")
    editor.adds("flags", "Ett resultat har försämrats")
    inactive = editor.adds("flags", "Invånaren har inte varit inne")
    editor.writes(f"{inactive}-days", "10")


def says_how_long_it_is(editor: Editor) -> None:
    editor.writes("length_days", "56")
    phase = editor.adds("phases", "När alla moduler är klara")
    editor.chooses(f"{phase}-to", "maintenance")


def reads_it_all_in_sentences(designer: Person) -> None:
    designer.sees(
        "Öppnas när Summa PHQ-9 är minst 10 och övningen ”Tankelistan” är inskickad.",
        "Varje måndag och torsdag, 12 gånger. Räknas som sen efter 7 dagar. Slutar när Summa PHQ-9 är högst 4. "
        "Slutar efter 3 obesvarade i rad.",
        "Invånaren påminns om ett formulär inte är besvarat efter 2 dagar. Sedan med 3 dagars mellanrum, högst 2 gånger "
        "sammanlagt. Texten är: ”Har du en minut?”",
        "Personalen får veta när ett resultat har blivit sämre, mer än slumpen kan förklara.",
        "Personalen får veta när invånaren inte har varit inne på 10 dagar.",
        "Programmet går över till vidmakthållande när alla moduler är klara.",
        "8 veckor",
    )
    designer.takes_picture("regler-i-ord", whole=True)
