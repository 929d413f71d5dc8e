"""Inför dagkirurgi: reviewed and approved, waits for its owner to publish it."""

from stegvis.demo.content.build import callout, module, opens, prose, section, step, text, write_text
from stegvis.demo.content.shapes import Program

_FIRST = module(
    "Före operationen",
    opens("at_start"),
    section(
        "Förbered dig hemma",
        step(
            "Veckan före",
            text("""
                Fråga oss om du är osäker på någon medicin. Sluta inte med något på egen hand.

                - Rör på dig varje dag.
                - Rök inte. Varje dag utan rök gör att såret läker bättre.
                - Ordna med någon som kan vara hemma första natten.
            """),
        ),
        step(
            "Kvällen före och samma dag",
            text("""
                Duscha och tvätta håret på kvällen. Ta på rena kläder. Ät inget efter midnatt. Du får dricka vatten fram
                till två timmar före.
            """),
            callout(
                "important",
                "Ring oss om du blir sjuk",
                """
                Har du feber, hosta eller ett sår på huden ska du ringa mottagningen före operationen. Blir du hastigt
                mycket sjuk, ring 112.
                """,
            ),
        ),
    ),
)

_SECOND = module(
    "Efter operationen",
    opens("when_previous_done"),
    section(
        "Hemma igen",
        step(
            "De första dagarna",
            text("""
                Det är vanligt att ha ont och att vara trött. Ta den smärtlindring som du har fått, i tid. Gå lite inomhus
                flera gånger om dagen.
            """),
            write_text("Frågor till återbesöket", "Skriv det du undrar över, så glömmer du det inte."),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "infor-dagkirurgi",
    "title": "Inför dagkirurgi",
    "lead": prose("Det du behöver veta före och efter en planerad operation, när det passar dig att läsa."),
    "welcome": prose("""
        Välkommen!

        Här finns råden samlade. Läs den första delen hemma i lugn och ro. Den andra läser du när du har kommit hem.

        Undrar du något före operationen, ring mottagningen. Är det bråttom, ring 112.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": False,
    "results": "none",
    "intended_purpose": "Information till vuxna före och efter planerad dagkirurgi. Ersätter inte läkarens ordination.",
    "modules": [_FIRST, _SECOND],
    "measurements": [],
    "length_days": 30,
}
