"""What a unit does with a program it has been given: its start checklist, its own routine, and a start."""

import re

from tests.journeys.person import Person

CHECKLIST = {
    "Chefen har beslutat att enheten använder programmet": "Beslutat på ledningsmötet i veckan.",
    "De som ska hantera programmet har gått utbildningen": "Anna och Johan har gått den.",
    "Rutin för prioriterade flaggor är skriven": "Står i enhetens rutin.",
    "Rutin för frånvaro är skriven": "Står i enhetens rutin.",
}


def ticks_the_start_checklist(manager: Person, title: str) -> None:
    """Line by line, each with a word; from then on it can be started."""
    manager.opens("/vard/program/").sees("Att göra före första starten")
    manager.presses(re.compile(f"^{title}"), inside="main").sees("Kan inte startas än")
    for line, words in CHECKLIST.items():
        row = manager.page.locator("li.card").filter(has_text=line)
        if row.get_by_role("textbox").count():  # what the unit's routine already says is ticked with it
            row.get_by_role("textbox").fill(words)
            row.get_by_role("button", name="Klart").click()
            manager.looks().sees(words)
    manager.sees("Kan startas")


def writes_the_units_routine(manager: Person, title: str, heading: str, words: str) -> None:
    """The region's is there to begin from; the unit says how it is done here."""
    manager.opens("/vard/program/").presses(re.compile(f"^{title}"), inside="main").presses(
        re.compile("^Enhetens rutin")
    )
    manager.presses("Skriv enhetens rutin").writes(re.compile(f"^{heading}"), words)
    manager.presses("Fastställ").sees("Version 1", words)


def starts_it(therapist: Person, title: str, number: str, name: str) -> None:
    """For one resident. Where the unit has several programs, this one is chosen."""
    therapist.presses("Starta program", nth=0).writes(re.compile("nummer", re.IGNORECASE), number)
    therapist.presses("Sök personen").sees("Är det här rätt person?", name)
    choice = therapist.page.get_by_role("radio", name=re.compile(title))
    if choice.count():
        choice.check()
    therapist.presses("Ja, rätt person. Starta").sees(f"{title} är startat för {name}.", "Startbrev")
