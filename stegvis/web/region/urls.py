"""Addresses below /region/."""

from django.urls import path

from stegvis.web.region import (
    arriving,
    candidates,
    checklist,
    moving,
    nomination_form,
    offered,
    overview,
    preview,
    questionnaires,
    releases,
    settings,
    stops,
    versions,
)
from stegvis.web.staff_channels import pages as staff_channels

app_name = "region"

urlpatterns = [
    path("nominering/", nomination_form.form, name="nomination_form"),
    path("nominering/visa/", nomination_form.preview, name="nomination_preview"),
    path("nominering/fragor/<slug:key>/", nomination_form.field, name="nomination_field"),
    path("", overview.overview, name="overview"),
    path("kandidater/<uuid:pk>/", candidates.candidate, name="candidate"),
    path("kandidater/<uuid:pk>/visa/", preview.candidate_start, name="candidate_preview"),
    path("kandidater/<uuid:pk>/visa/<str:step>/", preview.candidate_step, name="candidate_step"),
    path("katalog/", versions.shelf, name="shelf"),
    path("katalog/<uuid:pk>/", versions.version, name="version"),
    path("katalog/erbjudna/", offered.offered, name="offered"),
    path("katalog/erbjudna/<uuid:pk>/", offered.verify, name="verify"),
    path("katalog/<uuid:pk>/flytta/", moving.move, name="move"),
    path("katalog/flyttar/<uuid:pk>/avbryt/", moving.stop, name="move_stop"),
    path("katalog/<uuid:pk>/stopp/", stops.stops, name="stops"),
    path("katalog/stopp/<uuid:pk>/upphav/", stops.lift, name="lift"),
    path("katalog/utdelningar/<uuid:pk>/angra/", versions.undo, name="undo_handout"),
    path("omgangar/", releases.releases, name="releases"),
    path("omgangar/<uuid:pk>/", releases.release, name="release"),
    path("omgangar/<uuid:pk>/andra/", releases.move, name="release_move"),
    path("omgangar/<uuid:pk>/lagg-till/", releases.add, name="release_add"),
    path("omgangar/<uuid:pk>/avisera/", releases.announce, name="release_announce"),
    path("omgangar/<uuid:pk>/stall-in/", releases.cancel, name="release_cancel"),
    path("omgangar/program/<uuid:pk>/ta-bort/", releases.take_out, name="release_take_out"),
    path("katalog/<uuid:pk>/dela-ut/", versions.distribute, name="distribute"),
    path("katalog/<uuid:pk>/visa/", preview.version_start, name="version_preview"),
    path("katalog/<uuid:pk>/visa/<str:step>/", preview.version_step, name="version_step"),
    path("katalog/utdelningar/<uuid:pk>/dra-tillbaka/", versions.withdraw, name="withdraw"),
    path("katalog/<uuid:pk>/paket/", arriving.package, name="package"),
    path("for-in/<uuid:pk>/", arriving.bring_in, name="bring_in"),
    path("ta-over/", arriving.receive, name="receive"),
    path("ta-over/paketet/", arriving.arrived, name="arrived"),
    path("checklista/", checklist.checklist, name="checklist"),
    path("installningar/", settings.settings, name="settings"),
    path("kanaler/", staff_channels.PROVIDER.channels, name="channels"),
    path("kanaler/<uuid:pk>/", staff_channels.PROVIDER.channel, name="channel"),
    path("formular/", questionnaires.library, name="questionnaires"),
    path("formular/<slug:key>/", questionnaires.questionnaire, name="questionnaire"),
]
