"""Every named route of our own rooms, read from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from stegvis.config.gates import EDITOR


@dataclass(frozen=True)
class Route:
    """A route by its full name, with the names of its parameters and the need its view declares."""

    name: str
    path: str
    parameters: tuple[str, ...]
    need: str


def own_routes() -> list[Route]:
    """Everything outside the editor."""
    return [route for route in _walk(get_resolver(), "/", "") if not route.path.startswith(EDITOR)]


def _walk(resolver: Any, prefix: str, space: str, above: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            # What an address names before an include belongs to every address below it.
            yield from _walk(pattern, here, inner, (*above, *pattern.pattern.converters))
        elif isinstance(pattern, URLPattern):
            parameters = (*above, *pattern.pattern.converters)
            yield Route(f"{space}{pattern.name}", here, parameters, getattr(pattern.callback, "needs", ""))
