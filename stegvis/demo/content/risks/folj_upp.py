"""Risks of Följ ditt mående: an analysis in the making, where something is wanting in a row or two."""

from stegvis.demo.content.risks.shapes import Risk

FOLJ_UPP: tuple[Risk, ...] = (
    {
        "area": "fara",
        "risk": "Någon svarar att det är fara för livet i en mätning som kommer mellan två besök.",
        "cause": "Mätningen är till för uppföljning. Ingen väntar på svaret just då.",
        "judged": (4, 2),
        "comment": "Gruppen har haft suicidtankar oftare än andra. Måste gå rätt varje gång.",
        "protection": "Prioriterad flagga, krishjälp direkt, osänt svar visas efter tio minuter.",
        "action": "Rutin för vem som ringer samma dag, och vem som tar över efter klockan 16.",
        "who": "owner",
        "days": 14,
        "left": (4, 1),
        "leans": ("danger",),
    },
    {
        "area": "olast",
        "risk": "Svaren samlas på hög, för ingen har tid att titta på dem före besöket.",
        "cause": "Det finns ingen tid i schemat för det.",
        "judged": (2, 3),
        "protection": "Sammanfattning på första sidan för behandlaren.",
        "leans": ("flags",),
    },
    {
        "area": "start",
        "risk": "Programmet ges i stället för ett besök till någon som behöver träffa en människa.",
        "cause": "Kö till mottagningen.",
        "judged": (3, 2),
        "protection": "Startas bara av den som har träffat patienten.",
        "leans": ("words:intended_purpose", "head:start"),
    },
    {
        "area": "innehall",
        "risk": "Invånaren tolkar en sämre siffra som att behandlingen har misslyckats.",
        "cause": "Grafen visas utan förklaring.",
        "judged": (2, 2),
        "protection": "Resultaten sägs också i ord.",
        "leans": ("head:results",),
    },
    {
        "area": "avbrott",
        "risk": "Täta frågor om måendet gör att någon mår sämre.",
        "cause": "Flera mätningar kan falla på samma dag.",
        "leans": ("measure:just-nu", "reminders"),
    },
    {
        "area": "fel_lasare",
        "risk": "Ett barn eller en partner ser frågorna på låsskärmen.",
        "cause": "",
        "judged": (2, 2),
        "protection": "Aviseringar är neutrala.",
        "leans": ("reminders",),
    },
    {
        "area": "integritet",
        "risk": "Fler på enheten än de som behöver läser svaren.",
        "cause": "Listan visar alla enhetens patienter.",
        "judged": (2, 3),
        "protection": "En kollegas patient öppnas med ett val som loggas.",
        "leans": (),
    },
    {
        "area": "tillgang",
        "risk": "Den som inte läser svenska svarar på måfå.",
        "cause": "Formulären finns bara på svenska.",
        "judged": (3, 2),
        "protection": "Tolk vid första tillfället.",
        "leans": ("head:language",),
    },
)
