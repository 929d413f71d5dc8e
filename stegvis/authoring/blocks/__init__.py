"""The stream blocks of the editor: what a step holds, and how a program is laid out.

StreamBlock everywhere: its children have stable ids and can be commented on; those of ListBlock cannot.
The raw values are what `compiling` reads.
"""

from stegvis.authoring.blocks.body import SectionStream, first_section
from stegvis.authoring.blocks.content import RICH_TEXT
from stegvis.authoring.blocks.dangers import DangerStream
from stegvis.authoring.blocks.measurements import MeasurementStream
from stegvis.authoring.blocks.outline import OutlineStream
from stegvis.authoring.blocks.scores import ScoreStream
from stegvis.authoring.blocks.told import FlagStream, PhaseStream, ReminderStream

__all__ = [
    "RICH_TEXT",
    "DangerStream",
    "FlagStream",
    "MeasurementStream",
    "OutlineStream",
    "PhaseStream",
    "ReminderStream",
    "ScoreStream",
    "SectionStream",
    "first_section",
]
