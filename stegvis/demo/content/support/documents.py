"""Templates, guides and routines of the region, in the simple marks of `support.marked`."""

from typing import TypedDict


class Document(TypedDict):
    """One document; `editions` are (days ago, what is changed, text), the oldest first."""

    title: str
    kind: str
    summary: str
    contact: str
    review_in: int
    language: str
    editions: list[tuple[int, str, str]]


_CHECKLIST = """## Innan ni börjar
[ ] Idén är avstämd med förvaltningens kontaktperson
[ ] Ansvarig och ersättare är utsedda
[ ] Minst två behandlare ska arbeta med programmet
[ ] Ingen annan region har redan något som går att använda

## Innehåll
[ ] Välkomsttexten säger vad programmet är, vem det är för och hur lång tid det tar
[ ] Texterna är lästa högt för någon som inte arbetar i vården
[ ] Bilder har en alternativ text, filmer har textning
[ ] Vi har rätt att använda varje bild, film och formulär
[ ] Varje sida är provad på en telefon

## Formulär och flaggor
[ ] Varje formulär är räknat för hand på ett exempel, och summan stämmer
[ ] Varje flagga är utlöst i ett prov
[ ] Det står vem som får flaggan, och när den läses
[ ] Den som svarar farligt får veta vart man vänder sig direkt

## Enheten
[ ] Rutinen för prioriterade flaggor och frånvaro är skriven
[ ] Alla som ska arbeta med programmet har gått utbildningen
[ ] Riskanalysen är godkänd
[ ] Det finns en dag då programmet ska ses över"""

_RISK = """Riskanalysen görs av vårdpersonal från enheten tillsammans med designern. Designern kan inte göra den ensam.

## Så gör ni
1. Gå igenom programmet steg för steg, som invånaren ser det.
2. Fråga vid varje steg: vad kan gå fel, och vad händer då?
3. Bedöm konsekvens och sannolikhet från 1 till 4 och multiplicera.
4. Bestäm en åtgärd, en ansvarig och en dag för allt som blir 6 eller mer.
5. Bedöm på nytt när åtgärden är gjord. Det som är kvar är restrisken.

## Skalor
| Tal | Konsekvens | Sannolikhet |
| 1 | Obehag utan skada | Mindre än en gång om året |
| 2 | Övergående skada eller försenad vård | Någon gång om året |
| 3 | Bestående skada eller mycket försenad vård | Varje månad |
| 4 | Död eller svår bestående skada | Varje vecka |

## Risker som brukar finnas med
- Ett farligt svar läses för sent, för att den som skulle läsa är borta.
- Invånaren tror att någon läser dygnet runt.
- Fel person får programmet.
- En fråga missförstås, så att summan blir fel.
- Invånaren slutar svara och ingen märker det."""

_NOMINATE = """Blanketten fylls i av den som ska ansvara för programmet. Tar ni hjälp av den här mallen går det fort: det är samma frågor i samma ordning.

## Om idén
- Vad ska programmet heta?
- Vilket problem löser det, och för vem?
- Hur många invånare om året?
- Var i vården kommer det in?

## Om er
- Vem ansvarar, och vem ersätter?
- Vilken chef har godkänt?
- Vilka ingår i arbetsgruppen, och hur många timmar har de?

## Om innehållet
- Finns något redan, hos er eller i en annan region?
- Vilka formulär ska ingå, och får ni använda dem?
- Ska invånaren kunna skriva meddelanden, och hur snabbt lovar ni svar?
- Finns frågor där ett svar kan betyda fara?

**Vill ni bara samla in uppgifter i ett formulär?** Då är regionens formulärtjänst oftast bättre. Fråga kontaktpersonen."""

_DESIGNER = """Välkommen som designer. Räkna med två veckor innan du är igång på riktigt.

## Första dagen
1. Gå utbildningen för designers under Läs och lär.
2. Logga in på övningsenheten. Där kan du bygga vad som helst, och inget kan publiceras.
3. Bygg ett litet program: en modul, tre steg, ett formulär.

## Bra vanor
- Ett steg är en skärm på en telefon. Blir det mer, dela det.
- Skriv till en person. Du, inte man.
- Börja med vad invånaren ska göra, inte med varför.
- Räkna alltid ut formulärets summa för hand på ett exempel.

## När du kör fast
Skicka en fråga från sidan du står på, med länken Hjälp och synpunkter längst ner. Då ser supporten vilket program du bygger."""

_THERAPIST = """## Varje morgon
1. Öppna *Att göra*. Prioriterade flaggor står överst.
2. Ta den flagga du kan ta. Då vet kollegorna att någon har den.
3. Läs, bedöm, gör det som behövs och skriv vad du gjorde.

## Starta ett program
1. Välj *Starta program* och skriv personnumret.
2. Kontrollera namnet mot legitimationen.
3. Välj program, behandlare och startdag.
4. Skriv ut startbrevet, eller skicka ett start-sms om invånaren har lämnat sitt nummer.

## När du ska vara borta
- Lägg in frånvaron under *Bemanning* i god tid.
- Säg till invånaradministratören om någon väntar på svar.
- Flaggor går till den som är på plats.

## Om invånaren inte hörs av
Ingen aktivitet är inte alltid ett problem. Men efter två veckor ringer du."""

_FLAGS_1 = """Rutinen gäller alla enheter som har program med frågor där ett svar kan betyda fara.

## Vem gör vad
| När | Vem | Vad |
| Genast | Alla behandlare på plats | Får veta att det finns en flagga |
| Inom två timmar | Den som tar flaggan | Läser, ringer invånaren, dokumenterar |
| Efter två timmar | Invånaradministratören | Tar flaggan om ingen har tagit den |
| När enheten stänger | Namngiven chef | Får veta att flaggan inte är klar |"""

_FLAGS_2 = (
    _FLAGS_1
    + """

## Så bedömer du
1. Läs svaret och det som invånaren svarade förra gången.
2. Ring. Får du inget svar, ring igen inom en timme.
3. Får du fortfarande inget svar: bedöm med en kollega om polis ska kontaktas.
4. Skriv vad du gjorde innan du stänger flaggan.

## Det här gör du aldrig
- Stänger en flagga utan att ha läst svaret.
- Lämnar en tagen flagga över natten utan anteckning.
- Svarar på en prioriterad flagga bara med ett meddelande."""
)

_ENGLISH = """Short notes for colleagues who are more at home in English.

## What you need to know
- A **flag** is a signal to staff. A red one goes to everyone on duty.
- **Take** a flag before you do anything else: then your colleagues know.
- A resident reads in the program when you have promised to read. Keep that promise.

## Words
| Swedish | English |
| behandlare | therapist |
| invånare | resident |
| flagga | flag |
| startbrev | start letter |"""

_INTERN = "Regionens samordning, programstod@vanersund.example"

DOCUMENTS: list[Document] = [
    {
        "title": "Checklista skapa program",
        "kind": "checklist",
        "summary": "Det som ska vara klart innan ett program publiceras. Kryssa i och spara tillsammans med programmet.",
        "contact": _INTERN,
        "review_in": 200,
        "language": "sv",
        "editions": [
            (410, "", _CHECKLIST.replace("[ ] Riskanalysen är godkänd\n", "")),
            (165, "Riskanalysen är med som en egen punkt.", _CHECKLIST),
        ],
    },
    {
        "title": "Riskanalys – mall",
        "kind": "template",
        "summary": "Skalor, frågor att ställa och risker som brukar finnas med.",
        "contact": _INTERN,
        "review_in": 120,
        "language": "sv",
        "editions": [(230, "", _RISK)],
    },
    {
        "title": "Nominera idé till stödprogram",
        "kind": "form",
        "summary": "Frågorna i nomineringen, att samla svaren i innan du fyller i den.",
        "contact": _INTERN,
        "review_in": 90,
        "language": "sv",
        "editions": [(300, "", _NOMINATE)],
    },
    {
        "title": "Guide: ny designer",
        "kind": "guide",
        "summary": "De första två veckorna, steg för steg.",
        "contact": "Maja Lindgren",
        "review_in": 310,
        "language": "sv",
        "editions": [(48, "", _DESIGNER)],
    },
    {
        "title": "Lathund behandlare",
        "kind": "guide",
        "summary": "Det du gör varje dag, på en sida.",
        "contact": _INTERN,
        "review_in": -14,
        "language": "sv",
        "editions": [(280, "", _THERAPIST)],
    },
    {
        "title": "Rutin: prioriterade flaggor",
        "kind": "routine",
        "summary": "Vem som gör vad, och hur snabbt, när ett svar kan betyda fara.",
        "contact": "Jonas Westman",
        "review_in": 340,
        "language": "sv",
        "editions": [(320, "", _FLAGS_1), (11, "Hur man bedömer, och vad man aldrig gör.", _FLAGS_2)],
    },
    {
        "title": "A short guide for therapists",
        "kind": "guide",
        "summary": "The most important things, in English.",
        "contact": "Jonas Westman",
        "review_in": 150,
        "language": "en",
        "editions": [(70, "", _ENGLISH)],
    },
]
# Begun and not published: what those who keep documents see.
DRAFT = (
    "Rutin: prioriterade flaggor",
    "Telefonnumret till bakjouren läggs till.",
    _FLAGS_2 + "\n\n## Kvällar och helger\nRing bakjouren. Numret står på enhetens anslagstavla.",
)
