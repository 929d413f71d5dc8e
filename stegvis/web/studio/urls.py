"""Addresses below /studio/."""

from django.urls import path

from stegvis.web.studio import handing, home, making, preview, program

app_name = "studio"

urlpatterns = [
    path("", home.home, name="home"),
    path("nytt-program/", making.new_program, name="new_program"),
    path("program/<uuid:pk>/", program.program, name="program"),
    path("program/<uuid:pk>/ny-modul/", making.new_module, name="new_module"),
    path("program/<uuid:pk>/lamna/", handing.hand_over, name="hand_over"),
    path("program/<uuid:pk>/forhandsvisa/", preview.start, name="preview"),
    path("program/<uuid:pk>/forhandsvisa/<str:step>/", preview.step, name="preview_step"),
]
