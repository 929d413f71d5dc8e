"""Module 2 of Sov bättre: the sleep diary and the resident's own starting point."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    diary,
    document,
    heading,
    image,
    module,
    opens,
    section,
    step,
    text,
    write_text,
)

MODULE = module(
    "Sömndagboken och ditt utgångsläge",
    opens("when_previous_done"),
    section(
        "Dagboken",
        step(
            "Varför skriva ner det?",
            text("""
                En dålig natt minns vi länge. En bra natt glömmer vi till frukost. Därför blir
                bilden av sömnen lätt mörkare än den är, eller bara otydlig.

                Dagboken hjälper dig och din behandlare att se vad som faktiskt händer. Den visar
                hur länge du ligger i sängen, hur länge du sover och hur mycket det växlar. Med
                den räknar ni ut vilken sömntid som passar dig i nästa modul.
            """),
            image(
                "sov-battre/somndagbok.webp",
                "En uppslagen dagbok med en penna, en kopp och morgonljus från ett fönster.",
            ),
            text("""
                Du behöver inte vara exakt. **Gissa hellre än att titta på klockan.** Den som
                läser av tiden om natten väcker sig själv. Vänd därför bort klockan och lägg
                mobilen i ett annat rum.
            """),
        ),
        step(
            "Så fyller du i",
            text("""
                Fyll i dagboken varje morgon, helst inom en timme efter att du har stigit upp. Då
                minns du bäst. Missar du en dag lämnar du den tom. Fyll inte i flera dagar i
                efterhand.

                1. När gick du och lade dig?
                2. Ungefär hur lång tid tog det att somna?
                3. Hur länge var du vaken sedan? Räkna med natten och morgonen.
                4. När steg du upp?
                5. Hur var natten, från 1 (mycket dålig) till 5 (mycket bra)?

                Du kan fylla i här, direkt i mobilen. Då räknar vi ut resten åt dig och ritar en
                graf. Vill du hellre skriva för hand finns dagboken att skriva ut.
            """),
            diary("somndagbok"),
            document("sov-battre/somndagbok.pdf", "Sömndagbok att skriva ut (PDF)"),
            callout(
                "tip",
                "Gör det lätt",
                """
                Lägg dagboken där du äter frukost. Det du ska göra varje dag behöver en plats och
                en stund, inte en stark vilja.
                """,
            ),
        ),
        step(
            "En ifylld dagbok",
            text("""
                Så här kan det se ut. Mikaela är 46 år och har sovit dåligt i två år. Hon skrev
                så här en måndag:

                *Lade mig 21.30. Tog kanske en och en halv timme att somna. Vaken en och en halv
                timme vid tre. Vaknade 05.30 och låg kvar. Steg upp 07.00. Betyg 2.*
            """),
            heading("Vad säger natten?", "3"),
            text("""
                - Hon låg i sängen från 21.30 till 07.00. Det är **9 timmar och 30 minuter**.
                - Hon var vaken en och en halv timme innan hon somnade, en och en halv timme mitt
                  i natten och en och en halv timme på morgonen. Det är **4 timmar och 30
                  minuter**.
                - Kvar blir **5 timmars sömn**.

                Mikaela trodde att hon sov tre timmar den natten. Det är mycket vanligt. När vi
                ligger vakna går tiden långsamt, och lätt sömn kan kännas som att vara vaken.
            """),
        ),
    ),
    section(
        "Räkna ut ditt utgångsläge",
        step(
            "Hur mycket av tiden i sängen sover du?",
            text("""
                Nu räknar du ut hur stor del av tiden i sängen du sover. Det kallas
                **sömneffektivitet**, och det är ditt bästa mått under programmet.

                1. **Tid i sängen:** från att du lägger dig till att du stiger upp.
                2. **Sovtid:** tiden i sängen minus all tid du var vaken.
                3. Dela sovtiden med tiden i sängen. Gånger hundra blir det procent.
            """),
            callout(
                "info",
                "Mikaelas tal",
                """
                5 timmar sömn delat med 9,5 timmar i sängen är 0,53. Hennes sömneffektivitet är
                alltså 53 procent. Hon är vaken nästan halva natten.
                """,
            ),
            text("""
                Den som sover bra ligger ofta på 85 procent eller mer. Ligger du lägre finns det
                mycket att vinna. Du kanske inte kan bestämma hur mycket du sover i natt. Men du
                kan bestämma hur länge du ligger i sängen, och det är där vi börjar.
            """),
            write_text(
                "Ditt medeltal",
                """
                Räkna på minst fem nätter. Hur många timmar låg du i sängen i snitt? Hur många sov
                du? Skriv båda talen. Din behandlare hjälper dig om det blir krångligt.
                """,
            ),
        ),
        step(
            "Vad din vecka säger",
            text("""
                Läs igenom dina nätter som om de vore någon annans. Leta efter mönster i stället
                för fel.
            """),
            accordion(
                (
                    "Tider som hoppar",
                    """
                    Skiljer det mer än en timme mellan dina uppstigningar? Då har din inre klocka
                    svårt att hålla takten. Det är som att resa över en tidszon varje helg.
                    """,
                ),
                (
                    "Lång tid i sängen",
                    """
                    Ligger du i sängen nio timmar och sover sex? Då sprids sömnen ut över en för
                    lång natt och blir tunn och full av hål.
                    """,
                ),
                (
                    "Vila på dagen",
                    """
                    Somnar du på soffan före maten? Även en kort lur sent på dagen tar av trycket
                    till natten.
                    """,
                ),
                (
                    "Stora skillnader mellan nätter",
                    """
                    En bra natt efter tre dåliga är vanligt. Det visar att kroppen kan, och att
                    trycket gör sitt jobb.
                    """,
                ),
            ),
            write_text(
                "Ett mönster jag ser",
                """
                Beskriv ett eller två mönster. Vad blev du förvånad över? Din behandlare läser
                och svarar inom en vecka.
                """,
            ),
        ),
    ),
)
