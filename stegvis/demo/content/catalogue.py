"""What the demo's catalogue says of each program, two programs more, and what the units have ticked. Content only."""

from stegvis.demo.content.build import callout, heading, module, opens, prose, section, step, text, write_text
from stegvis.demo.content.shapes import Program

# Days from now: below nought is a review that should have been done.
ENTRIES: dict[str, dict[str, object]] = {
    "sov-battre": {
        "regulatory": "in_house",
        "regulatory_reason": (
            "Programmet räknar poäng som behandlaren väger in i sitt beslut. Regionen har tagit fram det för sina egna "
            "enheter och dokumenterat det som egentillverkat."
        ),
        "area": "Sömn",
        "target_group": (
            "Vuxna som har sovit dåligt i minst tre månader. Passar inte den som arbetar natt varje vecka, har "
            "obehandlad sömnapné eller en pågående mani."
        ),
        "evidence": (
            "Bygger på de delar som brukar ingå i behandling av långvariga sömnbesvär: sömndagbok, kortare tid i sängen "
            "och ändrade vanor. Sömnmottagningen följer upp gruppen varje vår."
        ),
        "keywords": "insomni, sömnlöshet, trötthet, sömndagbok",
        "contact_name": "Maja Lindgren",
        "contact_way": "maja-lindgren@vanersund.example",
        "review_in_days": 160,
    },
    "folj-ditt-maende": {
        "regulatory": "no_device",
        "regulatory_reason": "Samlar svar på kända formulär och visar dem. Ger inga råd utifrån dem.",
        "area": "Psykisk hälsa",
        "target_group": "Vuxna som väntar på, går i eller just har avslutat en behandling för nedstämdhet eller oro.",
        "evidence": (
            "Att mäta ofta och prata om svaren gör att behandlaren märker tidigare när någon mår sämre. Formulären är "
            "väl prövade; licenserna står intill."
        ),
        "keywords": "depression, ångest, uppföljning, mätning",
        "contact_name": "Vera Nyström",
        "contact_way": "010-555 01 20",
        "review_in_days": -9,
    },
    "rorelse-vid-artros": {
        "regulatory": "no_device",
        "regulatory_reason": "Allmänna råd om egenvård. Ställer ingen diagnos och styr ingen behandling.",
        "area": "Smärta och rörelse",
        "target_group": "Vuxna med artros i knä eller höft. Fråga fysioterapeuten först vid nyopererad led.",
        "evidence": (
            "Information, anpassad träning och rätt vikt är grunden vid artros enligt nationella riktlinjer. Övningarna "
            "är valda av Rehabmottagningen Vretinge."
        ),
        "keywords": "artros, knä, höft, träning, fysioterapi",
        "contact_name": "Birger Sjögren",
        "contact_way": "010-555 01 40",
        "review_in_days": 75,
    },
}

# The unit that has just been given a program, and has come half the way.
BEGUN = {
    "manager": "Enhetschefen Gunnel Ask, på ledningsmötet.",
    "flags": "Pärmen Rutiner, flik 7, och på enhetens samarbetsyta.",
}
DONE = {
    "manager": "Beslutat av enhetschefen när programmet infördes.",
    "training": "Alla behandlare gick regionens grundkurs och övade på övningsenheten.",
    "flags": "Finns i enhetens rutin för programmet.",
    "absence": "Finns i enhetens rutin för programmet.",
}

STOP = {
    "step": "Tåhävning och balans",
    "text_sv": (
        "Vi har tagit bort det här steget en tid. Övningen kan göra mer ont än den hjälper om "
        "du har svårt med balansen.\n\nGör de andra övningarna som vanligt. Ring din mottagning om du har fått ont."
    ),
    "text_en": (
        "We have taken this step away for a while. The exercise may do more harm than good if "
        "your balance is poor.\n\nDo the other exercises as usual. Call your clinic if you are in pain."
    ),
    "reason": (
        "Två enheter har hört av sig om att övningen är svår att göra säkert med nedsatt balans. Steget är stoppat "
        "tills det är omskrivet."
    ),
}

RETIRED: Program = {
    "slug": "infor-operation",
    "title": "Rökfri inför operation",
    "lead": prose("Ett kort program för dig som ska opereras och vill sluta röka före."),
    "welcome": prose("Välkommen! Varje rökfri dag före operationen räknas. Här får du hjälp att komma i gång."),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": False,
    "results": "none",
    "intended_purpose": "Stöd att sluta röka inför en planerad operation. Ger allmänna råd.",
    "modules": [
        module(
            "Börja nu",
            opens("at_start"),
            section(
                "Före operationen",
                step(
                    "Varför det lönar sig",
                    text("""
                        Sår läker bättre när du inte röker. Risken för problem med hjärta och lungor under
                        och efter operationen blir mindre redan efter några veckor.
                    """),
                    callout("tip", "", "Bestäm ett datum. Berätta det för någon."),
                ),
                step("Din plan", write_text("Min plan", "Vad gör du när suget kommer?")),
            ),
        ),
    ],
    "measurements": [],
}
RETIRED_ENTRY = {
    "regulatory": "no_device",
    "regulatory_reason": "Allmänna råd.",
    "area": "Levnadsvanor",
    "target_group": "Vuxna som röker och har en planerad operation.",
    "evidence": "Byggde på råden om rökstopp före operation.",
    "keywords": "rökning, tobak, operation",
    "contact_name": "Birger Sjögren",
    "contact_way": "010-555 01 40",
}
RETIRED_REASON = "Sluta-röka-linjen och sjukhusets nya broschyr ger samma stöd. Hänvisa dit i stället."

NEIGHBOUR = {"hsa_id": "SE0000000002-N000", "name": "Region Sydkusten", "publisher": "Digital vård, Region Sydkusten"}
OFFERED: Program = {
    "slug": "andas-lattare",
    "title": "Andas lättare vid KOL",
    "lead": prose("För dig som har KOL och vill orka mer i vardagen."),
    "welcome": prose("Välkommen! Här lär du dig andas så att du orkar mer, och röra dig utan att bli rädd."),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "none",
    "intended_purpose": "Stöd till egenvård för vuxna med KOL. Ger allmänna råd och ställer inte diagnos.",
    "modules": [
        module(
            "Andas och orka",
            opens("at_start"),
            section(
                "Andning",
                step(
                    "Slutna läppar",
                    heading("Andas ut längre"),
                    text("""
                        Andas in genom näsan. Andas ut mjukt genom nästan slutna läppar, dubbelt så länge.
                        Gör så när du går i trappan eller har blivit andfådd.
                    """),
                    callout("info", "", "Ring 112 om du plötsligt får mycket svårare att andas."),
                ),
                step("Vila utan att ge upp", text("Lägg in pauser innan du blir andfådd, inte efter.")),
            ),
        ),
        module(
            "Rör dig lite varje dag",
            opens("when_previous_done"),
            section("Vardag", step("Din runda", write_text("Min runda", "Vart kan du gå i dag?"))),
        ),
    ],
    "measurements": [],
}
OFFERED_ENTRY = {
    "regulatory": "no_device",
    "regulatory_reason": "Allmänna råd om egenvård.",
    "area": "Lungor och andning",
    "target_group": "Vuxna med KOL som bor hemma.",
    "evidence": "Framtaget av Lungmottagningen i Region Sydkusten tillsammans med patientföreningen.",
    "keywords": "KOL, andning, lungor",
    "contact_name": "Sigrid Holm",
    "contact_way": "sigrid.holm@sydkusten.example",
}

RELEASE_DONE = {
    "name": "Hösten 2026",
    "text": "Höstens omgång. Tack till alla som har tyckt till.",
    "item": "Första versionen av Rörelse vid artros: filmade övningar och en kort fråga om smärta två gånger i veckan.",
}
RELEASE_NEXT = {
    "name": "Vintern 2027",
    "text": "Vinterns omgång. Läs vad som är nytt, så är ni förberedda när det kommer.",
    "item": "Rörelse vid artros får ett steg om att träna utomhus på vintern. Inget annat ändras.",
}
