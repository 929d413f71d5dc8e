"""What a resident can get to right now: pure look-ups over plan, standing and unfolding.

Used by pages to show and by actions to refuse, so that both say the same.
"""

from stegvis.program.keys import step_occasion_key
from stegvis.program.plan import Plan, PlanDiary
from stegvis.program.standing import Standing
from stegvis.program.unfold import Reach, Unfolded
from stegvis.program.unfold import reach as reach_step


class CannotReach(Exception):
    """The thing exists for nobody here, or not now. `reach` says which."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.value)
        self.reach = reach


def reach(plan: Plan, standing: Standing, unfolded: Unfolded, step_id: str) -> None:
    """Raises CannotReach when the step is hidden, closed, or stands behind a measurement."""
    found = reach_step(plan, standing, unfolded, step_id)
    if found is not Reach.YES:
        raise CannotReach(found)


def reach_exercise(plan: Plan, standing: Standing, unfolded: Unfolded, block_id: str) -> str:
    """The step that an exercise stands in. Raises CannotReach."""
    step_id = plan.block_step.get(block_id, "")
    if block_id not in plan.step_exercises.get(step_id, ()):
        raise CannotReach(Reach.MISSING)
    reach(plan, standing, unfolded, step_id)
    return step_id


def reach_diary(plan: Plan, standing: Standing, unfolded: Unfolded, diary_id: str, *, begun: bool) -> PlanDiary:
    """The diary, when the resident can register in it now. Raises CannotReach.

    One that was `begun` stays open, whatever stands in the way of its step: a week's questions must not stop a
    daily note. A section that staff have hidden takes its diaries along.
    """
    diary = plan.diaries.get(diary_id)
    if diary is None:
        raise CannotReach(Reach.MISSING)
    found = reach_step(plan, standing, unfolded, diary.step)
    kept_open = begun and found in (Reach.GATED, Reach.CLOSED)
    if found is not Reach.YES and not kept_open:
        raise CannotReach(found)
    return diary


def reach_occasion(plan: Plan, standing: Standing, unfolded: Unfolded, occasion_key: str) -> str:
    """The digest of the questionnaire that can be answered there now. Raises CannotReach.

    A planned occasion must be open, and of two gates the first is answered first; a questionnaire inside
    a step follows its step.
    """
    occasion = unfolded.occasion(occasion_key)
    if occasion is None:
        return _inside_step(plan, standing, unfolded, occasion_key)
    if not occasion.is_answerable:
        raise CannotReach(Reach.CLOSED)
    gate = unfolded.gate
    if gate is not None and gate.key != occasion_key:
        raise CannotReach(Reach.GATED)
    return occasion.questionnaire


def asked_in_step(plan: Plan, standing: Standing, occasion_key: str) -> tuple[str, str] | None:
    """The step that an occasion stands in, with its questionnaire; None for a planned one."""
    for step, asked in plan.step_questionnaires.items():
        for block, digest in asked:
            if step_occasion_key(block, standing.epoch) == occasion_key:
                return step, digest
    return None


def _inside_step(plan: Plan, standing: Standing, unfolded: Unfolded, occasion_key: str) -> str:
    found = asked_in_step(plan, standing, occasion_key)
    if found is None:
        raise CannotReach(Reach.MISSING)
    reach(plan, standing, unfolded, found[0])
    return found[1]
