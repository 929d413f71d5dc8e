"""Tags that show values: badges, progress, tables, lists of facts, ways through pages, charts."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.ui import icons
from stegvis.ui.charts import Chart, PlanAxis, Timeline, chart_context, plan_chart, timeline_context
from stegvis.ui.charts.bars import Bar, barred
from stegvis.ui.charts.spread import Spread, placed
from stegvis.ui.tags.component import component

register = template.Library()

_STAIR_LIMIT = 14


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An inline line drawing, hidden from assistive technology. `size="l"` is larger."""
    return icons.svg(name, f"icon-{size}" if size else "")


@register.simple_tag
def badge(label: object, tone: str = "neutral", icon: str = "") -> SafeString:
    """A state in one or two words. The colour only repeats what the word says."""
    said = label if isinstance(label, str) else str(label)
    return _badge(said, isinstance(said, SafeString), tone, icon)


@lru_cache(maxsize=500)
def _badge(label: str, _safe: bool, tone: str, icon: str) -> SafeString:
    """States are few and lists are long: each is drawn once."""
    return SafeString(get_template("ui/components/badge.html").render({"label": label, "tone": tone, "symbol": icon}))


def _stair(done: int, total: int) -> dict[str, object]:
    """The drawing of a stair: one block a step, each a little higher than the one before."""
    rise = 32 / max(total - 1, 1)
    steps = []
    for index in range(total):
        height = round(10 + rise * index)
        state = "done" if index < done else "now" if index == done else "left"
        steps.append({"x": 1 + index * 18, "y": 43 - height, "height": height, "state": state})
    return {"width": total * 18, "steps": steps}


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, label: str = "", kind: str = "bar") -> dict[str, object]:
    """How far, in words and as a bar, or as a stair (`kind="stair"`, up to 14 steps)."""
    words = label or _("%(done)s av %(total)s klara") % {"done": done, "total": total}
    stair = _stair(done, total) if kind == "stair" and total <= _STAIR_LIMIT else None
    return {"done": done, "total": total, "words": words, "stair": stair}


@register.inclusion_tag("ui/components/stat.html")
def stat(
    label: str, value: object, note: str = "", tone: str = "neutral", url: str = "", icon: str = ""
) -> dict[str, object]:
    """One number with its words."""
    return {"label": label, "value": value, "note": note, "tone": tone, "url": url, "symbol": icon}


@register.inclusion_tag("ui/components/avatar.html")
def avatar(name: str, size: str = "") -> dict[str, str]:
    """Initials beside a name that is written out. Hidden from assistive technology."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    chosen = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return {"initials": "".join(part[0].upper() for part in chosen) or "?", "size": size}


@register.inclusion_tag("ui/components/facts.html")
def facts(rows: Iterable[Any] | Mapping[str, object]) -> dict[str, object]:
    """A definition list from `Fact`s, (term, value) pairs or a mapping."""
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    shown = [{"term": r[0], "value": r[1]} if isinstance(r, tuple) else r for r in pairs]
    return {"facts": shown}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, object]:
    """What has happened, and what comes."""
    return {"items": items}


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: str, caption: str, stack: bool = True, hide_caption: bool = False) -> SafeString:
    """Wrap `<thead>…<tbody>…`. Each `<td data-label="…">` keeps its label when rows become cards."""
    values = {"content": content, "caption": caption, "stack": stack, "hide_caption": hide_caption}
    return component(context, "table", values)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "sida") -> SafeString:
    """Previous and next of a page, keeping the rest of the query."""
    request = context.get("request")
    query = ""
    if request is not None:
        kept = request.GET.copy()
        kept.pop(param, None)
        query = f"{kept.urlencode()}&" if kept else ""
    return component(context, "pagination", {"page": page, "param": param, "query": query})


def _items(items: Iterable[Any]) -> list[Any]:
    return [{"label": i[0], "url": i[1]} if isinstance(i, tuple) else i for i in items]


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(trail: Iterable[Any]) -> dict[str, object]:
    """Where this page is: `NavItem`s or (label, url) pairs, the page itself last."""
    return {"trail": _items(trail)}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Iterable[Any], label: str = "") -> dict[str, object]:
    """Links between sibling pages, given as `NavItem`s."""
    return {"items": _items(items), "label": label or _("Delar av sidan")}


@register.simple_tag(takes_context=True)
def line_chart(context: Context, chart: Chart, words: bool = True, with_table: bool = True) -> SafeString:
    """A chart in a wide and a narrow drawing, its sentence and its table."""
    values = chart_context(chart)
    if not words:
        values["words"] = ""
    return component(context, "line_chart", {**values, "with_table": with_table})


@register.inclusion_tag("ui/components/spread.html")
def spread_chart(rows: Iterable[Spread], title: str, note: str = "") -> dict[str, object]:
    """Medians and middle halves, a line for each kind. The numbers stand in words beside each line."""
    return {"lines": placed(rows), "title": title, "note": note}


@register.inclusion_tag("ui/components/bars.html")
def bar_chart(rows: Iterable[Bar], title: str, whole: str, part: str = "") -> dict[str, object]:
    """Counts as lying bars on one scale; `whole` and `part` say what the two shades are. The words stand beside."""
    return {"lines": barred(rows), "title": title, "whole": whole, "part": part}


@register.simple_tag(takes_context=True)
def timeline_chart(context: Context, timeline: Timeline, open_table: bool = False) -> SafeString:
    """Several charts on one axis of days, a sentence for each, and one table with every occasion."""
    return component(context, "timeline_chart", {**timeline_context(timeline), "open_table": open_table})


@register.inclusion_tag("ui/components/plan_chart.html")
def plan_axis(axis: PlanAxis) -> dict[str, object]:
    """A plan on one axis of days, in a wide and a narrow drawing. The page says the same in words."""
    return {"wide": plan_chart(axis), "narrow": plan_chart(axis, narrow=True), "words": axis.words}
