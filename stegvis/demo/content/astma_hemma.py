"""Astma hemma: for a child with asthma and the grown-up who does it with them. Content only."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    heading,
    module,
    opens,
    prose,
    questionnaire,
    section,
    step,
    text,
    write_text,
)
from stegvis.demo.content.shapes import Program

PROGRAM: Program = {
    "slug": "astma-hemma",
    "title": "Astma hemma",
    "lead": prose("För barn med astma och den vuxna som hjälper till. Ni gör det tillsammans."),
    "welcome": prose("""
        Hej! Här lär ni er hur astma fungerar, vad ni kan göra i vardagen och när ni ska höra av er.

        Läs högt för varandra. Låt barnet svara först. Det är den vuxna som skriver och skickar. **Vi på vårdcentralen
        läser på vardagar.** Får barnet svårt att andas, ring 112.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "sentence",
    "intended_purpose": "Stöd i vardagen för barn med astma och deras familj, tillsammans med vårdcentralen.",
    "modules": [
        module(
            "Lär känna astman",
            opens("at_start"),
            section(
                "Vad som händer i kroppen",
                step(
                    "Rören i bröstet",
                    heading("Luften går i små rör"),
                    text("""
                        När du andas går luften ner i små rör. När du har astma blir rören lätt irriterade. Då blir de
                        trånga, och du kan hosta eller pipa när du andas.

                        Medicinen gör rören lugna igen.
                    """),
                    callout("tip", "Prova tillsammans", "Andas genom ett sugrör en kort stund. Så kan det kännas."),
                ),
                step(
                    "Hur har veckan varit?",
                    text("Låt barnet peka på skalan. Den vuxna fyller i."),
                    questionnaire("just-nu"),
                ),
            ),
        ),
        module(
            "Vår plan hemma",
            opens("at_start"),
            section(
                "När det blir jobbigt",
                step(
                    "Tre lägen",
                    accordion(
                        ("Grönt: allt är bra", "Lek, spring och ta medicinen som vanligt."),
                        ("Gult: hosta eller pip", "Vila en stund. Ta den snabba medicinen. Skriv till oss."),
                        ("Rött: svårt att andas", "Ring 112. Sitt upp och stanna hos varandra."),
                    ),
                ),
                step(
                    "Skriv er plan",
                    text("En kort plan på kylskåpet gör alla lugnare. Skriv den här, så läser vi den."),
                    write_text("Vår plan", "Vad gör ni i gult läge? Vem ringer ni? Var ligger medicinen?"),
                ),
            ),
        ),
    ],
    "measurements": [],
    "reminders": [
        {
            "when": "inactive",
            "after_days": 7,
            "pause_days": 7,
            "most": 2,
            "text": "Nästa steg väntar på er. Det går bra att ta en liten bit i taget.",
        },
    ],
    "length_days": 60,
}
ENTRY = {
    "regulatory": "no_device",
    "regulatory_reason": "Allmänna råd. Inget räknas om till en bedömning av barnet.",
    "area": "Barn och familj",
    "target_group": "Barn mellan 6 och 12 år med astma, tillsammans med en vuxen",
}

# How the daughter pointed on the scale, from 0 to 10.
FEELS = 7
# From the father to the unit, the answer to him alone, and a word to both.
ASKED = "Hej! Aylin hostar mest på nätterna. Hon vill inte att vi pratar om det i skolan, så jag skriver här i stället."
ANSWERED = "Tack för att du skriver. Vi tar det varsamt med henne på besöket på torsdag. Ta med hennes inhalator."
TO_BOTH = "Hej Aylin och Yusuf! Bra jobbat med första modulen. Nu är det er plan som gäller."
