"""Short exchanges between residents and staff, one for each kind of situation."""

from __future__ import annotations

from stegvis.demo.content.shapes import Letter, Thread


def _resident(hours: int, words: str) -> Letter:
    return {"by": "resident", "after_hours": hours, "text": words}


def _therapist(hours: int, words: str) -> Letter:
    return {"by": "therapist", "after_hours": hours, "text": words}


def _thread(slug: str, program: str, subject: str, *letters: Letter) -> Thread:
    return {"slug": slug, "subject": subject, "program": program, "letters": list(letters)}


THREADS: list[Thread] = [
    _thread(
        "valkommen", "sov-battre", "Välkommen till programmet",
        _therapist(0, "Hej! Jag heter Daniel och är psykolog här på mottagningen. Jag följer dig "
                   "genom Sov bättre. Läs första modulen i lugn och ro och börja med dagboken när "
                   "du känner dig redo. Jag läser meddelanden på tisdagar och fredagar."),
        _resident(7, "Tack! Har läst första delen nu. Kände igen mig i det där med soffan…"),
        _therapist(22, "Då är du i gott sällskap. Ta med den tanken till modul 3, den blir viktig "
                   "där."),
    ),
    _thread(
        "somntid", "sov-battre", "Är jag för trött?",
        _resident(0, "Hej. Nu har jag lagt mig klockan halv ett i fem dagar. Jag sover faktiskt "
                  "nästan hela tiden, men är helt slut på eftermiddagen. Är det meningen?"),
        _therapist(20, "Hej! Ja, det är väntat den första veckan, och det du skriver om nätterna är "
                   "ett bra tecken. Hur sömnig är du på en skala från 0 till 10? Och kör du bil?"),
        _resident(3, "Kanske 6. Jag tar bussen de här veckorna, som vi bestämde."),
        _therapist(26, "Bra. Fortsätt då till på söndag och räkna ut veckan. Blir du sömnigare än 7 "
                   "hör du av dig direkt, så ger vi dig en halvtimme till."),
    ),
    _thread(
        "bil", "sov-battre", "Bilen till jobbet",
        _resident(0, "Jag nickade till vid ett rödljus i morse. Inget hände men jag blev rädd."),
        _therapist(2, "Tack för att du skriver med en gång. Kör inte mer bil nu. Jag lägger till en "
                   "timme på din tid i sängen från och med i kväll, och jag ringer dig i dag "
                   "klockan 15."),
        _resident(1, "Okej. Jag ber Lena köra mig."),
    ),
    _thread(
        "obesvarad", "sov-battre", "Fråga om medicin",
        _resident(0, "Hej! Jag har en tablett kvar som jag fick i våras. Får jag ta den om det blir "
                  "riktigt illa någon natt, eller förstör det allt?"),
    ),
    _thread(
        "kollega", "sov-battre", "Ny behandlare under ledigheten",
        _therapist(0, "Hej! Jag är ledig i två veckor från måndag. Karin Ljung läser det du skriver "
                   "under tiden. Du behöver inte göra något annorlunda."),
        _resident(30, "Tack för att du säger till. Trevlig ledighet!"),
    ),
    _thread(
        "tystnad", "sov-battre", "Hur går det för dig?",
        _therapist(0, "Hej! Jag ser att du inte har varit inne på ett tag. Det är inget konstigt "
                   "med det. Är det något som har kommit emellan, eller har programmet varit för "
                   "mycket just nu? Du får gärna svara kort."),
        _resident(96, "Hej. Mamma har varit på sjukhus så jag har inte haft ork. Vill gärna "
                  "fortsätta men kanske om två veckor?"),
        _therapist(18, "Då gör vi så. Jag pausar programmet till dess och hör av mig. Hoppas att "
                   "din mamma mår bättre snart. Stig gärna upp samma tid, så tappar du minst."),
    ),
    _thread(
        "framsteg", "sov-battre", "Fem nätter i rad!",
        _resident(0, "Måste bara berätta. Fem nätter i rad utan att ligga vaken mer än en halvtimme. "
                  "Det har inte hänt på tre år. Min man undrar vem jag är."),
        _therapist(21, "Vad roligt att läsa! Lägg märke till vad du gjorde, inte bara att det gick "
                   "bra. Det är det du ska ha kvar när det kommer en sämre vecka."),
    ),
    _thread(
        "efter-flagga", "folj-ditt-maende", "Ditt svar i dag",
        _therapist(0, "Hej. Jag såg ditt svar på frågan om tankar på att skada dig. Jag vill gärna "
                   "prata med dig i dag. Jag ringer dig klockan 13. Blir det akut innan dess ringer "
                   "du 112."),
        _resident(2, "Okej. Jag är hemma då. Tack för att du hör av dig så fort."),
        _therapist(4, "Tack för samtalet. Som vi sa: du ringer din syster i kväll, och vi ses på "
                   "torsdag klockan 10. Planen vi skrev ligger i ditt brev."),
    ),
    _thread(
        "formular", "folj-ditt-maende", "Glömde svara",
        _resident(0, "Hej, jag missade frågorna i helgen. Går det att göra dem ändå?"),
        _therapist(14, "Ja, de ligger öppna till på onsdag. Svara som det är just nu."),
        _resident(5, "Klart!"),
    ),
    _thread(
        "infor-besok", "folj-ditt-maende", "Inför besöket på fredag",
        _resident(0, "På fredag skulle jag vilja prata om jobbet. Min chef vill att jag går upp till "
                  "75 procent och jag vet inte vad jag ska svara."),
        _therapist(25, "Det gör vi. Ta gärna med schemat, så tittar vi på det tillsammans. Dina "
                   "resultat har legat stilla i fyra veckor, och det är bra att ha med sig."),
    ),
    _thread(
        "avslut", "sov-battre", "Tack för hjälpen",
        _resident(0, "I dag gjorde jag sista modulen. Jag har skrivit min plan och satt den på "
                  "insidan av skåpet. Tack för att du inte gav upp om mig i vecka fyra."),
        _therapist(28, "Tack själv. Det var du som gick upp ur sängen klockan tre, inte jag. Allt du "
                   "har skrivit finns kvar att läsa. Efter fredag läser jag inte längre meddelanden "
                   "här, men du kan alltid ringa mottagningen."),
    ),
]  # fmt: skip
