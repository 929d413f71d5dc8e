"""Reads the forms of a page as a browser does: where each goes, and what stands in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where it goes (empty: to the page itself), how, and its fields as (name, kind, value)."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.select = ""
        self.late: list[tuple[str, tuple[str, str, str]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.open = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self.open)
            if "id" in said:
                self.by_id[said["id"]] = self.open
        elif tag in {"input", "button", "select", "textarea"} and said.get("name"):
            if tag == "select":
                self.select = said["name"]
            found = (said["name"], said.get("type", tag), said.get("value", ""))
            if "form" in said:
                self.late.append((said["form"], found))
            elif self.open is not None:
                self.open.fields.append(found)
        elif tag == "option" and self.select and self.open is not None and said.get("value"):
            # The last choice stands for the select.
            rows = self.open.fields
            rows[:] = [(n, k, said["value"] if n == self.select else v) for n, k, v in rows]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(page: str) -> list[Form]:
    """Every form of a page; buttons that have a name come along as fields."""
    reader = _Reader()
    reader.feed(page)
    for name, found in reader.late:
        if name in reader.by_id:
            reader.by_id[name].fields.append(found)
    return reader.forms
