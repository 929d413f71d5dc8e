"""Module 3 of Sov bättre: sleep restriction, with its cautions."""

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
    "En sömntid som passar dig",
    opens("by_staff"),
    section(
        "Tanken bakom",
        step(
            "Mindre tid i sängen, mer sömn",
            text("""
                Det här är programmets kraftigaste verktyg. Det kan verka bakvänt: du ska ligga
                **kortare** tid i sängen för att sova **bättre**.

                Tänk dig sömnen som deg på en bakplåt. Har du lite deg och kavlar ut den över hela
                plåten blir den tunn och får hål. Samlar du ihop den blir den hel. Först när degen
                räcker gör du plåten större.
            """),
            image(
                "sov-battre/somntid.webp",
                "Två liggande staplar. Den övre visar nio timmar i sängen där sömnen är "
                "uppdelad i korta bitar. Den nedre visar sex timmar där sömnen är nästan hel.",
                "Samma sovtid, men samlad.",
            ),
            text("""
                När tiden i sängen blir kortare hinner sömntrycket växa. Du somnar snabbare och
                vaknar mindre. Efter en till tre veckor sover de flesta mer sammanhängande. Då
                lägger du till tid, lite i taget.
            """),
        ),
        step(
            "Läs det här först",
            callout(
                "warning",
                "Börja inte utan att ha pratat med din behandlare",
                """
                Du blir sömnigare än vanligt de första veckorna. Metoden kan behöva ändras, eller
                väljas bort, om du har **epilepsi**, **bipolär sjukdom** eller har haft
                **psykos**, om du är **gravid**, går i sömnen, har sömnapné utan behandling eller
                lätt faller. Det gäller också om du **kör fordon** eller sköter maskiner i ditt
                arbete.
                """,
            ),
            text("""
                - **Kör inte bil när du är sömnig.** Öppet fönster och hög musik hjälper inte.
                  Stanna, byt förare eller ta bussen.
                - Var extra försiktig med maskiner, stegar och annat där ett misstag kan skada.
                - Gå aldrig under **fem timmar** i sängen, även om du sover mindre än så.
                - Märker du att humöret går upp på ett ovanligt sätt, att du behöver mycket lite
                  sömn eller att tankarna rusar? Avbryt och hör av dig samma dag.
                - Mår du mycket sämre, eller får tankar på att inte vilja leva, ska du inte vänta.
                  Hjälp finns dygnet runt via länken på varje sida. Ring 112 vid fara för livet.
            """),
            write_text(
                "Min säkerhet",
                """
                Kör du bil eller arbetar du med något där sömnighet är farlig? Hur löser du det de
                närmaste tre veckorna? Din behandlare läser detta innan ni bestämmer din tid.
                """,
            ),
        ),
    ),
    section(
        "Din tid",
        step(
            "Räkna fram tiden",
            text("""
                1. Ta din **sovtid** i snitt från dagboken. Mikaela sov 5 timmar och 20 minuter.
                2. Lägg till **30 minuter** för insomning och korta uppvaknanden. Det blir 5
                   timmar och 50 minuter. Runda till jämn kvart: 5.45.
                3. Blir det mindre än fem timmar? Välj ändå fem.
                4. Bestäm din **uppstigningstid**. Välj en tid du klarar sju dagar i veckan.
                5. Räkna bakåt. Mikaela stiger upp 06.15. Hon lägger sig 00.30.
            """),
            callout(
                "tip",
                "Tidigast, inte exakt",
                """
                Läggtiden är den **tidigaste** tid du får lägga dig. Är du inte sömnig då väntar
                du. Uppstigningstiden är däremot fast, hur natten än har varit.
                """,
            ),
            write_table(
                "Min sömntid",
                "Fyll i ditt förslag. Din behandlare går igenom det med dig innan du börjar.",
                ["Sovtid i snitt", "Tid i sängen", "Lägger mig tidigast", "Stiger upp"],
                1,
            ),
        ),
        step(
            "Kvällarna blir längre",
            text("""
                Det svåraste är sällan natten. Det är timmarna före. Många somnar på soffan klockan
                tio och tappar en stor del av sitt sömntryck där.
            """),
            heading("Sådant som andra har gjort", "3"),
            text("""
                - Vika tvätt, diska eller laga morgondagens lunch.
                - Lägga pussel, sticka eller måla.
                - Gå en sväng runt kvarteret vid tiotiden.
                - Lyssna på radio stående eller i en rak stol.
                - Ringa en vän i en annan tidszon.

                Välj sådant som är lugnt men inte sövande. Sitt upp. Håll ljuset svagt den sista
                timmen.
            """),
            write_list(
                "Det här gör jag mellan tio och läggdags",
                "Skriv minst fyra saker, så att du slipper komma på dem när du är trött.",
                5,
            ),
        ),
        step(
            "Justera vecka för vecka",
            text("""
                Varje vecka räknar du ut din sömneffektivitet. Låt talet bestämma, inte hur du
                känner dig en enskild morgon.

                - **85 procent eller mer:** lägg dig 15 minuter tidigare.
                - **80 till 84 procent:** behåll tiden en vecka till.
                - **Under 80 procent:** behåll tiden och gå igenom veckan med din behandlare. Ni
                  kan behöva korta tiden, men aldrig under fem timmar.
            """),
            accordion(
                (
                    "Jag orkar inte ens till läggdags",
                    """
                    Det är ett tecken på att trycket växer. Res dig, tänd en lampa till, gör något
                    med händerna. Är du så sömnig på dagen att det blir farligt ska du skriva till
                    din behandlare. Då ger ni dig mer tid.
                    """,
                ),
                (
                    "Det går inte på helgen",
                    """
                    En sovmorgon på två timmar kan ta veckans vinst. Boka något på morgonen, helst
                    med någon annan. Ljus och frukost direkt hjälper klockan.
                    """,
                ),
                (
                    "Hur länge ska jag hålla på?",
                    """
                    Oftast fyra till sex veckor, tills du är utvilad på dagen och sover det mesta
                    av tiden i sängen. Då har du hittat din tid.
                    """,
                ),
            ),
            write_text(
                "Efter första veckan",
                """
                Hur gick det? Vad var svårast? Skriv också hur sömnig du är på dagen från 0 (inte
                alls) till 10 (somnar mot min vilja). Är du på 8 eller mer ska du inte köra bil.
                """,
            ),
        ),
    ),
)
