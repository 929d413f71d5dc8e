"""Short ways of writing the demo's programs: plain dicts out, a light markup in.

The markup exists so that texts can be read and edited as text: blank lines part paragraphs,
"- " and "1. " make lists, "### " a small heading, **strong** and *em* within a line.
"""

from __future__ import annotations

import re
from html import escape
from textwrap import dedent

from stegvis.demo.content.shapes import Block, Condition, Module, Opening, OpeningRule, Section, Step

_NUMBERED = re.compile(r"^\d+\.\s+")
_BULLET = re.compile(r"^-\s+")


def _inline(line: str) -> str:
    safe = escape(line.strip(), quote=False)
    safe = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", safe)
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", safe)


def _items(lines: list[str], starts: re.Pattern[str]) -> str:
    """List items; a line that does not start one continues the item before it."""
    items: list[str] = []
    for line in lines:
        if starts.match(line) or not items:
            items.append(starts.sub("", line))
        else:
            items[-1] += " " + line.strip()
    return "".join(f"<li>{_inline(item)}</li>" for item in items)


def _paragraph(part: str) -> str:
    lines = part.splitlines()
    if lines[0].startswith("### "):
        return f"<h3>{_inline(lines[0][4:])}</h3>"
    if lines[0].startswith("- "):
        return f"<ul>{_items(lines, _BULLET)}</ul>"
    if _NUMBERED.match(lines[0]):
        return f"<ol>{_items(lines, _NUMBERED)}</ol>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def prose(markup: str) -> str:
    """The markup as the HTML that rich text allows."""
    parts = re.split(r"\n\s*\n", dedent(markup).strip())
    return "".join(_paragraph(part) for part in parts)


def plain(markup: str) -> str:
    """Lines joined within each paragraph, for transcripts."""
    parts = re.split(r"\n\s*\n", dedent(markup).strip())
    return "\n\n".join(" ".join(part.split()) for part in parts)


def heading(words: str, level: str = "2") -> Block:
    return {"type": "heading", "value": {"text": words, "level": level}}


def text(markup: str) -> Block:
    return {"type": "text", "value": {"body": prose(markup)}}


def image(name: str, alt: str, caption: str = "") -> Block:
    value = {"image": name, "alt": alt, "decorative": False, "caption": caption}
    return {"type": "image", "value": value}


def film(name: str, captions: str, title: str, transcript: str) -> Block:
    value = {
        "film": name,
        "captions": captions,
        "title": title,
        "transcript": plain(transcript),
        "nothing_shown_only": True,
    }
    return {"type": "film", "value": value}


def audio(name: str, title: str, transcript: str) -> Block:
    return {
        "type": "audio",
        "value": {"audio": name, "title": title, "transcript": plain(transcript)},
    }


def callout(tone: str, title: str, markup: str) -> Block:
    return {"type": "callout", "value": {"tone": tone, "title": title, "body": prose(markup)}}


def accordion(*items: tuple[str, str]) -> Block:
    rows = [{"title": title, "body": prose(markup)} for title, markup in items]
    return {"type": "accordion", "value": {"items": rows}}


def document(name: str, title: str) -> Block:
    return {"type": "document", "value": {"document": name, "title": title}}


def questionnaire(key: str) -> Block:
    return {"type": "questionnaire", "value": {"questionnaire": key}}


def diary(key: str, per: str = "day") -> Block:
    return {"type": "diary", "value": {"questionnaire": key, "per": per}}


def _exercise(form: str, title: str, markup: str, columns: list[str], rows: int) -> Block:
    value = {
        "form": form,
        "title": title,
        "instruction": prose(markup),
        "columns": columns,
        "rows": rows,
    }
    return {"type": "exercise", "value": value}


def write_text(title: str, markup: str) -> Block:
    return _exercise("text", title, markup, [], 0)


def write_list(title: str, markup: str, rows: int) -> Block:
    return _exercise("list", title, markup, [], rows)


def write_table(title: str, markup: str, columns: list[str], rows: int) -> Block:
    return _exercise("table", title, markup, columns, rows)


def step(title: str, *blocks: Block) -> Step:
    return {"title": title, "blocks": list(blocks)}


def section(title: str, *steps: Step, hideable: bool = False) -> Section:
    return {"title": title, "hideable": hideable, "steps": list(steps)}


def module(title: str, opening: Opening, *sections: Section) -> Module:
    return {"title": title, "opening": opening, "sections": list(sections)}


def opens(rule: OpeningRule, days: int | None = None) -> Opening:
    return {"rule": rule} if days is None else {"rule": rule, "days": days}


def opens_when(*conditions: Condition) -> Opening:
    return {"rule": "when_all", "conditions": list(conditions)}
