"""Which reminders still have a cause: what the resident reads inside the service, until it is done."""

from stegvis.program.kinds import Phase, ReminderWhen
from stegvis.program.standing import ACTIVITY, Standing
from stegvis.program.unfold.results import Effect, EffectKind, Unfolded


def reminded(standing: Standing, unfolded: Unfolded) -> tuple[Effect, ...]:
    """The reminders that are due and not yet followed, the newest first, one for each thing.

    None in a pause, before the start or after the end: then nothing is asked of anybody.
    """
    if unfolded.phase not in (Phase.ACTIVE, Phase.MAINTENANCE):
        return ()
    doings = standing.entries(ACTIVITY)
    last_at = doings[-1].at if doings else None
    found: dict[str, Effect] = {}
    for effect in reversed(unfolded.effects):
        if effect.kind is not EffectKind.REMINDER or effect.ref in found:
            continue
        if effect.payload["when"] == ReminderWhen.NOT_ANSWERED:
            occasion = unfolded.occasion(effect.ref)
            stands = occasion is not None and occasion.is_answerable
        else:
            # Not begun, or nothing for long: whatever has been done since is an answer to it.
            stands = unfolded.phase is Phase.ACTIVE and (last_at is None or last_at < effect.due_at)
        if stands:
            found[effect.ref] = effect
    return tuple(found.values())
