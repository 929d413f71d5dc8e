"""Rökfri i egen takt: for those who want to stop smoking. Stands in the final review."""

from stegvis.demo.content.build import callout, module, opens, prose, section, step, text, write_text
from stegvis.demo.content.shapes import Program

_FIRST = module(
    "Bestäm dig",
    opens("at_start"),
    section(
        "Innan du slutar",
        step(
            "Varför vill du sluta?",
            text("""
                Det finns många skäl att sluta röka. Ditt eget är det viktigaste. Det är det som bär när suget kommer.

                - Du orkar mer redan efter några veckor.
                - Risken för hjärtinfarkt minskar.
                - Du sparar pengar varje dag.
            """),
            write_text("Mitt skäl", "Skriv med egna ord varför du vill sluta. Läs det igen när det är svårt."),
        ),
        step(
            "Välj en dag",
            text("""
                Välj en dag inom två veckor. Berätta för någon som du litar på. Släng askkoppar och tändare kvällen innan.

                Läkemedel kan göra det lättare. Fråga din behandlare om det passar dig.
            """),
        ),
    ),
)

_SECOND = module(
    "De första veckorna",
    opens("when_previous_done"),
    section(
        "När suget kommer",
        step(
            "Tre minuter i taget",
            text("""
                Suget är starkast de första dagarna. Varje gång går det över på några minuter.

                1. Vänta. Titta på klockan.
                2. Drick ett glas vatten.
                3. Gör något med händerna.

                Har du rökt en cigarett är inget förstört. Börja om direkt, inte på måndag.
            """),
            callout(
                "important",
                "Om du mår dåligt",
                """
                Det är vanligt att bli ledsen eller lättretad. Blir du mycket nedstämd, kontakta oss eller ring 1177. Är det
                bråttom, ring 112.
                """,
            ),
        ),
        step(
            "Det som lockar",
            write_text("Mina svåra stunder", "När är suget som värst? Skriv vad du kan göra i stället."),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "rokfri-i-egen-takt",
    "title": "Rökfri i egen takt",
    "lead": prose("För dig som vill sluta röka. Du bestämmer när, och får stöd före, under och efter."),
    "welcome": prose("""
        Välkommen!

        Programmet har två delar. Ta dem i din egen takt. Du kan skriva till oss när du vill. Vi läser på vardagar.

        Mår du mycket dåligt, vänta inte på svar. Ring 1177, eller 112 om det är bråttom.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "none",
    "intended_purpose": "Stöd till vuxna som vill sluta röka, som komplement till samtal. Ger inga råd om läkemedelsdoser.",
    "modules": [_FIRST, _SECOND],
    "measurements": [],
    "length_days": 42,
    "flags": [{"when": "message_waiting", "days": 2}],
}
