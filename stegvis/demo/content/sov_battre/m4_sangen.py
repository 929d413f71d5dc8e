"""Module 4 of Sov bättre: stimulus control, the bed and sleep."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    heading,
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
    "Sängen och sömnen",
    opens("days_after_previous_opened", 7),
    section(
        "Lär om sängen",
        step(
            "När sängen väcker dig",
            text("""
                Känner du igen det här? Du sitter på soffan och kan knappt hålla ögonen öppna. Du
                borstar tänderna, lägger dig och är klarvaken.

                Det är inte konstigt. Hjärnan lär sig av det vi gör ofta. Lukten av kaffe kan göra
                oss pigga före första klunken. Har du legat vaken i sängen hundra nätter har
                hjärnan lärt sig: **här är vi vakna, här oroar vi oss**.
            """),
            image(
                "sov-battre/sang-och-stol.webp",
                "Till vänster en säng i mörker, till höger en fåtölj under en svag lampa. Två "
                "pilar går mellan dem, fram och tillbaka.",
            ),
            text("""
                Det som är inlärt går att lära om. I den här modulen lär du hjärnan en ny sak:
                **i sängen sover vi**. Det tar några veckor, och det fungerar bäst om du gör på
                samma sätt varje natt.
            """),
        ),
        step(
            "De fem reglerna",
            text("""
                1. **Lägg dig först när du är sömnig.** Sömnig är inte samma sak som trött.
                2. **Använd sängen bara till sömn och sex.** Ingen mobil, ingen film, inget arbete.
                3. **Ligg inte kvar vaken.** Somnar du inte på ungefär en kvart går du upp.
                4. **Gå tillbaka när du är sömnig.** Upprepa så många gånger det behövs.
                5. **Stig upp samma tid varje dag.** Även efter en dålig natt, även på lördagen.
            """),
            heading("Trött eller sömnig?", "3"),
            text("""
                *Trött* är att vara slut. Kroppen är tung och du vill inte göra något. *Sömnig* är
                att vara nära sömn. Ögonen svider, huvudet nickar och du läser samma rad två
                gånger. Det är det andra du väntar på.
            """),
            callout(
                "info",
                "En kvart på känn",
                """
                Titta inte på klockan. Har du börjat vrida dig, bli arg eller tänka på hur trött
                du blir i morgon? Då har det gått lagom lång tid.
                """,
            ),
            callout(
                "warning",
                "Om du lätt faller",
                """
                Har du svårt att gå, lätt att bli yr eller tar du medicin som gör dig ostadig? Då
                kan det vara tryggare att sätta sig upp i sängen med lampan tänd. Prata med din
                behandlare om hur du gör.
                """,
            ),
        ),
        step(
            "Förbered platsen du går till",
            text("""
                Klockan tre på natten är golvet kallt och sängen varm. Då är det lätt att ligga
                kvar. Gör därför i ordning en plats redan på kvällen.

                - En stol eller soffa i ett annat rum, eller i ett annat hörn av rummet.
                - En filt, tofflor och en svag lampa.
                - Något lugnt att göra: en bok du har läst förut, ett korsord, stickning, musik
                  med låg volym.

                Undvik det som väcker dig: mobil, nyheter, spel, mat och starkt ljus. Gör inte
                heller sådant som belönar dig för att vara vaken, som att svara på mejl.
            """),
            write_list(
                "Min plats om natten",
                "Vad ska finnas där? Vad ska du göra? Skriv så att du bara behöver följa listan.",
                5,
            ),
        ),
    ),
    section(
        "Nätterna",
        step(
            "De första nätterna",
            text("""
                Räkna med att gå upp flera gånger de första nätterna. En del går upp fyra gånger
                första natten och en gång efter två veckor. Det är arbete, och det märks på
                dagen. Det är också då hjärnan lär sig som mest.
            """),
            accordion(
                (
                    "Jag delar säng med någon",
                    """
                    Berätta vad du gör och varför. De flesta blir mindre störda av att du går upp
                    än av att du vrider dig. Kom överens om en väg ut som inte kräver tänd lampa.
                    """,
                ),
                (
                    "Jag bor i ett rum",
                    """
                    Ställ en stol så att du sitter med ryggen mot sängen. Bädda över sängen om
                    dagen. Det viktiga är skillnaden mellan platsen du sover på och platsen du är
                    vaken på.
                    """,
                ),
                (
                    "Jag blir så arg",
                    """
                    Att bli arg mitt i natten är mänskligt. Säg till dig själv: "Jag behöver inte
                    sova nu. Jag ska bara sitta här tills jag blir sömnig." Ju mindre du kräver av
                    natten, desto lättare kommer sömnen.
                    """,
                ),
                (
                    "Får jag läsa i sängen?",
                    """
                    Om du somnar efter tio minuter med en bok stör det knappast. Läser du i en
                    timme är sängen en läsplats. Läs då i en stol.
                    """,
                ),
            ),
            write_table(
                "Sju nätter med reglerna",
                "En rad per natt. Skriv kort. Det är helt i sin ordning att skriva *glömde*.",
                ["Natt", "Gick upp (antal)", "Steg upp i tid (ja/nej)", "Vad märkte jag?"],
                7,
            ),
        ),
        step(
            "Vilken regel tar emot?",
            text("""
                Nästan alla har en regel som skaver. För någon är det mobilen, för någon annan
                söndagens sovmorgon. Det är bättre att säga det högt än att låtsas.
            """),
            write_text(
                "Min svåraste regel",
                """
                Vilken regel är svårast att följa? Vad skulle göra den tio procent lättare? Din
                behandlare läser och tänker med dig.
                """,
            ),
        ),
    ),
)
