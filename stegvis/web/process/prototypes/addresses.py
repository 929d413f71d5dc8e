"""The addresses of prototypes: the same pages for staff and, those that are meant for them, for invited testers."""

from collections.abc import Callable

from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

# Registers the converter that the ids of a program's parts go through.
import stegvis.web.walking.pages  # noqa: F401
from stegvis.web.process.prototypes import (
    as_staff,
    files,
    meeting,
    opening,
    pins,
    round,
    steps,
    summing,
    testers,
    trying,
    walking,
)
from stegvis.web.process.prototypes.visit import View, for_staff, for_tester

Asked = Callable[[View], View]

_both: Asked = require_http_methods(["GET", "HEAD", "POST"])
_safe: Asked = require_safe

# Path, view, how it is asked for, name. In the own walk all methods are the mounted page's own to judge.
SHARED: tuple[tuple[str, View, Asked, str], ...] = (
    ("synpunkter/", pins.pins, _safe, "pins"),
    ("synpunkter/ny/", pins.new, _both, "pin_new"),
    ("synpunkter/<uuid:pin>/", pins.pin, _both, "pin"),
    ("steg/<key:step>/", steps.step, _safe, "step"),
    ("prova/", trying.steer, _both, "steer"),
    ("som-invanare/<path:rest>", walking.as_resident, _both, "as_resident"),
    ("media/<slug:digest>", files.file, _safe, "media"),
)
STAFF_ONLY: tuple[tuple[str, View, Asked, str], ...] = (
    ("som-personal/", as_staff.as_staff, _safe, "as_staff"),
    ("sammanfattning/", summing.summary, _safe, "summary"),
    ("sammanfattning/pdf/", summing.summary_pdf, _safe, "summary_pdf"),
    ("testare/", testers.testers, _both, "testers"),
    ("mote/", meeting.meeting, _both, "meeting"),
    ("mote/folj/", meeting.follow, _safe, "follow"),
    ("mote/folj/lage/", meeting.state, _safe, "follow_state"),
)


def of_staff() -> list[URLPattern]:
    """Below /utveckling/."""
    found = [
        path("arbeten/<uuid:pk>/prototyper/", opening.rounds, name="prototypes"),
        path("prototyper/<uuid:pk>/", _both(for_staff(round.overview)), name="prototype"),
    ]
    for rest, view, asked, name in (*SHARED, *STAFF_ONLY):
        found.append(path(f"prototyper/<uuid:pk>/{rest}", asked(for_staff(view)), name=f"prototype_{name}"))
    return found


def of_testers() -> list[URLPattern]:
    """Below /prova/."""
    home = _both(for_tester(round.overview, before=testers.welcome))
    found = [path("<slug:token>/", home, name="home")]
    for rest, view, asked, name in SHARED:
        found.append(path(f"<slug:token>/{rest}", asked(for_tester(view)), name=name))
    return found


__all__ = ["SHARED", "STAFF_ONLY", "of_staff", "of_testers"]
