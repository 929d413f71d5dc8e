"""Addresses of the records officer, below a provider's own."""

from django.urls import path

from stegvis.web.records import archive, destroying, giving

patterns = [
    path("arkiv/", archive.archive, name="archive"),
    path("arkiv/regel/<slug:kind>/", archive.rule, name="retention_rule"),
    path("arkiv/stopp/", archive.new_hold, name="hold_new"),
    path("arkiv/stopp/<uuid:pk>/", archive.hold, name="hold"),
    path("arkiv/provkor/<slug:kind>/", destroying.dry_run, name="dry_run"),
    path("arkiv/gallring/<uuid:pk>/", destroying.destruction, name="destruction"),
    path("arkiv/gallring/<uuid:pk>/aterkalla/", destroying.withdraw, name="destruction_withdraw"),
    path("arkiv/gallring/<uuid:pk>/protokoll/", destroying.record_pdf, name="destruction_pdf"),
    path("arkiv/utdrag/", giving.asked_for, name="record_extract"),
    path("arkiv/myndighetsbeslut/", destroying.ordered, name="destruction_ordered"),
]
