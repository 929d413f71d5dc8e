"""Addresses of the entrance."""

from django.urls import path

from stegvis.web.entrance import (
    about,
    anew,
    eid,
    front,
    health,
    hop,
    leaving,
    outbox,
    own_sessions,
    pushed,
    short,
    signing,
)

app_name = "entrance"

urlpatterns = [
    path("", front.front, name="front"),
    path("favicon.ico", front.favicon, name="favicon"),
    path("app.webmanifest", front.manifest, name="manifest"),
    path("halsa", health.health, name="health"),
    path("aviseringar.js", pushed.worker, name="push_worker"),
    path("in/", signing.sign_in, name="sign_in"),
    path("in/uppdrag/", signing.hats, name="hats"),
    path("in/ut/", leaving.sign_out, name="sign_out"),
    path("in/ut/hos/", leaving.at_provider, name="sign_out_there"),
    path("in/ut/klar/", leaving.done, name="signed_out"),
    path("in/kvar/", own_sessions.stay, name="stay"),
    path("in/inloggningar/", own_sessions.own, name="own_sessions"),
    path("in/igen/", anew.anew, name="anew"),
    path("in/e-leg/<slug:provider>/", eid.begin, name="eid"),
    path("in/e-leg/<slug:provider>/svar/", eid.answer, name="eid_answer"),
    path("in/e-leg/<slug:provider>/nycklar.json", eid.public_keys, name="eid_keys"),
    path("in/e-leg/<slug:provider>/ut/", eid.left, name="eid_left"),
    path("in/gick-inte/", eid.refused, name="eid_refused"),
    path("fran/<slug:portal>/", hop.hop, name="hop"),
    path("p/<slug:unit>/", short.unit, name="unit"),
    path("p/<slug:unit>/kort/", short.unit_card, name="unit_card"),
    path("p/<slug:unit>/qr.svg", short.unit_qr, name="unit_qr"),
    path("p/<slug:unit>/affisch/", short.unit_poster, name="unit_poster"),
    path("p/<slug:unit>/<slug:program>/", short.way, name="way"),
    path("demo/utskick/", outbox.outbox, name="demo_outbox"),
    path("om/", about.about, name="about"),
    path("om/tillganglighet/", about.accessibility, name="accessibility"),
    path("om/akut-hjalp/", about.crisis, name="crisis"),
    path("om/komponenter/", about.gallery, name="gallery"),
    path("om/sprak/", about.language, name="language"),
]
