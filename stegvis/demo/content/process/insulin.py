"""Trygg med insulin: used on paper for years, on its way in with the decisions it has."""

from stegvis.demo.content.build import callout, module, opens, prose, section, step, text
from stegvis.demo.content.shapes import Program

_FIRST = module(
    "Börja med insulin",
    opens("at_start"),
    section(
        "Det första att kunna",
        step(
            "Varför du behöver insulin",
            text("""
                Insulin släpper in sockret från blodet i kroppens celler. När kroppen inte själv gör tillräckligt behöver
                du fylla på.

                Du får lära dig hur mycket och när tillsammans med din diabetessköterska.
            """),
        ),
        step(
            "För lågt blodsocker",
            text("""
                Du kan bli svettig, darrig, hungrig eller irriterad. Ät eller drick då något sött direkt: ett glas juice
                eller sex druvsockertabletter. Vänta en kvart och mät igen.
            """),
            callout(
                "important",
                "Till den som är med dig",
                """
                Om jag inte går att väcka: ge mig inget i munnen. Lägg mig på sidan och ring 112.
                """,
            ),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "trygg-med-insulin",
    "title": "Trygg med insulin",
    "lead": prose("De första veckorna med insulin, steg för steg."),
    "welcome": prose("""
        Välkommen!

        Programmet följer det häfte som mottagningen har använt i många år. Läs en sida i taget.

        Är du orolig för ditt blodsocker, ring mottagningen. Är det bråttom, ring 112.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": False,
    "results": "none",
    "intended_purpose": "Patientutbildning för vuxna som börjar med insulin. Doser bestäms alltid med vården.",
    "modules": [_FIRST],
    "measurements": [],
    "length_days": 28,
}
