"""What providers tell of how data is handled, for anybody to read, signed in or not. New editions and old."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs
from stegvis.law import information as texts
from stegvis.law.queries import information as queries


@needs(ANYONE)
@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    """Each provider's, the newest."""
    language = get_language() or "sv"
    found = queries.published()
    context = {"editions": [(row, texts.told(row.texts, language)) for row in found], "single": len(found) == 1}
    return render(request, "law/public.html", context)


@needs(ANYONE)
@require_safe
def edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One edition, which may be older than what holds now."""
    row = queries.edition(pk)
    if row is None:
        raise Http404
    newest = queries.newest_of(row.provider_id)
    context = {
        "editions": [(row, texts.told(row.texts, get_language() or "sv"))],
        "single": True,
        "newer": newest if newest and newest.pk != row.pk else None,
    }
    return render(request, "law/public.html", context)
