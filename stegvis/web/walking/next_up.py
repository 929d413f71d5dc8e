"""The one thing to do now, in words: of one walk, and across all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.lib.clock import local_day
from stegvis.program.kinds import STOPPED_PHASES, Phase
from stegvis.program.unfold import NextKind, Occasion, OccasionState, Openness, Reach, Reason
from stegvis.web.walking.ahead.rows import paused_words
from stegvis.web.walking.walks import Walk

# What comes first when several programs ask for something.
ORDER = (
    NextKind.WELCOME,
    NextKind.GATE,
    NextKind.QUESTIONNAIRE,
    NextKind.STEP,
    NextKind.MESSAGE,
    NextKind.WAIT,
    NextKind.FINISHED,
)


@dataclass(frozen=True, slots=True)
class NextUp:
    """Ready to print. Without `href` there is nothing to press: the text says what comes."""

    kind: NextKind
    title: str
    text: str = ""
    label: str = ""
    href: str = ""
    done: int = 0
    total: int = 0
    late: bool = False

    @property
    def rank(self) -> tuple[bool, int]:
        """Sorts what is late first, then by kind."""
        return (not self.late, ORDER.index(self.kind))


def day(moment: datetime) -> str:
    """A day as people say it."""
    return date_format(localtime(moment), "j F")


def when(moment: datetime, now: datetime) -> str:
    """When something comes: a day ahead as its day, one that is today with its hour."""
    at, today = localtime(moment), localtime(now)
    if at.date() == today.date():
        return _("i dag klockan %(clock)s") % {"clock": date_format(at, "TIME_FORMAT")}
    return _("den %(day)s") % {"day": date_format(at, "j F" if at.year == today.year else "j F Y")}


def before(moment: datetime, now: datetime) -> str:
    """Until when something is gladly done: a day, or today."""
    at = localtime(moment)
    if at.date() <= local_day(now):
        return _("Svara gärna i dag")
    return _("Svara gärna före den %(day)s") % {"day": day(at)}


@dataclass(frozen=True, slots=True)
class Commented:
    """A comment from staff that has not been read: on which exercise, and where it stands."""

    title: str
    href: str


def commented(walk: Walk, blocks: Iterable[str]) -> list[Commented]:
    """The exercises with something new to read, those that the resident can open."""
    places = [(block, walk.plan.block_step.get(block, "")) for block in blocks]
    return [
        Commented(walk.text(f"{block}.title"), walk.url("step", step))
        for block, step in places
        if step and walk.reach(step) is Reach.YES
    ]


def next_up(walk: Walk) -> NextUp:
    """What this walk asks for now."""
    kind, ref, at = walk.state.next
    if kind is NextKind.WELCOME:
        text = _("Börja med att läsa vad programmet är och hur det går till.")
        return NextUp(kind, walk.title, text, _("Börja"), walk.url("program"))
    if kind in (NextKind.GATE, NextKind.QUESTIONNAIRE):
        return _asked(walk, kind, ref)
    if kind is NextKind.STEP:
        return _step(walk, ref)
    # The walk remembers that staff wrote; whether it is read is known by the messages.
    if walk.unread and (address := walk.company.messages(walk)):
        return NextUp(NextKind.MESSAGE, _("Du har fått ett meddelande"), walk.title, _("Läs meddelandet"), address)
    return _nothing(walk, kind, at)


def _asked(walk: Walk, kind: NextKind, key: str) -> NextUp:
    occasion = walk.state.occasion(key)
    if occasion is None:
        return _nothing(walk, NextKind.WAIT, None)
    late = occasion.state is OccasionState.LATE
    address = walk.url("questionnaire", key)
    return NextUp(
        kind,
        walk.occasion_title(occasion),
        _asked_text(occasion, kind, late, walk.now),
        _("Svara nu"),
        address,
        late=late,
    )


def _asked_text(occasion: Occasion, kind: NextKind, late: bool, now: datetime) -> str:
    if late:
        return _("Det är några dagar sedan vi frågade. Det går bra att svara nu.")
    if kind is NextKind.GATE:
        return _("Några frågor att svara på först. Sedan öppnas nästa del.")
    if occasion.due_at:
        said = _("Dags att svara igen. %(before)s.") if occasion.ordinal > 1 else _("Några frågor om dig. %(before)s.")
        return said % {"before": before(occasion.due_at, now)}
    return _("Dags att svara på några frågor.")


def _step(walk: Walk, step_id: str) -> NextUp:
    module, _section, step = walk.place(step_id)
    done, total = walk.state.modules[module.id].progress
    words = {"number": walk.document.modules.index(module) + 1, "title": walk.text(module.key("title"))}
    return NextUp(
        NextKind.STEP,
        walk.text(step.key("title")),
        _("Modul %(number)s: %(title)s") % words,
        _("Fortsätt") if walk.state.progress.done else _("Börja"),
        walk.url("step", step_id),
        done,
        total,
    )


def resting(walk: Walk) -> NextUp:
    """During a pause nothing is asked for, also where something stands open."""
    text = _("Du behöver inte göra något. Det som är öppet kan du läsa när du vill.")
    return NextUp(NextKind.WAIT, paused_words(walk), text)


def _nothing(walk: Walk, kind: NextKind, at: datetime | None) -> NextUp:
    phase = walk.state.phase
    if phase is Phase.UPCOMING and at:
        return NextUp(
            kind, _("Börjar %(when)s") % {"when": when(at, walk.now)}, _("Du behöver inte göra något innan dess.")
        )
    if phase is Phase.PAUSED:
        return resting(walk)
    if phase in STOPPED_PHASES:
        return NextUp(kind, _("Programmet är avslutat"), _("Du kan läsa det du har haft öppet, när du vill."))
    if kind is NextKind.FINISHED:
        return NextUp(kind, _("Du har gått igenom hela programmet"), _("Bra gjort. Du kan läsa om det du vill."))
    return NextUp(NextKind.WAIT, _("Inget att göra just nu"), _waiting_text(walk, at))


def _waiting_text(walk: Walk, at: datetime | None) -> str:
    closed = (state for state in walk.state.modules.values() if state.state is Openness.CLOSED)
    first = next(closed, None)
    if at:
        return _("Nästa sak öppnas %(when)s. Du kan läsa om det du redan har gjort.") % {"when": when(at, walk.now)}
    if first and first.reason in (Reason.WAITS_FOR_STAFF, Reason.CLOSED_BY_STAFF):
        return _("Din behandlare öppnar nästa modul när det är dags för den.")
    return _("Du kan läsa om det du redan har gjort.")
