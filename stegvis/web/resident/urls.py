"""Addresses below /min/."""

from django.urls import path

from stegvis.web.resident import exercise, home, messages, program, questionnaire, results, step

app_name = "resident"

urlpatterns = [
    path("", home.home, name="home"),
    path("<uuid:pk>/", program.program, name="program"),
    path("<uuid:pk>/valkommen/", program.read_welcome, name="read_welcome"),
    path("<uuid:pk>/om/", program.about, name="about"),
    path("<uuid:pk>/steg/<str:step>/", step.step, name="step"),
    path("<uuid:pk>/steg/<str:step>/klar/", step.complete, name="complete"),
    path("<uuid:pk>/ovning/<str:block>/", exercise.exercise, name="exercise"),
    path("<uuid:pk>/formular/<str:occasion>/", questionnaire.questionnaire, name="questionnaire"),
    path("<uuid:pk>/formular/<str:occasion>/tack/", questionnaire.thanks, name="thanks"),
    path("<uuid:pk>/formular/<str:occasion>/ratta/", questionnaire.correct, name="correct"),
    path("<uuid:pk>/meddelanden/", messages.messages, name="messages"),
    path("<uuid:pk>/meddelanden/klar/", messages.read, name="messages_read"),
    path("<uuid:pk>/resultat/", results.results, name="results"),
]
