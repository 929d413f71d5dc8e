"""The one way a tag renders its template."""

from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

# What a component may see of the page around it: enough for forms and the way to help.
_INHERITED = ("csrf_token", "shell", "request")


def component(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    """Render `ui/components/<name>.html` with `values` and nothing else of the page's data."""
    path = f"ui/components/{name}.html"
    inherited = {key: context[key] for key in _INHERITED if key in context}
    engine = getattr(context.template, "engine", None)
    if engine is None:
        return SafeString(get_template(path).render({**inherited, **values}))
    inner = context.new({**inherited, **values})
    return SafeString(engine.get_template(path).render(inner))
