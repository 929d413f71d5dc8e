"""The form of a questionnaire, ready for its templates."""

from stegvis.questionnaires.form.build import build_form
from stegvis.questionnaires.form.ids import numbers, place_id
from stegvis.questionnaires.form.pages import Page, appeared, begin_at, called_for, pages_of
from stegvis.questionnaires.form.views import FieldView, FormView, Mark, Progress

__all__ = [
    "FieldView",
    "FormView",
    "Mark",
    "Page",
    "Progress",
    "appeared",
    "begin_at",
    "build_form",
    "called_for",
    "numbers",
    "pages_of",
    "place_id",
]
