"""Whether this process can serve: asked by whatever watches over it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stegvis.access.doors import ANYONE, needs

TEXT = "text/plain; charset=utf-8"


@needs(ANYONE)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503. Says nothing more to strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type=TEXT)
    return HttpResponse("ok\n", content_type=TEXT)
