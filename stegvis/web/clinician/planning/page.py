"""The planning view of one resident: where things stand in time, and what can be done about it."""

from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.care import queries
from stegvis.care.pauses import may_move_start, may_pause
from stegvis.course import planned
from stegvis.program.unfold import AheadKind
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.planning.axis import axis_of
from stegvis.web.clinician.planning.told import Line, ahead_of, been, coming, day_in_words, today_of, waiting

# So many lines stand open; the rest are folded.
FIRST = 6


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause that runs or comes, with where it is changed."""

    words: str
    runs: bool
    change: str
    cancel: str


@needs("enrolment:read")
@require_safe
@about_one("plan:read")
def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """What has been, what comes and why."""
    flags, ahead = queries.flags(case.actor, case.row), ahead_of(case)
    lines = coming(case, ahead)
    starts = planned.starts_on(case.standing)
    context = {
        "flags": flags,
        "axis": axis_of(case, ahead, flags),
        "coming": lines[:FIRST],
        "later": lines[FIRST:],
        "waiting": waiting(case),
        "been": been(case, flags),
        "paused": paused_of(case),
        "pause": may_pause(case.actor, case.row),
        "move_start": may_move_start(case.actor, case.row),
        "starts": day_in_words(case, starts) if starts else "",
    }
    return show(request, case, "plan", context, here="plan")


def nearest(case: Case, most: int = 2) -> list[Line]:
    """The next things with a day, for the page about everything. Reminders and last days are left to the plan itself."""
    told = (each for each in ahead_of(case) if each.kind not in {AheadKind.REMINDER, AheadKind.OCCASION_DUE})
    return coming(case, islice(told, most))


def paused_of(case: Case) -> list[Paused]:
    """The pause that runs and those that come."""
    today = today_of(case)
    found = [each for each in planned.pauses(case.standing) if each.until is None or each.until > today]
    return [
        Paused(
            words=words_of(case, each),
            runs=each.begins <= today,
            change=reverse("clinician:change_pause", args=[case.pk, each.seq]),
            cancel="" if each.begins <= today else reverse("clinician:cancel_pause", args=[case.pk, each.seq]),
        )
        for each in found
    ]


def words_of(case: Case, pause: planned.Pause) -> str:
    """A pause in a few words."""
    days = {"day": day_in_words(case, pause.begins), "until": day_in_words(case, pause.until) if pause.until else ""}
    if pause.begins <= today_of(case):
        return _("Uppehåll till %(until)s") % days if pause.until else _("Uppehåll tills vidare")
    if pause.until:
        return _("Uppehåll från %(day)s till %(until)s") % days
    return _("Uppehåll från %(day)s, tills vidare") % days
