"""Words that are gone and new, as HTML: `del` and `ins` inside the sentence, said out loud too, and readable in print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.program.wording import Bit, Compared, Kept, Word, compare_plain

_TAGS = {"h2": "h4", "h3": "h4", "h4": "h5"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One passage ready to print. ``point``: it stands in a list. ``skipped``: it only says what is left out."""

    html: SafeString
    heading: bool = False
    point: bool = False
    skipped: bool = False


def drawn(passages: Iterable[Compared]) -> list[Drawn]:
    """The passages that differ, whole; those that are as they were become one line that says how many."""
    found: list[Drawn] = []
    for changed, group in groupby(passages, key=lambda passage: passage.changed):
        together = list(group)
        if changed:
            found += [_passage(passage) for passage in together]
        else:
            words = ngettext("%(n)s stycke som förut", "%(n)s stycken som förut", len(together))
            found.append(Drawn(format_html("{}", words % {"n": len(together)}), skipped=True))
    return found


def halves(before: str, after: str) -> tuple[list[SafeString], list[SafeString]]:
    """A rule before and after, line by line, each with only its own words marked: two sentences to compare."""
    passages = compare_plain(before, after)
    return _half(passages, Kept.NEW), _half(passages, Kept.GONE)


def _half(passages: Iterable[Compared], without: Kept) -> list[SafeString]:
    found = []
    for passage in passages:
        bits = tuple(bit for bit in passage.bits if bit.kept is not without)
        if bits:
            found.append(format_html_join("", "{}", ((part,) for part in _bits(bits))))
    return found


def _passage(passage: Compared) -> Drawn:
    html = format_html_join("", "{}", ((part,) for part in _bits(passage.bits)))
    if passage.was and passage.was != passage.kind:
        html = format_html('{} <span class="quiet small">({})</span>', html, _remade(passage))
    return Drawn(html, heading=passage.kind in _TAGS, point=passage.kind in ("ul", "ol"))


def _remade(passage: Compared) -> str:
    """A paragraph that became a heading, a point or the other way round."""
    names = {"p": _("stycke"), "ul": _("punkt i en lista"), "ol": _("punkt i en numrerad lista")}
    was, now = (names.get(kind, _("rubrik")) for kind in (passage.was, passage.kind))
    return _("var %(was)s, är nu %(now)s") % {"was": was, "now": now}


def _bits(bits: tuple[Bit, ...]) -> Iterator[SafeString]:
    for number, bit in enumerate(bits):
        words = _words(bit.words, told=bit.kept is not Kept.SAME)
        space = " " if number and bit.words and bit.words[0].spaced else ""
        if bit.kept is Kept.SAME:
            yield format_html("{}{}", space, words)
        elif bit.kept is Kept.GONE:
            yield _marked("del", space, _("borttaget:"), words)
        else:
            # What is new is set apart from what it stands for, also where nothing parted the words.
            apart = space or (" " if number and bits[number - 1].kept is Kept.GONE else "")
            yield _marked("ins", apart, _("tillagt:"), words)


def _marked(tag: str, space: str, spoken: str, words: SafeString) -> SafeString:
    """The tag is our own, never what somebody wrote."""
    said = format_html('<span class="visually-hidden"> [{} </span>{}', spoken, words)
    whole = "{}<del>{}{}</del>" if tag == "del" else "{}<ins>{}{}</ins>"
    return format_html(whole, space, said, _END)


_END = format_html('<span class="visually-hidden">{}</span>', "] ")


def _words(words: tuple[Word, ...], *, told: bool) -> SafeString:
    """Words with how they are written. ``told``: a link says where it leads, since that may be all that changed."""
    parts: list[SafeString] = []
    for number, (marks, group) in enumerate(groupby(words, key=lambda word: word.marks)):
        together = list(group)
        text = "".join(f" {word.text}" if word.spaced else word.text for word in together)
        lead = " " if number and text.startswith(" ") else ""
        parts.append(format_html("{}{}", lead, _written(text.strip(), marks, told=told)))
    return format_html_join("", "{}", ((part,) for part in parts))


def _written(text: str, marks: tuple[str, ...], *, told: bool) -> SafeString:
    html = format_html("{}", text)
    for mark in marks:
        if mark == "strong":
            html = format_html("<strong>{}</strong>", html)
        elif mark == "em":
            html = format_html("<em>{}</em>", html)
        elif told:
            html = format_html('<span class="diff-link">{}</span> <span class="quiet">({})</span>', html, mark)
        else:
            html = format_html('<span class="diff-link">{}</span>', html)
    return html
