"""Notices about what a provider has stopped do not leave; they wait, and leave when the stop is lifted.

Asked in each round before anything is sent: of what waits to leave, and of what is held. What staff have written to
the resident goes as always.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from stegvis.catalogue import stopped
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import Stop
from stegvis.course import walk
from stegvis.course.models import Course, Effect
from stegvis.notifications import outbox
from stegvis.notifications.outbox import Leaving
from stegvis.program.unfold import About, EffectKind

REASON = "the worker holds notices about what is stopped"
ASKING = frozenset({About.OCCASION.value, About.REMINDER.value})
# Of a whole version nothing is said but what staff have written, and that it has ended.
ALWAYS = frozenset({About.MESSAGE.value, About.FEEDBACK.value, About.PHASE.value})
# A step says nothing by itself: its module opens, with what else there is in it.
SAYS = (StopKind.VERSION, StopKind.QUESTIONNAIRE)


def hold_stopped(*, now: datetime) -> int:
    """Hold what is about something stopped, and let go of what no longer is. Returns how many changed.

    Two queries where nothing is stopped or held.
    """
    programs = set(
        Stop.objects.filter(lifted_at__isnull=True, kind__in=SAYS).values_list("version__program_id", flat=True)
    )
    held = outbox.held()
    if not programs and not held:
        return 0
    leaving = outbox.leaving(now) if programs else []
    about_stopped = _about_stopped([*leaving, *held], programs)
    kept = outbox.hold([each.pk for each in leaving if each.pk in about_stopped])
    return kept + outbox.let_go([each.pk for each in held if each.pk not in about_stopped])


def _about_stopped(notices: list[Leaving], programs: set[UUID]) -> set[int]:
    """Those that are about what is stopped now. A handful of queries, and one for each version and provider."""
    rows = Course.objects.without_asking_who_because(REASON).filter(version__program_id__in=programs)
    courses = rows.filter(pk__in={each.course_id for each in notices}).in_bulk()
    asked = _asked([each for each in notices if each.course_id in courses])
    stops: dict[tuple[UUID | None, UUID], stopped.Stopped] = {}
    found = set()
    for each in notices:
        course = courses.get(each.course_id)
        if course is None:
            continue
        place = (course.version_id, course.provider_id)
        if place not in stops:
            stops[place] = stopped.in_force(course.version_id, course.document_id, course.provider_id)
        here = stops[place]
        if here.whole:
            if each.about not in ALWAYS:
                found.add(each.pk)
        elif here.questionnaires and (digest := asked.get(each.pk)):
            if here.questionnaire(digest) or walk.with_kept(course, here).questionnaire(digest):
                found.add(each.pk)
    return found


def _asked(notices: Iterable[Leaving]) -> dict[int, str]:
    """The questionnaire that each notice of an occasion, or reminder of one, asks for. Two queries."""
    keys = {
        (each.course_id, each.key.removeprefix(f"{each.course_id}.")): each.pk
        for each in notices
        if each.about in ASKING
    }
    if not keys:
        return {}
    of_courses = Effect.objects.filter(course_id__in={course_id for course_id, _key in keys})
    told = of_courses.filter(key__in={key for _course_id, key in keys}).values_list("course_id", "key", "ref")
    occasions: dict[tuple[UUID, str], list[int]] = defaultdict(list)
    for course_id, key, ref in told:
        if (course_id, key) in keys and ref:
            occasions[course_id, ref].append(keys[course_id, key])
    opened = of_courses.filter(kind=EffectKind.OCCASION_OPEN.value, ref__in={ref for _course_id, ref in occasions})
    found = {}
    for course_id, ref, payload in opened.values_list("course_id", "ref", "payload"):
        for pk in occasions.get((course_id, ref), ()):
            found[pk] = str(payload.get("questionnaire", ""))
    return found
