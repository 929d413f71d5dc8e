"""The stream blocks of the editor: what a step holds, and how a program is laid out.

StreamBlock everywhere: its children have stable ids and can be commented on; those of ListBlock cannot.
The raw values are what `compiling` reads.
"""

from stegvis.authoring.blocks.body import SectionStream, first_section
from stegvis.authoring.blocks.content import RICH_TEXT
from stegvis.authoring.blocks.dangers import DangerStream
from stegvis.authoring.blocks.outline import MeasurementStream, OutlineStream
from stegvis.authoring.blocks.scores import ScoreStream

__all__ = [
    "RICH_TEXT",
    "DangerStream",
    "MeasurementStream",
    "OutlineStream",
    "ScoreStream",
    "SectionStream",
    "first_section",
]
