"""Questions, wishes and deviations that have come in, with how they went."""

from typing import TypedDict


class Sent(TypedDict):
    """One case. `who`: a slug of staff, "resident:<slug>" or "visitor"; `steps`: (days ago, what, by, text)."""

    who: str
    kind: str
    days_ago: int
    page: str
    program: str
    subject: str
    text: str
    steps: list[tuple[float, str, str, str]]


CASES: list[Sent] = [
    {
        "who": "daniel-osei",
        "kind": "wish",
        "days_ago": 118,
        "page": "clinician:results",
        "program": "sov-battre",
        "subject": "Se sömndagboken och skattningen i samma bild",
        "text": "När jag ringer vill jag se dagboken och ISI bredvid varandra. Nu bläddrar jag mellan två sidor.",
        "steps": [
            (117, "give", "ingrid-palm", "ingrid-palm"),
            (
                112,
                "answer",
                "ingrid-palm",
                "Tack! Vi tar med det till nästa arbetsmöte om Sov bättre. Önskemålet är samlat hos programmets ansvariga.",
            ),
            (100, "close", "ingrid-palm", "Samlat till nästa version."),
        ],
    },
    {
        "who": "fatima-yusuf",
        "kind": "deviation",
        "days_ago": 64,
        "page": "clinician:flag",
        "program": "folj-ditt-maende",
        "subject": "Flaggan kom, men texten om akut hjälp stod på engelska",
        "text": "Invånaren hade valt engelska en gång och sedan bytt tillbaka. Texten om akut hjälp var ändå kvar på engelska.",
        "steps": [
            (64, "give", "jonas-westman", "jonas-westman"),
            (64, "note", "jonas-westman", "Går att göra om. Rapporterat till leverantören, ärende 4471."),
            (
                61,
                "answer",
                "jonas-westman",
                "Det är rättat sedan i går. Tack för att du skrev direkt. Vi har gått igenom att ingen annan har fått fel språk.",
            ),
            (60, "close", "jonas-westman", "Rättat och kontrollerat."),
        ],
    },
    {
        "who": "resident:elias-norberg",
        "kind": "question",
        "days_ago": 9,
        "page": "resident:diary",
        "program": "sov-battre",
        "subject": "Kan jag ändra något jag skrev i förrgår?",
        "text": "Jag råkade skriva fel tid i dagboken. Går det att ändra i efterhand?",
        "steps": [
            (8, "give", "signe-almqvist", "signe-almqvist"),
            (
                7,
                "answer",
                "signe-almqvist",
                "Ja. Öppna dagen i dagboken och välj Ändra. Det du skrev först sparas också, och din behandlare ser båda.",
            ),
        ],
    },
    {
        "who": "karin-ljung",
        "kind": "question",
        "days_ago": 5,
        "page": "clinician:start",
        "program": "",
        "subject": "Hur startar jag för någon med samordningsnummer?",
        "text": "Invånaren har ett samordningsnummer. Vilka siffror ska jag skriva, och vad gör jag om namnet inte kommer upp?",
        "steps": [
            (4, "give", "signe-almqvist", "signe-almqvist"),
            (4, "note", "signe-almqvist", "Frågar e-legitimationsgruppen om vad som gäller från årsskiftet."),
        ],
    },
    {
        "who": "visitor",
        "kind": "question",
        "days_ago": 6,
        "page": "entrance:",
        "program": "",
        "subject": "Jag har fått ett brev men ingen e-legitimation",
        "text": "Jag har fått ett brev från min mottagning om ett program. Jag har ingen e-legitimation i telefonen. Hur gör jag?",
        "steps": [(5, "give", "signe-almqvist", "signe-almqvist")],
    },
    {
        "who": "erik-holm",
        "kind": "deviation",
        "days_ago": 4,
        "page": "clinician:roster",
        "program": "folj-ditt-maende",
        "subject": "Vi är bara en behandlare kvar och kan inte starta någon",
        "text": "Sedan förra veckan är jag ensam. Jag förstår varför starter är spärrade, men invånare väntar. Vem kan hjälpa oss?",
        "steps": [
            (3, "give", "signe-almqvist", "signe-almqvist"),
            (
                3,
                "note",
                "signe-almqvist",
                "Pratat med Marianne. Sömnmottagningen kan samarbeta till dess att tjänsten är tillsatt.",
            ),
        ],
    },
    {
        "who": "per-engstrom",
        "kind": "wish",
        "days_ago": 3,
        "page": "clinician:patient",
        "program": "rorelse-vid-artros",
        "subject": "Filmer som går att visa utan ljud",
        "text": "Flera av våra invånare gör övningarna i väntrum och på jobbet. Textning finns, men övningarna räknas bara högt.",
        "steps": [],
    },
    {
        "who": "resident:elias-norberg",
        "kind": "wish",
        "days_ago": 2,
        "page": "resident:step",
        "program": "sov-battre",
        "subject": "Mörkare bakgrund på kvällen",
        "text": "Jag gör stegen i sängen. Det skulle vara skönt om sidan blev mörk av sig själv sent på kvällen.",
        "steps": [],
    },
    {
        "who": "maja-lindgren",
        "kind": "question",
        "days_ago": 1,
        "page": "studio:questionnaire",
        "program": "",
        "subject": "Får vi använda skattningen av stress i ett öppet program?",
        "text": "Licensen säger klinisk användning. Ett öppet program har ingen behandlare. Vem avgör?",
        "steps": [],
    },
    {
        "who": "nadia-rahimi",
        "kind": "wish",
        "days_ago": 140,
        "page": "clinician:patient",
        "program": "folj-ditt-maende",
        "subject": "Kunna skriva ut kurvan till remissen",
        "text": "Jag klistrar in en skärmbild i dag. Det borde gå att få den som PDF.",
        "steps": [
            (139, "give", "jonas-westman", "jonas-westman"),
            (130, "answer", "jonas-westman", "Det finns nu: välj Resultat och sedan PDF."),
            (129, "close", "jonas-westman", "Infört."),
        ],
    },
    {
        "who": "anna-lindqvist",
        "kind": "wish",
        "days_ago": 33,
        "page": "clinician:patient",
        "program": "sov-battre",
        "subject": "Påminn om sömndagboken på morgonen i stället",
        "text": "Flera säger att påminnelsen kommer när de redan har somnat. De fyller i bättre på morgonen.",
        "steps": [
            (32, "give", "signe-almqvist", "signe-almqvist"),
            (31, "answer", "signe-almqvist", "Bra tänkt. Vi har fört det vidare till den som äger Sov bättre."),
            (
                30,
                "collect",
                "signe-almqvist",
                "Tre enheter har sagt samma sak i höst. På morgonen minns man natten, och då svarar fler.",
            ),
        ],
    },
    {
        "who": "emelie-sjoberg",
        "kind": "question",
        "days_ago": 13,
        "page": "clinician:letters",
        "program": "",
        "subject": "Går det att skriva ut startbrevet igen?",
        "text": "Brevet fastnade i skrivaren och jag hann stänga sidan. Kan jag få fram samma brev en gång till?",
        "steps": [
            (13, "give", "signe-almqvist", "signe-almqvist"),
            (12, "answer", "signe-almqvist", "Ja: öppna invånaren, välj Historik och sedan Startbrev."),
            (
                2,
                "more",
                "emelie-sjoberg",
                "Tack! Nu hittade jag det, men adressen till mottagningen är gammal. Vem ändrar den?",
            ),
        ],
    },
    {
        "who": "visitor",
        "kind": "deviation",
        "days_ago": 1,
        "page": "entrance:",
        "program": "",
        "subject": "Koden i brevet fungerar inte",
        "text": "Jag har skrivit av koden i brevet tre gånger. Sidan säger att den inte finns. Brevet kom i går.",
        "steps": [],
    },
]
