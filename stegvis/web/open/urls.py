"""Addresses of open programs: the list and the own walks below /oppna/, each program's short address below /o/."""

from django.urls import include, path

from stegvis.web.open import cards, finding, program, reading
from stegvis.web.open.walks import walk_or_404
from stegvis.web.walking.pages import addresses

app_name = "open"

walks = [
    path("", finding.programs, name="list"),
    path("<uuid:pk>/", program.program, name="program"),
    path("<uuid:pk>/valkommen/", program.read_welcome, name="read_welcome"),
    path("<uuid:pk>/om/", program.about, name="about"),
    path("<uuid:pk>/lamna/", program.leave, name="leave"),
    path("<uuid:pk>/ta-bort/", program.erase, name="erase"),
    *addresses(walk_or_404),
]

programs = [
    path("<slug:code>/", finding.way, name="way"),
    path("<slug:code>/borja/", finding.begin, name="begin"),
    path("<slug:code>/las/", reading.contents, name="preview"),
    path("<slug:code>/las/<key:step>/", reading.step, name="preview_step"),
    path("<slug:code>/media/<slug:digest>", reading.media, name="preview_media"),
    path("<slug:code>/kort/", cards.card, name="card"),
    path("<slug:code>/qr.svg", cards.qr, name="qr"),
    path("<slug:code>/affisch/", cards.poster, name="poster"),
]

urlpatterns = [path("oppna/", include(walks)), path("o/", include(programs))]
