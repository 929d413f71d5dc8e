"""Tags for forms: one field, a group of choices, the summary of errors."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from stegvis.ui.tags.component import component

register = template.Library()

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _is_group(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, _GROUPS)


def _describedby(bound: BoundField, read_when: str) -> str:
    ids = []
    if bound.help_text:
        ids.append(f"{bound.auto_id}_helptext")
    if read_when:
        ids.append(f"{bound.auto_id}_read")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


@register.simple_tag(takes_context=True)
def field(
    context: Context,
    bound: BoundField,
    label: str = "",
    read_when: str = "",
    row: bool = False,
    width: str = "",
    mark_optional: bool = True,
) -> SafeString:
    """A bound field with label, help, error and big targets.

    `read_when` belongs to every free-text box: when somebody reads it. The way to
    crisis help is added beside it.
    """
    described = _describedby(bound, read_when)
    grouped = _is_group(bound)
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if width:
        attrs["data-width"] = width
    single_check = isinstance(bound.field.widget, forms.CheckboxInput)
    values = {
        "bound": bound, "label": label or bound.label, "read_when": read_when, "row": row,
        "grouped": grouped, "single_check": single_check, "describedby": described,
        "optional": mark_optional and not bound.field.required and not single_check,
        "options": list(bound) if grouped else (),
        "widget": "" if grouped else bound.as_widget(attrs=attrs),
    }  # fmt: skip
    return component(context, "field", values)


def _option(option: Any, chosen: Sequence[str]) -> dict[str, object]:
    if isinstance(option, tuple):
        value, label = option[0], option[1]
        hint = option[2] if len(option) > 2 else ""
    else:
        value, label, hint = option.value, option.label, option.hint
    return {"value": value, "label": label, "hint": hint, "checked": str(value) in chosen}


@register.simple_tag(takes_context=True)
def choices(
    context: Context,
    name: str,
    legend: str,
    options: Iterable[Any],
    chosen: object = None,
    kind: str = "radio",
    help: str = "",
    error: str = "",
    row: bool = False,
    required: bool = False,
    optional: bool = False,
    hide_legend: bool = False,
    id: str = "",
) -> SafeString:
    """Radio buttons or check boxes without a Django form: `Choice`s or (value, label[, hint])."""
    marked = [str(c) for c in chosen] if isinstance(chosen, list | tuple | set) else [str(chosen)]
    own_id = id or f"id_{name}"
    described = [f"{own_id}_helptext"] if help else []
    if error:
        described.append(f"{own_id}_error")
    values = {
        "name": name, "legend": legend, "kind": kind, "help": help, "error": error, "row": row,
        "required": required, "optional": optional, "hide_legend": hide_legend, "id": own_id,
        "describedby": " ".join(described), "options": [_option(o, marked) for o in options],
    }  # fmt: skip
    return component(context, "choices", values)


def _errors_of(form: forms.BaseForm) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [{"text": text, "label": "", "target": ""} for text in form.non_field_errors()]
    for bound in form:
        name = str(bound.label)
        label = name if name.endswith(("?", ":", ".")) else f"{name}:"
        target = f"{bound.auto_id}_0" if _is_group(bound) else bound.id_for_label or bound.auto_id
        found += [{"text": text, "label": label, "target": target} for text in bound.errors]
    return found


@register.simple_tag(takes_context=True)
def error_summary(context: Context, *sources: Any) -> SafeString:
    """What to put right, with links. Takes forms, and lists of {text, label, target}."""
    found: list[Any] = []
    for source in sources:
        found += _errors_of(source) if isinstance(source, forms.BaseForm) else list(source or ())
    return component(context, "error_summary", {"errors": found})
