"""Lättare andning: a program that is being made, shown in two rounds, and what the group has said. Content only.

Where something is said is named by its step and a few of the words that stand there.
"""

from typing import TypedDict

from stegvis.demo.content.build import (
    accordion,
    callout,
    heading,
    module,
    opens,
    prose,
    section,
    step,
    text,
    write_list,
    write_text,
)
from stegvis.demo.content.shapes import Program

PROGRAM: Program = {
    "slug": "lattare-andning",
    "title": "Lättare andning",
    "lead": prose("Ett program för dig som har KOL och vill orka mer i vardagen."),
    "welcome": prose("""
        Välkommen. Här får du lära dig hur du kan andas så att luften räcker längre, och hur du kan röra dig utan att
        bli rädd för att tappa andan. Du går fram i din egen takt. Din sjuksköterska läser det du skickar in.
    """),
    "kind": "treatment",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "graph",
    "intended_purpose": "Egenvårdsstöd vid KOL, tillsammans med en sjuksköterska på vårdcentralen.",
    "modules": [
        module(
            "Andningen",
            opens("at_start"),
            section(
                "Att andas ut",
                step(
                    "Varför luften tar slut",
                    heading("Det är utandningen som är trång"),
                    text("""
                        När du har KOL är luftvägarna trånga. Luften kommer in, men hinner inte ut innan nästa
                        andetag. Då känns det som att du inte får luft, fast lungorna är fulla.

                        Därför börjar vi med att andas ut.
                    """),
                    callout("info", "Bra att veta", "Att bli andfådd är obehagligt, men det är inte farligt i sig."),
                ),
                step(
                    "Sluten läppandning",
                    text("""
                        Andas in genom näsan. Spetsa läpparna som om du blåste på en varm kopp och andas ut långsamt.
                        Låt utandningen ta dubbelt så lång tid som inandningen.
                    """),
                    accordion(
                        ("Om det inte går", "Vila, luta dig framåt mot bordet och försök igen om en stund."),
                        ("När ska jag göra det?", "Varje gång du anstränger dig: i trappan, i duschen, med kassarna."),
                    ),
                    write_text("Prova tre gånger i dag", "Skriv var du var och hur det kändes."),
                ),
            ),
        ),
        module(
            "Röra på sig",
            opens("when_previous_done"),
            section(
                "Lite i taget",
                step(
                    "Börja smått",
                    text("""
                        Kroppen vänjer sig. Den som går en kort bit varje dag blir mindre andfådd av samma sträcka
                        efter några veckor.

                        Gå så att du kan prata i korta meningar. Då är det lagom.
                    """),
                    write_list("Tre platser jag kan gå till", "Välj ställen där det går att sitta och vila.", 3),
                ),
                step(
                    "När luften inte räcker",
                    text("""
                        Stanna. Luta dig framåt med händerna på låren. Andas ut med spetsade läppar tills det lugnar sig.
                    """),
                    callout(
                        "important",
                        "Ring 112",
                        "Ring 112 om du inte kan prata, blir blå om läpparna eller om det inte går över när du vilar.",
                    ),
                ),
            ),
        ),
        module(
            "Min plan",
            opens("by_staff"),
            section(
                "Planen",
                step(
                    "Skriv din plan",
                    text("Planen går du igenom med din sjuksköterska. Ha den på kylskåpet."),
                    write_text("Så märker jag att jag blir sämre", "Tänk på slem, hosta, sömn och hur långt du orkar."),
                ),
            ),
        ),
    ],
    "measurements": [
        {"questionnaire": "gad-7", "when": "before_module", "gate": False, "window_days": 7, "module": 0},
        {"questionnaire": "gad-7", "when": "every", "days": 14, "times": 3, "gate": False, "window_days": 7},
    ],
    "flags": [{"when": "inactive", "days": 10}],
}

# Words that stood otherwise in the first round: now, then.
BEFORE: tuple[tuple[str, str], ...] = (
    (
        "När du har KOL är luftvägarna trånga. Luften kommer in, men hinner inte ut innan nästa andetag.",
        "Vid KOL föreligger en kronisk obstruktion med dynamisk hyperinflation.",
    ),
    ("Att bli andfådd är obehagligt, men det är inte farligt i sig.", "Dyspné är ofarligt."),
    ("Gå så att du kan prata i korta meningar.", "Gå i 30 minuter i sträck."),
)
# What stood in the first round and has been taken away since: in which step, title, words.
TAKEN_AWAY = ("Börja smått", "Sluta röka", "Den som röker ska sluta innan träningen börjar.")
# What stood in another step then: the title of the block, and the step where it stood.
MOVED = ("Så märker jag att jag blir sämre", "När luften inte räcker")


class Said(TypedDict):
    """A pin and what came of it. `who`: a slug, or the name of a guest in a meeting; `day`: days after the opening."""

    who: str
    guest: bool
    step: str
    words: str
    kind: str
    text: str
    day: int
    answer: str
    reply: str


def _said(who: str, step: str, words: str, kind: str, text: str, day: int, answer: str = "", reply: str = "", *, guest: bool = False) -> Said:  # fmt: skip
    return {
        "who": who, "guest": guest, "step": step, "words": words, "kind": kind, "text": text, "day": day,
        "answer": answer, "reply": reply,
    }  # fmt: skip


NURSE, DOCTOR, CURATOR = "gunilla-axelsson", "oskar-lund", "fatima-yusuf"
GUEST, TESTER = "Bo Ek, Lungföreningen", "Maj-Britt"

FIRST_NOTE = (
    "Första visningen. Texterna i modul 1 och 2 är skrivna, modul 3 finns inte än. Tänk mest på om orden går att "
    "förstå och om takten är rimlig för den som blir andfådd av att klä på sig."
)
FIRST_QUESTIONS = ("Är ordningen rätt: andas först, röra sig sedan?", "Räcker en övning i varje modul?")
FIRST_CLOSING = (
    "Språket var för medicinskt. Rökningen lyfts ut, den har ett eget program. Planen får en egen modul. "
    "Gruppen vill se hur det ser ut för sjuksköterskan nästa gång."
)
FIRST: tuple[Said, ...] = (
    _said(NURSE, "Varför luften tar slut", "trånga", "unclear",
          "Ingen av mina patienter vet vad obstruktion är. Kan vi säga att luftvägarna är trånga?", 1,
          "fixed", "Omskrivet med dina ord. Tack!"),
    _said(DOCTOR, "Varför luften tar slut", "andfådd", "wrong",
          "Ofarligt är för starkt. Den som läser det mitt i en attack tappar förtroendet. Skriv att andfåddheten "
          "i sig inte är farlig.", 1, "fixed", "Ändrat."),
    _said(CURATOR, "Sluten läppandning", "Spetsa läpparna", "praise",
          "Bilden med den varma koppen är så bra. Den kommer de ihåg.", 2),
    _said(NURSE, "Börja smått", "Den som röker", "wrong",
          "Det här skrämmer bort dem. Vi tar upp rökningen vid besöket, och det finns ett eget program.", 2),
    _said(GUEST, "Börja smått", "korta meningar", "wrong",
          "Trettio minuter går jag inte ens på en bra dag. Då stänger jag programmet.", 5,
          "fixed", "Du har rätt. Nu står det att man ska kunna prata i korta meningar.", guest=True),
    _said(GUEST, "Börja smått", "Tre platser", "wish",
          "Det måste gå att sitta och vila där. Säg det.", 5, "fixed", "", guest=True),
    _said(DOCTOR, "När luften inte räcker", "blir sämre", "wish",
          "Planen hör inte hemma mitt i det akuta. Ge den en egen plats.", 6),
    _said(CURATOR, "Börja smått", "Kroppen vänjer", "wish",
          "Kan det finnas en film där någon visar hur man går i trappa?", 7,
          "not_now", "Filmen får vänta till nästa version. Vi har ingen att filma före sommaren."),
)  # fmt: skip
# What was decided in the meeting of the first round, and the words of the pins that it is about.
FIRST_DECISIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Rökningen lyfts ut ur programmet. Vi hänvisar till programmet som redan finns.", ("skrämmer bort",)),
    ("Tempot styrs av att kunna prata, inte av minuter.", ("Trettio minuter", "sitta och vila")),
)

SECOND_NOTE = (
    "Andra visningen. Allt språk är omskrivet och planen har en egen modul. Gå igenom programmet på din egen telefon "
    "som om du vore patienten, och titta sedan på hur det ser ut för oss som personal."
)
SECOND_QUESTIONS = (
    "Skulle du själv våga starta det här för en patient i morgon?",
    "Är det rätt att skatta oro varannan vecka?",
)
SECOND: tuple[Said, ...] = (
    _said(NURSE, "Varför luften tar slut", "Det är utandningen", "praise",
          "Äntligen en rubrik som säger det viktiga först.", 1),
    _said(TESTER, "Sluten läppandning", "Om det inte går", "unclear",
          "Vilket bord? Jag är oftast ute när det händer.", 2,
          "ask_back", "Bra fråga. Vad brukar du luta dig mot när du är ute?"),
    _said(TESTER, "När luften inte räcker", "Ring 112", "praise",
          "Skönt att det står så tydligt när man ska ringa. Det vågar man inte fråga om.", 2),
    _said(DOCTOR, "Sluten läppandning", "Prova tre gånger", "wish",
          "Låt dem välja en situation i förväg, så blir det av.", 3),
    _said(CURATOR, "Skriv din plan", "kylskåpet", "unclear",
          "Hur kommer planen till kylskåpet? Går den att skriva ut?", 4),
    _said(NURSE, "Skriv din plan", "blir sämre", "wish",
          "Lägg till feber och att slemmet byter färg. Det frågar vi alltid om.", 4,
          "fixed", "Tillagt i utkastet. Syns i nästa omgång."),
)  # fmt: skip
