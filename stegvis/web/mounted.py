"""The resident's own pages below another address, for a walk that is not the one of whoever is signed in.

As WSGI mounts an application under a SCRIPT_NAME: while the page is made every address that it works out begins with
the prefix, and the actor on the request is the made-up resident of the walk. Only the pages that are named are there,
only for the one walk, and everything is put back afterwards.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

from stegvis.access.actor import Actor
from stegvis.ui.shell import Shell

ROOM = "resident"
# Pages of nobody's that the resident's pages lead to; they are where they always are.
OUTSIDE = "entrance"


def mounted(
    request: HttpRequest,
    prefix: str,
    path: str,
    *,
    actor: Actor,
    shell: Shell,
    course: UUID,
    pages: Collection[str],
    instead: Mapping[str, Callable[..., HttpResponseBase]],
) -> HttpResponseBase:
    """The page at `path` below the resident's addresses. Raises Http404 for all but `pages` and those `instead`.

    `prefix` begins and ends with a slash. A page's own need is asked of `actor`, whose only walk is `course`.
    """
    try:
        match = resolve(f"/{path}")
    except Resolver404 as error:
        raise Http404 from error
    if match.namespace == OUTSIDE:
        return HttpResponseRedirect(f"/{path}")
    name = match.url_name or ""
    if match.namespace != ROOM or match.kwargs.get("pk", course) != course:
        raise Http404
    if name in instead:
        return _as(request, prefix, actor, shell, instead[name], match.kwargs)
    if name not in pages or not actor.can(str(getattr(match.func, "needs", ""))):
        raise Http404
    return _as(request, prefix, actor, shell, match.func, match.kwargs)


def _as(
    request: HttpRequest,
    prefix: str,
    actor: Actor,
    shell: Shell,
    view: Callable[..., HttpResponseBase],
    kwargs: Mapping[str, Any],
) -> HttpResponseBase:
    before, was = get_script_prefix(), (request.actor, getattr(request, "stegvis_shell", None))  # type: ignore[attr-defined]
    set_script_prefix(prefix)
    request.actor, request.stegvis_shell = actor, (actor, shell)  # type: ignore[attr-defined]
    try:
        return view(request, **kwargs)
    finally:
        set_script_prefix(before)
        request.actor, request.stegvis_shell = was  # type: ignore[attr-defined]
