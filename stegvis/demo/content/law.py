"""Incidents, answers of an impact assessment, an objection and a disclosure of the demo region."""

# What people have answered; what is left is left on purpose, so that it shows how an open question looks.
ASSESSED = {
    "need": "Internetbehandling är förstahandsval för flera av de tillstånd som programmen gäller. Utan tjänsten skulle "
    "skattningar samlas in på papper, och farliga svar läsas först vid nästa besök. Fritextfält har tagits bort där en "
    "skattning räcker.",
    "people": "Omkring 4 000 invånare om året, de flesta vuxna. Några av dem är i kris eller har skyddade "
    "personuppgifter. Också personal: namn och vad de har gjort.",
    "views": "Patientrådet i psykiatrin läste invånarens sidor i september. De bad om att det tydligare ska stå vem som "
    "ser svaren, och det är ändrat.",
    "risks": "Att någon obehörig läser: låg sannolikhet, allvarligt. Att ett farligt svar inte läses i tid: låg "
    "sannolikhet, mycket allvarligt. Att någon annan i hushållet ser skärmen: medel, måttligt.",
    "measures": "Stickprov i loggen varje månad. Bemanning krävs innan program med farliga frågor kan startas. "
    "Utbildning före roll. Reservrutin på papper.",
    "left": "Låg. Godtagen av hälso- och sjukvårdsdirektören.",
    "officer": "Ombudet tillstyrker, och vill att gallringen av öppna program följs upp efter ett år.",
}
BREACH = {
    "title": "Startbrev skickat till fel adress",
    "text": "Två startbrev låg i samma kuvert. Den som fick kuvertet ringde enheten. I brevet stod namn, enhetens "
    "telefonnummer och den korta adressen, inget om vilket program det gäller. Kuvertet är återlämnat.",
    "why": "Ett namn och att personen har kontakt med enheten har blivit känt för en annan invånare. Brevet är tillbaka "
    "och få uppgifter har läckt, men uppgiften om vårdkontakt är känslig.",
    "task": "Ring invånaren vars brev kom fel, berätta vad som hände och anteckna det i journalen.",
}
OUTAGE = {
    "title": "Inloggningen låg nere en timme efter ett fel hos leverantören",
    "text": "Ingen kunde logga in mellan 08.10 och 09.05. Flaggor räknades och gick fram som vanligt. Tre enheter "
    "använde reservrutinen.",
    "why": "Tjänsten var uppe för dem som redan var inloggade, och vården kunde ges på annat sätt. Det var inget angrepp.",
    "lessons": "Reservrutinen fungerade, men telefonnumret till jouren stod bara på intranätet. Det står nu också på "
    "lappen vid skrivaren. Leverantören varnar hädanefter innan certifikat byts.",
}
DISCLOSED = {
    "recipient": "Försäkringskassan, kontoret i Umeå",
    "what": "Svar på PHQ-9 från de senaste tre månaderna",
    "examination": "Invånaren har skrivit under en fullmakt den 3 oktober och vet vilka svar det gäller. Inget men för "
    "invånaren eller någon annan. Svar på fria frågor lämnades inte ut.",
    "reason": "Egna ord i formulären har inget samband med begäran. Den som frågade har fått veta hur beslutet "
    "överklagas till kammarrätten.",
}
OBJECTED = "Jag vill inte att mina svar räknas med när ni jämför enheter."
UNREADABLE = {
    "subject": "Skärmläsaren läser inte vilken dag som är vald",
    "text": "När jag fyller i sömndagboken med VoiceOver hör jag inte vilken dag jag står på. Jag får gå tillbaka och "
    "räkna. Jag använder iPhone.",
    "answer": "Tack för att du skrev. Dagens datum står nu i fältets namn, så att skärmläsaren säger det. Det är rättat "
    "sedan i går. Säg till om det fortfarande är svårt, så ringer vi och tittar tillsammans.",
}
UNANSWERED = {
    "subject": "Texten blir för bred när jag förstorar",
    "text": "Jag läser med 400 procents förstoring. På sidan med resultat måste jag dra i sidled för att se tabellen.",
}
