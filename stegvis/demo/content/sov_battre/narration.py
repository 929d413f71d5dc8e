"""What is said in the film and the sound of Sov bättre: one source for voice, captions, transcript.

FILM holds (scene, sentence); RELAXATION holds (sentence, seconds of silence after it).
"""

FILM: list[tuple[str, str]] = [
    ("natt", "Varför är det så svårt att somna vissa kvällar, och så lätt andra?"),
    ("natt", "Svaret finns i två krafter som styr din sömn: ett tryck och en takt."),
    ("tryck", "Vi börjar med sömntrycket. Tänk dig ett glas som fylls på, droppe för droppe."),
    ("tryck", "När du stiger upp på morgonen är glaset nästan tomt."),
    ("tryck", "För varje timme du är vaken stiger nivån lite till."),
    ("tryck", "Sent på kvällen är glaset fullt. Då blir du sömnig."),
    ("tryck", "När du sover töms glaset igen, och du vaknar redo för en ny dag."),
    ("lur", "Men vad händer om du vilar länge på eftermiddagen?"),
    ("lur", "Då häller du ut en del av vattnet."),
    ("lur", "När kvällen kommer är glaset bara halvfullt, och sömnen dröjer."),
    ("takt", "Den andra kraften är din inre klocka. Den håller takten mellan dag och natt."),
    ("takt", "Ljuset på morgonen ställer klockan. Det säger till kroppen: nu är det dag."),
    ("takt", "När mörkret faller sänks kroppens värme, och du blir redo att sova."),
    ("takt", "Stiger du upp olika tider varje dag vet klockan inte vad den ska tro."),
    ("ihop", "Bäst sover du när trycket och takten är överens."),
    ("ihop", "Trycket är högt, klockan säger natt, och sömnen kommer av sig själv."),
    ("sang", "Så vad kan du göra? Du kan inte tvinga fram sömn."),
    ("sang", "Men du kan stiga upp samma tid varje dag."),
    ("sang", "Du kan låta bli att ta igen sömnen på soffan."),
    ("sang", "Och du kan ligga i sängen bara så länge du faktiskt sover."),
    ("gryning", "Det tar några veckor att ställa om. En dålig natt förstör ingenting."),
    ("gryning", "Kroppen kan sova. Nu hjälper vi den på traven."),
]

FILM_TRANSCRIPT = "\n\n".join(
    " ".join(said for scene, said in FILM if scene == name) for name in dict.fromkeys(scene for scene, _ in FILM)
)

READ_ALOUD = """
Att ligga vaken natt efter natt tär på både kropp och humör. Många har prövat det mesta: te,
piller, nya kuddar och goda råd. Ändå kommer inte sömnen.

I det här programmet arbetar du med det som håller sömnproblemen vid liv. Metoden heter kognitiv
beteendeterapi för sömnbesvär. Det är den behandling som i första hand rekommenderas vid långvarig
sömnlöshet. De flesta som går igenom hela programmet sover bättre efteråt, och effekten brukar
hålla i sig.

Räkna med ungefär tio veckor. Du läser en modul i veckan. Det tar 30 till 45 minuter. Resten av
arbetet gör du i vardagen och om natten.

Du för sömndagbok varje morgon. Det tar två minuter. Du prövar en sak i taget och ser vad som
händer. Din behandlare läser dina övningar och svarar dig varje vecka.

Det kan kännas sämre först. Några av metoderna gör att du sover lite mindre under en tid. Det är
väntat och går över. Vi säger till i förväg, så att du kan välja en vecka som passar.
"""

RELAXATION: list[tuple[str, float]] = [
    ("Sätt dig eller lägg dig så att du har det bekvämt.", 4),
    ("Du behöver inte somna. Du behöver inte göra något bra. Du ska bara vara här en stund.", 4),
    ("Blunda om du vill, eller vila blicken på en punkt.", 4),
    ("Känn hur underlaget bär dig. Hälarna. Ryggen. Bakhuvudet.", 6),
    ("Lägg märke till din andning. Låt den vara precis som den är.", 6),
    ("Luften går in, och luften går ut.", 6),
    ("Nu gör vi utandningen lite längre. Andas in, och andas långsamt ut.", 6),
    ("In, och långsamt ut.", 6),
    ("Och en gång till. In, och långsamt ut.", 7),
    ("Gå nu till händerna. Knyt dem löst, och känn spänningen.", 4),
    ("Släpp. Låt händerna bli tunga.", 7),
    ("Dra upp axlarna mot öronen, och håll kvar.", 4),
    ("Släpp. Låt axlarna sjunka.", 7),
    ("Knip ihop ögonen och rynka pannan.", 4),
    ("Släpp. Låt pannan bli slät. Låt käken hänga lite.", 7),
    ("Dra in magen lätt, och håll kvar.", 4),
    ("Släpp. Låt magen röra sig fritt när du andas.", 7),
    ("Spänn benen och fötterna.", 4),
    ("Släpp. Låt benen bli tunga mot underlaget.", 7),
    ("Gå genom kroppen i din egen takt. Finns det något ställe som fortfarande spänner?", 6),
    ("Skicka en lång utandning dit.", 7),
    ("Kommer det tankar? Det gör det för alla. Låt dem vara där, som moln på himlen.", 4),
    ("Du behöver inte jaga bort dem, och du behöver inte följa med.", 6),
    ("Kom tillbaka till andningen. In, och långsamt ut.", 7),
    ("Säg tyst ordet lugn, varje gång du andas ut.", 10),
    ("Lugn.", 8),
    ("Lugn.", 10),
    ("Ligg kvar här så länge du vill.", 6),
    ("Om du ska göra något annat, rör lite på fingrar och tår. Öppna ögonen.", 4),
    ("Tack för den här stunden.", 2),
]

RELAXATION_TRANSCRIPT = "\n\n".join(said for said, _ in RELAXATION)
