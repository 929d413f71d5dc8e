"""Sov bättre: the demo's large program, nine modules of CBT for insomnia. One file per module."""

from stegvis.demo.content.build import prose
from stegvis.demo.content.shapes import Program
from stegvis.demo.content.sov_battre import (
    m1_somnen,
    m2_dagbok,
    m3_somntid,
    m4_sangen,
    m5_tankar,
    m6_oro,
    m7_dygnet,
    m8_bakslag,
    m9_vidmakthall,
)

PROGRAM: Program = {
    "slug": "sov-battre",
    "title": "Sov bättre",
    "lead": prose("""
        Ett program för dig som har haft svårt att sova i minst tre månader. Du lär dig hur sömnen
        fungerar och ändrar en vana i taget, med stöd av en behandlare.
    """),
    "welcome": prose("""
        Välkommen! Det är bra att du är här.

        Att sova dåligt är tröttande, och det är lätt att känna sig ensam om det. Ungefär en av
        tio vuxna har det så under lång tid. Det finns hjälp som fungerar.

        Programmet har nio moduler. Du läser ungefär en i veckan och prövar sedan i vardagen. Din
        behandlare läser dina övningar, svarar på meddelanden och öppnar nya delar när du är redo.

        **Först får du svara på frågor om hur du mår.** Fyra formulär väntar, och det tar ungefär en
        kvart att svara på alla. Två av dem behöver du svara på innan du kan läsa vidare. Svaren
        hjälper din behandlare att se att programmet passar dig.

        Det du skriver här läses på vardagar. Om du mår mycket dåligt eller är i fara ska du inte
        vänta på svar. Ring 112.
    """),
    "kind": "treatment",
    "start_modes": ["guided"],
    "language": "sv",
    "messages": True,
    "results": "graph",
    "media_rights": ("Digitala vårdprogram, Region Vänersund", "Regionens egna. Får användas fritt i programmet."),
    "intended_purpose": (
        "Behandling av långvarig sömnlöshet hos vuxna med kognitiv beteendeterapi, med stöd av "
        "behandlare på en vårdenhet. Programmet ställer inte diagnos och ersätter inte akut vård."
    ),
    "modules": [
        m1_somnen.MODULE,
        m2_dagbok.MODULE,
        m3_somntid.MODULE,
        m4_sangen.MODULE,
        m5_tankar.MODULE,
        m6_oro.MODULE,
        m7_dygnet.MODULE,
        m8_bakslag.MODULE,
        m9_vidmakthall.MODULE,
    ],
    "measurements": [
        {"questionnaire": "phq-9", "when": "at_start", "gate": True, "window_days": 14},
        {"questionnaire": "gad-7", "when": "at_start", "gate": True, "window_days": 14},
        {"questionnaire": "vardagen", "when": "at_start", "gate": False, "window_days": 14},
        {"questionnaire": "halsa-och-vanor", "when": "at_start", "gate": False, "window_days": 14},
        {
            "questionnaire": "somnvecka",
            "when": "every",
            "days": 7,
            "times": 8,
            "gate": False,
            "window_days": 6,
        },
        {
            "questionnaire": "phq-9",
            "when": "before_module",
            "module": 7,
            "gate": True,
            "window_days": 14,
        },
        {"questionnaire": "gad-7", "when": "by_staff", "gate": False, "window_days": 7},
        {"questionnaire": "phq-9", "when": "at_end", "gate": False, "window_days": 14},
        {"questionnaire": "gad-7", "when": "at_end", "gate": False, "window_days": 14},
        {"questionnaire": "utvardering", "when": "at_end", "gate": False, "window_days": 14},
    ],
    "length_days": 70,
    "reminders": [
        {
            "when": "not_started",
            "after_days": 3,
            "pause_days": 4,
            "most": 2,
            "text": "Ditt program väntar på dig. Det första steget tar bara några minuter.",
        },
        {
            "when": "not_answered",
            "after_days": 4,
            "pause_days": 3,
            "most": 2,
            "text": "Det finns frågor att svara på. Svaren hjälper dig och din behandlare att se hur det går.",
        },
        {
            "when": "inactive",
            "after_days": 7,
            "pause_days": 7,
            "most": 2,
            "text": "Det var ett tag sedan. Du kan fortsätta där du var, i din egen takt.",
        },
    ],
    "flags": [
        {"when": "message_waiting", "days": 2},
        {"when": "inactive", "days": 10},
        {"when": "score_worsened"},
        {"when": "ending_soon", "days": 7},
    ],
    "phases": [
        {"when": "program_done", "to": "maintenance"},
        {"when": "days_after_maintenance", "days": 90},
    ],
}
