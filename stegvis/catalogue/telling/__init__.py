"""What a frozen document says about itself, in words: rules in time, measurements, settings.

For staff who decide about a program. The words a resident reads are the document's own.

names.py: what things are called · conditions.py: parts of a sentence · timing.py: when things happen ·
told.py: reminders, signals and phases · settings.py: what is switched on.
"""

from stegvis.catalogue.telling.conditions import condition_words
from stegvis.catalogue.telling.names import questionnaire_title
from stegvis.catalogue.telling.settings import (
    danger_words,
    has_dangers,
    kind_words,
    language_name,
    language_words,
    length_words,
    messages_words,
    results_words,
    start_words,
)
from stegvis.catalogue.telling.timing import measurement_words, opening_words, shown_opening_words
from stegvis.catalogue.telling.told import OUR_TEXTS, flag_words, phase_words, reminder_text, reminder_words

__all__ = [
    "OUR_TEXTS",
    "condition_words",
    "danger_words",
    "flag_words",
    "has_dangers",
    "kind_words",
    "language_name",
    "language_words",
    "length_words",
    "measurement_words",
    "messages_words",
    "opening_words",
    "phase_words",
    "questionnaire_title",
    "reminder_text",
    "reminder_words",
    "results_words",
    "shown_opening_words",
    "start_words",
]
