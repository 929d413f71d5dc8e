"""När allt är nytt: for the young who have just moved, begun to study or to work."""

from stegvis.demo.content.build import callout, heading, module, opens, prose, questionnaire, section, step, text
from stegvis.demo.content.shapes import Program

PROGRAM: Program = {
    "slug": "nar-allt-ar-nytt",
    "title": "När allt är nytt",
    "lead": prose(
        "För dig som nyss har flyttat, börjat plugga eller fått ditt första jobb, och tycker att det är mycket."
    ),
    "welcome": prose("""
        Hej! Att allt är nytt på en gång kan kännas ensamt och oroligt, också när det är något du har valt själv.

        Här finns några korta sidor om oro, vänner och vardag. Du läser när du vill. **Ingen personal läser det du
        svarar.** Vill du prata med någon, ring 1177 eller din vårdcentral, eller gå till elevhälsan eller
        studenthälsan. Är det fara för livet, ring 112.
    """),
    "kind": "support",
    "start_modes": ["open"],
    "language": "sv",
    "messages": False,
    "results": "sentence",
    "intended_purpose": "Råd om vardag och oro för unga vuxna. Inte en behandling.",
    "modules": [
        module(
            "Hur har du det?",
            opens("at_start"),
            section(
                "Börja här",
                step(
                    "Det är mycket nu",
                    heading("Hjärnan gillar det den känner igen"),
                    text("""
                        Ny stad, nya människor, nya rutiner. Hjärnan får jobba hela tiden, och du blir trött av saker som
                        du inte ens tänker på. Det går över när det nya har blivit vardag. För de flesta tar det några
                        månader.
                    """),
                ),
                step(
                    "Några frågor om dig",
                    text("Svara för din egen skull. Du får se svaret direkt, och det är bara du som ser det."),
                    questionnaire("hur-har-du-det"),
                ),
            ),
        ),
        module(
            "Små saker som hjälper",
            opens("when_previous_done"),
            section(
                "Vardagen",
                step(
                    "Tre fasta punkter",
                    text("""
                        Ät frukost vid samma tid. Gå ut varje dag. Ha en sak i veckan som är din: ett gympass, en film
                        eller ett samtal hem.
                    """),
                    callout("tip", "Börja med en", "Välj den som känns lättast. De andra får vänta."),
                ),
                step(
                    "Att lära känna nya",
                    text("""
                        De flesta vänskaper börjar med att två människor ses ofta, inte med att någon är rolig. Gå till
                        samma ställe flera gånger. Säg hej till samma person.
                    """),
                ),
            ),
        ),
    ],
    "measurements": [],
}
