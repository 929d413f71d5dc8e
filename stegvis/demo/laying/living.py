"""One resident's way through a program, event by event: sessions in the evening, staff in working hours.

Only what could really be reached is done: every step, answer and exercise asks the unfolding first.
"""

from datetime import datetime, timedelta
from typing import Any

from stegvis.demo.content.people import LONG_TEXT
from stegvis.demo.laying.filling import answers_for, own_way, submitted
from stegvis.demo.laying.hours import ZONE, evening
from stegvis.demo.laying.life import Acted, Answered, Life, Program, Registered, Worked
from stegvis.demo.laying.registering import entries_of
from stegvis.demo.laying.staffing import Staffed
from stegvis.demo.laying.stories import Pace, Run, level_at, total_at
from stegvis.demo.laying.talking import Written
from stegvis.demo.laying.walking import Replay
from stegvis.program.facts import FactKind
from stegvis.program.keys import step_occasion_key
from stegvis.program.unfold import Reach, reach
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Definition

# How many days each program is meant to take, and how many days pass between two sessions.
MEANT = {"sov-battre": 63, "folj-ditt-maende": 30, "rorelse-vid-artros": 42}
BETWEEN = {"sov-battre": (2, 4), "folj-ditt-maende": (4, 7), "rorelse-vid-artros": (3, 5)}
LEFT_AFTER = 21
DANGER_AT = {"folj-ditt-maende": 1, "sov-battre": 0}


class Living(Staffed):
    """Plays one run up to now."""

    def __init__(self, run: Run, pace: Pace, program: Program, replay: Replay, now: datetime) -> None:
        super().__init__(run, pace, program, replay, now)
        self._skipped: set[str] = set()
        self._debt = 0.0

    def play(self, *, started_at: datetime, resident: str, staff: str, letters: list[Written]) -> Life:
        """Everything from the start to now."""
        self.started_at, self.resident, self.staff = started_at, resident, staff
        self.life.resident = resident
        days = (self.now - started_at).total_seconds() / 86400
        self.until = self.now - timedelta(days=self.pace.silent_for)
        self._way = timedelta(days=max(1.0, min(days, MEANT[self.program.slug] * 1.15)))
        for letter in letters:
            self.push(letter.at, lambda at, letter=letter: self._letter(letter))  # type: ignore[misc]
        if self.run.pause:
            self.plan_pause(self.run.pause)
        self.settle(letters)
        if self.pace.signs_in_after is not None:
            self._push_session(started_at + timedelta(hours=2), self.pace.signs_in_after)
        if self.run.dark_minutes:
            self.push(self.now - timedelta(minutes=self.run.dark_minutes), self._dark_day)
        self.run_out()
        self.replay.at(self.now)
        self._leave_draft()
        return self.life

    def _push_session(self, after: datetime, days: int) -> None:
        at = evening(after.astimezone(ZONE).date() + timedelta(days=days), self.rng)
        at = at if at > after else after + timedelta(minutes=self.rng.randrange(5, 90))
        if at < min(self.until, self.now - timedelta(minutes=45)) and self.life.ended_at is None:
            self.push(at, self._session)

    # --- The resident ---------------------------------------------------------------------------

    def _session(self, at: datetime) -> None:
        if self.life.ended_at is not None:
            return
        if self.pace.ends == "left" and at > self.started_at + timedelta(days=LEFT_AFTER):
            self._leave(at)
            return
        at = self._welcome(at)
        if not self.pace.only_looks:
            at = self._answer_all(at)
            at = self._walk_steps(at)
            self._push_staff(at)
        elif self.run.place % 2 and not self.life.answered:
            self._draft_gate(at)
        low, high = BETWEEN[self.program.slug]
        gap = self.rng.randint(low, high)
        self._push_session(at, gap)

    def _leave(self, at: datetime) -> None:
        self._do(FactKind.LEFT, at=at)
        self.life.ended_at = at

    def _do(self, kind: FactKind, ref: str = "", payload: dict[str, Any] | None = None, *, at: datetime) -> None:
        self.replay.record(kind, ref, payload, at=at, by=self.resident, resident=True)

    def _welcome(self, at: datetime) -> datetime:
        if self.replay.standing.has_unread_message:
            self._do(FactKind.MESSAGE_READ, at=at)
            self.life.read_at = at
        if not self.replay.standing.has_read_welcome:
            at += timedelta(minutes=1)
            self._do(FactKind.WELCOME_READ, at=at)
        return at

    def _answer_all(self, at: datetime) -> datetime:
        for occasion in [o for o in self.replay.at(at).occasions if o.is_answerable]:
            if not occasion.gate and occasion.key not in self._skipped and self.rng.random() < self.pace.skips:
                self._skipped.add(occasion.key)
            if occasion.key not in self._skipped:
                at += timedelta(minutes=self.rng.randint(2, 6))
                self._answer(occasion.key, occasion.questionnaire, at)
        return at

    def _answer(self, key: str, digest: str, at: datetime, *, danger: bool = False, sent: bool = True) -> None:
        definition = self.program.definitions[digest]
        turn = sum(1 for each in self.life.answered if each.definition.key == definition.key and each.sent)
        danger = danger or (
            self.run.story == "danger_handled"
            and definition.key == "phq-9"
            and turn == DANGER_AT.get(self.program.slug, -1)
        )
        level = level_at(self.pace, self._share(at), self.run.place)
        told = "worse" if self.run.story == "danger_unsent" else self.run.story
        total = total_at(told, definition.key, self._turn(turn, at), self.run.place)
        answers = answers_for(definition, level, total, self.rng, danger=danger)
        answers = dict(engine.clean(definition, answers))
        self.life.answered.append(Answered(key, definition, answers, at, sent))
        if sent:
            self._do(FactKind.RESPONSE_SUBMITTED, key, self._submitted(definition, answers), at=at)
            self.life.acted.append(Acted(at, "response:send", by_resident=True))

    def _share(self, at: datetime) -> float:
        """How much of the way has passed."""
        return (at - self.started_at) / self._way

    def _turn(self, turn: int, at: datetime) -> int:
        """Which of the content's totals counts: one after the other, or the last ones late in a long program."""
        return turn if self.program.slug == "folj-ditt-maende" or turn == 0 else 1 + round(3 * min(1, self._share(at)))

    def _submitted(self, definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
        return submitted(definition, answers, self.replay.plan.asked_answers.get(definition.url, ()))

    def _draft_gate(self, at: datetime) -> None:
        """Begins on the first questionnaire and stops in the middle."""
        gate = self.replay.at(at).gate
        if gate is None:
            return
        self._answer(gate.key, gate.questionnaire, at + timedelta(minutes=3), sent=False)
        begun = self.life.answered[-1].answers
        for link in list(begun)[4:]:
            del begun[link]

    def _dark_day(self, at: datetime) -> None:
        """Answers that thoughts of self-harm are there: sent, or given and left."""
        self._welcome(at)
        for occasion in [o for o in self.replay.at(at).occasions if o.is_answerable]:
            definition = self.program.definitions[occasion.questionnaire]
            sent = self.run.story != "danger_unsent"
            if sent or definition.key == "phq-9":
                self._answer(occasion.key, occasion.questionnaire, at, danger=definition.key == "phq-9", sent=sent)
                at += timedelta(minutes=4)
            if not sent and definition.key == "phq-9":
                self._give_dangers(occasion.key, definition, at)

    def answers_the_last(self, at: datetime) -> None:
        """What is still asked at the end."""
        for occasion in [each for each in self.replay.at(at).occasions if each.is_answerable]:
            self._answer(occasion.key, occasion.questionnaire, at)
        self._push_staff(at)

    def _give_dangers(self, occasion: str, definition: Definition, at: datetime) -> None:
        for hit in engine.dangers(definition, self.life.answered[-1].answers):
            payload = {"rule": hit.rule_id, "item": hit.link_id, "value": hit.value}
            self._do(FactKind.DANGER_GIVEN, occasion, payload, at=at)

    # --- Pages ----------------------------------------------------------------------------------

    def _walk_steps(self, at: datetime) -> datetime:
        """As many steps as this session has room for, in order, as far as they can be reached."""
        plan = self.replay.plan
        low, high = BETWEEN[self.program.slug]
        pace = len(plan.steps) / (MEANT[self.program.slug] * self.pace.slowness) * (low + high) / 2
        self._debt += pace * self.rng.uniform(0.7, 1.3)
        state = self.replay.at(at)
        for step in plan.steps:
            if self._debt < 1 or at >= self.now - timedelta(minutes=10):
                break
            if self.replay.standing.is_step_done(step):
                continue
            if reach(plan, self.replay.standing, state, step) is not Reach.YES:
                break
            self._debt -= 1
            at += timedelta(minutes=self.rng.randint(3, 9))
            self._step(step, at)
            state = self.replay.at(at)
        # What a closed module holds back is not saved up for one long evening.
        self._debt = min(self._debt, 3.0)
        return at

    def _step(self, step: str, at: datetime) -> None:
        for block, digest in self.replay.plan.step_questionnaires.get(step, ()):
            self._answer(step_occasion_key(block, 1), digest, at)
        for block in self.replay.plan.step_exercises.get(step, ()):
            self._exercise(block, at)
        self._do(FactKind.STEP_DONE, step, at=at)
        self._begin_diaries(step, at)

    def _begin_diaries(self, step: str, at: datetime) -> None:
        """Where a step has a diary it is kept up from the next day on."""
        for diary in [each for each in self.replay.plan.diaries.values() if each.step == step]:
            for entry in entries_of(self, diary, at, self.program.definitions[diary.questionnaire]):
                self.push(entry.entered_at, lambda at, entry=entry: self._register(entry))  # type: ignore[misc]

    def _register(self, entry: Registered) -> None:
        if self.life.ended_at is not None:
            return
        self.life.registered.append(entry)
        self._do(FactKind.DIARY_NOTED, entry.block, at=entry.entered_at)
        self.life.acted.append(Acted(entry.entered_at, "diary:add", by_resident=True))
        if entry.before is not None:
            self.life.acted.append(Acted(entry.entered_at + timedelta(minutes=3), "diary:correct", by_resident=True))

    def _exercise(self, block: str, at: datetime) -> None:
        content, feedback = self.program.exercises.get(block, ("", ""))
        if not content or (self.rng.random() < 0.25 and self.run.story not in {"midway", "long_text"}):
            return
        if self.run.story == "long_text" and isinstance(content, str):
            content = LONG_TEXT
        else:
            content, feedback = own_way(
                content, feedback, self.program.feedback, f"{self.run.resident['slug']}/{block}"
            )
        self.life.worked.append(Worked(block, content, feedback, at, sent=True))
        self._do(FactKind.EXERCISE_SENT, block, at=at)
        self.life.acted.append(Acted(at, "exercise:send", by_resident=True))
        self._waiting.add(block)

    def _leave_draft(self) -> None:
        """Every fourth has begun on the exercise ahead and not sent it: the resident's own, unseen by staff."""
        at, plan = self.replay.last_active_at, self.replay.plan
        if self.run.place % 4 or at is None or self.life.ended_at or self.pace.only_looks:
            return
        state, done = self.replay.at(self.now), {each.block for each in self.life.worked}
        for step, blocks in plan.step_exercises.items():
            ahead = not self.replay.standing.is_step_done(step)
            if ahead and reach(plan, self.replay.standing, state, step) is Reach.YES:
                for block in [b for b in blocks if b in self.program.exercises and b not in done][:1]:
                    content, feedback = self.program.exercises[block]
                    self.life.worked.append(
                        Worked(block, content[: max(1, len(content) // 2)], feedback, at, sent=False)
                    )
                return
