"""What residents have written in exercises, what staff answer, and what staff note.

`exercise` is the title of the exercise in the program's content; `module` is its index there.
"""

from __future__ import annotations

from stegvis.demo.content.shapes import ExerciseAnswer


def _sent(
    module: int,
    exercise: str,
    feedback: str = "",
    *,
    said: str = "",
    lines: list[str] | None = None,
    rows: list[list[str]] | None = None,
    program: str = "sov-battre",
) -> ExerciseAnswer:
    return {
        "program": program,
        "module": module,
        "exercise": exercise,
        "said": said,
        "lines": lines or [],
        "rows": rows or [],
        "feedback": feedback,
    }


EXERCISE_ANSWERS: list[ExerciseAnswer] = [
    _sent(
        0, "Något vi behöver veta?",
        "Tack, det är bra att veta. Vi pratar om bilen innan du börjar med modul 3.",
        said="Jag kör bil till jobbet, fyra mil enkel väg. Annars är det inget på listan som gäller "
        "mig. Snarkar lite enligt min fru men inga uppehåll.",
    ),
    _sent(
        0, "Det här gör jag när jag sover dåligt",
        "En tydlig lista. Nummer ett och fyra kommer vi tillbaka till.",
        lines=["Lägger mig vid nio för att hinna", "Tar en till kopp kaffe på eftermiddagen",
               "Ställer in träningen", "Somnar framför nyheterna", "Kollar klockan hela natten"],
    ),
    _sent(
        0, "Om ett år, när sömnen är bättre",
        "Fint. Vi tar fram den texten igen i sista modulen.",
        said="Jag sjunger i kören igen på onsdagar, fast det blir sent. Jag orkar läsa för "
        "barnbarnen utan att somna före dem. Och jag bokar en resa utan att oroa mig för sängen.",
    ),
    _sent(
        1, "Ett mönster jag ser",
        "Det har du helt rätt i. Det är just det vi använder i nästa modul.",
        said="Jag sover bäst de kvällar jag lägger mig sent. Det trodde jag inte. De sämsta nätterna "
        "är när jag har lagt mig tidigt för att ta igen.",
    ),
    _sent(
        2, "Min säkerhet",
        "Tack. Då är vi överens om buss till och med vecka 3, och att du skriver om du når 8.",
        said="Jag tar bussen till jobbet i tre veckor. Min kollega vet om det. Jag arbetar vid "
        "skrivbord så det är ingen fara där. Ingen epilepsi eller annat på listan.",
    ),
    _sent(
        2, "Min sömntid",
        "Ditt förslag är bra. Börja på måndag och håll uppstigningstiden även på lördag.",
        rows=[["5 h 40 min", "6 h 15 min", "00.15", "06.30"]],
    ),
    _sent(
        2, "Det här gör jag mellan tio och läggdags",
        lines=["Viker tvätt", "Går ut med hunden en extra runda", "Lägger matlådor",
               "Stickar, men sitter på köksstolen"],
    ),
    _sent(
        3, "Sju nätter med reglerna",
        "Se på antalet gånger du gick upp: fyra, tre, tre, ett. Det är så det brukar se ut.",
        rows=[["1", "4", "ja", "Kändes hopplöst"], ["2", "3", "ja", "Läste en halv bok"],
              ["3", "3", "nej", "Somnade om till åtta"], ["4", "1", "ja", "Somnade direkt"],
              ["5", "2", "ja", "Mindre arg"], ["6", "1", "ja", ""], ["7", "0", "ja", "Vaknade pigg"]],
    ),
    _sent(
        3, "Min svåraste regel",
        "Bra att du säger det. Prova att lägga laddaren i hallen i en vecka och se vad som händer.",
        said="Mobilen. Det är där jag har mitt sällskap på kvällen. Om laddaren låg i hallen skulle "
        "jag nog inte hämta den.",
    ),
    _sent(
        4, "Mina tankar om sömnen",
        lines=["Nu blir det en sådan natt igen", "Alla andra kan ju sova",
               "Jag gör bort mig på mötet i morgon", "Jag kommer att bli sjuk av det här"],
    ),
    _sent(
        4, "Väg två tankar",
        "Din nya tanke är både sann och snäll. Den på rad två får du gärna göra ännu kortare.",
        rows=[["Jag gör bort mig på mötet", "Tappade tråden en gång i mars",
               "Har hållit tolv möten sedan dess", "Jag är seg men förberedd, och det räcker"],
              ["Jag blir sjuk", "Läste en artikel", "Provsvaren var bra i maj",
               "Det är jobbigt men inte farligt i natt"]],
    ),
    _sent(
        5, "Min orosstund",
        "Lägg märke till att två av tre hade ett nästa steg. Den tredje fick stå kvar, modigt.",
        rows=[["Pappas flytt", "Delvis", "Ringer syrran på lördag"],
              ["Räkningen från tandläkaren", "Ja", "Delar upp den, ringer på tisdag"],
              ["Om det blir nya neddragningar", "Nej", "Inte nu"]],
    ),
    _sent(
        6, "Min kvällstrappa",
        rows=[["22.30", "Lägger fram kläder, skriver lista"], ["23.00", "Släcker i taket"],
              ["23.20", "Dusch och bok i fåtöljen"], ["00.15", "Säng om jag är sömnig"]],
    ),
    _sent(
        7, "Läget just nu",
        "Tack för att du är så ärlig. Då tar vi bara reglerna från modul 4 den här veckan.",
        said="Det gick bra i tre veckor och nu är det sämre igen. Jag har varit förkyld och sovit på "
        "soffan om dagarna. Vet att det är därför, men det känns ändå som att börja om.",
    ),
    _sent(
        8, "Min plan",
        "En plan att lita på. Bra att du har skrivit ett namn på varje rad.",
        rows=[["En dålig natt", "ingenting, upp som vanligt", "ingen behövs"],
              ["En dålig vecka", "fasta tider, ingen soffa", "Anders påminner mig"],
              ["En dålig månad", "dagbok och modul 3 igen", "vårdcentralen"]],
    ),
    _sent(
        0, "Det här vill jag ta upp",
        "Tack, det tar vi på fredag.",
        said="Jag har börjat gråta på jobbet utan att veta varför. Vill prata om sjukskrivning och "
        "om jag ska berätta för chefen.",
        program="folj-ditt-maende",
    ),
    _sent(
        1, "Min första vecka",
        "Bra jobbat. Smärtan är tillbaka på det vanliga dagen efter, precis som den ska.",
        rows=[["Måndag", "Stolen, knäet", "4", "2"], ["Onsdag", "Alla tre", "5", "3"],
              ["Fredag", "Alla tre", "3", "2"]],
        program="rorelse-vid-artros",
    ),
]  # fmt: skip

LONG_TEXT = (
    "Jag ska försöka berätta från början, även om det blir långt. Det började när vi flyttade från "
    "huset, eller egentligen redan hösten innan, när Konstantin blev sjuk. Jag låg och lyssnade om "
    "nätterna. Först för att jag behövde, sedan för att jag hade vant mig. När han var frisk igen "
    "fortsatte jag att lyssna, efter ingenting.\n\nNu är det nog mest tystnaden jag lyssnar på. Jag "
    "vaknar tjugo över två, nästan på minuten, och då är jag vaken på ett sätt som jag inte är på "
    "dagen. Allt blir så klart. Jag ser precis vad jag borde ha sagt till min svägerska 1998. "
    "Klockan fem somnar jag, och klockan sex ringer den.\n\nJag har prövat te, magnesium, en app med "
    "regn och en annan app med hav. Jag har läst tre böcker om sömn, vilket min dotter påpekar är "
    "ett märkligt sätt att somna. Det som har hjälpt bäst hittills är det ni skrev om att gå upp. "
    "Jag sitter i köket och sorterar knappar. Det är fyrahundra knappar. Jag har aldrig haft så god "
    "ordning på dem, och jag har heller inte varit så lite arg på länge."
)

FEEDBACK: list[str] = [
    "Tack för att du har skrivit så tydligt. Jag ser vad du menar.",
    "Bra observerat. Håll ögonen på det en vecka till.",
    "Du har gjort det svåraste: att börja. Fortsätt så.",
    "Här hade jag önskat lite fler nätter. Skriv in dem när du kan, så räknar vi tillsammans.",
    "Det du beskriver är vanligt i vecka tre. Det brukar vända snart.",
    "Jag öppnar nästa modul åt dig nu.",
    "Vi tar det här på telefon. Jag ringer på torsdag klockan 14.",
    "Läs gärna om steget om ljus. Det verkar vara din nyckel.",
]

NOTES: list[str] = [
    "Startar enligt överenskommelse vid nybesök. Inga hinder för kortad sömntid. Kör inte bil.",
    "Genomgång av dagbok per telefon. Sömneffektivitet 64 procent. Sömntid satt till 6 timmar.",
    "Sömneffektivitet 87 procent. Lägger till 15 minuter.",
    "Förnekar aktuella planer. Säkerhetsplan upprättad, närstående kontaktad med samtycke. Nytt besök inom tre dagar.",
    "Inte inloggad på tre veckor. Påminnelse skickad, ringer om inget svar till fredag.",
    "Pausar två veckor på grund av sjukdom i familjen. Återupptas den första i nästa månad.",
    "Remiss för utredning av sömnapné. Kortad sömntid avvaktas.",
    "Avslutar. Tydligt förbättrad. Vidmakthållandeplan genomgången.",
]
