"""A page lets go of what it was made from, at once and without the garbage collector."""

import gc
import weakref

from django.template import engines
from django.test import RequestFactory

from stegvis.ui.backend import Templates


class Course:
    """Anything that can be watched."""


def test_what_a_page_was_given_is_gone_when_it_is_written():
    assert isinstance(engines["django"], Templates)
    course = Course()
    watched = weakref.ref(course)
    gc.disable()
    try:
        page = engines["django"].from_string("{% with x=course %}{{ word }}{% endwith %}")
        assert page.render({"course": course, "word": "Hej"}, RequestFactory().get("/")) == "Hej"
        del course
        assert watched() is None
    finally:
        gc.enable()
