"""Everything that happened in a region, in words that do not depend on who wrote it or when."""

from collections import Counter
from datetime import datetime
from typing import Any

from stegvis.care.models import Flag, Move
from stegvis.course import walk
from stegvis.course.models import Course, Effect, Fact
from stegvis.notifications.kinds import DeliveryState, NoticeState
from stegvis.notifications.models import Delivery, Notice
from stegvis.program.standing import CannotFold
from tests.crash.scene import as_text

REASON = "a test compares two regions"
INDEXES = ("phase", "steps_done", "steps_total", "next_due_at", "fact_count")


def happened() -> dict[str, list[str]]:
    """Each kind of thing that must neither be missing nor doubled."""
    courses = Course.objects.without_asking_who_because(REASON)
    flags = Flag.objects.without_asking_who_because(REASON)
    notices = Notice.objects.without_asking_who_because(REASON)
    return {
        "effects": _told(Effect.objects, "course_id", "key", "kind", "ref", "payload", "due_at"),
        "facts": _told(Fact.objects, "course_id", "seq", "kind", "ref", "payload", "occurred_at", "by"),
        "flags": _told(flags, "enrolment_id", "effect_key", "kind", "priority", "unsent", "raised_at"),
        "notices": _told(notices, "person_id", "key", "about", "due_at"),
        # Why some stayed inside is by what was chosen, and by what was still of use when it came.
        "told by": _told(notices.filter(gone_at=None), "person_id", "key", "state", "why_kept"),
        # Whether one had left before its reason went is who came first, which nobody promises; that it went is the same.
        "withdrawn": _told(notices.exclude(gone_at=None), "person_id", "key"),
        "courses": _told(courses, "pk", "claimed_by", "standing", *INDEXES),
    }


def moves() -> list[str]:
    """Where every resident's move stands, with what was rehearsed last."""
    return _told(Move.objects, "enrolment_id", "state", "waits", "digest", "moved_seq", "moved_at")


def deliveries() -> dict[str, list[str]]:
    """The id of every delivery that is settled as sent, by channel; and what was never settled."""
    found: dict[str, list[str]] = {"sms": [], "email": [], "not settled": []}
    for pk, channel, state, code in Delivery.objects.values_list("pk", "channel", "state", "code"):
        if state == DeliveryState.SENT:
            found[channel].append(str(pk))
        elif state == DeliveryState.WAITING:
            found["not settled"].append(str(pk))
        else:
            found.setdefault(f"{state}: {code}", []).append(str(pk))
    return found


def untold() -> list[str]:
    """Notices that were gathered, and that no delivery of their batch brought by every channel that it had."""
    rows = Notice.objects.without_asking_who_because(REASON)
    gathered = Counter(rows.filter(state=NoticeState.GATHERED).values_list("batch", flat=True))
    # Dropped is what the leap at the end made too old to be of use: in the calm run too.
    done = [DeliveryState.SENT, DeliveryState.DROPPED]
    sent = set(Delivery.objects.filter(state__in=done).values_list("batch", flat=True))
    other = set(Delivery.objects.exclude(state__in=done).values_list("batch", flat=True))
    waiting = rows.filter(state=NoticeState.WAITING).values_list("key", flat=True)
    return [str(batch) for batch in gathered if batch not in sent or batch in other] + list(waiting)


def of_kinds() -> dict[str, int]:
    """How many effects of each kind."""
    return dict(sorted(Counter(Effect.objects.values_list("kind", flat=True)).items()))


def not_as_the_facts_say(now: datetime) -> list[str]:
    """Courses whose columns differ from what their log gives."""
    wrong = []
    for course in Course.objects.without_asking_who_because(REASON).select_related("world").iterator():
        try:
            copy = walk.rebuilt(course, now)
        except CannotFold as error:
            wrong.append(f"{course.pk} {error}")
            continue
        differs = [name for name in ("standing", *INDEXES) if getattr(copy, name) != getattr(course, name)]
        if differs:
            wrong.append(f"{course.pk} {differs}")
    return wrong


def _told(rows: Any, *names: str) -> list[str]:
    return sorted(
        as_text([str(each) if not isinstance(each, dict) else each for each in row]) for row in rows.values_list(*names)
    )
