"""Addresses of the review, below a unit's own and a provider's own."""

from django.urls import path

from stegvis.web.access_log import checking, reviewing

patterns = [
    path("logg/", reviewing.log, name="log"),
    path("logg/sok/", reviewing.search, name="log_search"),
    path("logg/kontroll/ny/", checking.draw, name="log_draw"),
    path("logg/kontroll/<uuid:pk>/", checking.check, name="log_check"),
    path("logg/kontroll/<uuid:pk>/avsluta/", checking.finish, name="log_finish"),
    path("logg/oppning/<int:pk>/", checking.item, name="log_item"),
    path("logg/nodoppning/<uuid:pk>/", checking.emergency, name="log_emergency"),
]
