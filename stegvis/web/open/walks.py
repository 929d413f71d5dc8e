"""The resident's own open walks."""

from uuid import UUID

from django.http import Http404, HttpRequest

from stegvis.course import queries
from stegvis.web.open.company import Alone
from stegvis.web.shell import actor_on
from stegvis.web.walking.walks import Walk, walk_of


def walk_or_404(request: HttpRequest, pk: UUID) -> Walk:
    """The walk with this id; 404 when it does not exist, is somebody else's, or has a unit behind it."""
    found = queries.course(actor_on(request), pk)
    if found is None or found.open_program_id is None:
        raise Http404
    return walk_of(actor_on(request), found, Alone())
