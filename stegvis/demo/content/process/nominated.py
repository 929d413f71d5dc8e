"""What the programs on their way said of themselves when they were nominated. Keys are those of the delivered form."""

from collections.abc import Mapping

Said = Mapping[str, str | int]

_SHARED: Said = {
    "kind": "Stödprogram",
    "contact_consulted": "yes",
    "why_platform": "Innehållet ska läsas i flera omgångar, med egna anteckningar och någon som svarar.",
    "languages": "Svenska från början. Arabiska och lätt svenska när programmet har använts ett halvår.",
    "accessibility": "Korta texter och ett råd åt gången. Allt ska gå att få uppläst.",
    "start_mode": "Guidat",
    "messages": "yes",
    "answer_time": "Två vardagar",
    "risk_bad": "no",
    "risk_children": "no",
    "risk_alone": "no",
    "hours": 4,
    "maintained": "Ägaren läser igenom allt tillsammans med mottagningen, en gång om året.",
}

NOMINATED: dict[str, Said] = {
    "Rökfri i egen takt": {
        **_SHARED,
        "summary": "Stöd före, under och efter rökstoppet: bestämma sig, klara de första veckorna och hålla i.",
        "problem": "Vi hinner ge rådet att sluta röka, men sällan följa upp det. Många börjar igen inom två veckor.",
        "goal": "Att var fjärde som börjar är rökfri efter sex månader.",
        "benefit": "Invånaren får stöd när suget kommer, inte när vi har en tid. Färre återbesök om samma sak.",
        "target_group": "Vuxna som röker och vill sluta. Inte vid pågående psykisk kris.",
        "age": "Från 18 år",
        "volume": 120,
        "care_process": "Efter samtalet om levnadsvanor. Avslutas med ett telefonsamtal.",
        "existing_content": "Mottagningens eget häfte om rökstopp. Rättigheterna är regionens.",
        "questionnaires": "Inga skattningar. Egna frågor om antal cigaretter.",
        "evidence": "Nationella riktlinjer för prevention och behandling vid ohälsosamma levnadsvanor.",
        "risk_described": "Den som slutar röka kan bli nedstämd. Programmet ska säga vart man vänder sig.",
        "evaluation": "Vi frågar om rökning efter en och sex månader.",
    },
    "Inför dagkirurgi": {
        **_SHARED,
        "summary": "Det som ska göras veckan före, kvällen före och samma dag, och vad som händer efteråt.",
        "problem": "Var tionde operation skjuts upp för att den som ska opereras har ätit eller tagit fel medicin.",
        "goal": "Färre operationer som ställs in samma dag.",
        "benefit": "Lugnare för den som väntar. Salen står inte tom.",
        "target_group": "Vuxna som har en tid för planerad dagkirurgi.",
        "age": "Från 18 år",
        "volume": 600,
        "care_process": "Startas när tiden är satt. Avslutas två veckor efter operationen.",
        "existing_content": "Kallelsens bilaga om fasta och dusch. Den skrivs om så att det går att följa dag för dag.",
        "evidence": "Vårdhandbokens råd om fasta före operation.",
        "risk_described": "Den som slutar med blodförtunnande på egen hand kan få en propp.",
        "evaluation": "Antal inställda operationer, per kvartal.",
    },
    "Lättare andning": {
        **_SHARED,
        "summary": "Andningsövningar och rörelse för den som har KOL, med en egen plan för sämre dagar.",
        "problem": "De flesta får ett besök hos fysioterapeut och ett blad. Övningarna glöms bort.",
        "goal": "Att deltagaren övar minst tre dagar i veckan och vet vad hon eller han gör när det blir sämre.",
        "benefit": "Färre akuta besök. Fysioterapeuten ser vem som behöver ett samtal till.",
        "target_group": "Vuxna med KOL i stadium två eller tre. Inte vid pågående försämring.",
        "age": "Från 18 år",
        "volume": 90,
        "care_process": "Efter spirometri och samtal med sjuksköterska. Avslutas vid årskontrollen.",
        "existing_content": "Filmer om sluten läppandning. Mottagningen har spelat in dem själv.",
        "evidence": "Nationella riktlinjer för vård vid astma och KOL.",
        "risk_described": "Den som blir hastigt sämre kan tro att det räcker att öva. Det ska stå när man ringer 112.",
        "evaluation": "Antal övningsdagar, och en fråga om andfåddhet före och efter.",
    },
}
