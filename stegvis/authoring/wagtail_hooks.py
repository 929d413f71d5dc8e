"""What the editor shows and refuses: menus, buttons, choosers, looks. Wagtail finds this file by its name."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from stegvis.authoring.models import ModulePage, ProgramPage, UnitPage
from stegvis.authoring.outlining import follow_copy, place_module, renew_ids
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue import queries as catalogue_queries
from stegvis.lib.clock import utc_now

SHOWN = frozenset({"programs", "images", "media", "documents"})
PUBLISHING = frozenset({"action-publish", "action-unpublish", "action-submit", "action-submit-for-moderation"})


# --- Menus --------------------------------------------------------------------------------------


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """Programs live in the studio; the editor is one room of it."""
    return MenuItem(_("Program"), "/studio/", name="programs", icon_name="home", order=1)


@hooks.register("construct_main_menu")
def only_what_designers_need(request: HttpRequest, items: list[Any]) -> None:
    """No settings, reports, users, explorer or help about Wagtail itself."""
    items[:] = [item for item in items if item.name in SHOWN]
    names = {"media": _("Film och ljud"), "images": _("Bilder"), "documents": _("Dokument")}
    for item in items:
        item.label = names.get(item.name, item.label)


@hooks.register("construct_page_action_menu")
def nothing_publishes(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The buttons under a page: saving, and deleting a draft."""
    menu_items[:] = [item for item in menu_items if item.name not in PUBLISHING]


# --- Refusals -----------------------------------------------------------------------------------


@hooks.register("before_publish_page")
def refuse_publishing(request: HttpRequest, page: Page) -> None:
    """Nobody holds the right; whoever gets here anyway is stopped."""
    raise PermissionDenied


@hooks.register("before_unpublish_page")
def refuse_unpublishing(request: HttpRequest, page: Page) -> None:
    """There is nothing to unpublish."""
    raise PermissionDenied


@hooks.register("before_delete_page")
def keep_what_was_handed_over(request: HttpRequest, page: Page) -> None:
    """A unit's page stays; so does a program that somebody has been handed."""
    kept = page.specific
    if isinstance(kept, UnitPage):
        raise PermissionDenied
    if isinstance(kept, ProgramPage):
        actor = request.actor  # type: ignore[attr-defined]
        if any(row.candidate.program_id == kept.program_uuid for row in catalogue_queries.candidates(actor)):
            raise PermissionDenied


@hooks.register("before_edit_page")
def unit_pages_are_not_edited(request: HttpRequest, page: Page) -> HttpResponseRedirect | None:
    """The unit's page is made by the projection."""
    return HttpResponseRedirect("/studio/") if isinstance(page.specific, UnitPage) else None


@hooks.register("construct_page_chooser_queryset")
def choose_among_own(pages: Any, request: HttpRequest) -> Any:
    """Titles of other units' pages are theirs."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = UnitPage.objects.filter(publisher_unit_id=actor.hat.publisher_unit_id or None).first()
    return pages.descendant_of(unit, inclusive=True) if unit else pages.none()


@hooks.register("construct_explorer_page_queryset")
def explore_among_own(parent: Page, pages: Any, request: HttpRequest) -> Any:
    """The same in listings."""
    return choose_among_own(pages, request)


# --- What follows -------------------------------------------------------------------------------


@hooks.register("after_create_page")
def settle_new_page(request: HttpRequest, page: Page) -> None:
    """A program made inside the editor is known to the catalogue; a module has a place in the outline."""
    made, actor = page.specific, request.actor  # type: ignore[attr-defined]
    if isinstance(made, ProgramPage):
        catalogue.register_program(made.publisher_unit, made.program_uuid, made.title, now=utc_now(), by=actor)
    elif isinstance(made, ModulePage):
        place_module(made.program_page, made, actor.account_id)


@hooks.register("after_copy_page")
def settle_copy(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied program is a program of its own, with its own modules; so is a module copied beside itself."""
    original, copy, actor = page.specific, new_page.specific, request.actor  # type: ignore[attr-defined]
    if isinstance(copy, ProgramPage):
        follow_copy(original, copy, actor.account_id)
        catalogue.register_program(copy.publisher_unit, copy.program_uuid, copy.title, now=utc_now(), by=actor)
    elif isinstance(copy, ModulePage):
        if ModulePage.objects.sibling_of(copy, inclusive=False).filter(module_uuid=copy.module_uuid).exists():
            renew_ids(copy, actor.account_id)
        place_module(copy.program_page, copy, actor.account_id)


# --- Looks --------------------------------------------------------------------------------------


@hooks.register("insert_global_admin_css")
def own_looks() -> SafeString:
    """Our colours, and a few things of Wagtail's that have no use here put away."""
    return format_html('<link rel="stylesheet" href="{}">', static("authoring/editor.css"))
