"""Text with simple marks: headings, lists, boxes to tick, tables, bold, links. Read into blocks, and shown. Pure.

One line of marks each: `## heading`, `### smaller`, `- point`, `1. numbered`, `[ ] box to tick`, `| cell | cell |`
(the first row is heads). Within a line: `**bold**`, `*em*`, `[words](https://…)`. Everything else is words.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

_HEADING = re.compile(r"(#{2,4})\s+(.+)")
_POINT = re.compile(r"[-•]\s+(.+)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(.+)")
_BOX = re.compile(r"\[ ?\]\s+(.+)")
_ROW = re.compile(r"\|(.+)\|")
_RULE = re.compile(r"[\s|:-]+")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(((?:https?://|mailto:|tel:|/)[^\s()]{1,400})\)")
_BOLD = re.compile(r"\*\*([^*\n]{1,400})\*\*")
_EM = re.compile(r"(?<!\*)\*([^*\n]{1,400})\*(?!\*)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: heading (`level` 2–4), words, points, numbered, boxes, or table; `rows` are the cells of a table."""

    kind: str
    lines: tuple[str, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(text: str) -> list[Block]:
    """The text as blocks, in order. Never fails: what is not marked is words."""
    found: list[Block] = []
    for kind, given in _grouped(text.replace("\r\n", "\n").split("\n")):
        if kind == "heading":
            found += [Block(kind, (words,), level) for level, words in given]
        elif kind == "table":
            found.append(Block(kind, rows=_rows([words for _n, words in given])))
        elif kind:
            found.append(Block(kind, tuple(words for _n, words in given)))
    return found


def _grouped(lines: list[str]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Lines of one kind after one another are one block; an empty line ends it."""
    kind, group = "", list[tuple[int, str]]()
    for line in [*lines, ""]:
        of, level, words = _line(line.strip())
        if of != kind or of == "":
            if group:
                yield kind, group
            kind, group = of, []
        if of:
            group.append((level, words))


def _line(line: str) -> tuple[str, int, str]:
    if not line:
        return "", 0, ""
    if match := _HEADING.fullmatch(line):
        return "heading", len(match[1]), match[2]
    for kind, pattern in (("boxes", _BOX), ("points", _POINT), ("numbered", _NUMBERED), ("table", _ROW)):
        if match := pattern.fullmatch(line):
            return kind, 0, match[1]
    return "words", 0, line


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Cells of each row, as many in each as in the first."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if not _RULE.fullmatch(line)]
    width = len(rows[0]) if rows else 0
    return tuple(tuple((row + [""] * width)[:width]) for row in rows)


def shown(text: str) -> SafeString:
    """The text as HTML. Every word is escaped first; the only tags are those written here."""
    return mark_safe("".join(_shown(block) for block in blocks_of(text)))  # noqa: S308 - escaped in _inline


def _shown(block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_inline(block.lines[0])}</h{block.level}>"
    if block.kind == "words":
        return f"<p>{'<br>'.join(map(_inline, block.lines))}</p>"
    if block.kind == "table":
        return _table(block)
    tag = "ol" if block.kind == "numbered" else "ul"
    mark = ' class="boxes"' if block.kind == "boxes" else ""
    return f"<{tag}{mark}>{''.join(f'<li>{_inline(line)}</li>' for line in block.lines)}</{tag}>"


def _table(block: Block) -> str:
    if not block.rows:
        return ""
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in block.rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in block.rows[1:])
    return f'<div class="table-wrap" tabindex="0"><table class="table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _inline(words: str) -> str:
    safe = html.escape(words, quote=True)
    safe = _LINK.sub(r'<a href="\2">\1</a>', safe)
    return _EM.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))


def plain(words: str) -> str:
    """A line without its marks, for paper and for searching."""
    without = _LINK.sub(r"\1 (\2)", words)
    return _EM.sub(r"\1", _BOLD.sub(r"\1", without))
