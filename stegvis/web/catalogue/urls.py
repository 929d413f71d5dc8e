"""Addresses below /katalog/."""

from django.urls import path

from stegvis.web.catalogue import counting, describing, offering, reading, trying

app_name = "catalogue"
ONE = "<uuid:program>/"

urlpatterns = [
    path("", reading.programs, name="list"),
    path(ONE, reading.program, name="program"),
    path(f"{ONE}siffror/", counting.counts, name="counts"),
    path(f"{ONE}andra/", describing.edit, name="edit"),
    path(f"{ONE}avveckla/", describing.retire, name="retire"),
    path(f"{ONE}ateruppta/", describing.bring_back, name="bring_back"),
    path(f"{ONE}synlighet/", offering.offers, name="offers"),
    path("erbjudanden/<uuid:offer>/avsluta/", offering.end, name="end_offer"),
    path("versioner/<uuid:version>/visa/", trying.start, name="try"),
    path("versioner/<uuid:version>/visa/<str:step>/", trying.step, name="try_step"),
]
