"""Routines for the demo's programs, and what some units have written for themselves."""

ROUTINES: dict[str, dict[str, str]] = {
    "sov-battre": {
        "starting": "Behandlare eller invånaradministratör startar efter ett bedömningssamtal på plats eller per video. "
        "Berätta att programmet tar ungefär nio veckor och en halvtimme om dagen.",
        "inclusion": "Vuxna från 18 år med sömnbesvär minst tre nätter i veckan i mer än tre månader. Kan läsa enkel svenska.",
        "exclusion": "Obehandlad sömnapné, bipolär sjukdom i aktiv fas, epilepsi eller skiftarbete med nattpass. "
        "Suicidrisk som kräver annan vård först.",
        "reading": "Ansvarig behandlare läser övningar och meddelanden på den överenskomna dagen. "
        "Invånaradministratören tittar på enhetens lista varje vardag klockan 9.",
        "answer_time": "Vi svarar inom två vardagar. Det står också i programmet.",
        "feedback_day": "Onsdagar, om behandlare och invånare inte har bestämt något annat.",
        "priority_flags": "Den som först ser flaggan tar den och ringer invånaren samma dag. Nås invånaren inte: försök två "
        "gånger till, sedan kontaktas medicinskt ansvarig läkare. Anteckna bedömningen i journalen.",
        "absence": "Vid planerad ledighet utses ersättare i bemanningen senast en vecka före. Vid sjukdom tar "
        "invånaradministratören över samma dag och skriver till berörda invånare.",
        "out_of_hours": "Ingen läser kvällar och helger. Invånaren hänvisas till 1177 och vid fara till 112. Det står på "
        "första sidan i programmet.",
        "ending": "Avsluta efter modul 9 med ett samtal och ISI. Vidmakthållande i tre månader. Ny bedömning om ISI "
        "fortfarande är 15 eller mer.",
    },
    "folj-ditt-maende": {
        "starting": "Behandlare startar vid nybesök. Förklara vem som läser svaren och när.",
        "inclusion": "Vuxna med depression eller ångest i kontakt med mottagningen.",
        "reading": "Behandlaren läser inför varje besök. Prioriterade flaggor går till alla behandlare på enheten.",
        "answer_time": "Svar på formulär läses inom en vecka. Meddelanden besvaras inom två vardagar.",
        "priority_flags": "PHQ-9 fråga 9: den som tar flaggan ringer samma dag och gör en suicidriskbedömning. "
        "Nås invånaren inte kontaktas bakjour.",
        "absence": "Ersättare enligt bemanningen. Enhetschefen kontrollerar varje fredag att nästa vecka är täckt.",
        "out_of_hours": "Ingen läser. Texten om akut hjälp visas direkt när frågan besvaras.",
        "ending": "Avslutas när vårdkontakten avslutas. Sista mätningen görs på plats.",
    },
}

# Program, unit, who establishes, days ago, and what the unit says in its own way.
OF_UNITS: list[tuple[str, str, str, int, dict[str, str]]] = [
    ("sov-battre", "somn", "karin-ljung", 60, {
        "feedback_day": "Tisdagar och torsdagar. Karin fördelar på måndagsmötet.",
        "absence": "Daniel och Henrik ersätter varandra. Karin är reserv. Listan sitter i personalrummet.",
    }),
    ("sov-battre", "vc-almen", "oskar-lund", 35, {
        "reading": "Oskar läser varje vardag klockan 8. Fatima läser sina egna.",
    }),
    ("folj-ditt-maende", "psyk-norr", "johan-berg", 80, {
        "priority_flags": "Den som tar flaggan ringer inom en timme. Nås invånaren inte ringer vi psykiatrins bakjour, "
        "031-390 06 10. Vi går igenom veckans flaggor på fredagsmötet.",
    }),
]  # fmt: skip
