"""The form of a questionnaire, ready for its templates."""

from stegvis.questionnaires.form.build import build_form
from stegvis.questionnaires.form.pages import Page, begin_at, pages_of
from stegvis.questionnaires.form.views import FieldView, FormView, Mark, Progress

__all__ = ["FieldView", "FormView", "Mark", "Page", "Progress", "begin_at", "build_form", "pages_of"]
