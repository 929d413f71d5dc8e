"""Working groups, meetings and plans for initiatives that are being made."""

from typing import NamedTuple


class Held(NamedTuple):
    """One meeting: days from today, and what was said and decided (nothing for one that is to come)."""

    days: int
    title: str
    place: str
    agenda: str
    notes: str = ""
    decisions: tuple[str, ...] = ()


# Person, what they bring.
MEMBERS: tuple[tuple[str, str], ...] = (
    ("anna-lindqvist", "care"),
    ("johan-berg", "care"),
    ("amina-farah", "medical"),
    ("stefan-brolin", "safety"),
    ("roger-lindahl", "patient"),
)

MEETINGS: tuple[Held, ...] = (
    Held(
        -62, "Startmöte", "Sammanträdesrum Sjön", "Vem är med, vad vill vi, hur arbetar vi ihop?",
        "Alla presenterade sig. Enheten vill att programmet ska kunna användas redan vid första besöket.",
        ("Programmet får högst sex moduler.", "Roger läser alla texter innan de visas för andra."),
    ),
    Held(
        -27, "Genomgång av första prototypen", "Teams", "Modul 1 och 2. Vad är otydligt?",
        "Inledningen är för lång. Övningen i modul 2 fungerar bra i telefonen.",
        ("Inledningen kortas till en skärm.", "Formuläret flyttas till slutet av modul 1."),
    ),
    Held(9, "Riskanalys tillsammans", "Sammanträdesrum Sjön", "Vi går igenom frågorna om mående, en i taget."),
)  # fmt: skip

# Days from today, and whether it is done.
PLAN: tuple[tuple[str, int, bool], ...] = (
    ("Prototyp av modul 1–2", -30, True),
    ("Prototyp av alla moduler", -4, False),
    ("Rutinen fastställd", 20, False),
    ("Riskanalysen underskriven", 34, False),
)
