"""Addresses below /utveckling/."""

from django.urls import include, path

from stegvis.web.process import candidate_urls, home, initiative, verification
from stegvis.web.process.prototypes.addresses import of_staff
from stegvis.web.process.review import acts as review_acts
from stegvis.web.process.review import page as review_page

app_name = "process"

urlpatterns = [
    path("", include("stegvis.web.process.begin_urls")),
    path("", home.home, name="home"),
    path("arbeten/<uuid:pk>/", initiative.initiative, name="initiative"),
    path("arbeten/<uuid:pk>/egen-kontroll/", verification.verification, name="verification"),
    path("arbeten/<uuid:pk>/egen-kontroll/beslut/", verification.record, name="record_decision"),
    path("arbeten/<uuid:pk>/egen-kontroll/godkann/", verification.approve, name="verify"),
    path("arbeten/<uuid:pk>/egen-kontroll/avsta/", verification.decline, name="decline_verification"),
    *candidate_urls.urlpatterns,
    path("arbeten/<uuid:pk>/granskning/", review_page.review, name="review"),
    path("arbeten/<uuid:pk>/lagg-fram/", review_acts.propose, name="propose"),
    path("arbeten/<uuid:pk>/granskning/be-om/", review_acts.ask, name="ask_review"),
    path("arbeten/<uuid:pk>/granskning/anmark/", review_acts.remark, name="remark"),
    path("arbeten/<uuid:pk>/granskning/anmarkningar/<int:remark>/", review_acts.answer, name="answer_remark"),
    path("arbeten/<uuid:pk>/granskning/lamna-tillbaka/", review_acts.return_to_design, name="return_review"),
    path("arbeten/<uuid:pk>/granskning/godkann/", review_acts.approve, name="approve_review"),
    path("arbeten/<uuid:pk>/granskning/slapp-fram/", review_acts.clear_urgent, name="clear_urgent"),
    path("arbeten/<uuid:pk>/granskning/ta-upp/", review_acts.reopen, name="reopen_review"),
    path("arbeten/<uuid:pk>/granskning/i-efterhand/", review_acts.after_review, name="after_review"),
    path("arbeten/<uuid:pk>/publicera/", review_acts.publish, name="publish"),
    path("arbeten/<uuid:pk>/publicera/delegera/", review_acts.delegate, name="delegate"),
    path("arbeten/<uuid:pk>/publicera/ta-tillbaka/", review_acts.keep, name="keep_publishing"),
    *of_staff(),
]
