"""Tags that hold content: cards, notices, crisis help, empty states, bubbles, figures."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.ui.tags.component import component

register = template.Library()

_SYMBOLS = {
    "info": "info",
    "success": "check-circle",
    "warning": "warning",
    "danger": "danger",
    "crisis": "phone",
    "neutral": "info",
}
_TONE_OF_MESSAGE = {
    "debug": "neutral",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "danger",
}


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: str,
    title: str = "",
    level: int = 2,
    href: str = "",
    aside: str = "",
    element: str = "section",
    tone: str = "",
    kicker: str = "",
) -> SafeString:
    """A sheet of content. With `href` the whole card is one link, on its title."""
    values = {
        "content": content, "title": title, "level": level, "href": href, "aside": aside,
        "element": element, "tone": tone, "kicker": kicker,
    }  # fmt: skip
    return component(context, "card", values)


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, tone: str = "info", title: str = "", role: str = "") -> SafeString:
    """A word to the reader. `role="status"` or `"alert"` only when it arrives by itself."""
    values = {
        "content": content, "tone": tone, "title": title, "role": role,
        "symbol": _SYMBOLS.get(tone, "info"),
    }  # fmt: skip
    return component(context, "notice", values)


@register.simple_tag(takes_context=True)
def message_notice(context: Context, message: Any) -> SafeString:
    """One message of Django's messages framework."""
    tone = _TONE_OF_MESSAGE.get(message.level_tag, "info")
    role = "alert" if tone in {"warning", "danger"} else "status"
    values = {"content": message, "tone": tone, "role": role, "symbol": _SYMBOLS[tone]}
    return component(context, "notice", values)


def _crisis_words(title: str, lead: str) -> dict[str, str]:
    return {
        "title": title or _("Behöver du hjälp nu?"),
        "lead": lead
        or _("Du behöver inte klara det här ensam. Ring nu, så får du prata med någon som kan hjälpa dig."),
    }


@register.simple_tag(takes_context=True)
def crisis_box(
    context: Context,
    title: str = "",
    lead: str = "",
    read_when: str = "",
    level: int = 2,
) -> SafeString:
    """Where to turn at once. `read_when` says when somebody sees what was just answered."""
    values = {**_crisis_words(title, lead), "read_when": read_when, "level": level, "content": ""}
    return component(context, "crisis_box", values)


@register.simple_block_tag(takes_context=True)
def crisis(
    context: Context, content: str, title: str = "", lead: str = "", read_when: str = "", level: int = 2
) -> SafeString:
    """The crisis box with the program's or the region's own help inside it."""
    values = {**_crisis_words(title, lead), "read_when": read_when, "level": level, "content": content}
    return component(context, "crisis_box", values)


@register.simple_block_tag(takes_context=True)
def empty(context: Context, content: str, title: str, text: str = "", art: str = "steps", level: int = 2) -> SafeString:
    """Nothing here yet, said kindly. `art`: steps, letter, chart, search."""
    values = {"content": content, "title": title, "text": text, "art": art, "level": level}
    return component(context, "empty", values)


@register.simple_block_tag(takes_context=True)
def disclosure(context: Context, content: str, summary: str, open: bool = False) -> SafeString:
    """More to read, folded away."""
    return component(context, "disclosure", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag(takes_context=True)
def bubble(
    context: Context,
    content: str,
    who: str = "",
    when: str = "",
    iso: str = "",
    role: str = "",
    mine: bool = False,
    status: str = "",
    element: str = "li",
) -> SafeString:
    """One message of a thread. Stands in `<ol class="thread">`."""
    values = {
        "content": content, "who": who, "when": when, "iso": iso, "role": role,
        "mine": mine, "status": status, "element": element,
    }  # fmt: skip
    return component(context, "bubble", values)


@register.simple_block_tag(takes_context=True)
def figure(
    context: Context,
    content: str,
    caption: str = "",
    title: str = "",
    kind: str = "",
    transcript: str = "",
    transcript_label: str = "",
) -> SafeString:
    """A picture, film or sound with its words. The content is the media element itself."""
    values = {
        "content": content, "caption": caption, "title": title, "kind": kind,
        "transcript": transcript, "transcript_label": transcript_label or _("Läs som text"),
    }  # fmt: skip
    return component(context, "figure", values)
