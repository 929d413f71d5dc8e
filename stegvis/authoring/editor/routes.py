"""Which of Wagtail's many routes a designer needs. What is not named here answers 404.

Left out on purpose: reports, users, sites, workflows, collections, snippets, the API, publishing,
privacy, moving, bulk acts, tags, usage lists and accounts. Several of them show other units' titles.
"""

OPEN = frozenset(
    {
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_dismissibles",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_block_preview",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
    }
    | {
        f"wagtailadmin_pages:{name}"
        for name in (
            "add", "preview_on_add", "edit", "preview_on_edit", "view_draft", "add_subpage", "delete", "copy",
            "lock", "unlock", "revisions_index", "revisions_view", "revisions_revert", "revisions_compare",
            "history", "history_results",
        )
    }
    | {
        f"wagtailimages:{name}"
        for name in (
            "index", "index_results", "edit", "delete", "add", "add_multiple", "edit_multiple",
            "create_multiple_from_uploaded_image", "delete_multiple", "delete_upload_multiple",
        )
    }
    | {
        f"wagtaildocs:{name}"
        for name in (
            "index", "index_results", "edit", "delete", "add", "add_multiple", "edit_multiple",
            "create_multiple_from_uploaded_document", "delete_multiple", "delete_upload_multiple",
        )
    }
    | {
        f"wagtailmedia:{name}"
        for name in ("index", "add", "edit", "delete", "chooser", "chooser_typed", "media_chosen", "chooser_upload")
    }
    | {
        f"{chooser}:{name}"
        for chooser in ("wagtailimages_chooser", "wagtaildocs_chooser")
        for name in ("choose", "choose_results", "chosen", "create")
    }
)  # fmt: skip

SAVES_PAGE = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"})
PAGE_KWARGS = ("page_id", "parent_page_id")
# Which library an id in an address belongs to.
IMAGE_KWARGS, DOCUMENT_KWARGS, MEDIA_KWARGS = ("image_id",), ("document_id", "doc_id"), ("media_id",)
CHOSEN = {"wagtailimages_chooser": "image", "wagtaildocs_chooser": "document"}
