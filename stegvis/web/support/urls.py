"""Addresses of help and support: for everybody, for staff, and for the region."""

from django.urls import path

from stegvis.web.support import queue, sending

app_name = "support"
REGION = "region/stod/"

urlpatterns = [
    path("hjalp/", sending.send, name="send"),
    path("hjalp/skickat/", sending.sent, name="sent"),
    path("hjalp/kod/", sending.code, name="code"),
    path("hjalp/arenden/", sending.mine, name="mine"),
    path("hjalp/arenden/<uuid:pk>/", sending.case, name="case"),
    path("hjalp/arenden/<uuid:pk>/last/", sending.read_it, name="read_it"),
    path(f"{REGION}arenden/", queue.queue, name="queue"),
    path(f"{REGION}arenden/<uuid:pk>/", queue.handle, name="handle"),
    path(f"{REGION}arenden/<uuid:pk>/svar/", queue.answer, name="answer"),
    path(f"{REGION}arenden/<uuid:pk>/anteckning/", queue.note, name="note"),
    path(f"{REGION}arenden/<uuid:pk>/handlaggare/", queue.owner, name="owner"),
    path(f"{REGION}arenden/<uuid:pk>/sortering/", queue.sort, name="sort"),
    path(f"{REGION}arenden/<uuid:pk>/avsluta/", queue.close, name="close"),
    path(f"{REGION}arenden/<uuid:pk>/oppna/", queue.reopen, name="reopen"),
    path(f"{REGION}samlat/", queue.collected, name="collected"),
]
