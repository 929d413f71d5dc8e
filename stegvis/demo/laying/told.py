"""What the demo's residents have seen of what they were told: all from before they were last inside."""

from django.db.models import F, OuterRef, Subquery

from stegvis.course.models import Course
from stegvis.notifications.kinds import NoticeState, WhyKept
from stegvis.notifications.models import Notice

REASON = "the demo lays out what its own residents have seen"


def lay_seen() -> int:
    """Four months of notices are not new on the first day. Returns how many were seen. One query."""
    courses = Course.objects.without_asking_who_because(REASON).filter(person=OuterRef("person"))
    last = courses.filter(last_active_at__isnull=False).order_by("-last_active_at").values("last_active_at")[:1]
    rows = Notice.objects.without_asking_who_because(REASON).filter(due_at__lte=Subquery(last))
    seen: int = rows.update(seen_at=F("due_at"), state=NoticeState.KEPT, why_kept=WhyKept.SEEN)
    return seen
