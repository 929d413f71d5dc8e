"""Pictures, films and sounds of a prototype: those that its document uses, to whoever sees the round."""

from django.http.response import HttpResponseBase

from stegvis.governance.prototypes import queries
from stegvis.web.media.views import serve
from stegvis.web.process.prototypes.visit import Visit


def file(visit: Visit, digest: str) -> HttpResponseBase:
    """The file, or 404 when the round has no such."""
    return serve(visit.request, queries.media(visit.round, digest), digest)
