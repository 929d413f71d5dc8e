"""Every address, one file per audience. A prefix here has its row in gates.py."""

from django.urls import include, path

handler400 = "stegvis.web.entrance.errors.bad_request"
handler403 = "stegvis.web.entrance.errors.forbidden"
handler404 = "stegvis.web.entrance.errors.not_found"
handler500 = "stegvis.web.entrance.errors.server_error"

urlpatterns = [
    path("", include("stegvis.web.entrance.urls")),
    path("min/", include("stegvis.web.resident.urls")),
    path("", include("stegvis.web.open.urls")),
    path("vard/", include("stegvis.web.clinician.urls")),
    path("studio/", include("stegvis.web.studio.urls")),
    path("utveckling/", include("stegvis.web.process.urls")),
    path("katalog/", include("stegvis.web.catalogue.urls")),
    path("prova/", include("stegvis.web.process.prototypes.guest_urls")),
    path("region/", include("stegvis.web.region.urls")),
    path("", include("stegvis.web.support.urls")),
    path("", include("stegvis.web.law.urls")),
    path("media/", include("stegvis.web.media.urls")),
    path("redigera/", include("stegvis.authoring.editor.urls")),
]
