"""A newer version of "Följ ditt mående": what is new in it, and what residents are told."""

from stegvis.demo.content.build import step, text

OF = "folj-ditt-maende"
NOTE = (
    "Måttet på oro görs varje vecka i stället för varannan, efter önskemål från mottagningarna. "
    "Ett nytt steg om hur man förbereder samtalet."
)
REASON = "Ändringen granskades av regionens samordnare. Riskanalysen bekräftades utan nya risker."
TO_RESIDENTS = (
    "Det finns ett nytt kort steg om hur du förbereder samtalet med din behandlare. Allt du har svarat finns kvar."
)

STEP = step(
    "Inför samtalet",
    text("""
        Titta på din kurva en kvart före besöket. Fundera på två saker: vad har blivit lättare, och
        vad är fortfarande svårt?

        Skriv upp en enda fråga som du vill ha svar på. Den är lätt att glömma när man väl sitter
        där.
    """),
)
