"""The resident's choices on one page: nothing is chosen from the start, and everything can be taken back."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.notifications import actions, browsers, queries
from stegvis.notifications.addresses import masked
from stegvis.notifications.kinds import ChannelKind, Topic
from stegvis.ui.addresses import address
from stegvis.web.resident.notices.forms import ChoiceForm
from stegvis.web.shell import actor_on

# How a kind is named in an address, and on the page.
SLUGS = {ChannelKind.SMS: "mobil", ChannelKind.EMAIL: "e-post"}
ICONS = {ChannelKind.SMS: "phone", ChannelKind.EMAIL: "message"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way out as the page shows it. `proved` and `waiting` are shown with most of their signs hidden."""

    kind: str
    icon: str
    href: str
    proved: str
    waiting: str


@needs("own:account")
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Read and change."""
    actor, now = actor_on(request), real_now()
    choice = queries.own_choice(actor, now)
    if choice is None:
        raise Http404
    proved = {row.kind: row for row in queries.addresses_of(actor) if row.verified_at}
    kinds = tuple(kind for kind in queries.offered() if kind in proved)
    usual = queries.usual_quiet(actor)
    form = ChoiceForm(request.POST if request.method == "POST" else None, kinds=kinds, initial=_initial(choice, usual))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(choice, _wishes(form.cleaned_data, usual), now=now, by=actor)
        except actions.CannotChoose as cannot:
            form.add_error(cannot.field, cannot.sentence)
        else:
            messages.success(request, _saved(form.cleaned_data))
            return redirect("resident:notices")
    context = {
        "form": form,
        "ways": _ways(actor),
        "can_push": browsers.public_key() is not None,
        "browser": browsers.browser_of(actor),
        "kinds": kinds,
        "sample": queries.sample(actor, get_language() or "sv"),
    }
    return render(request, "resident/notices/choices.html", context, status=422 if form.errors else 200)


def _initial(choice: Any, usual: tuple[time, time]) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in ChannelKind if getattr(choice, kind.value)],
        "topics": [topic.value for topic in Topic if getattr(choice, topic.value)],
        "quiet_from": choice.quiet_from or usual[0],
        "quiet_until": choice.quiet_until or usual[1],
    }


def _wishes(read: dict[str, Any], usual: tuple[time, time]) -> actions.Wishes:
    quiet = (read["quiet_from"], read["quiet_until"])
    return actions.Wishes(
        kinds=frozenset(ChannelKind(kind) for kind in read["kinds"]),
        topics=frozenset(Topic(topic) for topic in read["topics"]),
        # The usual hours are not kept as one's own: they follow the region if it changes them.
        quiet=None if quiet == usual else quiet,
        language=get_language() or "sv",
    )


def _saved(read: dict[str, Any]) -> str:
    if read["kinds"]:
        return _("Sparat. Vi säger till när det finns något nytt.")
    return _("Sparat. Du får inga aviseringar. Det som är nytt finns alltid här när du loggar in.")


def _ways(actor: Actor) -> list[Way]:
    rows = queries.addresses_of(actor)
    found = []
    for kind in queries.offered():
        if kind in SLUGS:
            mine = {bool(row.verified_at): masked(row.kind, row.value) for row in rows if row.kind == kind}
            href = address("resident:notice_address", SLUGS[kind])
            found.append(Way(kind.value, ICONS[kind], href, mine.get(True, ""), mine.get(False, "")))
    return found


def kind_of(slug: str) -> ChannelKind:
    """The kind that an address names. Raises Http404, also for one that this installation does not have."""
    kind = next((kind for kind, name in SLUGS.items() if name == slug), None)
    if kind is None or kind not in queries.offered():
        raise Http404
    return kind


def until(moment: datetime | None) -> bool:
    """Whether a code could still be right."""
    return moment is not None and moment > real_now()
