"""The nomination form as it is delivered: the region's first version, until it makes its own.

It is content, not interface: a region that works in another language writes its own.
"""

from stegvis.governance.nominations.fields import DEPUTY, TITLE, Field
from stegvis.governance.nominations.kinds import FieldKind as Kind

WHAT, WHY, WHOM = "Idén", "Varför", "För vem"
CARE, CONTENT, SAFETY = "I vården", "Innehåll", "Risker och säkerhet"
WORK, AFTER = "Arbetet", "Efteråt"

DELIVERED: tuple[Field, ...] = (
    Field(TITLE, "Titel", Kind.SHORT, WHAT, "Programmets namn så som det ska kännas igen i regionen.", True),
    Field(
        "summary", "Vad går programmet ut på?", Kind.LONG, WHAT,
        "Beskriv med några meningar vad invånaren gör från början till slut.", True,
    ),
    Field(
        "kind", "Vilken sorts program är det?", Kind.CHOICE, WHAT,
        "Stödprogram främjar hälsa eller följer upp vård. Behandlingsprogram är behandling, till exempel KBT på nätet.",
        True, options=("Stödprogram", "Behandlingsprogram", "Vet inte än"),
    ),
    Field(
        DEPUTY, "Ersättare för ägaren", Kind.PERSON, WHAT,
        "Den som gör ägarens del när ägaren är borta, också när programmet är i bruk.", True,
    ),
    Field(
        "contact_consulted", "Har ni talat med förvaltningens kontaktperson?", Kind.YES_NO, WHAT,
        "Svara nej om förvaltningen inte har någon kontaktperson.",
    ),
    Field(
        "problem", "Vilket problem ska programmet lösa?", Kind.LONG, WHY,
        "Vad fungerar inte i dag? Skriv gärna ett exempel från vardagen.", True,
    ),
    Field("goal", "Vad är målet?", Kind.LONG, WHY, "Vad ska ha hänt när en invånare är klar med programmet?", True),
    Field(
        "benefit", "Vilken nytta väntar ni er?", Kind.LONG, WHY,
        "För invånaren, för personalen och för verksamheten. Skriv siffror om ni har.", True,
    ),
    Field(
        "why_platform", "Varför passar den här plattformen?", Kind.LONG, WHY,
        "Varför räcker det inte med till exempel ett informationsblad, ett formulär eller ett besök?", True,
    ),
    Field(
        "target_group", "Vilka är programmet till för?", Kind.LONG, WHOM,
        "Diagnos, situation eller behov. Skriv också vilka som inte ska få det.", True,
    ),
    Field(
        "age", "Åldrar", Kind.SHORT, WHOM,
        "Till exempel: från 18 år. Barn kräver att vårdnadshavarens del planeras.", True,
    ),
    Field("volume", "Ungefär hur många invånare om året?", Kind.NUMBER, WHOM, "En gissning räcker.", True),
    Field(
        "languages", "Språk", Kind.SHORT, WHOM,
        "På vilka språk behövs programmet från början, och vilka kan komma senare?",
    ),
    Field(
        "accessibility", "Tillgänglighet", Kind.LONG, WHOM,
        "Har målgruppen särskilda behov, till exempel lättläst, uppläst text eller få steg åt gången?",
    ),
    Field(
        "care_process", "Var i vården kommer programmet in?", Kind.LONG, CARE,
        "Vad händer före, under och efter? Vem startar det, och vid vilket tillfälle?", True,
    ),
    Field(
        "start_mode", "Hur ska programmet startas?", Kind.CHOICE, CARE,
        "Guidat startas av personal för en invånare. Öppet startas av invånaren själv, och ingen läser svaren.", True,
        options=("Guidat", "Öppet", "Både och", "Vet inte än"),
    ),
    Field(
        "messages", "Ska invånaren kunna skriva meddelanden?", Kind.YES_NO, CARE,
        "Då behöver någon läsa dem, också under semestrar.", True,
    ),
    Field(
        "answer_time", "Hur snabbt lovar ni svar?", Kind.SHORT, CARE,
        "Till exempel: inom två vardagar. Lova hellre lite längre och håll det.",
    ),
    Field(
        "existing_content", "Vilket innehåll finns redan?", Kind.LONG, CONTENT,
        "Texter, filmer, häften, gruppbehandling. Skriv vem som har rättigheterna.",
    ),
    Field(
        "questionnaires", "Vilka formulär och skattningar ska vara med?", Kind.LONG, CONTENT,
        "Skriv namnet på varje, och om det finns licens eller tillstånd att använda det på nätet.",
    ),
    Field(
        "evidence", "Vad vilar innehållet på?", Kind.LONG, CONTENT,
        "Vårdprogram, forskning eller beprövad erfarenhet.",
    ),
    Field(
        "similar", "Finns något liknande någon annanstans?", Kind.LONG, CONTENT,
        "Titta bland de liknande programmen här intill. Skriv vad som skiljer, eller vad som kan återanvändas.",
    ),
    Field(
        "risk_bad", "Kan invånaren svara något som behöver hjälp samma dag?", Kind.YES_NO, SAFETY,
        "Till exempel självmordstankar, våld eller hastig försämring.", True,
    ),
    Field(
        "risk_children", "Rör programmet barn eller personer som har svårt att själva be om hjälp?", Kind.YES_NO,
        SAFETY, "", True,
    ),
    Field(
        "risk_alone", "Kan det vara farligt om ingen ser ett svar på några dagar?", Kind.YES_NO, SAFETY, "", True
    ),
    Field(
        "risk_described", "Beskriv riskerna", Kind.LONG, SAFETY,
        "Vad kan gå fel, för vem, och vad skulle minska risken? Riskanalysen kommer senare. Det här är en början.",
    ),
    Field(
        "working_group", "Arbetsgrupp", Kind.PERSONS, WORK,
        "Två till fyra personer som kan innehållet. Minst en ska möta patienterna.", True,
    ),
    Field(
        "hours", "Timmar i veckan för arbetsgruppen", Kind.NUMBER, WORK,
        "Sammanlagt, så länge programmet utformas. Det brukar ta tre till tolv månader.", True,
    ),
    Field("wanted_by", "När vill ni ha programmet i bruk?", Kind.DATE, WORK, "En önskan, inte ett löfte."),
    Field(
        "evaluation", "Hur ska programmet utvärderas?", Kind.LONG, AFTER,
        "Vad mäter ni, när, och vem tittar på resultatet?", True,
    ),
    Field(
        "others_interested", "Vilka andra enheter eller regioner är intresserade?", Kind.LONG, AFTER,
        "Skriv gärna vem ni har talat med.",
    ),
    Field(
        "maintained", "Vem håller innehållet aktuellt?", Kind.LONG, AFTER,
        "Ett program ska ses över minst en gång om året så länge det används.", True,
    ),
)  # fmt: skip
