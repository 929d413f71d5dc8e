"""New pages and new drafts, made outside the edit form."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

ADDRESS_LENGTH = 80


def free_slug(parent: Page, title: str) -> str:
    """An address part that no sibling has; nobody sees it, Wagtail wants it."""
    stem = slugify(title)[:ADDRESS_LENGTH].strip("-") or "sida"
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def add_draft(parent: Page, page: Any, owner_id: str) -> Any:
    """Put a new page under its parent as a draft, with its first revision."""
    page.live, page.has_unpublished_changes = False, True
    page.slug, page.draft_title = free_slug(parent, page.title), page.title
    page.owner_id = owner_id or None
    parent.add_child(instance=page)
    save_draft(page, owner_id)
    return page


def save_draft(page: Any, owner_id: str) -> None:
    """The page as it stands becomes its latest draft."""
    from stegvis.access.models import Account

    user = Account.objects.filter(pk=owner_id).first() if owner_id and ":" not in owner_id else None
    page.save_revision(user=user)
