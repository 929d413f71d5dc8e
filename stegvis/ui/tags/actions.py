"""Tags for what a person can do: buttons, the next action, step navigation, confirming."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.ui.tags.component import component

register = template.Library()


def _reason(reason: str, verdict: Any) -> str:
    """The sentence on a disabled button: given as words, or by a verdict that says no."""
    if reason:
        return reason
    if verdict is None or verdict:
        return ""
    return str(getattr(verdict, "sentence", "")) or _("Det går inte just nu.")


@register.simple_tag(takes_context=True)
def button(
    context: Context,
    label: str,
    href: str = "",
    kind: str = "primary",
    size: str = "",
    icon: str = "",
    icon_after: str = "",
    type: str = "submit",
    name: str = "",
    value: object = "",
    form_id: str = "",
    full: bool = False,
    reason: str = "",
    verdict: Any = None,
) -> SafeString:
    """A link with `href`, else a submit button. `reason` or a refusing `verdict` disables it."""
    values = {
        "label": label, "href": href, "kind": kind, "size": size, "icon": icon,
        "icon_after": icon_after, "type": type, "name": name, "value": value,
        "form_id": form_id, "full": full, "reason": _reason(reason, verdict),
    }  # fmt: skip
    return component(context, "button", values)


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    label: str,
    action: str,
    kind: str = "secondary",
    size: str = "",
    icon: str = "",
    name: str = "",
    value: object = "",
    fields: Mapping[str, object] | None = None,
    reason: str = "",
    verdict: Any = None,
) -> SafeString:
    """A button that is a whole form of its own: one POST with its token."""
    refusal = _reason(reason, verdict)
    drawn = button(context, label, kind=kind, size=size, icon=icon, name=name, value=value, reason=refusal)
    if refusal:
        return drawn
    values = {"action": action, "fields": (fields or {}).items(), "button": drawn}
    return component(context, "post_button", values)


@register.simple_tag(takes_context=True)
def next_action(
    context: Context,
    title: str,
    label: str,
    href: str = "",
    action: str = "",
    text: str = "",
    kicker: str | None = None,
    done: int = 0,
    total: int = 0,
    minutes: int | None = None,
    level: int = 2,
) -> SafeString:
    """The one thing to do now: `href` goes there, `action` posts there."""
    values = {
        "title": title, "label": label, "href": href, "action": action, "text": text,
        "kicker": _("Att göra nu") if kicker is None else kicker,
        "done": done, "total": total, "minutes": minutes, "level": level,
    }  # fmt: skip
    return component(context, "next_action", values)


@register.simple_tag(takes_context=True)
def step_nav(
    context: Context,
    action: str = "",
    href: str = "",
    previous_url: str = "",
    label: str = "",
    previous_label: str = "",
    form_id: str = "",
    kind: str = "primary",
    reason: str = "",
    verdict: Any = None,
) -> SafeString:
    """Back, and on. On is a POST (`action`), a link (`href`) or the button of form `form_id`.

    `kind="secondary"` where something on the page itself comes first.
    """
    values = {
        "action": action, "kind": kind, "href": href, "previous_url": previous_url, "form_id": form_id,
        "label": label or _("Klar, nästa"), "previous_label": previous_label or _("Tillbaka"),
        "reason": _reason(reason, verdict),
    }  # fmt: skip
    return component(context, "step_nav", values)


@register.simple_tag(takes_context=True)
def confirm(
    context: Context,
    title: str,
    label: str = "",
    text: str = "",
    consequences: list[str] | tuple[str, ...] = (),
    consequences_title: str = "",
    cancel_url: str = "",
    cancel_label: str = "",
    action: str = "",
    tone: str = "",
    fields: Mapping[str, object] | None = None,
    form: Any = None,
    heading_level: int = 1,
) -> SafeString:
    """Ask before something happens, on a page of its own: no dialog, no script."""
    danger = tone == "danger"
    values = {
        "title": title, "label": label or _("Ja, fortsätt"), "text": text,
        "consequences": consequences,
        "consequences_title": consequences_title or _("Det här händer"),
        "notice_tone": "warning" if danger else "info", "kind": "danger" if danger else "primary",
        "cancel_url": cancel_url, "cancel_label": cancel_label or _("Avbryt"),
        "action": action, "fields": (fields or {}).items(), "form": form,
        "heading_level": heading_level,
    }  # fmt: skip
    return component(context, "confirm", values)


@register.simple_block_tag(takes_context=True)
def menu(context: Context, content: str, label: str = "", label_hidden: bool = False) -> SafeString:
    """A few more choices behind one button. Works as <details> without scripts."""
    values = {"content": content, "label": label or _("Mer"), "label_hidden": label_hidden}
    return component(context, "menu", values)
