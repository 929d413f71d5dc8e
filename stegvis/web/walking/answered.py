"""What the one who walks has answered: every sent questionnaire, to read, correct, or say something about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from stegvis.course import queries
from stegvis.web.moments import said
from stegvis.web.walking.walks import Walk


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One set of sent answers, ready to print."""

    title: str
    when: str
    href: str
    badge: str = ""
    tone: str = "neutral"


def answered_of(walk: Walk) -> list[AnsweredRow]:
    """Newest first. One query."""
    found = []
    for row in queries.answered(walk.actor, walk.course):
        planned = walk.state.occasion(row.occasion)
        title = walk.occasion_title(planned) if planned else walk.definition(row.definition.digest).title(walk.language)
        badge, tone = (_("Rättat") if row.amends_id else ""), "neutral"
        if hasattr(row, "entered"):
            badge = _("Inmatat av personal")
        if row.any_wrong:  # type: ignore[attr-defined]
            badge, tone = _("Markerat som fel"), "info"
        found.append(AnsweredRow(title, said(row.sent_at, walk.now), walk.url("thanks", row.occasion), badge, tone))
    return found
