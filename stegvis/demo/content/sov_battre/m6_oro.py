"""Module 6 of Sov bättre: worry, rumination and winding down, with the relaxation exercise."""

from stegvis.demo.content.build import (
    accordion,
    audio,
    callout,
    image,
    module,
    opens_when,
    section,
    step,
    text,
    write_list,
    write_table,
    write_text,
)
from stegvis.demo.content.sov_battre.narration import RELAXATION_TRANSCRIPT

# Opens by itself a week after the one before for those who worry more than a little (moderate or more on GAD-7, at
# some time). For the others the therapist decides, and opens it when there is something to work with.
MODULE = module(
    "Oro, grubbel och nedvarvning",
    opens_when(
        {"kind": "days_after_previous_opened", "days": 7},
        {"kind": "score", "questionnaire": "gad-7", "score": "total", "comparison": ">=", "value": 10},
    ),
    section(
        "Ge oron en egen tid",
        step(
            "Varför oron kommer i sängen",
            text("""
                På dagen håller vi undan det som gnager. Det finns alltid något att göra. När
                lampan släcks blir det tyst, och då tar oron plats.

                **Oro** ser framåt: *tänk om*. **Grubbel** ser bakåt: *varför blev det så*. Båda
                låter som att lösa problem. Men de går mest i cirkel, och kroppen blir vaken på
                köpet.

                Du kan inte bestämma att inte tänka. Försök att inte tänka på en vit björn, så
                märker du det. Men du kan bestämma **när** du tänker.
            """),
        ),
        step(
            "Orosstunden",
            image(
                "sov-battre/orosstund.webp",
                "Ett köksbord i kvällsljus med ett block, en penna, en kopp te och en liten klocka.",
            ),
            text("""
                Avsätt **20 minuter** tidigt på kvällen, minst två timmar före läggdags. Sitt vid
                ett bord, inte i sängen.

                1. Skriv ner allt som snurrar. Ingen ordning behövs.
                2. Gå igenom listan. Fråga: kan jag göra något åt det här?
                3. **Ja:** skriv nästa lilla steg och när du gör det.
                4. **Nej:** skriv "inte nu". Det är svårt, men det är ett svar.
                5. Stäng blocket när tiden är slut.

                Kommer tanken tillbaka i sängen säger du: *Den är uppskriven. Jag tar den i morgon
                klockan sju.* Upprepa så många gånger det behövs.
            """),
            write_table(
                "Min orosstund",
                "Fyll i efter en stund den här veckan. Ta med tre saker, stora eller små.",
                ["Det som snurrar", "Kan jag påverka det?", "Nästa lilla steg, och när"],
                4,
            ),
        ),
        step(
            "När grubblet inte släpper",
            text("""
                En del tankar är inte problem att lösa. De är sorg, ilska eller skam som vill bli
                sedda. Då hjälper det sällan att tänka mer.
            """),
            accordion(
                (
                    "Sätt namn på det",
                    """
                    Säg tyst: "Nu grubblar jag över mötet." Du blir då den som ser tanken, inte
                    den som är i den.
                    """,
                ),
                (
                    "Gå till sinnena",
                    """
                    Räkna upp fem saker du ser, fyra du hör och tre du känner mot huden. Ta god
                    tid. Tanken får vara kvar, men den får sällskap.
                    """,
                ),
                (
                    "Skriv i fyra minuter",
                    """
                    Skriv utan att stanna, utan att rätta. Kasta papperet efteråt om du vill. Det
                    viktiga är att det fick komma ut.
                    """,
                ),
            ),
            write_text(
                "Mina två knep",
                "Vilka två av dessa tänker du pröva? I vilka lägen?",
            ),
        ),
    ),
    section(
        "Nedvarvning",
        step(
            "Öva på att slappna av",
            text("""
                Att slappna av är en färdighet, som att cykla. Öva först på dagen, när det inte är
                viktigt. Efter två veckor kan kroppen göra det nästan av sig själv.

                Övningen tar fem till sex minuter. Lyssna en gång om dagen. Använd den inte som ett sätt
                att tvinga fram sömn. Då blir den ett prov, och på prov blir vi vakna.
            """),
            audio("sov-battre/avslappning.webm", "Guidad avslappning", RELAXATION_TRANSCRIPT),
            callout(
                "tip",
                "Om du får ont eller blir orolig",
                """
                Spänn aldrig en kroppsdel som gör ont. Hoppa över den. En del blir oroliga av att
                blunda och känna efter. Ha då ögonen öppna, eller sitt upp. Du kan alltid sluta.
                """,
            ),
        ),
        step(
            "Andas längre ut än in",
            image(
                "sov-battre/andning.webp",
                "En våglinje visar andningen: en kort båge uppåt för in och en längre båge nedåt för ut.",
            ),
            text("""
                Det enklaste verktyget har du alltid med dig. En lång utandning sänker pulsen.

                1. Andas in genom näsan medan du räknar till tre.
                2. Andas ut medan du räknar till fem eller sex.
                3. Vänta tills nästa andetag kommer av sig själv.
                4. Gör så i två till tre minuter.

                Blir du yr har du tagit i för mycket. Andas då som vanligt en stund.
            """),
            write_list(
                "När jag har övat",
                "Skriv dag och vad du märkte i kroppen. Fyra gånger räcker för att se något.",
                4,
            ),
        ),
    ),
)
