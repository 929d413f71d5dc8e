"""A unit behind the walk: what the pages of a walk say of its staff, and how they are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from stegvis.care import own
from stegvis.care import queries as care
from stegvis.care import schedule as flags
from stegvis.care.promised import Seen, seen_by
from stegvis.course.policies import may_dissent
from stegvis.program.dangers import level
from stegvis.program.kinds import DangerLevel
from stegvis.questionnaires.engine import Definition
from stegvis.ui.addresses import address
from stegvis.web.resident.promises import read_when, seen_when, warned_when
from stegvis.web.walking.walks import Walk


class OfUnit:
    """For one walk and one request. Who is behind it is asked once, and only where it is shown."""

    space = "resident"

    def __init__(self) -> None:
        self._contact: list[care.Contact | None] = []

    @property
    def home(self) -> str:
        """The resident's first page."""
        return address("resident:home")

    @property
    def remark(self) -> str:
        """What is said beside every result."""
        return _("Siffrorna är ingen diagnos. Prata med din behandlare om vad de betyder för dig.")

    def contact(self, walk: Walk) -> care.Contact | None:
        """The unit and the therapist. One query."""
        if not self._contact:
            self._contact.append(care.contact(walk.actor, walk.course))
        return self._contact[0]

    def reads(self, walk: Walk) -> str:
        """When the unit reads, by its hours and its roster."""
        return read_when(self.contact(walk), walk.state.phase, walk.now)

    def keeps(self, walk: Walk) -> str:
        """Beside an exercise without feedback: it can be seen, and nobody has promised to."""
        return _(
            "Övningen är för din egen skull. Personalen kan se den när du är klar, men ger ingen återkoppling på den."
        )

    def seen_by(self, walk: Walk, definition: Definition) -> Seen | None:
        """When the unit sees a dangerous answer. Asked only where there are such questions."""
        contact = self.contact(walk)
        if contact is None:
            return None
        plan = walk.plan
        levels = [level(definition, rule.rule_id, plan.dangers) for rule in definition.dangers]
        urgent = DangerLevel.ORDINARY not in levels
        return seen_by(contact, walk.pk, walk.now, after=plan.unsent_after, priority=urgent)

    def warned(self, walk: Walk, seen: Seen | None) -> str:
        """Said before a dangerous answer is given."""
        return warned_when(self.contact(walk), walk.plan.unsent_after, seen, walk.now)

    def seen(self, walk: Walk, seen: Seen | None) -> str:
        """Said when it has been given."""
        return seen_when(self.contact(walk), seen, walk.now)

    def comments(self, walk: Walk, blocks: Sequence[str]) -> Mapping[str, Sequence[own.Comment]]:
        """What staff wrote; what stands on this page has been read when it has been shown to the resident themself."""
        found = own.comments(walk.actor, walk.course)
        unread = [block for block in blocks if any(each.unread for each in found.get(block, []))]
        if unread and walk.actor.is_oneself:
            own.mark_comments_read(walk.actor, walk.course, unread, walk.now)
        return found

    def told(self, walk: Walk) -> None:
        """Flags are raised at once."""
        flags.raise_flags(now=walk.course.now(), course_id=walk.pk)

    def messages(self, walk: Walk) -> str:
        """Where the resident writes to the unit; empty when the program has no messages."""
        if not walk.plan.messages:
            return ""
        try:
            return walk.url("messages")
        except NoReverseMatch:
            return ""

    def dissent(self, walk: Walk, occasion: str) -> str:
        """Where the resident notes that something is not right; empty for who may not."""
        return address("resident:dissent", walk.pk, occasion) if may_dissent(walk.actor, walk.course) else ""

    def stays(self, walk: Walk) -> Sequence[Any]:
        """The unit is told; beside the ways to help nothing more stands."""
        return ()
