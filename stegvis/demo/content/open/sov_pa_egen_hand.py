"""Sov bättre på egen hand: for whoever sleeps badly now and then, without staff."""

from stegvis.demo.content.build import (
    accordion,
    callout,
    diary,
    heading,
    module,
    opens,
    prose,
    questionnaire,
    section,
    step,
    text,
)
from stegvis.demo.content.shapes import Program

PROGRAM: Program = {
    "slug": "sov-pa-egen-hand",
    "title": "Sov bättre på egen hand",
    "lead": prose("För dig som sover dåligt ibland och vill pröva själv. Det tar ungefär två veckor."),
    "welcome": prose("""
        Välkommen. Nästan alla sover dåligt någon gång. Oftast går det över, och det finns mycket du kan göra själv.

        Du läser en kort text, prövar en sak och för sömndagbok. Du gör det i din egen takt. **Ingen personal läser det
        du skriver.** Har du sovit dåligt i mer än tre månader, eller mår du dåligt på andra sätt, ring din vårdcentral.

        Mår du mycket dåligt ska du inte vänta. Ring 1177 för råd, och 112 om det är fara för livet.
    """),
    "kind": "support",
    "start_modes": ["open"],
    "language": "sv",
    "messages": False,
    "results": "graph",
    "intended_purpose": "Råd om sömn för vuxna som sover dåligt ibland. Inte en behandling av sömnbesvär.",
    "modules": [
        module(
            "Lär känna din sömn",
            opens("at_start"),
            section(
                "Så fungerar sömnen",
                step(
                    "Sömnen sköter sig själv",
                    heading("Du behöver inte kämpa"),
                    text("""
                        Kroppen vill sova. Ju längre du har varit vaken, desto mer vill den. Du kan inte bestämma att
                        du ska somna. Men du kan låta bli att stå i vägen.

                        De flesta vaknar några gånger varje natt utan att minnas det. Det är så sömnen ser ut.
                    """),
                    accordion(
                        (
                            "Måste jag sova åtta timmar?",
                            (
                                "Nej. Några klarar sig på sex, andra behöver nio. Hur du mår på "
                                "dagen säger mer än klockan."
                            ),
                        ),
                        (
                            "Är det farligt att sova dåligt?",
                            "Några dåliga nätter är tröttsamt men inte farligt. Kroppen tar igen det viktigaste själv.",
                        ),
                    ),
                    callout(
                        "info",
                        "När du ska söka vård",
                        "Ring din vårdcentral om du har sovit dåligt i mer än tre "
                        "månader, snarkar och tappar andan, eller somnar mitt på dagen.",
                    ),
                ),
                step(
                    "Börja med sömndagboken",
                    text("""
                        Fyll i en gång om dagen, helst på morgonen. Det tar en minut. Gissa hellre än att titta på
                        klockan: den som tittar på klockan på natten vaknar mer.
                    """),
                    diary("somndagbok"),
                ),
                step(
                    "Hur har du det annars?",
                    text("""
                        Sömnen och måendet hänger ihop. Svara för din egen skull. Det är bara du som ser svaren, och du får
                        se dem direkt.
                    """),
                    questionnaire("hur-har-du-det"),
                ),
            ),
        ),
        module(
            "Pröva två saker",
            opens("when_previous_done"),
            section(
                "På kvällen och på morgonen",
                step(
                    "Gå upp samma tid varje dag",
                    text("""
                        Det här är det som hjälper flest. Välj en tid och gå upp då, också på lördagen. Gå ut en stund
                        på förmiddagen. Ljuset ställer din inre klocka.

                        De första dagarna kan du vara tröttare. Det är ett gott tecken: då samlar du sömn till natten.
                    """),
                ),
                step(
                    "Låt sängen vara till för att sova",
                    text("""
                        Ligger du vaken länge, gå upp. Sätt dig i en annan stol och gör något lugnt. Lägg dig igen när du
                        är sömnig. Telefonen får ligga kvar i köket.
                    """),
                    callout(
                        "tip",
                        "Pröva i en vecka",
                        "Det känns bakvänt först. Ge det sju nätter innan du bestämmer om det hjälper dig.",
                    ),
                ),
            ),
        ),
        module(
            "Så håller du i det",
            opens("when_previous_done"),
            section(
                "Framåt",
                step(
                    "När det blir dåligt igen",
                    text("""
                        Det kommer dåliga nätter. Gör då så lite som möjligt: gå upp samma tid, sov inte ikapp, och vänta
                        tre nätter innan du ändrar något.

                        Titta i dina kurvor. Ofta har det blivit bättre än det känns.
                    """),
                ),
            ),
        ),
    ],
    "measurements": [
        {"questionnaire": "somnvecka", "when": "at_start", "gate": False, "window_days": 7},
        {"questionnaire": "somnvecka", "when": "every", "days": 7, "times": 3, "gate": False, "window_days": 5},
    ],
}
