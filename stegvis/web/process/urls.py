"""Addresses below /utveckling/."""

from django.urls import path

from stegvis.web.process import home, initiative

app_name = "process"

urlpatterns = [
    path("", home.home, name="home"),
    path("arbeten/<uuid:pk>/", initiative.initiative, name="initiative"),
]
