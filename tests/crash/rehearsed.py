"""What was rehearsed for each resident, held one by one against what the database says happened."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from stegvis.care.models import Move
from stegvis.course import walk
from stegvis.course.models import Course, Effect, ExerciseAnswer, Fact, Response, Score
from stegvis.program.facts import FactKind
from stegvis.program.standing import Standing, fold_all
from stegvis.program.unfold import unfold
from stegvis.program.upgrading import Rehearsal, picture, plan_for
from tests.crash.scene import as_text

REASON = "a test holds what was rehearsed against what happened"


def answers() -> dict[UUID, str]:
    """What each has answered and written, and the scores of it, as rows."""
    found: dict[UUID, list[Any]] = {}
    for model, columns in (
        (Response, ("occasion", "definition_id", "state", "revision", "answers")),
        (Score, ("questionnaire", "code", "value", "band")),
        (ExerciseAnswer, ("block", "state", "revision")),
    ):
        for course_id, *row in model.objects.order_by("pk").values_list("course_id", *columns):
            found.setdefault(course_id, []).append([model.__name__, *map(str, row)])
    return {pk: as_text(sorted(rows)) for pk, rows in found.items()}


@dataclass
class Before:
    """What there was just before the release: each decided move with its rehearsal, effects' keys, answers."""

    rehearsals: dict[UUID, Rehearsal]
    keys: dict[UUID, set[str]]
    answers: dict[UUID, str]
    waited: int = 0
    sums: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls) -> "Before":
        """From the database."""
        rows = Move.objects.values_list("enrolment__course_id", "rehearsal")
        keys: dict[UUID, set[str]] = {}
        for course_id, key in Effect.objects.values_list("course_id", "key"):
            keys.setdefault(course_id, set()).add(key)
        return cls({pk: Rehearsal.from_json(plain) for pk, plain in rows}, keys, answers())

    @property
    def count(self) -> int:
        """How many were to be moved."""
        return len(self.rehearsals)

    def wrong_at_once(self, now: datetime) -> list[str]:
        """Whose course does not stand as was rehearsed, right after the move."""
        found, kept = [], answers()
        moves = {
            move.enrolment.course_id: move for move in Move.objects.select_related("enrolment", "upgrade__version_to")
        }
        for pk, rehearsal in self.rehearsals.items():
            move = moves[pk]
            self._sum(rehearsal)
            if kept.get(pk) != self.answers.get(pk):
                found.append(f"{pk}: answers or scores differ")
            if rehearsal.waits:
                self.waited += 1
                if move.state != "chosen" or move.waits != rehearsal.waits or self._seen(pk, now) is not None:
                    found.append(f"{pk}: moved, though it was to wait ({move.state} {move.waits})")
                continue
            if move.state != "moved" or Rehearsal.from_json(move.rehearsal) != rehearsal:
                found.append(f"{pk}: {move.state} {move.waits}: rehearsed anew, with another end")
            elif self._seen(pk, rehearsal.at) != rehearsal.after:
                found.append(f"{pk}: stands otherwise than was rehearsed")
        return found

    def _sum(self, rehearsal: Rehearsal) -> None:
        before, after = rehearsal.before, rehearsal.after
        for module, seen in after.modules.items():
            old = before.modules.get(module)
            self.sums["modules opening"] += seen.state in ("open", "done") and (old is None or old.state == "closed")
        self.sums["modules closing"] += sum(
            seen.state in ("open", "done") and module not in after.modules for module, seen in before.modules.items()
        )
        addresses = {before.occasions[key].address for key in before.answers if key in before.occasions}
        self.sums["occasions asked again"] += sum(
            key not in before.occasions and seen.state in ("open", "upcoming") and seen.address in addresses
            for key, seen in after.occasions.items()
        )
        self.sums["answers carried"] += len(after.answers)
        self.sums["scores carried"] += sum(len(scores) for scores in after.answers.values())
        self.sums["effects"] += len(rehearsal.effects)

    def _seen(self, pk: UUID, at: datetime) -> Any:
        """The course as its facts gave it just after the move; None where it has not moved. From the log alone."""
        course = Course.objects.without_asking_who_because(REASON).select_related("world").get(pk=pk)
        facts = list(walk.facts_of(course))
        changed = [fact for fact in facts if fact.kind is FactKind.VERSION_CHANGED]
        if len(changed) != 1:
            return None if not changed else f"{len(changed)} changes"
        stands = fold_all([fact for fact in facts if fact.occurred_at <= at], Standing())
        plan = plan_for(stands, course.document_id, _plans)
        return picture(plan, stands, unfold(plan, stands, at))


def _plans(digest: str) -> Any:
    from stegvis.catalogue.freezing import plan_of

    return plan_of(digest)


def wrong_after(before: Before) -> list[str]:
    """Whose effects are not, one by one, those that were rehearsed."""
    happened: dict[UUID, list[tuple[str, str, datetime]]] = {}
    for course_id, key, kind, due_at in Effect.objects.values_list("course_id", "key", "kind", "due_at"):
        if key not in before.keys.get(course_id, set()):
            happened.setdefault(course_id, []).append((key, kind, due_at))
    changed = Fact.objects.filter(kind="version_changed").values_list("course_id", flat=True)
    once = Counter(changed)
    found = []
    for pk, rehearsal in before.rehearsals.items():
        if rehearsal.waits:
            continue
        told = sorted(each for each in happened.get(pk, []) if each[2] <= rehearsal.until)
        # What was due by the old version until the very move is no effect of it.
        told = [each for each in told if each[2] >= rehearsal.at]
        if once[pk] != 1:
            found.append(f"{pk}: {once[pk]} changes of version")
        if told != list(rehearsal.effects):
            differs = set(told) ^ set(rehearsal.effects)
            found.append(f"{pk}: {len(differs)} effects differ: {sorted(differs)[:2]}")
    return found
