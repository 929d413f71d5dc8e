"""What residents have been told: the last weeks' notices as a punctual worker would have left them.

Some have chosen texts, some e-mail, some both, many nothing; one cannot be reached. Numbers and addresses are made up:
from the range kept for fiction, and at example.org.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from stegvis.demo.laying.hours import ZONE, at_local
from stegvis.demo.laying.life import Life
from stegvis.demo.laying.persons import Known
from stegvis.demo.laying.places import NAMESPACE
from stegvis.notifications import addresses, texts
from stegvis.notifications.kinds import ChannelKind, DeliveryState, NoticeState, Purpose, WhyKept, topic_of
from stegvis.notifications.models import Address, Delivery, LocalSending, Notice, NoticeChoice
from stegvis.notifications.targets import target_of
from stegvis.program.unfold import Effect, Unfolded, about_of

# Older notices than this have gone with their reasons, and what nobody came in to read stops being news after a week.
KEPT = timedelta(days=30)
NEWS_FOR = timedelta(days=7)
# What the demo's own page of sendings shows.
SHOWN = timedelta(days=6)
TRIED = timedelta(hours=24)
SENDER = "Stegvis"
CHOSEN = timedelta(days=170)
# The region's quiet hours, as it has set them: from half past eight in the evening.
QUIET_UNTIL, QUIET_FROM = 8, 20
PLAIN = str.maketrans("åäáàöóøéèëüç", "aaaaoooeeeuc")
SMS, EMAIL = ChannelKind.SMS, ChannelKind.EMAIL
# Who has chosen what, of those with a story of their own; the many take turns.
NAMED: dict[str, tuple[ChannelKind, ...]] = {
    "nora-ekdahl": (),
    "elias-norberg": (SMS, EMAIL),
    "amina-warsame": (SMS,),
    "goran-hedlund": (),
    "maria-kowalska": (EMAIL,),
    "wilhelmina-christophersdotter": (SMS, EMAIL),
    "yusuf-demir": (SMS,),
    "tyra-blom": (),
}
TURNS: tuple[tuple[ChannelKind, ...], ...] = ((SMS,), (), (EMAIL,), (), (SMS, EMAIL))
# Both of hers have stopped working: staff read that she cannot be reached by notice.
UNREACHED = "wilhelmina-christophersdotter"
FAULTS = {SMS: "unknown_number", EMAIL: "mailbox_unavailable"}


@dataclass
class Told:
    """The rows of this room, in an order that foreign keys allow."""

    now: datetime
    rows: dict[type[Any], list[Any]] = field(
        default_factory=lambda: {model: [] for model in (NoticeChoice, Address, Notice, Delivery, LocalSending)}
    )
    _known: dict[UUID, tuple[ChannelKind, ...]] = field(default_factory=dict)
    _choices: dict[UUID, NoticeChoice] = field(default_factory=dict)
    _sent: dict[tuple[UUID, datetime], UUID] = field(default_factory=dict)

    def choose(self, known: Known, place: int) -> None:
        """What somebody has chosen, with proved addresses for it. Those who have never signed in have not."""
        slug = known.raw["slug"]
        kinds = NAMED[slug] if slug in NAMED else TURNS[place % len(TURNS)]
        phone = known.raw["phone"]
        kinds = tuple(kind for kind in kinds if kind is not SMS or phone)
        if not kinds:
            return
        at = self.now - CHOSEN
        self._known[known.person.pk] = kinds
        chosen = NoticeChoice(person=known.person, reminders=True, news=place % 3 != 2, messages=True, changed_at=at)
        for kind in kinds:
            setattr(chosen, kind.value, True)
            value = addresses.read(kind, phone if kind is SMS else _mailbox(known))
            self._put(Address(person=known.person, kind=kind, value=value, made_at=at, verified_at=at))
        self._choices[known.person.pk] = chosen
        self._put(chosen)

    def of_life(self, known: Known, course_id: UUID, life: Life, state: Unfolded) -> None:
        """Every notice of a course that is not too old."""
        answered = {each.key: each.answered_at for each in state.occasions}
        for effect in state.effects:
            about = about_of(effect)
            if about is not None and effect.due_at > self.now - KEPT:
                self._notice(known, course_id, life, effect, about.value, answered.get(effect.ref))

    def write(self) -> None:
        """Into the tables."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=400)

    def _put(self, row: Any) -> None:
        self.rows[type(row)].append(row)

    def _notice(
        self, known: Known, course_id: UUID, life: Life, effect: Effect, about: str, answered_at: datetime | None
    ) -> None:
        person, due_at = known.person, effect.due_at
        seen_at = next((at for at in self._visits(life) if at > due_at), None)
        gone_at = (
            answered_at if about in {"occasion", "reminder"} else seen_at if about in {"message", "feedback"} else None
        )
        if gone_at is None and seen_at is None and due_at < self.now - NEWS_FOR:
            gone_at = due_at + NEWS_FOR
        row = Notice(
            person=person,
            key=f"{course_id}.{effect.key}",
            about=about,
            course_id=course_id,
            due_at=due_at,
            made_at=due_at,
            seen_at=seen_at,
            gone_at=gone_at,
            state=NoticeState.KEPT,
        )
        goes_at = _allowed(due_at + timedelta(minutes=10))
        kinds = self._known.get(person.pk, ())
        if not kinds or not getattr(self._choice(person.pk), topic_of(about).value):
            row.why_kept = WhyKept.UNWANTED
        elif (seen_at or goes_at) < goes_at:
            row.why_kept = WhyKept.SEEN
        elif (gone_at or goes_at) < goes_at:
            row.why_kept = WhyKept.GONE
        elif goes_at >= self.now:
            # Not yet: the worker sends it, as any other, when the quiet hours are over.
            row.state = NoticeState.WAITING
        else:
            row.state, row.batch = NoticeState.GATHERED, self._batch(known, goes_at, kinds)
        self._put(row)

    def _choice(self, person_id: UUID) -> NoticeChoice:
        return self._choices[person_id]

    def _batch(self, known: Known, goes_at: datetime, kinds: tuple[ChannelKind, ...]) -> UUID:
        """One sending for all that goes at the same time, by each channel."""
        key = (known.person.pk, goes_at)
        if key not in self._sent:
            self._sent[key] = uuid5(NAMESPACE, f"{known.person.pk}/{goes_at.isoformat()}")
            for kind in kinds:
                self._deliver(known, kind, goes_at, self._sent[key])
        return self._sent[key]

    def _deliver(self, known: Known, kind: ChannelKind, at: datetime, batch: UUID) -> None:
        failed = known.raw["slug"] == UNREACHED and at > self.now - timedelta(days=10)
        address = next(row.value for row in self.rows[Address] if row.person_id == known.person.pk and row.kind == kind)
        settled_at = at + timedelta(seconds=4)
        delivery = Delivery(
            person=known.person,
            channel=kind,
            purpose=Purpose.NOTICE,
            batch=batch,
            state=DeliveryState.FAILED if failed else DeliveryState.SENT,
            made_at=at,
            next_at=at,
            give_up_at=at + TRIED,
            settled_at=settled_at,
            attempts=1,
            code=FAULTS[kind] if failed else "",
            reference="" if failed else "local",
            target=target_of(kind, address),
        )
        self._put(delivery)
        if not failed and at > self.now - SHOWN:
            words = texts.notice(SENDER, "sv").body
            self._put(LocalSending(id=delivery.pk, kind=kind, address=address, text=words, sent_at=settled_at))

    def _visits(self, life: Life) -> Iterator[datetime]:
        """When the resident did something, in order: then the list of news was in sight."""
        resident = life.resident
        return (fact.occurred_at for fact in life.replay.facts if fact.by == resident)


def _mailbox(known: Known) -> str:
    """Made of the name; the domain is kept for examples."""
    name = f"{known.raw['given'].split()[0]}.{known.raw['family']}".lower().translate(PLAIN)
    return f"{re.sub('[^a-z.-]', '', name)}@example.org"


def _allowed(at: datetime) -> datetime:
    """The moment itself, or eight in the morning after the quiet hours."""
    local = at.astimezone(ZONE)
    if local.hour < QUIET_UNTIL:
        return at_local(local.date(), QUIET_UNTIL, 0)
    return at_local(local.date() + timedelta(days=1), QUIET_UNTIL, 0) if local.hour >= QUIET_FROM else at
