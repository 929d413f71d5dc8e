"""Renders templates with what the design system itself needs, and nothing of the site around it."""

from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

ENGINE = DjangoTemplates(
    {
        "NAME": "ui",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
)


def render(source: str, address: str = "/x/", **values: object) -> str:
    """Render a template by its name, or a piece of one that may use every tag of the system."""
    request = RequestFactory().get(address)
    if source.endswith(".html"):
        return ENGINE.get_template(source).render(values, request)
    return ENGINE.from_string("{% load ui %}" + source).render(values, request)
