"""Addresses below /prova/: an invited tester's link, and nothing else."""

from stegvis.web.process.prototypes.addresses import of_testers

app_name = "tester"

urlpatterns = of_testers()
