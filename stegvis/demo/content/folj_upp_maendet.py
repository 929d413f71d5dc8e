"""Följ ditt mående: the demo's simple program, two questionnaires at five occasions and a question now and then."""

from stegvis.demo.content.build import (
    callout,
    heading,
    image,
    module,
    opens,
    prose,
    section,
    step,
    text,
    write_text,
)
from stegvis.demo.content.shapes import Measurement, Program


def _five_times(key: str) -> list[Measurement]:
    """Once at the start, then every fourteen days four times."""
    return [
        {"questionnaire": key, "when": "at_start", "gate": True, "window_days": 14},
        {
            "questionnaire": key,
            "when": "every",
            "days": 14,
            "times": 4,
            "gate": False,
            "window_days": 10,
        },
    ]


_MODULE = module(
    "Så läser du dina svar",
    opens("at_start"),
    section(
        "Om formulären",
        step(
            "Vad du svarar på",
            text("""
                Du får två korta formulär. Det ena handlar om nedstämdhet och det andra om oro.
                Tillsammans tar de ungefär fem minuter.

                Du svarar vid fem tillfällen: i dag och sedan varannan vecka i åtta veckor. Varje
                gång tänker du på **de senaste två veckorna**. Svara hellre snabbt än perfekt. Det
                första svaret är ofta det som stämmer bäst.

                Någon gång i veckan får du också en enda fråga om hur du mår just nu. Den kommer på
                en dag och en tid som slumpas. Missar du den gör det inget.
            """),
            image(
                "folj/kurva.webp",
                "Ett enkelt linjediagram med fem punkter. Linjen går lite upp och ner men är "
                "lägre i slutet än i början.",
                "Fem mätningar visar mer än en. En enskild punkt kan bero på en dålig vecka.",
            ),
        ),
        step(
            "Vad siffrorna betyder",
            text("""
                Varje formulär ger en summa. En högre summa betyder fler eller tätare besvär. Den
                säger inte vem du är, och den är ingen diagnos.

                Små skillnader mellan två tillfällen är vanliga. Det viktiga är riktningen över
                tid. Du ser en mening om varje resultat, och din behandlare går igenom dem med dig.
            """),
            callout(
                "important",
                "Om du mår mycket dåligt",
                """
                Ett av formulären frågar om tankar på att skada dig. Svara som det är. Svarar du
                ja visar vi direkt var du kan få hjälp, och personalen på mottagningen får veta.
                Vänta inte på svar om det är bråttom. Ring 112.
                """,
            ),
        ),
        step(
            "Det som inte ryms i ett formulär",
            heading("Med egna ord", "3"),
            text("""
                Siffror fångar inte allt. Kanske har något hänt som förklarar ett högt eller lågt
                svar. Skriv då några rader, så blir nästa samtal lättare att börja.
            """),
            write_text(
                "Det här vill jag ta upp",
                """
                Vad vill du prata om vid nästa besök? Din behandlare läser före besöket, inte samma
                dag.
                """,
            ),
        ),
    ),
)

PROGRAM: Program = {
    "slug": "folj-ditt-maende",
    "title": "Följ ditt mående",
    "lead": prose("""
        Svara på två korta formulär vid fem tillfällen, så kan du och din behandlare se hur ditt
        mående ändras över tid.
    """),
    "welcome": prose("""
        Hej och välkommen!

        Du och din behandlare har kommit överens om att följa hur du mår de närmaste åtta veckorna.
        Du får ett meddelande när det är dags att svara. Varje gång tar ungefär fem minuter.

        Det du svarar läses på vardagar. Behöver du hjälp direkt ringer du 112.
    """),
    "kind": "support",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "sentence",
    "media_rights": ("Digitala vårdprogram, Region Vänersund", "Regionens egna. Får användas fritt i programmet."),
    "intended_purpose": (
        "Uppföljning av nedstämdhet och oro hos vuxna under pågående vårdkontakt. Resultaten är "
        "ett stöd för samtalet och ersätter inte en bedömning."
    ),
    "modules": [_MODULE],
    "measurements": [
        *_five_times("phq-9"),
        *_five_times("gad-7"),
        {
            "questionnaire": "just-nu",
            "when": "every",
            "days": 7,
            "times": 8,
            "gate": False,
            "window_days": 5,
            # At any hour of a day that nobody knows beforehand: so the answer is of that moment.
            "within_days": 4,
            "between_hours": (9, 20),
            "stop_after_missed": 4,
        },
    ],
    "length_days": 60,
    "reminders": [
        {
            "when": "not_started",
            "after_days": 3,
            "pause_days": 4,
            "most": 2,
            "text": "Dina första frågor väntar. De tar ungefär fem minuter.",
        },
        {
            "when": "not_answered",
            "after_days": 3,
            "pause_days": 4,
            "most": 2,
            "text": "Det finns frågor att svara på. Det går bra att svara kort.",
        },
    ],
    "flags": [
        {"when": "message_waiting", "days": 2},
        {"when": "inactive", "days": 21},
        {"when": "score_worsened"},
    ],
}
