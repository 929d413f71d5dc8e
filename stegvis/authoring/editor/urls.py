"""Addresses of the editor: our own first, then those of Wagtail's that are open."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.urls import urlpatterns as upstream
from wagtail.utils.urlpatterns import decorate_urlpatterns

from stegvis.authoring.editor.door import behind_the_hat
from stegvis.authoring.editor.files import library_file, ready_file
from stegvis.authoring.editor.upstream import narrow_choosers

STUDIO = "/studio/"
narrow_choosers()


def to_studio(request: HttpRequest, **_kwargs: Any) -> HttpResponseRedirect:
    """The editor has no start page of its own, and no way in or out of its own."""
    return HttpResponseRedirect(STUDIO)


own = (
    [
        path("filer/klar/<str:media_hash>/", ready_file, name="ready_file"),
        path("filer/<path:path>", library_file, name="library_file"),
    ],
    "authoring_editor",
)

urlpatterns = [
    path("", to_studio),
    path("login/", to_studio),
    path("logout/", to_studio),
    path("account/", to_studio),
    # Wagtail's own words in scripts, and ours for those it has not translated.
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["wagtail.admin", "stegvis.authoring"])),
    path("", include(own)),
    *decorate_urlpatterns(upstream, behind_the_hat),
]
