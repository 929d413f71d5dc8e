"""Addresses below /vard/."""

from django.urls import path

from stegvis.web.clinician import (
    caseload,
    counts,
    diary,
    downloads,
    exercises,
    flags,
    history,
    home,
    letters,
    opening,
    patient,
    phases,
    responses,
    results,
    roles,
    starting,
)

app_name = "clinician"
ONE = "invanare/<uuid:pk>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("invanare/", caseload.caseload, name="caseload"),
    path("starta/", starting.start, name="start"),
    path("starta/bekrafta/", starting.confirm, name="start_confirm"),
    path(ONE, patient.patient, name="patient"),
    path(f"{ONE}oppna/", opening.choose, name="choose"),
    path(f"{ONE}modul/<str:module>/oppna/", patient.open_module, name="open_module"),
    path(f"{ONE}modul/<str:module>/stang/", patient.close_module, name="close_module"),
    path(f"{ONE}avsnitt/<str:section>/dolj/", patient.hide_section, name="hide_section"),
    path(f"{ONE}avsnitt/<str:section>/visa/", patient.show_section, name="show_section"),
    path(f"{ONE}matning/", patient.add_occasion, name="add_occasion"),
    path(f"{ONE}svar/<uuid:response>/", responses.response, name="response"),
    path(f"{ONE}svar/<uuid:response>/pdf/", downloads.response_pdf, name="response_pdf"),
    path(f"{ONE}resultat/", results.results, name="results"),
    path(f"{ONE}resultat/pdf/", downloads.results_pdf, name="results_pdf"),
    path(f"{ONE}resultat/csv/", downloads.results_csv, name="results_csv"),
    path(f"{ONE}registreringar/<str:diary>/", diary.diary, name="diary"),
    path(f"{ONE}registreringar/<str:diary>/<uuid:entry>/", diary.entry, name="diary_entry"),
    path(f"{ONE}svar/<uuid:response>/fhir/", downloads.response_fhir, name="response_fhir"),
    path(f"{ONE}ovningar/", exercises.exercises, name="exercises"),
    path(f"{ONE}ovningar/<slug:block>/", exercises.comment, name="comment"),
    path(f"{ONE}meddelanden/", letters.messages, name="messages"),
    path(f"{ONE}meddelanden/klar/", letters.settled, name="messages_settled"),
    path(f"{ONE}handelser/", history.history, name="history"),
    path(f"{ONE}fas/<str:phase>/", phases.phase, name="phase"),
    path(f"{ONE}ateroppna/", phases.reopen, name="reopen"),
    path(f"{ONE}behandlare/", phases.reassign, name="reassign"),
    path(f"{ONE}angra/", phases.undo, name="undo"),
    path("flaggor/<uuid:pk>/", flags.flag, name="flag"),
    path("flaggor/<uuid:pk>/ta/", flags.acknowledge, name="acknowledge"),
    path("flaggor/<uuid:pk>/hantera/", flags.handle, name="handle"),
    path("behorigheter/", roles.roles, name="roles"),
    path("behorigheter/ge/", roles.grant, name="grant"),
    path("behorigheter/<uuid:pk>/ta-bort/", roles.withdraw, name="withdraw"),
    path("siffror/", counts.counts, name="counts"),
]
