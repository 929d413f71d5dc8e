"""What a browser would post of a drawn form: every field by its name, ticked marks only."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import QueryDict


class Form(HTMLParser):
    """The fields of the forms on a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._writing = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "textarea":
            self._writing = name
            self.fields.append((name, ""))
        elif tag == "input" and name and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields.append((name, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.fields[-1] = (self._writing, self.fields[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._writing:
            # A browser drops the line break right after the opening tag.
            self.fields[-1] = (self._writing, self.fields[-1][1].removeprefix("\n"))
            self._writing = ""


def posted(html: str) -> QueryDict:
    """The same as a post."""
    data = QueryDict(mutable=True)
    for name, value in Form(html).fields:
        data.appendlist(name, value)
    return data
