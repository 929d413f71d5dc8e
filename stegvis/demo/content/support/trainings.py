"""Trainings of the region: steps, tests, and who has taken which when."""

from typing import Any, TypedDict


class Taught(TypedDict):
    """One training. `questions`: (text, options with the right one first, why)."""

    slug: str
    title: str
    role: str
    way: str
    months: int
    minutes: int
    lead: str
    steps: list[tuple[str, str]]
    questions: list[tuple[str, list[str], str]]
    demanded_of: list[str]


TRAININGS: list[Taught] = [
    {
        "slug": "behandlare",
        "title": "Att arbeta med program: behandlarens grunder",
        "role": "therapist",
        "way": "test",
        "months": 24,
        "minutes": 25,
        "lead": "Flaggor, meddelanden och starter: det du behöver kunna innan du startar ditt första program.",
        "steps": [
            (
                "Vad invånaren ser",
                (
                    "Invånaren ser ett steg i taget. Högst upp står *Att göra nu*, och där finns bara en sak.\n\n"
                    "- Det som har gått ut syns inte längre.\n- Det invånaren skriver är invånarens eget tills det skickas.\n"
                    "- Akut hjälp finns ett tryck bort på varje sida."
                ),
            ),
            (
                "Flaggor",
                (
                    "En **prioriterad flagga** går till alla behandlare på enheten.\n\n"
                    "1. Ta flaggan. Då vet kollegorna att någon har den.\n2. Läs svaret och ring invånaren.\n"
                    "3. Skriv vad du gjorde och stäng.\n\nEn flagga försvinner aldrig för att invånaren ändrar sitt svar."
                ),
            ),
            (
                "Lovat är lovat",
                (
                    "Bredvid varje ruta där invånaren kan skriva står när någon läser. Det löftet räknas ut från er bemanning. "
                    "Är du borta måste det finnas i schemat, annars lovar tjänsten fel."
                ),
            ),
            (
                "En kollegas invånare",
                (
                    "Du ser dina egna invånare. En kollegas öppnar du genom att välja varför, och det loggas. "
                    "Det är inte konstigt att göra det, men det ska ha ett skäl."
                ),
            ),
        ],
        "questions": [
            (
                "En invånare ändrar ett farligt svar till ett ofarligt innan du har hunnit läsa. Vad händer med flaggan?",
                ["Den står kvar, med det första svaret", "Den försvinner", "Den går till chefen"],
                "Ett ändrat svar tar aldrig bort en flagga. Du bedömer båda.",
            ),
            (
                "Vad gör du först när du ser en prioriterad flagga?",
                [
                    "Tar den, så att kollegorna ser att någon har den",
                    "Skriver ett meddelande",
                    "Väntar till eftermiddagen",
                ],
                "Att ta flaggan är det som gör att två inte ringer samma person, eller att ingen gör det.",
            ),
            (
                "När får du öppna en kollegas invånare?",
                ["När jag har ett skäl och väljer det", "Aldrig", "När som helst"],
                "Du väljer varför, och det loggas. Invånaren kan se vem som har läst.",
            ),
            (
                "Du ska vara borta på fredag. Vad är viktigast?",
                ["Att frånvaron ligger i schemat", "Att invånarna får ett meddelande", "Att programmen pausas"],
                "Löftet om när någon läser räknas ut från schemat.",
            ),
        ],
        "demanded_of": ["therapist"],
    },
    {
        "slug": "administratör",
        "title": "Bemanning och ansvar för invånaradministratörer",
        "role": "resident_administrator",
        "way": "both",
        "months": 12,
        "minutes": 90,
        "lead": "Schema, frånvaro och vad som händer när ingen tar en flagga. Ett prov och ett tillfälle på plats.",
        "steps": [
            (
                "Någon ska alltid vara på plats",
                "Varje öppen dag behöver en person och en ersättare, fjorton dagar framåt.",
            ),
            ("När ingen tar flaggan", "Efter två timmar kommer den till dig. När enheten stänger får chefen veta."),
        ],
        "questions": [
            (
                "Hur långt fram måste schemat vara fyllt för att ett program med farliga frågor ska kunna startas?",
                ["Fjorton dagar", "En vecka", "En månad"],
                "Regionen kan ha bestämt en annan tid. Det står i enhetens inställningar.",
            )
        ],
        "demanded_of": [],
    },
    {
        "slug": "designer",
        "title": "Bygga tillgängliga program",
        "role": "designer",
        "way": "test",
        "months": 36,
        "minutes": 40,
        "lead": "Klarspråk, alternativa texter och formulär som fungerar för alla.",
        "steps": [
            (
                "Ett steg är en skärm",
                "Blir det mer än en skärm på en telefon, dela det. Den som är trött läser inte vidare.",
            ),
            ("Bilder som säger något", "Alternativ text säger vad bilden betyder här, inte vad den föreställer."),
        ],
        "questions": [
            (
                "Vad är en bra alternativ text till ett diagram?",
                ["Vad diagrammet visar, i ord", "Ordet diagram", "Filens namn"],
                "Den som inte ser bilden ska få veta samma sak.",
            ),
            (
                "Vad ska stå i en länk?",
                ["Vart den leder", "Klicka här", "Hela adressen"],
                "Den som lyssnar på sidan hör bara länktexten.",
            ),
        ],
        "demanded_of": [],
    },
]

# Who, which, how many days ago. Two years of the first: 700 days ago runs out soon, 760 has run out.
TAKEN: list[tuple[str, str, int]] = [
    ("anna-lindqvist", "behandlare", 90),
    ("johan-berg", "behandlare", 710),
    ("mikael-sandberg", "behandlare", 760),
    ("sofia-nilsson", "behandlare", 150),
    ("erik-holm", "behandlare", 400),
    ("daniel-osei", "behandlare", 30),
    ("karin-ljung", "behandlare", 200),
    ("henrik-strand", "behandlare", 715),
    ("fatima-yusuf", "behandlare", 60),
    ("oskar-lund", "behandlare", 120),
    ("gunilla-axelsson", "behandlare", 8),
    ("nadia-rahimi", "behandlare", 770),
    ("per-engstrom", "behandlare", 690),
    ("tomas-vik", "behandlare", 210),
    ("emelie-sjoberg", "behandlare", 800),
    ("maja-lindgren", "designer", 100),
    ("samir-kaya", "designer", 250),
]

# A date that has been, and one to come: (training, days from now, hour, place, leader, seats, who has signed up).
DATES: list[tuple[str, int, int, str, str, int, list[str]]] = [
    (
        "administratör",
        -20,
        13,
        "Sal Vänern, regionens hus",
        "jonas-westman",
        12,
        ["johan-berg", "karin-ljung", "oskar-lund"],
    ),
    ("administratör", 16, 9, "Videomöte, länken kommer dagen före", "jonas-westman", 20, ["per-engstrom", "tomas-vik"]),
]
ABSENT = {"oskar-lund"}


def questions(rows: list[tuple[str, list[str], str]]) -> list[dict[str, Any]]:
    """As an edition keeps them. The right answer is not always the first that is shown."""
    made = []
    for number, (text, options, why) in enumerate(rows):
        at = number % len(options)
        shown = [*options[1:]]
        shown.insert(at, options[0])
        made.append({"text": text, "options": shown, "right": at, "why": why})
    return made
