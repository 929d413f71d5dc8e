"""Module 1 of Sov bättre: what the program is and how sleep works."""

from stegvis.demo.content.build import (
    accordion,
    audio,
    callout,
    film,
    heading,
    image,
    module,
    opens,
    section,
    step,
    text,
    write_list,
    write_text,
)
from stegvis.demo.content.sov_battre.narration import FILM_TRANSCRIPT, READ_ALOUD

MODULE = module(
    "Så fungerar sömnen",
    opens("at_start"),
    section(
        "Innan du börjar",
        step(
            "Vad du kan vänta dig",
            image(
                "sov-battre/sovrum-natt.webp",
                "Ett lugnt sovrum på natten. Månen syns genom fönstret bredvid sängen.",
            ),
            audio("sov-battre/valkommen.webm", "Lyssna på sidan", READ_ALOUD),
            text("""
                Att ligga vaken natt efter natt tär på både kropp och humör. Många har prövat det
                mesta: te, piller, nya kuddar och goda råd. Ändå kommer inte sömnen.

                I det här programmet arbetar du med det som håller sömnproblemen vid liv. Metoden
                heter kognitiv beteendeterapi för sömnbesvär. Det är den behandling som i första
                hand rekommenderas vid långvarig sömnlöshet. De flesta som går igenom hela
                programmet sover bättre efteråt, och effekten brukar hålla i sig.

                **Räkna med ungefär tio veckor.** Du läser en modul i veckan. Det tar 30 till 45
                minuter. Resten av arbetet gör du i vardagen och om natten.

                - Du för sömndagbok varje morgon. Det tar två minuter.
                - Du prövar en sak i taget och ser vad som händer.
                - Din behandlare läser dina övningar och svarar dig varje vecka.
            """),
            callout(
                "info",
                "Det kan kännas sämre först",
                """
                Några av metoderna gör att du sover lite mindre under en tid. Det är väntat och
                går över. Vi säger till i förväg, så att du kan välja en vecka som passar.
                """,
            ),
        ),
        step(
            "När du ska prata med oss först",
            text("""
                Programmet är tryggt för de flesta. Men metoden i modul 3, där du kortar tiden i
                sängen, passar inte alla och inte alltid. Du kan bli mycket trött under de första
                veckorna.
            """),
            callout(
                "warning",
                "Berätta för din behandlare om något av detta gäller dig",
                """
                - Du har epilepsi eller har haft krampanfall.
                - Du har bipolär sjukdom eller har haft en period av mani.
                - Du har haft en psykos.
                - Du är gravid eller har nyss fått barn.
                - Du kör bil, buss eller lastbil i arbetet, eller arbetar med maskiner eller på
                  höjd.
                - Du går i sömnen, eller har lätt att falla.
                - Du snarkar högt och får andningsuppehåll, eller somnar utan att vilja det på
                  dagen.
                - Du arbetar natt eller skift.
                - Du tar sömnmedel eller annan medicin som påverkar sömnen.
                """,
            ),
            text("""
                Det betyder inte att du måste sluta här. Ofta går det bra att anpassa upplägget.
                Men det gör ni två tillsammans.

                **Ändra inte din medicin på egen hand.** Den som har tagit sömnmedel länge kan få
                besvär av att sluta tvärt. Prata med din läkare om hur och när.
            """),
            write_text(
                "Något vi behöver veta?",
                """
                Skriv om något på listan gäller dig, eller om du är osäker. Skriv också om du mår
                så dåligt att du inte vet hur du ska orka. Din behandlare läser inom två vardagar.
                Är det bråttom ringer du 112.
                """,
            ),
        ),
    ),
    section(
        "Kroppens två krafter",
        step(
            "Film: tryck och takt",
            film(
                "sov-battre/tryck-och-takt.webm",
                "sov-battre/tryck-och-takt.sv.vtt",
                "Tryck och takt – vad som styr din sömn",
                FILM_TRANSCRIPT,
            ),
            text("""
                Två krafter avgör när du kan sova. Den ena är **sömntrycket**. Det växer för varje
                timme du är vaken och sjunker när du sover. Den andra är din **inre klocka**. Den
                håller takten mellan dag och natt och ställs av ljuset.

                När trycket är högt och klockan säger natt kommer sömnen lätt. När de inte är
                överens blir du liggande.
            """),
            image(
                "sov-battre/somntryck.webp",
                "Diagram över ett dygn. Sömntrycket stiger från klockan sju på morgonen till "
                "klockan elva på kvällen och sjunker sedan under natten. En tupplur på "
                "eftermiddagen gör att trycket är lägre när kvällen kommer.",
                "Den streckade linjen visar vad en lång tupplur gör med kvällens sömntryck.",
            ),
        ),
        step(
            "Natten har många delar",
            text("""
                Sömnen är inte en rak linje. Den går i varv på ungefär 90 minuter. I början av
                natten kommer det mesta av **djupsömnen**. Då vilar kroppen som bäst. Mot morgonen
                drömmer du mer och sover lättare.
            """),
            image(
                "sov-battre/nattens-varv.webp",
                "Trappformad kurva över en natt. Djup sömn ligger mest i början av natten, "
                "drömsömn mest mot slutet. Fem korta uppvaknanden är markerade.",
                "Så kan en helt vanlig natt se ut. Prickarna är korta uppvaknanden.",
            ),
            heading("Tre saker som ofta lugnar", "3"),
            text("""
                - **Alla vaknar om natten.** En vuxen person vaknar till flera gånger. De flesta
                  gånger minns vi inte. Att vakna är alltså inte ett fel. Problemet är att inte
                  somna om.
                - **Kroppen tar igen.** Efter en dålig natt sover du djupare, inte bara längre. Du
                  behöver därför inte få tillbaka varje förlorad timme.
                - **Åtta timmar är ingen regel.** Många vuxna mår bra av sju till nio timmar,
                  andra av mindre. Med åren sover vi lättare och vaknar oftare.
            """),
        ),
        step(
            "Varför sömnproblem blir kvar",
            text("""
                De flesta sover dåligt i perioder. Ett bråk, en sjuk förälder eller ett nytt jobb
                räcker. För en del går det över. För andra blir besvären kvar, fast orsaken är
                borta. Då är det ofta något i **hur vi hanterar** den dåliga sömnen som håller den
                vid liv.
            """),
            image(
                "sov-battre/ond-cirkel.webp",
                "En cirkel i fyra delar: en dålig natt, oro för sömnen, mer tid i sängen och "
                "kroppen på vakt. Pilarna leder runt tillbaka till en dålig natt.",
            ),
            text("""
                Du lägger dig tidigt för att ta igen. Du ligger kvar på morgonen. Du sover en
                stund på soffan. Allt är begripligt, och på kort sikt hjälper det. Men trycket
                hinner inte byggas upp, och sängen blir en plats där du ligger vaken.

                Det är goda nyheter. Det du gör går att ändra, steg för steg.
            """),
            accordion(
                (
                    "Är det farligt att sova dåligt?",
                    """
                    Det är plågsamt, och du blir trött, seg och lättirriterad. Men kroppen är
                    byggd för att klara perioder av sämre sömn. Rädslan för följderna håller ofta
                    många vakna mer än något annat. Du ska däremot inte köra bil när du är sömnig.
                    """,
                ),
                (
                    "Måste jag hitta orsaken först?",
                    """
                    Nej. Det som startade besvären är ofta något annat än det som håller dem kvar.
                    Du kan arbeta med det som sker nu, även om du aldrig får veta hur det började.
                    """,
                ),
                (
                    "Tänk om jag har en annan sjukdom?",
                    """
                    Smärta, oro, nedstämdhet och klimakteriebesvär kan alla störa sömnen. De kan
                    behöva egen hjälp. Men det du lär dig här gör ofta nytta ändå.
                    """,
                ),
            ),
        ),
        step(
            "Din egen ringdans",
            text("""
                Tänk på de senaste två veckorna. Vad brukar du göra för att orka, eller för att få
                mer sömn? Det finns inga fel svar. Listan blir viktig längre fram.
            """),
            write_list(
                "Det här gör jag när jag sover dåligt",
                """
                Skriv en sak per rad. Till exempel: *lägger mig halv nio*, *ställer in träningen*,
                *tittar på klockan hela natten*.
                """,
                6,
            ),
            write_text(
                "Om ett år, när sömnen är bättre",
                """
                Vad gör du då som du inte gör i dag? Försök vara konkret. "Följa med på
                kvällsbadet" säger mer än "må bra".
                """,
            ),
        ),
    ),
)
