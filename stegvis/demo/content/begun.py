"""Ideas and nominations of the demo region, one for every place in the first part of the way."""

from typing import TypedDict


class RawIdea(TypedDict):
    """What somebody has written. `manager` and `opener` are staff by slug; `unit` may be empty."""

    opener: str
    manager: str
    unit: str
    administration: str
    title: str
    what: str
    whom: str
    why: str
    answers_only: bool | None
    days_ago: int


FORM_SERVICE = ("Formulärportalen", "https://formular.vanersund.example")

DRAFT: RawIdea = {
    "opener": "linnea-frost", "manager": "", "unit": "", "administration": "nara-vard", "days_ago": 2,
    "title": "Mat och måltider efter en fetmaoperation",
    "what": "Korta råd vecka för vecka: vad man kan äta, hur mycket och hur man känner att man är mätt. "
    "Invånaren registrerar sina måltider och får råd utifrån dem.",
    "whom": "Vuxna som har opererats för sin fetma, ungefär 140 om året i regionen.",
    "why": "",
    "answers_only": False,
}  # fmt: skip

AT_CONTACT: RawIdea = {
    "opener": "gunilla-axelsson", "manager": "birgitta-hall", "unit": "vc-almen", "administration": "", "days_ago": 9,
    "title": "Leva med högt blodtryck",
    "what": "Ett program där den som har fått högt blodtryck mäter hemma, lär sig vad värdena betyder och "
    "får stöd att ändra en sak i taget: salt, rörelse, tobak, sömn.",
    "whom": "Vuxna med nyupptäckt högt blodtryck utan andra allvarliga sjukdomar. På Almen är de omkring 90 om året.",
    "why": "I dag får alla en broschyr och en tid om tre månader. Många kommer tillbaka utan att ha mätt, och "
    "då höjer vi dosen fast vi inte vet.",
    "answers_only": False,
}  # fmt: skip

AT_MANAGER: RawIdea = {
    "opener": "stefan-brolin", "manager": "camilla-rosen", "unit": "", "administration": "regionens-kansli",
    "days_ago": 6,
    "title": "Säker med mina läkemedel hemma",
    "what": "Invånaren går igenom sin läkemedelslista i lugn och ro, lär sig varför varje läkemedel är insatt och "
    "skriver frågor till nästa läkarbesök.",
    "whom": "Personer över 65 år med fem läkemedel eller fler, och deras närstående.",
    "why": "Var tredje avvikelse efter utskrivning handlar om att listan hemma inte stämmer.",
    "answers_only": False,
}  # fmt: skip

ELSEWHERE: RawIdea = {
    "opener": "fatima-yusuf", "manager": "birgitta-hall", "unit": "vc-almen", "administration": "", "days_ago": 41,
    "title": "Enkät om väntrummet",
    "what": "Fem frågor om hur det är att vänta hos oss. Svaren ska vi ta upp på arbetsplatsträffen.",
    "whom": "Alla som besöker vårdcentralen under två veckor.",
    "why": "Vi ska bygga om och vill veta vad som är viktigast.",
    "answers_only": True,
}  # fmt: skip
ELSEWHERE_WHY = "Det är svaren ni vill ha, och ingen ska följa upp dem med den enskilda patienten."
ELSEWHERE_WORDS = (
    "Tack för din idé, Fatima. För en enkät kommer ni igång snabbare i Formulärportalen: där gör ni frågorna själva "
    "och får svaren i ett diagram. Hör av dig om ombyggnaden ger idéer till ett program."
)
ELSEWHERE_FITS = {"over_time": "no", "follow_up": "no", "more_than_form": "no", "several": "yes", "time": "yes"}

HALF_FILLED: RawIdea = {
    "opener": "karin-ljung", "manager": "ylva-moberg", "unit": "somn", "administration": "", "days_ago": 52,
    "title": "Sov gott när du arbetar skift",
    "what": "Råd om sömn, ljus och mat för den som arbetar natt eller roterande skift, med en sömndagbok "
    "som tål att dygnet börjar klockan fyra på eftermiddagen.",
    "whom": "Vuxna med sömnproblem som arbetar skift. Hos oss är det var femte patient.",
    "why": "Vårt vanliga sömnprogram bygger på fasta tider. De som arbetar natt kan inte följa det och slutar.",
    "answers_only": False,
}  # fmt: skip
HALF_FILLED_WHY = "Plattformen passar: dagbok, flera veckor och någon som följer upp. Samordna med Sov bättre."
HALF_FILLED_FITS = {"over_time": "yes", "follow_up": "yes", "more_than_form": "yes", "several": "unsure", "time": "yes"}
HALF_FILLED_ANSWERS: dict[str, str | int] = {
    "title": "Sov gott när du arbetar skift",
    "summary": "Sex veckor med en modul i veckan: dygnsrytmen, ljus och mörker, tupplurar, mat och koffein, "
    "lediga dagar och en egen plan. Varje vecka en dagbok.",
    "kind": "Behandlingsprogram",
    "problem": "Sov bättre utgår från att man går upp samma tid varje dag. Skiftarbetare kan inte det.",
    "goal": "Att kunna sova minst sex timmar per dygn i snitt, också under nattveckor.",
    "target_group": "Vuxna 18–65 år som arbetar natt eller roterande skift och har haft sömnproblem i tre månader. "
    "Inte den som kör yrkestrafik och somnar ofrivilligt.",
    "age": "18–65 år",
    "volume": 60,
    "messages": "yes",
    "answer_time": "Två vardagar",
    "questionnaires": "ISI, och vår egen sömndagbok.",
}

ASSESSED: RawIdea = {
    "opener": "erik-holm", "manager": "marianne-ek", "unit": "psyk-syd", "administration": "", "days_ago": 96,
    "title": "Ut i vardagen igen, vid panikångest",
    "what": "Behandling med kognitiv beteendeterapi vid paniksyndrom: förstå kroppens larm, öva steg för steg "
    "på det man undviker, och ha en plan när ångesten kommer tillbaka.",
    "whom": "Vuxna med paniksyndrom, med eller utan agorafobi.",
    "why": "Kön till individuell behandling är sju månader. De flesta behöver inte träffa oss varje vecka.",
    "answers_only": False,
}  # fmt: skip
ASSESSED_WHY = "Behandling över tio veckor med skattningar och återkoppling. Det är precis vad plattformen är till för."
ASSESSED_FITS = dict.fromkeys(("over_time", "follow_up", "more_than_form", "several", "time"), "yes")
ASSESSED_ANSWERS: dict[str, str | int] = {
    "title": "Ut i vardagen igen, vid panikångest",
    "summary": "Tio moduler på tio veckor. Varje vecka: läsa, öva, skriva hur det gick. Behandlaren återkopplar på "
    "torsdagar. Två telefonsamtal ingår.",
    "kind": "Behandlingsprogram",
    "contact_consulted": "yes",
    "problem": "Väntetiden till KBT är sju månader. Under tiden blir undvikandet större och sjukskrivningarna längre.",
    "goal": "Färre panikattacker och att deltagaren gör minst tre saker som hon eller han har undvikit.",
    "benefit": "Fyra gånger så många får behandling på samma tid. Deltagaren slipper resa, som ofta är det svåraste.",
    "why_platform": "Moduler som öppnas en i taget, skattning före och efter, hemuppgifter med återkoppling.",
    "target_group": "Vuxna med paniksyndrom enligt diagnostisk intervju. Inte vid pågående missbruk eller svår "
    "depression.",
    "age": "Från 18 år",
    "volume": 180,
    "languages": "Svenska från början. Arabiska och engelska så snart det går.",
    "accessibility": "Korta texter och allt uppläst. Många har svårt att koncentrera sig.",
    "care_process": "Efter bedömningssamtal på mottagningen. Avslutas med ett samtal på plats eller i video.",
    "start_mode": "Guidat",
    "messages": "yes",
    "answer_time": "Två vardagar",
    "existing_content": "Vår egen gruppmanual från 2019. Rättigheterna är regionens.",
    "questionnaires": "PDSS-SR (licens söks), PHQ-9, GAD-7.",
    "evidence": "Socialstyrelsens riktlinjer för ångest och depression rekommenderar KBT på nätet vid paniksyndrom.",
    "similar": "En annan region har ett program som bygger på samma metod. Vi har läst det och vill ha mer övning.",
    "risk_bad": "yes",
    "risk_children": "no",
    "risk_alone": "yes",
    "risk_described": "Självmordstankar fångas av PHQ-9. Kroppsliga symtom kan misstas för ångest: hjärtsjukdom ska "
    "vara utesluten före start.",
    "hours": 6,
    "wanted_by": "2027-09-01",
    "evaluation": "PDSS-SR före, efter och efter sex månader. Mottagningen går igenom resultatet två gånger om året.",
    "others_interested": "Vårdcentralen Klarfors, och en region i norr som har hört av sig.",
    "maintained": "Erik Holm och mottagningens KBT-team, varje september.",
}
ASSESSED_GROUP = ["erik-holm", "petra-wall", "roger-lindahl"]
ASSESSED_DEPUTY = "petra-wall"
STANDPOINTS = [
    ("kerstin-ahlgren", "unsure", "Bra, men hur tänker ni kring den som inte öppnar programmet på två veckor?", 12),
    ("kerstin-ahlgren", "for", "Efter svaret om uppföljning per telefon är jag för. Kön måste ner.", 7),
    ("henrik-strand", "for", "Metoden är välprövad. PDSS-SR behöver licens, det tar tid: börja med den.", 9),
]
COMMENTS = [
    ("henrik-strand", "Är hjärtsjukdom verkligen utesluten i bedömningssamtalet? Skriv in EKG i rutinen.", 11),
    ("ingrid-palm", "Jag har frågat Erik. De ringer efter en vecka utan inloggning, och EKG finns i rutinen.", 8),
]
COORDINATION = (
    "Samma skattningar som i Följ upp ditt mående: dela flaggregler och kristext med det.",
    "Två andra regioner har panikprogram. Ett av dem kan delas från hösten; innehållet är kortare än det här.",
)
INTERESTED = [
    ("vc-klarfors", "", "Nadia Rahimi", "Vill vara med i arbetsgruppen och prova tidigt."),
    ("", "Region Norrsund", "panik@norrsund.example", "Vill ta över programmet när det är publicerat."),
]

DECLINED: RawIdea = {
    "opener": "oskar-lund", "manager": "birgitta-hall", "unit": "vc-almen", "administration": "", "days_ago": 130,
    "title": "Gå ner i vikt på fyra veckor",
    "what": "Ett snabbt program med kaloriräkning och dagliga utmaningar.",
    "whom": "Alla som vill gå ner i vikt.",
    "why": "Många frågar efter det på vårdcentralen.",
    "answers_only": False,
}  # fmt: skip
DECLINED_WHY = "Kan passa plattformen, men målgruppen behöver avgränsas i nomineringen."
DECLINED_ANSWERS: dict[str, str | int] = {
    "summary": "Fyra veckor med kaloriräkning, vägning varje dag och utmaningar.",
    "kind": "Stödprogram",
    "problem": "Många vill gå ner i vikt och får bara ett råd av oss.",
    "goal": "Minst fyra kilo på fyra veckor.",
    "benefit": "Färre besök om vikt.",
    "why_platform": "Invånaren kan registrera sin vikt varje dag.",
    "target_group": "Alla vuxna.",
    "age": "Från 18 år",
    "volume": 400,
    "care_process": "Startas av invånaren själv.",
    "start_mode": "Öppet",
    "messages": "no",
    "risk_bad": "no",
    "risk_children": "no",
    "risk_alone": "no",
    "hours": 2,
    "evaluation": "Vi räknar hur många som går klart.",
    "maintained": "Oskar Lund.",
}
DECLINED_REASON = (
    "Snabb viktnedgång för alla går emot vårdprogrammet och kan skada den som har eller har haft ätstörning. "
    "Kom gärna tillbaka med ett program för levnadsvanor, tillsammans med dietist."
)

BY_MAIL = ("Hörselträning hemma", "tomas-vik", "rehab", 20)
CHANGE = (
    "karin-ljung", "sov-battre", "Tydligare råd om tupplurar i modul tre",
    ("I steget om sömntid står det att man inte får vila alls. Skriv i stället att en tupplur på högst tjugo minuter "
    "före klockan femton går bra."),
    "Flera deltagare har blivit så trötta att de har slutat. I gruppbehandlingen säger vi tjugo minuter.",
    11,
)  # fmt: skip
