"""What the resident is told of besides openings, occasions and reminders: each fact once.

A notice holds no words; what it is about goes no further than the service itself (safety rule 13).
"""

from collections.abc import Iterator
from datetime import datetime

from stegvis.program.keys import effect_key
from stegvis.program.kinds import Phase
from stegvis.program.standing import FEEDBACK, MESSAGES, MODULES, Standing
from stegvis.program.unfold.modules import Track
from stegvis.program.unfold.moments import Moments
from stegvis.program.unfold.pauses import is_inside, moved_out
from stegvis.program.unfold.results import About, Effect, EffectKind

# Of these nothing is said: the resident has left, or it was never meant for them.
_SILENT = frozenset({Phase.LEFT, Phase.WRONG_START})


def notices(standing: Standing, moments: Moments, tracks: tuple[Track, ...]) -> Iterator[Effect]:
    """Begun, messages, feedback, modules opened by staff, and changes of phase; nothing after a wrong start."""
    undone_at = next((entry.at for entry in moments.phases if entry.value == Phase.WRONG_START), None)
    for name, about, ref, at, payload in _all(standing, moments, tracks):
        if undone_at is None or at <= undone_at:
            kind = EffectKind.NOTICE
            yield Effect(effect_key(name, 1, kind, moments.epoch), kind, ref, at, {"about": about.value, **payload})


def _all(
    standing: Standing, moments: Moments, tracks: tuple[Track, ...]
) -> Iterator[tuple[str, About, str, datetime, dict[str, str]]]:
    begins_at = moved_out(moments.stops, moments.begins_at)
    if begins_at is not None:
        yield "begun", About.BEGUN, "", begins_at, {}
    for entry in standing.entries(MESSAGES, "resident"):
        yield f"message.{entry.seq}", About.MESSAGE, "", entry.at, {}
    for block in standing.tables.get(FEEDBACK, ()):
        for entry in standing.entries(FEEDBACK, block):
            yield f"feedback.{entry.seq}", About.FEEDBACK, block, entry.at, {}
    for track in tracks:
        for seq, at in _opened_by_staff(standing, moments, track):
            yield f"{track.module.id}.{seq}", About.MODULE, track.module.id, at, {}
    yield from _phases(moments)


def _opened_by_staff(standing: Standing, moments: Moments, track: Track) -> Iterator[tuple[int, datetime]]:
    """Each time that staff opened what was closed. What opened by itself has a fact at its own time."""
    entries = standing.entries(MODULES, track.module.id)
    begins_at, automatic_at = moments.begins_at, track.automatic_at
    if begins_at is None or not entries:
        return
    is_open = False
    for entry in entries:
        by_itself = automatic_at is not None and automatic_at <= entry.at
        if entry.value and not is_open and not (by_itself and entry is entries[0]) and entry.at > begins_at:
            yield entry.seq, entry.at
        is_open = bool(entry.value)


def _phases(moments: Moments) -> Iterator[tuple[str, About, str, datetime, dict[str, str]]]:
    before = Phase.ACTIVE
    for entry in moments.phases:
        phase = Phase(entry.value)
        if phase is not before and phase not in _SILENT:
            yield f"phase.{entry.seq}", About.PHASE, "", entry.at, {"phase": phase.value}
        before = phase
    for pause in moments.pauses:
        if moments.begins_at is None or pause.begins < moments.begins_at or is_inside(moments.stops, pause.begins):
            continue
        yield f"pause.{pause.seq}", About.PHASE, "", pause.begins, {"phase": Phase.PAUSED.value}
        if pause.ends is not None:
            yield f"resumed.{pause.seq}", About.PHASE, "", pause.ends, {"phase": Phase.ACTIVE.value}
