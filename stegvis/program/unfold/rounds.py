"""What is written now, and whom an effect is told to: the two things that the worker asks of effects."""

from collections.abc import Collection, Iterable
from datetime import datetime

from stegvis.program.unfold.results import About, Effect, EffectKind

_ABOUT = {
    EffectKind.MODULE_OPEN: About.MODULE,
    EffectKind.OCCASION_OPEN: About.OCCASION,
    EffectKind.REMINDER: About.REMINDER,
}


# Told whatever version the course was on when they came: they lean on nothing in it.
_WHATEVER_VERSION = frozenset({EffectKind.DANGER_FLAG, EffectKind.EXERCISE_TO_READ})


def first_round(
    effects: Iterable[Effect], known_keys: Collection[str], since: datetime | None = None
) -> tuple[Effect, ...]:
    """The new effects to write now: all that are due until the first that changes what comes after.

    That is a phase change. What is due at the same time as it is written with it; what is due later is worked out
    again when it has become a fact, so that one late jump gives the same as many small steps. What this version
    would have done before `since`, when the course was moved to it, is not done.
    """
    unknown = (each for each in effects if each.key not in known_keys and _is_ours(each, since))
    fresh = sorted(unknown, key=lambda each: (each.due_at, each.key))
    change = next((each for each in fresh if each.kind is EffectKind.PHASE_CHANGE), None)
    if change is None:
        return tuple(fresh)
    return tuple(
        each
        for each in fresh
        if each is change or (each.due_at <= change.due_at and each.kind is not EffectKind.PHASE_CHANGE)
    )


def _is_ours(effect: Effect, since: datetime | None) -> bool:
    return since is None or effect.due_at >= since or effect.kind in _WHATEVER_VERSION


def about_of(effect: Effect) -> About | None:
    """What a notice to the resident would be about; None for what is told to staff only.

    What opens at the very beginning is covered by the notice that the program has begun.
    """
    if effect.kind is EffectKind.NOTICE:
        return About(effect.payload["about"])
    return None if effect.payload.get("at_begin") else _ABOUT.get(effect.kind)
