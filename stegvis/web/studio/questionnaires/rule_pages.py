"""One way of working for scores, danger rules and examples: a list of them, and the form of the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import Doc, Tab, rule_of
from stegvis.web.studio.questionnaires.asking import OPEN, PAGES, address, draft_or_404, page_context, save, todos
from stegvis.web.studio.questionnaires.fields import Field, Section, Todo

Raw = dict[str, Any]
# Codes are at most sixty-four signs; more than this is no name of ours.
LONGEST_NAME = 100


@dataclass(frozen=True)
class RulePage:
    """What differs between the three. `names` lists them, `draw` makes the form, `read` the change that it says."""

    tab: Tab
    what: str
    template: str
    names: Callable[[Doc], list[tuple[str, str]]]
    draw: Callable[[Doc, str, Raw, Todo], list[Section]]
    read: Callable[[HttpRequest, Doc, str, Raw], Doc]
    more: Callable[[HttpRequest, Doc, str, Raw], dict[str, Any]]
    new_name: Callable[[], str]
    # What the address remembers after a save, for what is seen and not stored.
    seen: Callable[[HttpRequest, Doc], list[tuple[str, str]]] = lambda request, doc: []

    def respond(self, request: HttpRequest, key: str) -> HttpResponse:
        """Read, or one operation."""
        return self._do(request, key) if request.method == "POST" else self._show(request, key)

    def _show(self, request: HttpRequest, key: str) -> HttpResponse:
        draft = draft_or_404(request, key)
        doc = draft.doc
        context = page_context(draft, doc, PAGES[self.tab], request)
        names = self.names(doc)
        asked = request.GET.get(OPEN[self.tab], "")
        current = next((name for name, _label in names if name == asked), names[0][0] if names else "")
        rule = rule_of(doc, self.what, current) if current else None
        left = {finding.place for finding in context["left"] if finding.tab is self.tab}
        context |= {
            "rows": [
                {
                    "name": name,
                    "label": label,
                    "url": address(self.tab, key, name),
                    "current": name == current,
                    "left": name in left,
                }
                for name, label in names
            ],
            "current": current,
            "general": todos(key, context["left"], self.tab, ""),
            "action": address(self.tab, key),
        }
        if rule is not None:
            here = todos(key, context["left"], self.tab, current)
            context |= {
                "sections": self.draw(doc, current, rule, Todo.of(here)),
                "todos": here,
                "label": dict(names)[current],
                **self.more(request, doc, current, rule),
            }
        return render(request, self.template, context)

    def _do(self, request: HttpRequest, key: str) -> HttpResponse:
        posted = request.POST
        what, name = posted.get("do", "save"), posted.get("rule", "")[:LONGEST_NAME]
        goes_to = {"name": name}
        seen: list[tuple[str, str]] = []

        def change(doc: Doc) -> Doc:
            if what == "add":
                words = " ".join(posted.get("words", "").split())[:200] or self.new_name()
                made, goes_to["name"] = editing.add_rule(doc, self.what, words)
                return made
            rule = rule_of(doc, self.what, name)
            if rule is None:
                raise editing.CannotEdit("gone")
            if what == "remove":
                goes_to["name"] = ""
                return editing.remove_rule(doc, self.what, name)
            made = self.read(request, doc, name, rule)
            seen.extend(self.seen(request, made))
            return made

        def there(doc: Doc) -> list[Field]:
            rule = rule_of(doc, self.what, name)
            found = self.draw(doc, name, rule, Todo()) if rule is not None else []
            return [field for section in found for field in section.all_fields()]

        def back() -> str:
            url = address(self.tab, key, goes_to["name"])
            return f"{url}&{urlencode(seen)}" if seen and goes_to["name"] else url

        return save(
            request,
            key,
            change,
            back=back,
            now_there=there,
            said=lambda doc: next((label for found, label in self.names(doc) if found == name), ""),
        )


def unnamed(label: str) -> str:
    """A label that is never empty."""
    return label or str(_("(utan namn)"))
