"""Module 7 of Sov bättre: evening, light, movement and rest in the daytime."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    heading,
    image,
    module,
    opens,
    questionnaire,
    section,
    step,
    text,
    write_list,
    write_table,
    write_text,
)

MODULE = module(
    "Kväll, ljus, rörelse och vila",
    opens("when_previous_done"),
    section(
        "Dygnets takt",
        step(
            "Ljuset ställer klockan",
            image(
                "sov-battre/dygnsrytm.webp",
                "Diagram över ett dygn. Vakenheten är hög på dagen, sjunker något efter lunch "
                "och är lägst på natten. Sol och måne markerar dag och natt.",
                "Svackan efter lunch är normal. Den går över på en timme.",
            ),
            text("""
                Din inre klocka går på ungefär 24 timmar, men sällan precis. Varje morgon behöver
                den ställas. Dagsljus är den starkaste signalen.

                - **Morgon:** gå ut inom en timme efter att du har stigit upp, helst i 20 till 30
                  minuter. Även en grå dag är mycket ljusare ute än inne.
                - **Vinter:** gå ut mitt på dagen om morgonen är mörk. Sitt nära ett fönster.
                - **Kväll:** dämpa ljuset den sista timmen. Tänd få lampor och låga.
            """),
            write_text(
                "Mitt morgonljus",
                "När och hur får du dagsljus den här veckan? Koppla det till något du redan gör.",
            ),
        ),
        step(
            "Rör dig på dagen",
            image(
                "sov-battre/promenad.webp",
                "En person går på en stig i dagsljus mellan träd och låga kullar.",
            ),
            text("""
                Den som rör sig sover djupare. Det behöver inte vara träning. En rask promenad på
                30 minuter räcker långt, och den hjälper även mot oro.

                Lägg det som gör dig svettig minst två till tre timmar före läggdags, om du märker
                att det piggar upp dig. Lugn rörelse på kvällen går bra.

                Efter en dålig natt vill kroppen vara stilla. Gör då lite i alla fall. Tio minuter
                räknas.
            """),
            callout(
                "info",
                "Anpassa efter din kropp",
                """
                Har du hjärtsjukdom, svår smärta eller någon annan sjukdom som begränsar dig? Följ
                de råd du har fått i vården. Fråga om du är osäker på vad du klarar.
                """,
            ),
        ),
        step(
            "Vila utan att sova",
            text("""
                Att vila är inte samma sak som att sova. Du får vila. Sätt dig i en stol, blunda i
                tio minuter, lyssna på musik. Men försök att inte somna.
            """),
            heading("Om du måste sova på dagen", "3"),
            text("""
                Är du farligt sömnig, till exempel före en bilresa, ska du sova. Säkerheten går
                först. Sov högst **20 minuter**, före klockan **15**, och ställ en klocka.

                Tung i huvudet efter lunch? Det är klockans egen svacka. Res dig, drick vatten och
                gå en runda, så är den förbi på en stund.
            """),
            accordion(
                (
                    "Kaffe, te och cola",
                    """
                    Koffein sitter i länge. Hälften kan vara kvar efter fem till sex timmar. Prova
                    att sluta efter lunch i två veckor och se om det märks.
                    """,
                ),
                (
                    "Alkohol",
                    """
                    Ett glas kan göra det lättare att somna. Men senare på natten blir sömnen
                    ytlig och du vaknar oftare. Dricker du för att sova? Berätta det för din
                    behandlare. Ingen kommer att döma dig.
                    """,
                ),
                (
                    "Nikotin",
                    """
                    Nikotin piggar upp. Undvik snus och rökning den sista timmen och om du vaknar
                    på natten.
                    """,
                ),
                (
                    "Mat",
                    """
                    Ät inte tungt de sista två timmarna. Gå inte heller hungrig i säng. Något litet
                    räcker.
                    """,
                ),
            ),
        ),
    ),
    section(
        "Kvällen",
        step(
            "Din kvällstrappa",
            image(
                "sov-battre/kvallstrappa.webp",
                "En trappa med fyra steg ner mot en säng: avsluta dagen, dämpa ljuset, något lugnt och till sist säng.",
            ),
            text("""
                Sömnen har ingen strömbrytare. Den är mer som en trappa, och du går ner för den ett
                steg i taget. Börja ungefär en timme före läggdags.

                1. **Avsluta dagen.** Lägg fram kläder, stäng datorn, skriv morgondagens lista.
                2. **Dämpa.** Sänk ljuset och ljudet. Lägg mobilen på laddning i ett annat rum.
                3. **Något lugnt.** Dusch, bok, musik eller handarbete.
                4. **Säng.** Först när du är sömnig och tiden är inne.

                Sovrummet ska vara mörkt, tyst och svalt. Runt 18 grader passar många. Men haka
                inte upp dig på detaljer. En perfekt kväll är inget krav för att sova.
            """),
            write_table(
                "Min kvällstrappa",
                "Skriv klockslag och vad du gör. Prova i en vecka och ändra sedan.",
                ["Klockan", "Det här gör jag"],
                4,
            ),
        ),
        step(
            "Hur är din vardag nu?",
            text("""
                Sömnen är till för dagen. Svara på några frågor om hur dina dagar fungerar just nu.
                Du och din behandlare ser svaren och jämför med hur det var i början.
            """),
            questionnaire("vardagen"),
            write_list(
                "Små saker som har blivit bättre",
                "Stort som smått. Till exempel: *läste en hel artikel*, *skrattade åt en film*.",
                4,
            ),
        ),
        hideable=True,
    ),
)
