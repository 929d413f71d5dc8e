"""Every request to the editor passes here: the route must be open, the hat decides whose things exist.

Groups belong to accounts, but a hat is one publisher unit. So the rights that Wagtail reads are narrowed
to the hat's group before any of its views run; ids of other units' things answer 404.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.authoring.blocks.asking import ASKING, Asking
from stegvis.authoring.blocks.content import PUBLISHER_UNIT
from stegvis.authoring.editor.routes import (
    CHOSEN,
    DOCUMENT_KWARGS,
    IMAGE_KWARGS,
    MEDIA_KWARGS,
    OPEN,
    PAGE_KWARGS,
    SAVES_PAGE,
)
from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, UnitPage
from stegvis.authoring.projection import PREFIX, project
from stegvis.lib.clock import local_day, utc_now
from stegvis.lib.whole import whole

View = Callable[..., Any]


def behind_the_hat(view: View) -> View:
    """Wrap one of Wagtail's views."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        match = request.resolver_match
        name = match.view_name if match else ""
        if name not in OPEN:
            raise Http404
        unit = enter(request)
        if name == "wagtailadmin_explore_root":
            return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[unit.pk]))
        _refuse_strangers(name, unit, args, kwargs, request.POST)
        whose = PUBLISHER_UNIT.set(str(unit.publisher_unit_id))
        asked = ASKING.set(Asking(kwargs.get("page_id")))
        try:
            with _one_save_at_a_time(request, name, kwargs):
                response = _instead(request, name, unit) or view(request, *args, **kwargs)
            # What is drawn late is drawn here, while it is known whose choices to show.
            return response.render() if hasattr(response, "render") else response
        except MultiValueDictKeyError:
            # A form from before the page had all its fields, or one that nobody's browser has made.
            return HttpResponseBadRequest(_("Formuläret är inte helt. Ladda om sidan och försök igen."))
        finally:
            ASKING.reset(asked)
            PUBLISHER_UNIT.reset(whose)

    return opened


def enter(request: HttpRequest) -> UnitPage:
    """Narrow the account's rights to the hat for this request. Raises Http404 where there is nothing to edit."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    account = request.user
    if not isinstance(account, Account) or not actor.can("program:edit"):
        raise Http404
    group = f"{PREFIX}{actor.hat.publisher_unit_id}"
    if not account.groups.filter(name=group).exists():
        # A role granted since the last projection: the grants are the truth, the groups follow.
        project(account, local_day(utc_now()))
    narrow(account, group)
    unit: UnitPage | None = (
        UnitPage.objects.select_related("collection").filter(publisher_unit_id=actor.hat.publisher_unit_id).first()
    )
    if unit is None:
        raise Http404
    return unit


def narrow(account: Any, group: str) -> None:
    """Fill the caches that Wagtail's permission policies read, with one group's rights."""
    here = {"group__name": group, "group__user": account}
    pages = GroupPagePermission.objects.filter(**here).select_related("page", "permission")
    shelves = GroupCollectionPermission.objects.filter(**here).select_related("collection", "permission")
    account._page_permission_cache = list(pages)
    account._collection_permission_cache = set(shelves)
    account.__dict__.pop("_explorable_root_page_cache", None)


def _refuse_strangers(
    name: str, unit: UnitPage, args: tuple[Any, ...], kwargs: dict[str, Any], posted: Mapping[str, Any]
) -> None:
    """404 for ids of what is not the unit's."""
    page_ids = [kwargs[key] for key in PAGE_KWARGS if kwargs.get(key) is not None]
    if name == "wagtailadmin_pages:revisions_compare":
        page_ids.append(kwargs.get("page_id") or args[0])
    if name == "wagtailadmin_editing_sessions:ping":
        page_ids.append(kwargs["object_id"])
    if name == "wagtailadmin_pages:copy" and posted.get("new_parent_page"):
        # A form that comes back with a fault would name the page that was chosen.
        page_ids.append(posted["new_parent_page"])
    for page_id in page_ids:
        if not whole(str(page_id)) or not Page.objects.descendant_of(unit, inclusive=True).filter(pk=page_id).exists():
            raise Http404
    for model, pk in _library_ids(name, kwargs):
        if not model.objects.filter(pk=pk, collection__path__startswith=unit.collection.path).exists():
            raise Http404


def _library_ids(name: str, kwargs: dict[str, Any]) -> list[tuple[Any, Any]]:
    named = [
        *((AuthoredImage, key) for key in IMAGE_KWARGS),
        *((AuthoredDocument, key) for key in DOCUMENT_KWARGS),
        *((AuthoredMedia, key) for key in MEDIA_KWARGS),
    ]
    found: list[tuple[Any, Any]] = [(model, kwargs[key]) for model, key in named if kwargs.get(key) is not None]
    chosen = CHOSEN.get(name.split(":", maxsplit=1)[0])
    if chosen and kwargs.get("pk") is not None:
        found.append((AuthoredImage if chosen == "image" else AuthoredDocument, kwargs["pk"]))
    return found


@contextmanager
def _one_save_at_a_time(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> Iterator[None]:
    """Saves of a page wait for each other, from reading what is latest to having written.

    Upstream asks whether an autosave is out of date, reads the form, and writes without asking again: one that
    was still on its way when somebody pressed the button was written after it, and what was typed last was gone.
    """
    if request.method != "POST" or name not in SAVES_PAGE:
        yield
        return
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=kwargs["page_id"]).first()
        yield


def _instead(request: HttpRequest, name: str, unit: UnitPage) -> HttpResponse | None:
    """Another page than the one asked for: links in texts go out, and modules are chosen among the unit's."""
    if name in {"wagtailadmin_choose_page", "wagtailadmin_choose_page_child"} and request.GET.get(
        "allow_external_link"
    ):
        return _to("wagtailadmin_choose_page_external_link", request)
    if name == "wagtailadmin_choose_page":
        return _to("wagtailadmin_choose_page_child", request, unit.pk)
    return None


def _to(name: str, request: HttpRequest, *args: Any) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name, args=args)}?{request.GET.urlencode()}")
