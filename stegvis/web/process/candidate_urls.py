"""Addresses of what is looked at in a frozen program: difference, checks, checklist, texts."""

from django.urls import path

from stegvis.web.process import checklist, checks, difference, frozen, texts

urlpatterns = [
    path("arbeten/<uuid:pk>/skillnad/", difference.difference, name="difference"),
    path("arbeten/<uuid:pk>/kontroller/", checks.checks, name="checks"),
    path("arbeten/<uuid:pk>/kontroller/undantag/", checks.waive, name="waive"),
    path("arbeten/<uuid:pk>/kontroller/undantag/<uuid:waiver>/ta-tillbaka/", checks.end_waiver, name="end_waiver"),
    path("arbeten/<uuid:pk>/checklista/", checklist.checklist, name="checklist"),
    path("arbeten/<uuid:pk>/checklista/<slug:key>/kryssa/", checklist.tick, name="tick"),
    path("arbeten/<uuid:pk>/checklista/<slug:key>/ta-tillbaka/", checklist.untick, name="untick"),
    path("arbeten/<uuid:pk>/texter/", texts.texts, name="texts"),
    path("arbeten/<uuid:pk>/texter/pdf/", texts.texts_pdf, name="texts_pdf"),
    path("arbeten/<uuid:pk>/visa/<slug:key>/", frozen.start, name="frozen"),
    path("arbeten/<uuid:pk>/visa/<slug:key>/<str:step>/", frozen.step, name="frozen_step"),
]
