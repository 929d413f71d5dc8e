"""Addresses of what is looked at in a frozen program: difference, checks, checklist, texts."""

from django.urls import path

from stegvis.web.process import checklist, checks, difference, frozen, texts

urlpatterns = [
    path("skillnad/", difference.difference, name="difference"),
    path("kontroller/", checks.checks, name="checks"),
    path("kontroller/undantag/", checks.waive, name="waive"),
    path("kontroller/undantag/<uuid:waiver>/ta-tillbaka/", checks.end_waiver, name="end_waiver"),
    path("checklista/", checklist.checklist, name="checklist"),
    path("checklista/<slug:key>/kryssa/", checklist.tick, name="tick"),
    path("checklista/<slug:key>/ta-tillbaka/", checklist.untick, name="untick"),
    path("texter/", texts.texts, name="texts"),
    path("texter/pdf/", texts.texts_pdf, name="texts_pdf"),
    path("visa/<slug:key>/", frozen.start, name="frozen"),
    path("visa/<slug:key>/<str:step>/", frozen.step, name="frozen_step"),
]
