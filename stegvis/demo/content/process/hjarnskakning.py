"""Tillbaka efter hjärnskakning: used already; an urgent fix of it waits for its review afterwards."""

from stegvis.demo.content.build import callout, module, opens, prose, section, step, text
from stegvis.demo.content.shapes import Program, Step


def _warning(number: str) -> Step:
    """When to seek care at once."""
    return step(
        "När du ska söka vård direkt",
        text("""
            De flesta mår bättre dag för dag. Men några tecken ska du aldrig vänta med.

            - Huvudvärken blir hela tiden värre.
            - Du kräks flera gånger.
            - Du blir svår att väcka, eller förvirrad.
            - Du ser dubbelt eller blir svag i en arm eller ett ben.
        """),
        callout(
            "important", f"Ring {number}", f"Får du något av tecknen, ring {number} genast. Vänta inte till i morgon."
        ),
    )


# What the published version said until somebody saw it: the number to the advice line instead of the alarm.
_WRONG, FIXED_STEP = _warning("1177"), _warning("112")

_FIRST = module(
    "De första dagarna",
    opens("at_start"),
    section(
        "Vila lagom",
        step(
            "Ta det lugnt i två dygn",
            text("""
                Vila mycket de första två dygnen. Sov när du är trött. Undvik skärmar om de ger dig ont i huvudet.

                Du behöver inte ligga i ett mörkt rum. Lagom aktivitet är bra för hjärnan.
            """),
        ),
        _WRONG,
    ),
)

_SECOND = module(
    "Tillbaka i egen takt",
    opens("when_previous_done"),
    section(
        "Steg för steg",
        step(
            "En sak i taget",
            text("""
                1. Promenera en kort stund.
                2. Läs eller se på skärm en kvart i taget.
                3. Jobba eller plugga en halv dag.
                4. Träna lätt, utan risk för slag mot huvudet.

                Stanna på samma steg minst ett dygn. Får du mer ont, gå tillbaka ett steg.
            """),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "tillbaka-efter-hjarnskakning",
    "title": "Tillbaka efter hjärnskakning",
    "lead": prose("Korta råd för de första veckorna efter en hjärnskakning."),
    "welcome": prose("""
        Välkommen!

        Du har fått ett slag mot huvudet och läkaren har bedömt att du kan vara hemma. Här får du råd för varje steg.

        Mår du sämre, ring 1177. Är det bråttom, ring 112.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": False,
    "results": "none",
    "intended_purpose": "Råd till vuxna efter lätt hjärnskakning som har bedömts av läkare. Ersätter inte en bedömning.",
    "modules": [_FIRST, _SECOND],
    "measurements": [],
    "length_days": 21,
}
