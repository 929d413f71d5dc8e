"""Django's templates, tidied up after: what a page was made from is let go of at once.

A context and the dictionaries on its stack point at each other. Left so, everything that a page was given
(a whole course, for instance) waits for the garbage collector, which then works on every request.
"""

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.template.context import make_context
from django.utils.safestring import SafeString


class Tidy(Template):
    """A template that empties its context when it has been rendered."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """As Django's."""
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(made)
        finally:
            made.dicts.clear()


class Templates(DjangoTemplates):
    """Gives such templates."""

    def from_string(self, template_code: str) -> Tidy:
        """As Django's."""
        return Tidy(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> Tidy:
        """As Django's."""
        found = super().get_template(template_name)
        return Tidy(found.template, self)
