"""The coordinator's first page: what waits, and what was done lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.catalogue import queries
from stegvis.course.worlds import real_now
from stegvis.governance import queries as process
from stegvis.law.queries.incidents import open_now
from stegvis.lib import switches
from stegvis.lib.clock import local_day
from stegvis.ui.parts import TimelineItem
from stegvis.web.law.incident_words import Line, line
from stegvis.web.region.asking import actor_of

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import Distribution, Published

LATELY = timedelta(days=60)
MOST_LATELY = 8
MOST_TASKS = 6


@needs("region:read")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for the coordinator."""
    actor = actor_of(request)
    since = real_now() - LATELY
    shelf = queries.programs(actor)
    working = {work.program_id for work in process.initiatives(actor) if not work.ended}
    waiting = [row for row in queries.candidates(actor) if row.waiting and row.candidate.program_id not in working]
    tasks = process.my_tasks(actor)
    context = {
        "tasks": tasks[:MOST_TASKS],
        "more_tasks": len(tasks) - MOST_TASKS,
        "waiting": waiting,
        "unused": [row for row in shelf if row.newest and not row.units],
        "behind": [row for row in shelf if row.units_behind],
        "lately": _lately(
            [row.newest for row in shelf if row.newest], queries.recently_distributed(actor, since), since
        ),
        "programs": len(shelf),
        "reviews": queries.reviews_due(actor, local_day(real_now())),
        "stops": queries.stops_in_force(UUID(actor.hat.provider_id)),
        "offered": [row for row in queries.offered(actor) if row.newest and row.verification is None],
        "unwatched": aggregates.unwatched_units(actor, real_now()),
        "uncovered": aggregates.uncovered_units(actor, real_now()),
        "alerts": switches.alerts(),
        "incidents": _urgent(actor),
    }
    return render(request, "region/overview.html", context)


def _urgent(actor: Actor) -> list[tuple[object, Line]]:
    """Incidents whose next time is running out or has run out."""
    now = real_now()
    found = [(row.incident, line(row.next, now)) for row in open_now(actor, now) if row.next]
    return [(incident, each) for incident, each in found if each.tone in {"danger", "warning"}]


@dataclass
class _Handout:
    """Distributions of one version by one person on one day: one line to read."""

    row: "Distribution"
    units: int = 0


def _lately(newest: "Iterable[Published]", handed_out: "Iterable[Distribution]", since: datetime) -> list[TimelineItem]:
    found = [_published(row) for row in newest if row.version.published_at >= since]
    found += [_handed_out(one) for one in _grouped(handed_out)]
    return [item for _at, item in sorted(found, key=lambda pair: pair[0], reverse=True)][:MOST_LATELY]


def _grouped(rows: "Iterable[Distribution]") -> list[_Handout]:
    groups: dict[object, _Handout] = {}
    for row in rows:
        key = (row.version_id, row.distributed_by_id, timezone.localdate(row.distributed_at))
        groups.setdefault(key, _Handout(row)).units += 1
    return list(groups.values())


def _published(row: "Published") -> tuple[datetime, TimelineItem]:
    version = row.version
    words = _("%(title)s, version %(number)s, publicerades") % {"title": version.title, "number": version.number}
    return version.published_at, _item(version.published_at, words, version.published_by, "check", version.pk)


def _handed_out(one: _Handout) -> tuple[datetime, TimelineItem]:
    version = one.row.version
    words = ngettext(
        "%(title)s, version %(number)s, delades ut till %(unit)s",
        "%(title)s, version %(number)s, delades ut till %(units)s enheter",
        one.units,
    ) % {"title": version.title, "number": version.number, "unit": one.row.unit.name, "units": one.units}
    return one.row.distributed_at, _item(one.row.distributed_at, words, one.row.distributed_by, "send", version.pk)


def _item(at: datetime, words: str, who: object, icon: str, version_pk: object) -> TimelineItem:
    local = timezone.localtime(at)
    return TimelineItem(
        when=date_format(local, "j F Y"),
        iso=local.isoformat(),
        title=words,
        text=_("av %(who)s") % {"who": who},
        icon=icon,
        tone="neutral",
        url=reverse("region:version", args=[version_pk]),
    )
