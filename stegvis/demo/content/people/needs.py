"""Why the region gives each role, and what can go wrong: needs-and-risk notes."""

NEEDS: dict[str, tuple[str, str]] = {
    "therapist": (
        (
            "Den som behandlar behöver läsa svar, mätningar och meddelanden från sina egna invånare och styra deras program. "
            "Den som täcker för en kollega behöver kunna öppna kollegans invånare."
        ),
        (
            "Läser om invånare som man inte behandlar. Kollegors invånare kräver därför ett val med skäl, det loggas, och "
            "loggen granskas varje månad. Rollen tas bort samma dag som uppdraget slutar."
        ),
    ),
    "resident_administrator": (
        "Varje enhet behöver minst två som fördelar invånare, sköter bemanningen och tar flaggor som ingen annan har.",
        "Ser namn och läge för alla på enheten. Ges bara till dem som fördelar arbetet, och prövas vid varje genomgång.",
    ),
    "data_administrator": (
        "Chefen behöver antal för att planera. Det räcker med siffror: inga namn, inga svar.",
        "Små tal kan peka ut någon. De visas därför inte under fem.",
    ),
    "access_administrator": (
        "Någon på enheten behöver kunna ge och ta bort roller samma dag som någon börjar eller slutar.",
        (
            "Kan ge en kollega för mycket. Ingen kan ge sig själv en roll, skälet sparas, och regionen går igenom allt varje "
            "kvartal."
        ),
    ),
    "designer": (
        "Utgivarenheten behöver bygga program. Rollen ser inga invånare.",
        "Ett fel i ett program når många. Därför granskar någon annan innan det publiceras.",
    ),
    "coordinator": (
        "Regionen behöver någon som publicerar, delar ut och stoppar program och utser behörighetsadministratörer.",
        "Når alla enheter på en gång. Minst två ska ha rollen, och den som har den ser inga invånare.",
    ),
    "support": (
        "Den som svarar på ärenden behöver läsa dem och skriva regionens dokument.",
        "Ett ärende kan innehålla uppgifter om en invånare fast det inte ska det. Kontaktuppgifter tas bort efter nittio dagar.",
    ),
    "log_reviewer": (
        "Regionen ska granska loggen systematiskt och oberoende av enheterna.",
        "Ser vem som har öppnat vad. Varje sökning loggas, och ingen granskar sina egna öppningar.",
    ),
    "access_officer": (
        "Någon behöver hålla ihop behörigheterna för hela regionen, skriva de här analyserna och leda genomgången.",
        "Kan ge roller överallt. Kan inte ge sig själv någon, och ser inga invånare.",
    ),
    "records_officer": (
        "Någon behöver bestämma hur länge uppgifter bevaras, genomföra gallring efter beslut och lämna ut registerutdrag.",
        "Kan förstöra journaluppgifter, men bara efter beslut och med en kollegas godkännande. Ser svar bara i utdrag.",
    ),
}

# What stands as the reason of each role that was given.
REASONS = {
    "therapist": "Behandlar invånare på enheten.",
    "resident_administrator": "Fördelar invånare och sköter bemanningen.",
    "data_administrator": "Planerar enhetens verksamhet.",
    "access_administrator": "Är chef på enheten eller chefens ersättare.",
    "designer": "Bygger regionens program.",
    "coordinator": "Samordnar stöd och behandling i regionen.",
    "support": "Svarar på ärenden från enheter och invånare.",
    "log_reviewer": "Granskar loggen för hela regionen.",
    "records_officer": "Ansvarar för regionens arkiv och utlämnande av journalhandlingar.",
}
