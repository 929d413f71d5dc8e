"""Module 9 of Sov bättre: keeping what works."""

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
    "Behåll det som fungerar",
    opens("days_after_previous_opened", 7),
    section(
        "Se tillbaka",
        step(
            "Vad har du lärt dig?",
            image(
                "sov-battre/fyr.webp",
                "En fyr lyser över ett stilla hav i skymningen. En liten båt är på väg hem.",
            ),
            text("""
                Du har arbetat i många veckor, ofta när du var som tröttast. Ge dig själv erkännande
                för det, vad siffrorna än säger.

                Öppna dina resultat och jämför den första veckan med den senaste. Hur mycket av
                tiden i sängen sover du nu? Hur lång tid tar det att somna? Läs också vad du skrev
                i modul 1, om livet när sömnen är bättre. Hur nära är du?
            """),
            write_list(
                "Det här har gjort mest nytta",
                "Skriv tre saker, den viktigaste först.",
                3,
            ),
            write_text(
                "Det jag vet i dag",
                "Vad vet du nu om din sömn som du inte visste när du började?",
            ),
        ),
        step(
            "Hitta din tid för gott",
            text("""
                Du kan fortsätta att pröva dig fram till rätt sovtid. Lägg till 15 minuter i taget.
                Vänta en vecka mellan varje gång.

                - Sover du det mesta av tiden och är utvilad på dagen? Då har du hittat rätt.
                - Blir du vaken länge igen? Gå tillbaka ett steg. Du hade nog redan hittat din tid.

                En fast tid för att stiga upp är det du ska hålla längst. En timmes avvikelse på
                helgen går bra för de flesta när sömnen är stabil.
            """),
            accordion(
                (
                    "Får jag läsa i sängen igen?",
                    """
                    Ja, om du somnar lätt. Börjar du ligga vaken återgår du till reglerna ett par
                    veckor.
                    """,
                ),
                (
                    "Behöver jag föra dagbok?",
                    """
                    Inte varje dag. Ta fram den en vecka om du märker att något glider, eller en
                    vecka varje vår och höst.
                    """,
                ),
                (
                    "Jag tar fortfarande sömnmedel",
                    """
                    Det är vanligt. Nu är ett bra läge att prata med din läkare om en långsam plan
                    för att trappa ner. Gör det inte på egen hand.
                    """,
                ),
            ),
        ),
    ),
    section(
        "Planera framåt",
        step(
            "Tidiga tecken",
            text("""
                Sömnbesvär smyger sig på. Det första tecknet är sällan natten. Det är vanorna runt
                omkring: du lägger dig lite tidigare, ställer in träningen, kollar klockan.

                Hittar du tecknen tidigt räcker det ofta med en vecka av fasta tider.
            """),
            write_list(
                "Mina tidiga tecken",
                "Vad märker du först? Fråga gärna någon som känner dig väl.",
                4,
            ),
        ),
        step(
            "Din plan",
            text("""
                Skriv en plan medan du minns. Läs den när det behövs, inte innan. Spara den där du
                hittar den.

                - **En dålig natt:** gör ingenting. Stig upp som vanligt.
                - **En dålig vecka:** fasta tider, upp ur sängen när du är vaken, ingen vila efter
                  klockan 15.
                - **En dålig månad:** dagbok i två veckor, räkna om sömntiden, följ reglerna i
                  fyra veckor.
                - **Ingen skillnad efter det:** ta kontakt med vården.
            """),
            write_table(
                "Min plan",
                "Fyll i med egna ord.",
                ["Om det här händer", "gör jag det här", "Den här personen kan hjälpa mig"],
                3,
            ),
            callout(
                "important",
                "Sömntidens gräns gäller även sen",
                """
                Gå aldrig under fem timmar i sängen. Har något nytt tillkommit, till exempel en
                graviditet, epilepsi eller en period av mani? Prata då med vården innan du kortar
                sömntiden igen.
                """,
            ),
        ),
        step(
            "Tack och hej då",
            text("""
                Du har nått slutet på programmet. Innan vi avslutar får du fylla i några formulär
                till. De visar hur långt du har kommit, och de hjälper oss att göra programmet
                bättre.

                Dina texter och resultat finns kvar här när du vill läsa dem igen. Efter att
                programmet är avslutat läser ingen det du skriver. Behöver du oss ringer du
                mottagningen.

                Sov gott.
            """),
            write_text(
                "Ett brev till dig själv",
                """
                Skriv några rader till den du är om ett halvår, en natt när det är svårt. Vad vill
                du påminna om?
                """,
            ),
        ),
    ),
)
