"""The colours, paths and typeface that all demo media share."""

import os
from pathlib import Path

MEDIA = Path(__file__).resolve().parent.parent / "media"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LATO = "/usr/share/fonts/truetype/lato/Lato-Semibold.ttf"

NIGHT = "#1b2a49"
NIGHT_MID = "#2c4270"
NIGHT_SOFT = "#4a6394"
TEAL = "#0f4c5c"
TEAL_MID = "#2f7f86"
TEAL_SOFT = "#8fc1bd"
MIST = "#dcebe8"
SAND = "#e9d5b3"
SAND_SOFT = "#f6ead6"
CREAM = "#fdf8ef"
CORAL = "#ec8468"
CORAL_SOFT = "#f6c0a9"
GOLD = "#f4c66a"
INK = "#21333b"
SKIN = "#e8b08f"
SKIN_DARK = "#9a6044"
WOOD = "#b98556"
WOOD_DARK = "#8a5f3c"


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, part: float) -> tuple[int, int, int]:
    """The colour that lies `part` (0 to 1) of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    red, green, blue = (round(a + (b - a) * max(0.0, min(1.0, part))) for a, b in pairs)
    return red, green, blue
