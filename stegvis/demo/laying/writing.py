"""From lives to rows: many at a time, with the scores, effects and indexes that the walk itself would have written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid5

from django.db import models

from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.care.models import Enrolment, ExerciseFeedback, Flag, FlagStep
from stegvis.care.unit_time import UnitTimes
from stegvis.catalogue.models import ProgramVersion
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, DiaryEntry, Effect, ExerciseAnswer, Fact, Response, Score, World
from stegvis.course.settling import CARRIED_OUT
from stegvis.demo.laying.entries import Act
from stegvis.demo.laying.flagging import flags_of, steps_of
from stegvis.demo.laying.hours import working_hour
from stegvis.demo.laying.life import Answered, Life, Registered, Worked
from stegvis.demo.laying.noticing import Told
from stegvis.demo.laying.persons import Known
from stegvis.demo.laying.staffing import NEEDS_NO_ANSWER
from stegvis.demo.laying.stories import Run
from stegvis.messaging.models import Message, ReadMark, Thread
from stegvis.program.unfold import Unfolded
from stegvis.questionnaires import engine
from stegvis.questionnaires.models import DefinitionVersion

BATCH = 400


@dataclass(frozen=True)
class Start:
    """Who, where, what and by whom."""

    run: Run
    known: Known
    unit: CareUnit
    version: ProgramVersion
    therapist: Actor
    started_at: datetime
    undone: tuple[datetime, str] | None = None


@dataclass
class Ledger:
    """Rows in the making, in an order that foreign keys allow."""

    world: World
    now: datetime
    definitions: dict[str, DefinitionVersion]
    told: Told
    times: UnitTimes = field(default_factory=UnitTimes)
    acts: list[Act] = field(default_factory=list)
    _rows: dict[type[models.Model], list[Any]] = field(
        default_factory=lambda: {
            model: []
            for model in (
                Course, Enrolment, Fact, Effect, Response, Score, ExerciseAnswer, ExerciseFeedback, DiaryEntry,
                Thread, Message, ReadMark, Flag, FlagStep,
            )
        }
    )  # fmt: skip

    def add(self, start: Start, life: Life) -> None:
        """Everything of one run."""
        state = life.replay.at(self.now)
        course = self._course(start, life, state)
        enrolment = self._enrolment(start, course)
        self._put(self._facts(course, life))
        for answered in life.answered:
            self._response(course, answered)
        self._put(self._exercise(course, worked) for worked in life.worked)
        for registered in life.registered:
            self._put(self._registered(course, registered))
        self._feedback(enrolment, start, life)
        self._thread(enrolment, start, life)
        flags = flags_of(enrolment, start.run.story, life, state, self.times.of(start.unit, self.now), self.now)
        self._put(flags)
        self._put(step for flag in flags for step in steps_of(flag))
        taken = {flag.effect_key: flag.raised_at for flag in flags}
        self._put(self._effects(course, state, taken))
        self.told.of_life(start.known, course.pk, life, state)
        self._log(start, course, enrolment, life)

    def write(self) -> None:
        """Into the tables."""
        for model, rows in self._rows.items():
            manager: Any = model._default_manager
            manager.bulk_create(rows, batch_size=BATCH)
        self.told.write()

    def _put(self, rows: Any) -> None:
        for row in rows:
            self._rows[type(row)].append(row)

    def _course(self, start: Start, life: Life, state: Unfolded) -> Course:
        course = Course(
            provider=start.unit.provider,
            person=start.known.person,
            world=self.world,
            document_id=start.version.document_id,
            version=start.version,
            title=start.version.title,
            standing=life.replay.standing.to_json(),
            fact_count=len(life.replay.facts),
            phase=state.phase.value,
            steps_done=state.progress.done,
            steps_total=state.progress.total,
            started_at=start.started_at,
            last_active_at=self._last_active(life),
            next_due_at=state.next_due_at,
        )
        self._put([course])
        return course

    def _last_active(self, life: Life) -> datetime | None:
        """An entry of a diary is no fact, but it is a sign of life."""
        return max(filter(None, [life.replay.last_active_at, *(r.entered_at for r in life.registered)]), default=None)

    def _enrolment(self, start: Start, course: Course) -> Enrolment:
        undone_at, reason = start.undone or (None, "")
        enrolment = Enrolment(
            provider=start.unit.provider,
            unit=start.unit,
            patient=start.known.patient,
            course=course,
            therapist_id=start.therapist.account_id,
            started_by_id=start.therapist.account_id,
            started_at=start.started_at,
            undone_at=undone_at,
            undone_by_id=start.therapist.account_id if undone_at else None,
            undone_reason=reason,
        )
        self._put([enrolment])
        return enrolment

    def _facts(self, course: Course, life: Life) -> Iterator[Fact]:
        for fact in life.replay.facts:
            yield Fact(
                course=course,
                seq=fact.seq,
                kind=str(fact.kind),
                ref=fact.ref,
                payload=dict(fact.payload),
                occurred_at=fact.occurred_at,
                recorded_at=fact.recorded_at,
                by=fact.by or "",
                acting_for="",
            )

    def _effects(self, course: Course, state: Unfolded, taken: dict[str, datetime]) -> Iterator[Effect]:
        """Made when they were due, as by a worker that never sleeps."""
        for effect in state.effects:
            done_at = effect.due_at if effect.kind in CARRIED_OUT else taken.get(effect.key)
            yield Effect(
                course=course,
                key=effect.key,
                kind=effect.kind,
                ref=effect.ref,
                payload=dict(effect.payload),
                due_at=effect.due_at,
                made_at=effect.due_at,
                taken_at=done_at,
            )

    def _response(self, course: Course, answered: Answered) -> None:
        row = Response(
            course=course,
            occasion=answered.occasion,
            definition=self.definitions[answered.definition.key],
            state=ResponseState.SENT if answered.sent else ResponseState.DRAFT,
            revision=1,
            answers=answered.answers,
            started_at=answered.at - timedelta(minutes=2),
            saved_at=answered.at,
            sent_at=answered.at if answered.sent else None,
        )
        self._put([row])
        if answered.sent:
            self._put(
                Score(
                    response=row,
                    course=course,
                    questionnaire=answered.definition.key,
                    code=result.code,
                    value=result.value,
                    band=result.band.code if result.band else "",
                    at=answered.at,
                )
                for result in engine.score(answered.definition, answered.answers)
            )

    def _exercise(self, course: Course, worked: Worked) -> ExerciseAnswer:
        return ExerciseAnswer(
            course=course,
            block=worked.block,
            state=ResponseState.SENT if worked.sent else ResponseState.DRAFT,
            revision=1,
            content=worked.content,
            saved_at=worked.at,
            sent_at=worked.at if worked.sent else None,
        )

    def _registered(self, course: Course, registered: Registered) -> Iterator[DiaryEntry]:
        """The entry, and before it what it said first."""
        known = {
            "course": course,
            "block": registered.block,
            "entry": uuid5(course.pk, f"{registered.block}/{registered.on}/{registered.at}"),
            "definition": self.definitions[registered.definition.key],
            "on": registered.on,
            "at": registered.at,
            "per_day": registered.per_day,
        }
        if registered.before is None:
            yield DiaryEntry(**known, answers=registered.answers, entered_at=registered.entered_at)
            return
        first = DiaryEntry(**known, answers=registered.before, entered_at=registered.entered_at, current=False)
        at = registered.entered_at + timedelta(minutes=3)
        yield first
        yield DiaryEntry(**known, answers=registered.answers, entered_at=at, revision=2, amends=first)

    def _feedback(self, enrolment: Enrolment, start: Start, life: Life) -> None:
        """Read at the next visit: what nobody has been in since to read is still new."""
        seen = self._last_active(life)
        self._put(
            ExerciseFeedback(
                enrolment=enrolment,
                block=block,
                text=text,
                author_id=start.therapist.account_id,
                sent_at=at,
                read_at=seen if seen and seen > at else None,
            )
            for block, (at, text) in life.commented.items()
        )

    def _thread(self, enrolment: Enrolment, start: Start, life: Life) -> None:
        if not life.letters:
            return
        first, last = life.letters[0], life.letters[-1]
        seen_to = [*life.settled, *(letter.at for letter in life.letters if not letter.by_resident)]
        unanswered = [each.at for each in life.letters if each.by_resident and all(each.at > at for at in seen_to)]
        if last.at < self.now - NEEDS_NO_ANSWER:
            unanswered = []
        thread = Thread(
            enrolment=enrolment,
            last_at=last.at,
            waiting_since=unanswered[0] if unanswered else None,
            created_at=first.at,
        )
        staff, resident = start.therapist.account_id, str(start.known.account.pk)
        self._put([thread])
        self._put(
            Message(
                id=letter.pk,
                thread=thread,
                author_id=resident if letter.by_resident else staff,
                from_resident=letter.by_resident,
                body=letter.text,
                sent_at=letter.at,
                once=f"demo-{number}",
            )
            for number, letter in enumerate(life.letters)
        )
        read = {
            staff: None if unanswered else last.at,
            resident: max(filter(None, [life.read_at, *self._own(life)]), default=None),
        }
        self._put(ReadMark(thread=thread, account_id=pk, read_at=at) for pk, at in read.items() if at)

    def _own(self, life: Life) -> list[datetime]:
        """Whoever writes has read what stands above."""
        return [letter.at for letter in life.letters if letter.by_resident]

    def _log(self, start: Start, course: Course, enrolment: Enrolment, life: Life) -> None:
        staff, resident = start.therapist, start.known.actor
        self.acts.append(Act(start.started_at, staff, "enrolment:start", enrolment))
        if start.undone:
            self.acts.append(Act(start.undone[0], staff, "enrolment:undo", enrolment))
        for acted in life.acted:
            about = course if acted.by_resident and not acted.act.startswith("message") else enrolment
            self.acts.append(Act(acted.at, resident if acted.by_resident else staff, acted.act, about))
        rng = Random(f"looks/{enrolment.pk}")
        for answered, act in zip(life.answered[-2:], ("results:read", "enrolment:read"), strict=False):
            self.acts.append(Act(working_hour(answered.at, 1, rng), staff, act, enrolment, read=True))
