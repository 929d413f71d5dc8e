"""What is said on the way of the small programs: decisions, reasons, risks, and who says it. Data only."""

from dataclasses import dataclass, field

from stegvis.demo.content.process.hjarnskakning import PROGRAM as HJARNSKAKNING
from stegvis.demo.content.process.infor_operation import PROGRAM as INFOR_OPERATION
from stegvis.demo.content.process.insulin import PROGRAM as INSULIN
from stegvis.demo.content.process.rokfri import PROGRAM as ROKFRI
from stegvis.demo.content.shapes import Program

DESIGNER, MEDICAL, SAFETY, SECURITY = "maja-lindgren", "amina-farah", "stefan-brolin", "rolf-edstrom"
NOTE = "Första versionen. Texterna är lästa av tre patienter och ändrade efter det som de sade."


@dataclass(frozen=True)
class Risk:
    """One row: what, why, how bad, what is done, and the step that it leans on (its title)."""

    risk: str
    cause: str
    consequence: int
    likelihood: int
    action: str
    leans_on: str
    comment: str = ""


@dataclass(frozen=True)
class Work:
    """One program on its way: who owns it, where, who takes part."""

    program: Program
    unit: str
    owner: str
    deputy: str
    manager: str
    care: str
    days_ago: int
    entry: dict[str, str]
    risks: tuple[Risk, ...] = field(default=())


_ENTRY = {
    "regulatory": "no_device",
    "regulatory_reason": "Allmänna råd utan beräkning eller bedömning av den enskilde.",
}

REVIEWED = Work(
    ROKFRI, "vc-almen", "fatima-yusuf", "oskar-lund", "birgitta-hall", "gunilla-axelsson", 150,
    {**_ENTRY, "area": "Levnadsvanor", "target_group": "Vuxna som röker och vill sluta.",
     "keywords": "tobak, rökning, rökstopp", "contact_name": "Fatima Yusuf", "contact_way": "0555-010 30"},
    (
        Risk("Den som mår psykiskt dåligt blir sämre när rökningen upphör.",
             "Nikotinabstinens kan ge nedstämdhet.", 3, 2,
             "Rutan om att må dåligt ligger i samma steg som råden, med telefonnummer.", "Tre minuter i taget"),
        Risk("Någon väntar på svar i programmet när det är bråttom.",
             "Meddelanden läses bara på vardagar.", 3, 2, "Välkomsttexten säger när vi läser.", "Varför vill du sluta?"),
        Risk("Läkemedel tas utan råd.", "Texten nämner att läkemedel kan hjälpa.", 2, 2,
             "Texten hänvisar till behandlaren.", "Välj en dag"),
    ),
)  # fmt: skip
APPROVED = Work(
    INFOR_OPERATION, "vc-klarfors", "nadia-rahimi", "per-engstrom", "lena-forsberg", "per-engstrom", 210,
    {**_ENTRY, "area": "Kirurgi", "target_group": "Vuxna som väntar på en planerad dagkirurgisk operation.",
     "keywords": "operation, fasta, dagkirurgi", "contact_name": "Nadia Rahimi", "contact_way": "0555-010 40"},
    (
        Risk("Invånaren fastar fel och operationen ställs in.", "Reglerna om fasta är svåra att minnas.", 2, 3,
             "Reglerna står i ett eget steg och i kallelsen.", "Kvällen före och samma dag"),
        Risk("En medicin sätts ut på egen hand.", "Råd från bekanta.", 4, 2,
             "Första meningen säger att man frågar oss.", "Veckan före",
             "Den som slutar med blodförtunnande kan få en propp."),
    ),
)  # fmt: skip
URGENT = Work(
    HJARNSKAKNING, "vc-almen", "oskar-lund", "fatima-yusuf", "birgitta-hall", "gunilla-axelsson", 300,
    {**_ENTRY, "area": "Akutsjukvård", "target_group": "Vuxna efter lätt hjärnskakning.",
     "keywords": "hjärnskakning, huvudskada", "contact_name": "Oskar Lund", "contact_way": "0555-010 30"},
)  # fmt: skip
BROUGHT_IN = Work(
    INSULIN, "vc-klarfors", "per-engstrom", "nadia-rahimi", "lena-forsberg", "nadia-rahimi", 20,
    {**_ENTRY, "area": "Diabetes", "target_group": "Vuxna som börjar med insulin.",
     "keywords": "diabetes, insulin", "contact_name": "Per Engström", "contact_way": "0555-010 40"},
)  # fmt: skip

URGENT_REASON = (
    "Steget om varningstecken angav 1177 i stället för 112. En sjuksköterska på Almen såg det i dag. "
    "Rättningen behöver ut innan fler läser."
)
URGENT_NOTE = "Rättat telefonnummer: 112 vid varningstecken."
BRING_IN_REASON = "Mottagningen har använt häftet sedan 2019. Samma innehåll ska nu finnas digitalt."
DECISIONS = (("risk_analysis", 400, "Chefläkare Stefan Brolin", "HSN 2025-0417"),)
APPROVAL = "Bra språk och tydliga gränser. Riskanalysen täcker det viktiga."
WITHDRAWN_TITLE = "Yoga för nybörjare"
WITHDRAWN_REASON = "Friskvården har redan en kurs. Vi hänvisar dit i stället."

ROUTINE = {
    "starting": "Behandlare startar programmet efter ett besök eller ett samtal. Invånaren får startbrevet med sig.",
    "inclusion": "Den som programmet är skrivet för, läser svenska och har e-legitimation.",
    "reading": "Behandlaren läser meddelanden och övningar på måndagar och torsdagar.",
    "answer_time": "Vi svarar inom två vardagar.",
    "priority_flags": "Programmet frågar inte om farliga svar. Kommer det ändå något oroande ringer behandlaren samma dag.",
    "absence": "Invånaradministratören ser över listan när någon är borta, och flyttar till en kollega.",
    "out_of_hours": "Kvällar och helger läser ingen. Invånaren hänvisas till 1177, och till 112 när det är bråttom.",
    "ending": "Behandlaren avslutar efter ett telefonsamtal. Materialet går att läsa i sex månader.",
}
# Programs from before the process, with the analyses that were made when they came in.
OLD = {"sov-battre": ("somn", "daniel-osei", "henrik-strand", "ylva-moberg")}
# The next version of one in use, whose analysis the working group is in the middle of.
NEXT = ("folj-ditt-maende", "psyk-norr", "anna-lindqvist", "johan-berg", "leila-haddad")
NEXT_NOTE = "Tydligare om vem som läser svaren."
NEXT_WORDS = "<p>Din behandlare läser svaren före nästa besök.</p>"
