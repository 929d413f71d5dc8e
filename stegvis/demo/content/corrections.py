"""What was put right in the demo region, and what a resident says is not right."""

# Who treats the two.
THERAPIST, UNIT = "daniel-osei", "somn"

STRUCK = "Svaren är en närståendes. Det kom fram på återbesöket: de satt bredvid varandra, och fel person fyllde i."
RIGHT = "Veckan var enligt invånaren ungefär som veckan före."
NOTED = (
    "Jag var sjuk i influensa hela den veckan och låg vaken av febern. Det ser ut som om jag sover mycket sämre än jag gör. "
    "Det vore bra om det syns någonstans."
)
