"""The template that a region has until it writes its own. The words are the region's to change, so they are Swedish.

The labels of the matrix are those that Swedish care is used to; limits and signatures are ours.
"""

from stegvis.governance.kinds import MemberKind
from stegvis.governance.risks.signing import Demand
from stegvis.governance.risks.template import Area, Scale, Template

SHIPPED = Template(
    consequences=(
        Scale("Mindre", "Obehag eller besvär som går över. Ingen ny kontakt med vården behövs."),
        Scale("Måttlig", "Övergående skada, eller en extra kontakt med vården. Någon får rätt hjälp senare än tänkt."),
        Scale("Betydande", "Bestående skada som inte är svår, eller tydligt längre tid innan någon får rätt vård."),
        Scale("Katastrofal", "Dödsfall, självmord eller svår bestående skada."),
    ),
    likelihoods=(
        Scale("Mycket liten", "Kan hända mer sällan än vart femte år, bland alla som får programmet."),
        Scale("Liten", "Kan hända någon gång om året eller mer sällan."),
        Scale("Stor", "Kan hända varje månad."),
        Scale("Mycket stor", "Kan hända varje vecka eller oftare."),
    ),
    middle_from=4,
    high_from=8,
    action_from=8,
    comment_from=4,
    signatures=(
        Demand(MemberKind.CARE, 1),
        Demand(MemberKind.MEDICAL, 1),
        Demand(MemberKind.SAFETY, 1),
        Demand(MemberKind.SECURITY, 1),
    ),
    areas=(
        Area(
            "fara",
            "Självskada och suicid",
            (
                "Vilka frågor kan någon svara på så att det är fara för livet? Från vilket svar?",
                "Vad händer om invånaren skriver om att vilja dö i en text, där ingen regel läser?",
                "Vad ser invånaren direkt? Vem får veta, och hur fort?",
                "Vad händer kvällar, helger och när mottagningen är stängd?",
            ),
        ),
        Area(
            "start",
            "Fel person får programmet",
            (
                "För vem kan programmet göra mer skada än nytta? Hur upptäcks det före start?",
                "Vad händer om programmet startas för fel invånare, eller av misstag två gånger?",
                "Kan någon som blir sämre fortsätta utan att det märks?",
            ),
        ),
        Area(
            "olast",
            "Ingen läser",
            (
                "Vad händer om ingen läser svar, meddelanden eller övningar på två veckor?",
                "Vem tar över när behandlaren är sjuk, på semester eller slutar?",
                "Vad tror invånaren om när någon läser? Står det rätt i programmet?",
            ),
        ),
        Area(
            "fel_lasare",
            "Fel person läser",
            (
                "Vem mer kan se telefonen, datorn eller en utskrift hemma?",
                "Kan en avisering avslöja något för den som ser skärmen?",
                "Kan personal som inte behöver det läsa svaren?",
            ),
        ),
        Area(
            "integritet",
            "Integritet och sekretess",
            (
                "Frågar programmet om mer än vården behöver?",
                "Berättar invånaren om någon annan, till exempel barn eller partner?",
                "Hur länge finns svaren kvar, och står det för invånaren?",
            ),
        ),
        Area(
            "innehall",
            "Fel i innehållet",
            (
                "Vad händer om ett råd är fel, för gammalt eller missförstås?",
                "Stämmer varje formulär med originalet, och varje poäng med ett uträknat exempel?",
                "Vad händer om en regel öppnar en modul för tidigt, för sent eller inte alls?",
            ),
        ),
        Area(
            "tillgang",
            "Tillgänglighet och språk",
            (
                "Vem kan inte använda programmet: syn, hörsel, läsning, språk, ingen dator?",
                "Finns ett annat sätt att få samma hjälp?",
                "Är det viktigaste lätt att förstå också för den som mår dåligt?",
            ),
        ),
        Area(
            "avbrott",
            "Driftstopp och avbrott",
            (
                "Vad händer om tjänsten ligger nere när någon ska svara eller söker hjälp?",
                "Vad händer med det som är skrivet men inte skickat?",
                "Vad händer när invånaren slutar utan att säga till?",
            ),
        ),
    ),
)
