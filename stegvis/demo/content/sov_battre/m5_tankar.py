"""Module 5 of Sov bättre: thoughts that keep one awake."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    image,
    module,
    opens,
    section,
    step,
    text,
    write_list,
    write_table,
    write_text,
)

MODULE = module(
    "Tankar som håller dig vaken",
    opens("when_previous_done"),
    section(
        "Se tankarna",
        step(
            "Tankar är inte fakta",
            text("""
                Klockan är tre. Du vaknar och tänker: *Nu är natten förstörd. I morgon kommer jag
                inte att klara mötet.* Hjärtat slår fortare. Du vrider dig. En timme senare är du
                vaken på riktigt.

                Det var inte uppvaknandet som väckte dig. Det var tanken om vad det betyder.
            """),
            image(
                "sov-battre/tankar-moln.webp",
                "En person ligger i sängen. Ovanför driver tankar förbi som moln på en natthimmel.",
            ),
            text("""
                Om natten är hjärnan dålig på att väga saker. Den ser hot, inte lösningar. Det som
                är en olägenhet klockan tio på dagen är en katastrof klockan tre på natten.

                Du behöver inte tänka glatt. Du behöver tänka **rimligt**. Det är stor skillnad.
            """),
        ),
        step(
            "Fånga en tanke",
            text("""
                Den här veckan samlar du på tankar om sömn. Skriv ner dem på dagen, inte i sängen.
                Försök få med orden precis som de kom.

                Vanliga tankar är:

                - *Jag måste sova åtta timmar.*
                - *Jag blir sjuk av det här.*
                - *Jag har tappat förmågan att sova.*
                - *Alla märker hur trött jag är.*
                - *Om jag inte somnar nu är det lika bra att ge upp.*
            """),
            write_list(
                "Mina tankar om sömnen",
                "Skriv en tanke per rad. Skriv den så som den låter i ditt huvud.",
                6,
            ),
        ),
        step(
            "Väg tanken",
            text("""
                Välj en tanke som ofta återkommer. Ställ sedan fyra frågor till den:

                1. Vad talar för tanken? Vad talar emot?
                2. Vad har hänt tidigare nätter och dagar när jag har tänkt så?
                3. Vad skulle jag säga till en vän som tänkte samma sak?
                4. Vad blir en tanke som är både sann och till hjälp?
            """),
            callout(
                "info",
                "Så gjorde Ibrahim",
                """
                **Tanken:** "Sover jag inte i natt klarar jag inte jobbet."

                **För:** Jag är seg och glömmer saker. **Emot:** Jag har gått till jobbet 40
                gånger efter dåliga nätter. Det har gått, även om det inte var roligt.

                **Ny tanke:** "Det blir en tung dag, och jag har klarat sådana förut. Jag tar det
                svåraste på förmiddagen."
                """,
            ),
            write_table(
                "Väg två tankar",
                "Ta en i taget. Skriv kort.",
                ["Tanken", "Talar för", "Talar emot", "En rimligare tanke"],
                2,
            ),
        ),
    ),
    section(
        "Pröva tankarna",
        step(
            "Gör ett försök",
            text("""
                Vissa tankar går inte att resonera bort. Då är det bättre att pröva dem, som en
                forskare skulle göra. Du gissar vad som ska hända, du prövar och du ser efter.
            """),
            accordion(
                (
                    "Försök 1: Dagen efter",
                    """
                    *Tanken:* "Efter en dålig natt är dagen förlorad." *Försöket:* Sätt betyg på
                    både natten och dagen i en vecka. Följs de alltid åt?
                    """,
                ),
                (
                    "Försök 2: Sluta försöka",
                    """
                    *Tanken:* "Jag måste kämpa för att somna." *Försöket:* Ligg i mörkret med
                    öppna ögon och försök snällt att hålla dig vaken. Inga knep, ingen mobil. Vad
                    händer med pressen?
                    """,
                ),
                (
                    "Försök 3: Göra saker trött",
                    """
                    *Tanken:* "Jag måste spara på krafterna." *Försöket:* Gör något du tycker om
                    en trött dag. Sätt betyg på orken före och efter.
                    """,
                ),
            ),
            write_text(
                "Mitt försök",
                """
                Vilken tanke prövar du? Vad gissar du ska hända? Skriv det före försöket. Kom
                tillbaka efteråt och fyll i vad som hände och vad du tar med dig.
                """,
            ),
        ),
        step(
            "Snällare mot dig själv",
            text("""
                Den som sover dåligt är ofta hård mot sig själv. *Skärp dig. Andra kan ju sova.*
                Sådana ord gör kroppen vaken. Den förstår dem som ett hot.

                Prova att tala till dig själv som till ett trött barn: lugnt, kort och vänligt.
                *Det är jobbigt nu. Det går över. Jag behöver inte göra något.*
            """),
            callout(
                "important",
                "När tankarna är mörkare än så",
                """
                Brist på sömn och nedstämdhet hör ofta ihop. Har du tankar på att du inte orkar
                leva, eller på att skada dig? Vänta då inte på nästa modul. Hjälp finns dygnet
                runt via länken på varje sida. Ring 112 vid fara för livet.
                """,
            ),
            write_text(
                "En mening till natten",
                """
                Skriv en vänlig och sann mening som du kan säga till dig själv klockan tre. Håll
                den så kort att du minns den.
                """,
            ),
        ),
    ),
)
