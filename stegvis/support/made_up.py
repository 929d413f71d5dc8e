"""People who do not exist, to practise on: names, stories, and test numbers that are never given to anybody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invented:
    """One of them. `story` says what to practise."""

    slug: str
    given_name: str
    family_name: str
    story: str


PEOPLE = (
    Invented("siv", "Siv", "Övning", "Ska börja i ett program för första gången. Starta, och se välkomsten som hon."),
    Invented("tore", "Tore", "Övning", "Svarar gärna snabbt. Svara farligt som han, och ta flaggan som behandlare."),
    Invented("alva", "Alva", "Övning", "Skriver meddelanden. Läs, svara och se när löftet om svar går ut."),
    Invented("bo", "Bo", "Övning", "Tystnar efter en vecka. Flytta klockan och se påminnelser och flaggor komma."),
    Invented("nour", "Nour", "Övning", "Behöver ett uppehåll. Pausa, flytta klockan och ta upp igen."),
    Invented("eva", "Eva", "Övning", "Ska avslutas. Gå igenom allt, vidmakthållande och avslut."),
)

# The tax agency's published test numbers. More than there are people: some may be known here already.
NUMBERS = (
    "197601262384", "197703302385", "197807212399", "197909182383", "198011302398", "198204132388",
    "198310012391", "198412262381", "198604252398", "198708252385", "198810072382", "198911082389",
    "199012312386", "199204042395", "199306192387", "199409052389", "199512052391", "199702242380",
    "199805112381", "199905152386", "200009022385", "200201232386", "200305152381", "194504118359",
)  # fmt: skip
