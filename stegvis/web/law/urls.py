"""Addresses of what the law asks for, below several prefixes of the gate."""

from django.urls import path

from stegvis.web.law import grounds, hub, impact, incidents, information, own, public

app_name = "law"

INCIDENT = "stod/incidenter/<uuid:pk>/"

urlpatterns = [
    path("stod/incidenter/", incidents.register, name="incidents"),
    path("stod/incidenter/ny/", incidents.report, name="report"),
    path(INCIDENT, incidents.incident, name="incident"),
    path(f"{INCIDENT}pdf/", incidents.paper, name="incident_pdf"),
    path(f"{INCIDENT}bedom/<slug:kind>/", incidents.judge, name="judge"),
    path(f"{INCIDENT}gjort/<slug:code>/", incidents.told, name="told"),
    path(f"{INCIDENT}anteckna/", incidents.note, name="note"),
    path(f"{INCIDENT}sortera/", incidents.sort, name="sort"),
    path(f"{INCIDENT}ansvarig/", incidents.give, name="give"),
    path(f"{INCIDENT}be/", incidents.ask, name="ask"),
    path(f"{INCIDENT}uppgift/<int:task>/", incidents.finish, name="task_done"),
    path(f"{INCIDENT}avsluta/", incidents.close, name="close"),
    path(f"{INCIDENT}ta-upp/", incidents.reopen, name="reopen"),
    path("region/dataskydd/", hub.hub, name="hub"),
    path("region/dataskydd/information/", information.editions, name="information"),
    path("region/dataskydd/information/ny/", information.begin, name="information_begin"),
    path("region/dataskydd/information/utkast/", information.write, name="information_write"),
    path("region/dataskydd/information/utkast/publicera/", information.publish, name="information_publish"),
    path("region/dataskydd/bedomning/", impact.impact, name="impact"),
    path("region/dataskydd/bedomning/ny/", impact.begin, name="impact_begin"),
    path("region/dataskydd/bedomning/utkast/", impact.write, name="impact_write"),
    path("region/dataskydd/bedomning/utkast/faststall/", impact.publish, name="impact_publish"),
    path("region/dataskydd/bedomning/pdf/", impact.paper, name="impact_pdf"),
    path("region/dataskydd/bedomning/<uuid:pk>/", impact.edition_paper, name="impact_edition"),
    path("region/dataskydd/grund/", grounds.grounds, name="grounds"),
    path("region/dataskydd/grund/<uuid:pk>/", grounds.ground, name="ground"),
    path("om/dina-uppgifter/", public.providers, name="public"),
    path("om/dina-uppgifter/<uuid:pk>/", public.edition, name="edition"),
    path("min/rattigheter/", own.own, name="own"),
    path("min/rattigheter/last/<uuid:pk>/", own.read, name="read"),
    path("min/rattigheter/invandning/<uuid:pk>/ta-tillbaka/", own.take_back, name="objection_take_back"),
]
