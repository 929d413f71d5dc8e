"""Two programs that are not finished: one with things missing, one from the training unit. Content only."""

from stegvis.demo.content.build import callout, heading, image, module, opens, prose, section, step, text, write_text
from stegvis.demo.content.shapes import Program

PICTURE = "sov-battre/promenad.webp"

UNFINISHED: Program = {
    "slug": "lugnare-dagar",
    "title": "Lugnare dagar",
    "lead": prose("Ett kort program för dig som är stressad och vill få mer ro i vardagen."),
    # Missing on purpose: the studio shows what stops a program from being handed over.
    "welcome": "",
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "sentence",
    "intended_purpose": "",
    "modules": [
        module(
            "Vad är stress?",
            opens("at_start"),
            section(
                "Kroppen",
                step(
                    "När kroppen skyndar sig",
                    text("""
                        Stress är kroppens sätt att få fram kraft. Hjärtat slår fortare och musklerna
                        spänns. Det är bra en stund, men tröttande när det pågår länge.
                    """),
                    callout("tip", "", "Lägg handen på magen och följ tre andetag."),
                ),
                step("En paus utomhus", image(PICTURE, "")),
            ),
        ),
        module("Små pauser", opens("when_previous_done"), section("Pauser", step("Ett tomt steg"))),
    ],
    "measurements": [],
}

PRACTICE: Program = {
    "slug": "ovning-min-dag",
    "title": "Övning: min dag",
    "lead": prose("Ett övningsprogram. Här provar du editorn."),
    "welcome": prose("Välkommen till ett program som bara finns för att öva."),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": False,
    "results": "none",
    "intended_purpose": "Övning för designers.",
    "modules": [
        module(
            "Första modulen",
            opens("at_start"),
            section(
                "Ett avsnitt",
                step(
                    "Ett steg",
                    heading("En rubrik"),
                    text("Skriv här och se hur det blir."),
                    write_text("En övning", "Vad gjorde du i dag?"),
                ),
            ),
        ),
    ],
    "measurements": [],
}

# The next version of a published program: a step more, waiting for the coordinator.
NEWS = "Nytt steg om att träna utomhus på vintern, efter önskemål från Rehabmottagningen Vretinge."
NEW_STEP = step(
    "Ute på vintern",
    text("""
        Halka är det som stoppar flest promenader. Välj sandade vägar och använd broddar. Klä dig i
        lager, så blir knäna inte stela av kyla.

        Är det för halt går du i trappan hemma. Tre gånger upp och ner räcker långt.
    """),
)
