"""Every page of a walk with its address and need: one table, laid out below each place where somebody walks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.web.walking import exercise, keeping, questionnaire, results, step
from stegvis.web.walking.ahead import pages as ahead
from stegvis.web.walking.diary import pages as diary
from stegvis.web.walking.diary import registering
from stegvis.web.walking.walks import Walk


class KeyConverter:
    """Ids of a program's parts and keys of its occasions. Anything else is no address of ours."""

    regex = r"[0-9A-Za-z._\-]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(KeyConverter, "key")

SAFE, POST = ("GET", "HEAD"), ("POST",)
BOTH = (*SAFE, *POST)
View = Callable[..., HttpResponse]
Find = Callable[[HttpRequest, UUID], Walk]


@dataclass(frozen=True, slots=True)
class Page:
    """`view` takes the request, the walk and what the address holds. `typed`: it receives what somebody has typed."""

    name: str
    rest: str
    view: View
    need: str
    methods: tuple[str, ...]
    typed: bool = False


READ, WORK = "own:read", "own:work"
PAGES = (
    Page("plan", "plan/", ahead.plan, READ, SAFE),
    Page("calendar", "plan/kalender.ics", ahead.calendar, READ, SAFE),
    Page("step", "steg/<key:step>/", step.step, READ, SAFE),
    Page("complete", "steg/<key:step>/klar/", step.complete, WORK, POST),
    Page("exercise", "ovning/<key:block>/", exercise.exercise, WORK, POST, typed=True),
    Page("questionnaire", "formular/<key:occasion>/", questionnaire.questionnaire, READ, BOTH, typed=True),
    Page("thanks", "formular/<key:occasion>/tack/", questionnaire.thanks, READ, SAFE),
    Page("correct", "formular/<key:occasion>/ratta/", questionnaire.correct, WORK, BOTH, typed=True),
    Page("diary", "registreringar/<key:diary>/", diary.diary, READ, SAFE),
    Page("diary_add", "registreringar/<key:diary>/ny/", registering.add, WORK, BOTH, typed=True),
    Page("diary_entry", "registreringar/<key:diary>/<uuid:entry>/", diary.entry, READ, SAFE),
    Page(
        "diary_correct", "registreringar/<key:diary>/<uuid:entry>/ratta/", registering.correct, WORK, BOTH, typed=True
    ),
    Page("diary_remove", "registreringar/<key:diary>/<uuid:entry>/ta-bort/", registering.remove, WORK, BOTH),
    Page("results", "resultat/", results.results, READ, SAFE),
    Page("results_pdf", "resultat/pdf/", keeping.results_pdf, READ, SAFE),
    Page("answers_pdf", "formular/<key:occasion>/pdf/", keeping.answers_pdf, READ, SAFE),
)


def _as_it_is(view: View) -> View:
    return view


def addresses(find: Find, typed: Callable[[View], View] = _as_it_is) -> list[URLPattern]:
    """The pages below `<uuid:pk>/`. `find` gives the walk or raises Http404; `typed` stands around what receives."""
    return [path(f"<uuid:pk>/{page.rest}", _view(page, find, typed), name=page.name) for page in PAGES]


def _view(page: Page, find: Find, typed: Callable[[View], View]) -> View:
    @wraps(page.view)
    def view(request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        return page.view(request, find(request, pk), **kwargs)

    asked = require_http_methods(list(page.methods))(typed(view) if page.typed else view)
    return needs(page.need)(asked)
