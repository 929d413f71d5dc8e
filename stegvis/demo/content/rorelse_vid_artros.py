"""Rörelse vid artros: the demo's small support program, no messages, guided or open."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    diary,
    image,
    module,
    opens,
    prose,
    section,
    step,
    text,
    write_list,
    write_table,
)
from stegvis.demo.content.shapes import Program

_ABOUT = module(
    "Din led mår bra av rörelse",
    opens("at_start"),
    section(
        "Om artros",
        step(
            "Vad händer i leden?",
            image(
                "rorelse/led.webp",
                "Två teckningar av en knäled. Till vänster en led med tjockt brosk, till höger "
                "en led där brosket är tunnare.",
                "Till vänster ett friskt knä, till höger ett knä med artros.",
            ),
            text("""
                Artros är den vanligaste ledsjukdomen. Den påverkar hela leden: brosk, ben,
                muskler och ledkapsel. Du kan få ont, bli stel och känna dig svagare.

                Leden är inte utsliten, och den går inte sönder av att du rör dig. Brosket får sin
                näring när leden belastas och avlastas, ungefär som en svamp. Starka muskler tar en
                del av trycket.

                **Träning är den viktigaste behandlingen.** De flesta har mindre ont efter sex till
                tolv veckor.
            """),
        ),
        step(
            "Hur ont får det göra?",
            text("""
                Det är vanligt att det gör lite mer ont i början. Använd en skala från 0 till 10,
                där 0 är ingen smärta och 10 är värsta tänkbara.

                - **0 till 2:** lugnt, fortsätt.
                - **3 till 5:** okej, om det går tillbaka till det vanliga inom ett dygn.
                - **Över 5:** gör färre gånger, mindre rörelse eller ta en lättare övning.
            """),
            callout(
                "warning",
                "Kontakta vården först om",
                """
                - knäet är rött, varmt och mycket svullet, eller om du har feber
                - leden låser sig eller viker sig
                - du har ont i vila hela natten
                - du har skadat dig nyligen eller är nyopererad
                - vaden är svullen och öm, eller du får ont i bröstet.

                Ring 112 vid ont i bröstet eller svårt att andas.
                """,
            ),
        ),
    ),
)

_EXERCISES = module(
    "Fyra övningar hemma",
    opens("when_previous_done"),
    section(
        "Övningar",
        step(
            "Res dig från stolen",
            image(
                "rorelse/res-dig.webp",
                "Tre figurer visar hur man reser sig från en stol: sitter, lutar sig fram och står rak.",
            ),
            text("""
                1. Sitt långt fram på en stadig stol. Fötterna i höftbredd.
                2. Luta dig fram och res dig. Låt knäna peka åt samma håll som tårna.
                3. Sätt dig långsamt. Räkna till tre.

                Gör 10 gånger. Vila en minut. Gör 10 gånger till. Är det tungt tar du stöd med
                händerna eller lägger en kudde på stolen.
            """),
        ),
        step(
            "Sträck på knäet",
            image(
                "rorelse/strack.webp",
                "En figur sitter på en stol och sträcker ut ena benet rakt fram.",
            ),
            text("""
                1. Sitt på en stol med ryggen mot stödet.
                2. Sträck ut ena benet så rakt du kan. Spänn framsidan av låret.
                3. Håll i fem sekunder. Sänk långsamt.

                Gör 10 gånger med varje ben. Det ska ta i låret, inte skära i knäet.
            """),
        ),
        step(
            "Tåhävning och balans",
            image(
                "rorelse/tahavning.webp",
                "En figur håller i en bänk och står på tå. Bredvid står figuren på ett ben.",
            ),
            text("""
                1. Stå vid en bänk och håll dig lätt med händerna.
                2. Gå upp på tå. Håll i två sekunder. Sänk långsamt. Gör 10 gånger.
                3. Stå sedan på ett ben i 20 sekunder. Byt ben.

                Släpp taget om bänken först när du känner dig säker. Ha något stadigt nära dig.
            """),
            callout(
                "tip",
                "Tre gånger i veckan räcker",
                "Vila en dag mellan passen. Koppla övningarna till något du gör ändå, som kaffet.",
            ),
            write_table(
                "Min första vecka",
                "Skriv när du tränade och hur ont det gjorde. Det är bara du som ser det om du "
                "har startat programmet själv.",
                ["Dag", "Övningar", "Smärta under (0–10)", "Smärta dagen efter (0–10)"],
                4,
            ),
        ),
    ),
)

_DAILY = module(
    "Rörelse som blir av",
    opens("days_after_previous_opened", 14),
    section(
        "Vardagen",
        step(
            "Promenera smart",
            image(
                "rorelse/promenad.webp",
                "En person går med stavar på en bred väg. En bänk står vid vägkanten.",
            ),
            text("""
                Promenader räknas. Börja med en runda du vet att du klarar, kanske tio minuter.
                Lägg till två minuter var tredje dag.

                Välj jämnt underlag och skor med mjuk sula. Stavar avlastar både knä och höft. Gå
                hellre ofta och kort än sällan och långt. Cykling och vattengympa är skonsamt om
                det gör ont att gå.

                Skriv gärna upp vad du gör. Då ser du att det blir av, och att smärtan växlar.
            """),
            diary("rorelsedagbok", "any"),
            accordion(
                (
                    "Jag orkar inte i dag",
                    "Gör en enda övning, fem gånger. Det håller vanan vid liv.",
                ),
                (
                    "Det gör mer ont i dag",
                    """
                    Minska med hälften i två dagar, men sluta inte helt. Smärtan växlar. En sämre
                    dag betyder inte att leden har blivit sämre.
                    """,
                ),
                (
                    "Vikten då?",
                    """
                    Väger du mer än du mår bra av kan några kilo mindre lätta på trycket i knäet.
                    Men träningen hjälper vad vågen än visar.
                    """,
                ),
            ),
        ),
        step(
            "Din plan",
            text("""
                Det som står i kalendern blir av. Bestäm dag, tid och plats, och vem som vet om
                det. Skriv också vad du gör när det regnar eller när du är trött.
            """),
            write_list(
                "Så rör jag mig kommande månad",
                "Skriv en rad per sak. Till exempel: *måndag efter lunch, övningarna i köket*.",
                5,
            ),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "rorelse-vid-artros",
    "title": "Rörelse vid artros",
    "lead": prose("""
        Övningar och råd för dig som har artros i knä eller höft. Du gör programmet hemma, i din
        egen takt.
    """),
    "welcome": prose("""
        Välkommen!

        Här får du veta vad artros är, hur du tränar på ett tryggt sätt och hur du får det att bli
        en vana. Du behöver bara en stol och något att hålla i.

        Programmet har inga meddelanden. Har du frågor ringer du din mottagning. Ring 112 om det är
        bråttom.
    """),
    "kind": "support",
    "start_modes": ["guided", "open"],
    "language": "sv",
    "messages": False,
    "results": "sentence",
    "media_rights": ("Digitala vårdprogram, Region Vänersund", "Regionens egna. Får användas fritt i programmet."),
    "intended_purpose": (
        "Stöd till egenvård för vuxna med artros i knä eller höft. Programmet ger allmänna råd och "
        "ställer inte diagnos."
    ),
    "modules": [_ABOUT, _EXERCISES, _DAILY],
    "measurements": [
        {"questionnaire": "vardagen", "when": "at_start", "gate": False, "window_days": 14},
        {
            "questionnaire": "smarta-i-dag",
            "when": "weekdays",
            "weekdays": [1, 4],
            "times": 12,
            "gate": False,
            "window_days": 3,
            # Little pain: then it need not be followed so closely. Nobody answers: then it is only in the way.
            "stop": [
                {
                    "kind": "number",
                    "questionnaire": "smarta-i-dag",
                    "item": "hur-ont-har-du-i-dag",
                    "comparison": "<=",
                    "value": 1,
                },
            ],
            "stop_after_missed": 4,
        },
        {"questionnaire": "vardagen", "when": "at_end", "gate": False, "window_days": 14},
        {"questionnaire": "vardagen", "when": "at_end", "days_after": 90, "gate": False, "window_days": 21},
    ],
    "length_days": 42,
    "reminders": [
        {
            "when": "not_started",
            "after_days": 4,
            "pause_days": 7,
            "most": 1,
            "text": "Dina övningar väntar. Börja med en kort stund.",
        },
        {
            "when": "inactive",
            "after_days": 7,
            "pause_days": 7,
            "most": 2,
            "text": "Hur går det att röra sig? Börja om med en lätt övning i dag.",
        },
    ],
}
