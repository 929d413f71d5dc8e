"""Addresses below /studio/."""

from django.urls import path

from stegvis.web.studio import handing, home, making, preview, program
from stegvis.web.studio.questionnaires import (
    about,
    dangers,
    examples,
    importing,
    library,
    publishing,
    questions,
    scores,
    trying,
)

app_name = "studio"

urlpatterns = [
    path("", home.home, name="home"),
    path("nytt-program/", making.new_program, name="new_program"),
    path("program/<uuid:pk>/", program.program, name="program"),
    path("program/<uuid:pk>/ny-modul/", making.new_module, name="new_module"),
    path("program/<uuid:pk>/lamna/", handing.hand_over, name="hand_over"),
    path("program/<uuid:pk>/forhandsvisa/", preview.start, name="preview"),
    path("program/<uuid:pk>/forhandsvisa/<str:step>/", preview.step, name="preview_step"),
    path("formular/", library.library, name="questionnaires"),
    path("formular/nytt/", library.new, name="new_questionnaire"),
    path("formular/importera/", importing.importing, name="import_questionnaire"),
    path("formular/<slug:key>/", questions.questions, name="questionnaire"),
    path("formular/<slug:key>/poang/", scores.scores, name="questionnaire_scores"),
    path("formular/<slug:key>/risker/", dangers.dangers, name="questionnaire_dangers"),
    path("formular/<slug:key>/exempel/", examples.examples, name="questionnaire_examples"),
    path("formular/<slug:key>/om/", about.about, name="questionnaire_about"),
    path("formular/<slug:key>/prova/", trying.trying, name="questionnaire_try"),
    path("formular/<slug:key>/publicera/", publishing.publishing, name="questionnaire_publish"),
    path("formular/<slug:key>/visa/", library.read, name="questionnaire_read"),
    path("formular/<slug:key>/kopiera/", library.copy, name="questionnaire_copy"),
    path("formular/<slug:key>/fhir/", importing.fhir_file, name="questionnaire_fhir"),
    path("formular/<slug:key>/andra/", library.change, name="questionnaire_change"),
    path("formular/<slug:key>/slang/", library.discard, name="questionnaire_discard"),
]
