"""Module 8 of Sov bättre: when it does not go as planned."""

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
    "När det inte går som du tänkt",
    opens("by_staff"),
    section(
        "Bakslag hör till",
        step(
            "Vägen är inte rak",
            image(
                "sov-battre/vagen.webp",
                "En stig slingrar sig uppåt över kullar. Den går ibland nedåt, men slutar högre än den började.",
            ),
            text("""
                Nästan ingen blir bättre i en rak linje. Tre bra nätter följs av två dåliga. Sedan
                kommer fyra bra. Ser du bara på natten som var känns det som att börja om. Ser du
                på månaden syns riktningen.

                Skilj på tre saker:

                - **En dålig natt.** Alla har dem, även den som alltid har sovit gott.
                - **En svacka.** En till två veckor med sämre sömn. Ofta finns en orsak.
                - **Ett återfall.** Gamla vanor är tillbaka, och besvären har varat i en månad.

                De två första kräver sällan mer än att du håller fast vid det du redan gör.
            """),
        ),
        step(
            "Vad brukar störa?",
            text("""
                Gå igenom den senaste tiden. Vad hände före de sämre nätterna? Svaret ger dig en
                ledtråd till nästa gång.
            """),
            accordion(
                (
                    "Livet",
                    "Bråk, sjukdom, flytt, nytt jobb, ekonomi. Eller något roligt, som en resa.",
                ),
                (
                    "Rutinerna",
                    """
                    Sovmorgon efter festen. Soffan efter maten. En vecka utan fast tid för att
                    stiga upp.
                    """,
                ),
                (
                    "Kroppen",
                    """
                    Smärta, feber, klimakteriebesvär, ny medicin. Tala med vården om besvären inte
                    ger sig.
                    """,
                ),
                (
                    "Tankarna",
                    """
                    *Nu är jag tillbaka på noll.* Den tanken gör mer skada än den dåliga natten.
                    """,
                ),
            ),
            write_list(
                "Mina vanligaste störningar",
                "Skriv tre till fem saker som brukar påverka din sömn.",
                5,
            ),
        ),
        step(
            "Felsök lugnt",
            heading("Fyra frågor i tur och ordning", "3"),
            text("""
                1. **Stiger jag upp samma tid?** Om inte, börja där. Det ger mest.
                2. **Ligger jag vaken länge i sängen?** Gå upp, som i modul 4.
                3. **Är jag i sängen längre än jag sover?** Räkna om din sömntid, som i modul 3.
                4. **Kämpar jag mot sömnen?** Gå till modul 5 och 6.

                Ändra en sak åt gången. Ge den en vecka. Den som ändrar allt på en gång vet inte
                vad som hjälpte.
            """),
            callout(
                "warning",
                "Sök hjälp om det blir något annat",
                """
                Hör av dig om du blir mer nedstämd, om du somnar mot din vilja på dagen, om någon
                ser att du slutar andas i sömnen eller om du har krypningar i benen varje kväll.
                Det kan finnas annan behandling som du behöver.
                """,
            ),
            write_table(
                "Min felsökning",
                "Fyll i en rad för det som stör mest just nu.",
                ["Det som stör", "Vad jag ändrar", "Från och med", "Så vet jag om det hjälper"],
                2,
            ),
        ),
    ),
    section(
        "Hjälp av andra",
        step(
            "Vad de nära kan göra",
            text("""
                Många drar sig undan när de är trötta. Andra får råd de inte har bett om. Det blir
                lättare om dina närmaste vet vad du håller på med.

                Säg gärna tre saker:

                - Vad du gör: "Jag går upp om jag inte kan sova. Det är en del av en behandling."
                - Vad du vill ha: "Fråga gärna hur dagen är, inte hur natten var."
                - Vad du inte vill ha: "Inga tips just nu, tack."
            """),
            write_text(
                "Vem och vad",
                "Vem vill du berätta för? Hur säger du det? Skriv orden så som du vill säga dem.",
            ),
        ),
        step(
            "Skriv till din behandlare",
            text("""
                Det här är ett bra läge att stanna upp. Vad har fungerat hittills? Vad har inte
                gjort det? Var ärlig. En metod som inte passar dig är ingen prestation du har
                missat. Den är något att prata om.
            """),
            write_text(
                "Läget just nu",
                """
                Skriv fritt om hur det går. Vad är bättre? Vad är kvar? Vad behöver du hjälp med?
                Din behandlare läser inom två vardagar. Ring 112 om det är bråttom.
                """,
            ),
        ),
        hideable=True,
    ),
)
