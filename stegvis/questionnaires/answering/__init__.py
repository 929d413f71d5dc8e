"""From a posted form to answers, and back to what stands in a field. Nothing a browser can send makes this fail."""

from stegvis.questionnaires.answering.names import OWN, Part, field_name, row_mark
from stegvis.questionnaires.answering.posted import LONGEST_TYPED, Posted, Received, read_post
from stegvis.questionnaires.answering.rows import with_row, without_row
from stegvis.questionnaires.answering.written import as_typed, date_part, own_words, time_part

__all__ = [
    "LONGEST_TYPED",
    "OWN",
    "Part",
    "Posted",
    "Received",
    "as_typed",
    "date_part",
    "field_name",
    "own_words",
    "read_post",
    "row_mark",
    "time_part",
    "with_row",
    "without_row",
]
