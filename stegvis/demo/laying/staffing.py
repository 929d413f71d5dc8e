"""What staff do in a life: write back, open modules, say that nothing waits, lay in a pause, end it."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from stegvis.demo.laying.hours import ZONE, at_local, working_hour
from stegvis.demo.laying.life import Acted, Program
from stegvis.demo.laying.playing import Playing
from stegvis.demo.laying.stories import Pace, Pause, Run
from stegvis.demo.laying.talking import Written
from stegvis.demo.laying.walking import Replay
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, Phase, PhaseWhen
from stegvis.program.unfold import Occasion, OccasionState, Unfolded

CLOSED_AFTER = {"folj-ditt-maende": 60}
# A resident's last word that is older than this was a "Klart!" that staff have marked as needing no answer.
NEEDS_NO_ANSWER = timedelta(days=5)


class Staffed(Playing):
    """The hours of staff."""

    def __init__(self, run: Run, pace: Pace, program: Program, replay: Replay, now: datetime) -> None:
        super().__init__(run, pace, program, replay, now)
        self._waiting: set[str] = set()
        self._staff_busy = False

    def _push_staff(self, at: datetime) -> None:
        if not self._staff_busy:
            self._staff_busy = True
            self.push(working_hour(at, self.rng.randint(1, 2), self.rng), self._staff_looks)

    def _staff_looks(self, at: datetime) -> None:
        self._staff_busy = False
        if self.life.ended_at is not None:
            return
        self._comment(at)
        state = self.replay.at(at)
        self._open_next(state, at)
        self._end(state, at)

    def _comment(self, at: datetime) -> None:
        left = self.now - timedelta(days=4) if self.pace.leaves_exercise else self.now
        for done in self.life.worked:
            if done.block in self._waiting and done.at < min(at, left):
                self._waiting.discard(done.block)
                text = done.feedback or self.rng.choice(self.program.feedback)
                self.life.commented[done.block] = (at, text)
                self.replay.record(FactKind.FEEDBACK_GIVEN, done.block, at=at, by=self.staff)
                self.life.acted.append(Acted(at, "exercise:comment", by_resident=False))

    def _open_next(self, state: Unfolded, at: datetime) -> None:
        """The next module that waits for staff, when all before it is done: also one that opens by itself for others."""
        for module in self.replay.plan.modules:
            found = state.modules[module.id]
            if found.is_open:
                if found.progress.done < found.progress.total:
                    return
                continue
            waits = module.rule is OpeningRule.WHEN_ALL and found.opens_at is None
            if module.rule is OpeningRule.BY_STAFF or waits:
                self.replay.record(FactKind.MODULE_OPENED, module.id, at=at, by=self.staff)
                self.life.acted.append(Acted(at, "module:open", by_resident=False))
            return

    def _end(self, state: Unfolded, at: datetime) -> None:
        """When all is read: the program goes over by itself where it says so, else staff see to it."""
        enough = at > self.started_at + timedelta(days=CLOSED_AFTER.get(self.program.slug, 0))
        if state.progress.done < state.progress.total or not enough or self.pace.ends not in {"maintenance", "closed"}:
            return
        by_itself = any(rule.when is PhaseWhen.PROGRAM_DONE for rule in self.replay.plan.phases)
        left = [each for each in state.occasions if each.is_answerable or self._asked_later(each)]
        if self.pace.ends == "closed":
            if left:
                self._wait_for_the_last(left, at)
            else:
                self._set_phase("closed", at)
        elif state.phase is Phase.MAINTENANCE:
            self.life.ended_at = at
        elif by_itself:
            self._wait_for_the_last(left, at)
        else:
            self._set_phase("maintenance", at)
            # Nothing more is read, but what is asked at the end is answered.
            self.push(at + timedelta(days=2, hours=9), self.answers_the_last)

    def _asked_later(self, occasion: Occasion) -> bool:
        """Whether it is a follow-up that is still ahead."""
        found = self.replay.plan.measurement(occasion.measurement_id)
        ahead = occasion.state is OccasionState.UPCOMING and occasion.opens_at is not None
        return ahead and found is not None and found.when is MeasurementWhen.AT_END

    def _wait_for_the_last(self, left: list[Occasion], at: datetime) -> None:
        opens = min((each.opens_at for each in left if each.opens_at), default=at)
        self.push(max(at, opens) + timedelta(days=1, hours=9), self.answers_the_last)

    def answers_the_last(self, at: datetime) -> None:
        """The resident's, not staff's: what is still asked at the end is answered."""
        raise NotImplementedError

    def plan_pause(self, pause: Pause) -> None:
        """Staff lay in a pause, so many days ago, from a day on and mostly until another."""
        today = self.now.astimezone(ZONE).date()
        begins = today + timedelta(days=pause.begins_in)
        until = None if pause.until_in is None else today + timedelta(days=pause.until_in)
        payload = {"from": begins.isoformat(), "until": until.isoformat() if until else None}
        said_at = at_local(today - timedelta(days=pause.said_ago), 10, 20)
        if said_at < self.now:
            self.push(said_at, lambda at: self._pause(payload, at))

    def _pause(self, payload: dict[str, Any], at: datetime) -> None:
        if self.life.ended_at is None:
            self.replay.record(FactKind.PAUSED, "", payload, at=at, by=self.staff)
            self.life.acted.append(Acted(at, "enrolment:pause", by_resident=False))

    def settle(self, letters: list[Written]) -> None:
        """Staff say that a word from the resident needs no answer, where none comes within some days."""
        for letter, after in zip(letters, [*letters[1:], None], strict=False):
            until = after.at if after else self.now
            if letter.by_resident and letter.at < until - NEEDS_NO_ANSWER:
                rng = Random(f"settled/{self.run.resident['slug']}/{self.program.slug}/{letter.at}")
                self.push(working_hour(letter.at, 1, rng), self._settle)

    def _settle(self, at: datetime) -> None:
        if self.life.letters and self.life.ended_at is None:
            self.life.settled.append(at)
            self.replay.record(FactKind.MESSAGE_SETTLED, at=at, by=self.staff)
            self.life.acted.append(Acted(at, "message:set_answered", by_resident=False))

    def _set_phase(self, phase: str, at: datetime) -> None:
        self.replay.record(FactKind.PHASE_SET, "", {"phase": phase}, at=at, by=self.staff)
        self.life.acted.append(Acted(at, "enrolment:set_phase", by_resident=False))
        self.life.ended_at = at

    def _letter(self, letter: Written) -> None:
        closed = self.life.ended_at is not None and self.pace.ends in {"closed", "left"}
        if closed:
            return
        payload = {"to": "staff" if letter.by_resident else "resident"}
        by = self.resident if letter.by_resident else self.staff
        self.replay.record(
            FactKind.MESSAGE_SENT, str(letter.pk), payload, at=letter.at, by=by, resident=letter.by_resident
        )
        self.life.letters.append(letter)
        self.life.acted.append(Acted(letter.at, "message:write", by_resident=letter.by_resident))
