"""Addresses of the risk analysis, below /utveckling/arbeten/<pk>/riskanalys/."""

from django.urls import path

from stegvis.web.process.risks import acts, meeting, page, printing, rows, uploading

urlpatterns = [
    path("", page.risks, name="risks"),
    path("borja/", acts.begin, name="risks_begin"),
    path("ny-rad/", rows.new, name="risks_new"),
    path("rader/<uuid:row>/", rows.row, name="risks_row"),
    path("rader/<uuid:row>/star-kvar/", acts.stand, name="risks_stand"),
    path("rader/<uuid:row>/klar/", acts.mark_done, name="risks_done"),
    path("rader/<uuid:row>/ta-bort/", acts.remove, name="risks_remove"),
    path("genomgatt/", acts.regard, name="risks_regard"),
    path("mote/", meeting.meeting, name="risks_meeting"),
    path("egen/", uploading.upload, name="risks_upload"),
    path("egen/fil/", uploading.paper, name="risks_paper"),
    path("egen/ta-bort/", acts.drop_paper, name="risks_drop_paper"),
    path("be-om-underskrift/", acts.ask, name="risks_ask"),
    path("skriv-under/", acts.sign, name="risks_sign"),
    path("bekrafta/", acts.confirm, name="risks_confirm"),
    path("godkann/", acts.approve, name="risks_approve"),
    path("pdf/", printing.pdf, name="risks_pdf"),
    path("mall/", printing.empty_pdf, name="risks_empty_pdf"),
]
