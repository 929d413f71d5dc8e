"""The second version of Rörelse vid artros as it was worked on: two frozen rounds. Content only."""

from stegvis.demo.content.build import callout, heading, step, text

# Frozen first, with the winter step. What was written then, and what the group asked for after it.
SECOND_NOTE = (
    "Texten om smärta är omskriven efter synpunkter från rehab. Sista modulen öppnas efter tio dagar i stället för "
    "fjorton, och formuläret Min aktiva vecka har fått en fråga till."
)
# Words before and after, as they stand in the editor.
REWORDED = {
    "Det är vanligt att det gör lite mer ont i början.": "Det är vanligt att det gör lite mer ont de första två veckorna.",
    "okej, om det går tillbaka till det vanliga inom ett dygn.": "okej, om det har gått tillbaka nästa morgon.",
    "Artros är den vanligaste ledsjukdomen. Den påverkar hela leden: brosk, ben, muskler och ledkapsel.": (
        "Artros är en vanlig sjukdom i lederna. Hela leden påverkas, inte bara brosket."
    ),
    "Släpp taget om bänken först när du känner dig säker.": (
        "Släpp taget om bänken först när du känner dig säker på att du kan stå stadigt utan att hålla i dig, och gör det "
        "bara med en hand i taget så att du alltid har något att ta tag i om du tappar balansen."
    ),
}
DAYS_BEFORE, DAYS_AFTER = 14, 10
TIMES_BEFORE, TIMES_AFTER = 12, 16
ADDED_STEP = step(
    "Hjälpmedel som gör skillnad",
    heading("I hemmet", "3"),
    text("""
        En förhöjd stol, ett stadigt handtag vid badet och skor med mjuk sula gör vardagen lättare.
        Din kommun kan ha en arbetsterapeut som hjälper dig.
    """),
    callout("tip", "", "Prova ett hjälpmedel i taget i en vecka innan du bestämmer dig."),
)
# A link that says nothing: the checks find it. The coordinator lets another thing pass, with a reason.
LINK_AFTER = "Din kommun kan ha en arbetsterapeut som hjälper dig."
LINK = 'Läs mer <a href="https://www.1177.se/artros">här</a>.'
UNLICENSED = "rorelse/strack"
WAIVED_REASON = (
    "Teckningen är gjord av en medarbetare på rehab, som har sagt ja. Avtalet skrivs under före nästa version."
)
QUESTION_ADDED = "Hur ofta har du gjort dina övningar?"
OWNER, DEPUTY, MANAGER, DESIGNER = "tomas-vik", "samir-kaya", "anders-dahl", "maja-lindgren"
MEDICAL, CARE = "amina-farah", "emelie-sjoberg"
# Who ticked what on the first round. Some of it no longer holds: the texts were changed after.
TICKS = (
    (MEDICAL, "medicinsk", "Läst alla texter. Råden stämmer med regionens vårdprogram."),
    (DESIGNER, "bilder-med-text", "Ingen bild har text i sig."),
    (CARE, "mobil", "Gick igenom allt på min egen telefon, tog 40 minuter."),
    (CARE, "vyer", ""),
)
