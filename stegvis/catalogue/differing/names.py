"""What the fields and settings of a node are called when they are told to care staff."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.program.document import (
    AccordionItem,
    AudioBlock,
    CalloutBlock,
    DiaryBlock,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Module,
    Node,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.kinds import CalloutTone, DiaryPer, ExerciseForm

_FIELDS: dict[tuple[type[Node], str], Promise] = {
    (Module, "title"): gettext_lazy("Modulens namn"),
    (Module, "lead"): gettext_lazy("Modulens ingress"),
    (Section, "title"): gettext_lazy("Avsnittets namn"),
    (Step, "title"): gettext_lazy("Stegets namn"),
    (HeadingBlock, "text"): gettext_lazy("Rubrik"),
    (TextBlock, "body"): gettext_lazy("Text"),
    (ImageBlock, "image"): gettext_lazy("Bild"),
    (ImageBlock, "alt"): gettext_lazy("Bildens alternativtext"),
    (ImageBlock, "caption"): gettext_lazy("Bildtext"),
    (FilmBlock, "film"): gettext_lazy("Film"),
    (FilmBlock, "captions"): gettext_lazy("Filmens undertexter"),
    (FilmBlock, "title"): gettext_lazy("Filmens titel"),
    (FilmBlock, "transcript"): gettext_lazy("Det som sägs i filmen"),
    (AudioBlock, "audio"): gettext_lazy("Ljud"),
    (AudioBlock, "title"): gettext_lazy("Ljudets titel"),
    (AudioBlock, "transcript"): gettext_lazy("Det som sägs i ljudet"),
    (CalloutBlock, "title"): gettext_lazy("Rutans rubrik"),
    (CalloutBlock, "body"): gettext_lazy("Ruta"),
    (AccordionItem, "title"): gettext_lazy("Utfällningens rubrik"),
    (AccordionItem, "body"): gettext_lazy("Utfälld text"),
    (DocumentBlock, "document"): gettext_lazy("PDF"),
    (DocumentBlock, "title"): gettext_lazy("Dokumentets titel"),
    (ExerciseBlock, "title"): gettext_lazy("Övningens namn"),
    (ExerciseBlock, "instruction"): gettext_lazy("Övningens instruktion"),
}
_RICH = frozenset(
    {(TextBlock, "body"), (CalloutBlock, "body"), (AccordionItem, "body"), (ExerciseBlock, "instruction")}
)
PROGRAM_FIELDS: dict[str, Promise] = {
    "title": gettext_lazy("Programmets titel"),
    "lead": gettext_lazy("Ingress"),
    "welcome": gettext_lazy("Välkomsttext"),
    "intended_purpose": gettext_lazy("Avsett ändamål"),
}
PROGRAM_RICH = frozenset({"lead", "welcome"})

_SETTINGS: dict[tuple[type[Node], str], Promise] = {
    (HeadingBlock, "level"): gettext_lazy("Rubrikens nivå"),
    (ImageBlock, "decorative"): gettext_lazy("Bilden är bara dekoration"),
    (FilmBlock, "nothing_shown_only"): gettext_lazy("Allt viktigt i filmen sägs också"),
    (CalloutBlock, "tone"): gettext_lazy("Rutans slag"),
    (ExerciseBlock, "form"): gettext_lazy("Hur övningen fylls i"),
    (ExerciseBlock, "columns"): gettext_lazy("Antal kolumner"),
    (ExerciseBlock, "rows"): gettext_lazy("Antal rader"),
    (ExerciseBlock, "feedback"): gettext_lazy("Personalen ger återkoppling"),
    (DiaryBlock, "per"): gettext_lazy("Hur ofta dagboken fylls i"),
    (Section, "hideable"): gettext_lazy("Avsnittet kan döljas för en invånare"),
}
_VALUES: dict[str, Promise] = {
    CalloutTone.INFO: gettext_lazy("bra att veta"),
    CalloutTone.TIP: gettext_lazy("tips"),
    CalloutTone.WARNING: gettext_lazy("tänk på"),
    CalloutTone.IMPORTANT: gettext_lazy("viktigt"),
    ExerciseForm.TEXT: gettext_lazy("egna ord"),
    ExerciseForm.LIST: gettext_lazy("en lista"),
    ExerciseForm.TABLE: gettext_lazy("en tabell"),
    DiaryPer.DAY: gettext_lazy("en gång om dagen"),
    DiaryPer.ANY: gettext_lazy("så ofta man vill"),
}


def field_name(node: Node, name: str) -> str:
    """What one of a node's texts or files is called."""
    if name.startswith("column_"):
        return _("Kolumn %(number)s") % {"number": name.removeprefix("column_")}
    return str(_FIELDS.get((type(node), name), name))


def is_rich(node: Node, name: str) -> bool:
    """Whether a text has markup."""
    return (type(node), name) in _RICH


def setting_words(node: Node, name: str, before: Any, after: Any) -> tuple[str, str, str]:
    """What a setting is called, and its two values."""
    what = str(_SETTINGS.get((type(node), name), name))
    return what, _value(before), _value(after)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, str):
        return str(_VALUES.get(value, value))
    return "" if value is None else str(value)
