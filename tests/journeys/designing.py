"""A designer builds a small program in the editor: what more than one story has in it."""

import re
from pathlib import Path

from stegvis.demo.content import people
from tests.journeys.editor import Editor
from tests.journeys.person import Person

ART = Path(people.__file__).parents[2] / "media" / "sov-battre"


def builds_the_first_module(designer: Person, picture_file: str = "promenad.webp") -> None:
    """Each story takes a picture of its own: they share a library, where the same one twice is asked about."""
    designer.presses("Ny modul").writes("Titel", "Att förstå oro").presses("Skapa modulen")
    editor = Editor(designer)
    editor.writes("body-0-value-title", "Början")
    step = "body-0-value-steps-0-value"
    editor.writes(f"{step}-title", "Vad är oro?")
    text = editor.adds(f"{step}-blocks", "Text")
    editor.writes_rich(f"{text}-body", "Oro är kroppens larm. Den vill dig väl.")
    picture = editor.adds(f"{step}-blocks", "Bild")
    editor.uploads_image(f"{picture}-image", ART / picture_file, "Promenad", "Får användas fritt av regionen")
    exercise = editor.adds(f"{step}-blocks", "Övning")
    editor.writes(f"{exercise}-title", "Din oro")
    editor.writes_rich(f"{exercise}-instruction", "Skriv vad du oroar dig mest för just nu.")
    second = editor.adds("body-0-value-steps")
    editor.writes(f"{second}-title", "Hur orolig är du?")
    asked = editor.adds(f"{second}-blocks", "Formulär")
    editor.chooses(f"{asked}-questionnaire", "gad-7")
    editor.saves()
    designer.takes_picture("editor-modul").sees("är sparad")
    editor.goes_back()


def builds_the_second_module(designer: Person) -> None:
    designer.presses("Ny modul").writes("Titel", "Att släppa taget").presses("Skapa modulen")
    editor = Editor(designer)
    editor.writes("body-0-value-title", "Vidare")
    step = "body-0-value-steps-0-value"
    editor.writes(f"{step}-title", "En lugn stund")
    text = editor.adds(f"{step}-blocks", "Text")
    editor.writes_rich(f"{text}-body", "Sitt ned en stund. Andas långsamt.")
    picture = editor.adds(f"{step}-blocks", "Bild")
    editor.uploads_image(f"{picture}-image", min(ART.glob("*.webp")), "Stund")
    editor.writes(f"{picture}-alt", "En person som vilar.")
    editor.saves().goes_back()


def describes_it(designer: Person) -> Editor:
    """What the resident reads first, and what the program is for."""
    editor = Editor(designer)
    editor.writes_rich("welcome", "Välkommen! Här får du prova dig fram i lugn takt. Bråttom? Ring 112 eller 1177.")
    editor.writes_rich("lead", "För dig som oroar dig mer än du vill.")
    editor.chooses("kind", "treatment").chooses("results", "graph")
    editor.writes("intended_purpose", "Stöd vid lindrig oro, tillsammans med en behandlare.")
    return editor


def describes_the_picture(designer: Person) -> Person:
    """For who does not see it, from the list of what is missing."""
    designer.presses(re.compile("Beskriv bilden"))
    Editor(designer).writes("body-0-value-steps-0-value-blocks-1-value-alt", "En person som går i en park.").saves()
    return designer.presses("← Till programmets sida i studion")
