"""What the resident is told of besides openings, occasions and reminders: each fact once.

A notice holds no words; what it is about goes no further than the service itself (safety rule 13).
"""

from collections.abc import Iterator
from datetime import datetime

from stegvis.program.keys import effect_key
from stegvis.program.kinds import Phase
from stegvis.program.standing import FEEDBACK, MESSAGES, MODULES, VERSIONS, Standing
from stegvis.program.unfold.modules import Track
from stegvis.program.unfold.moments import Moments
from stegvis.program.unfold.pauses import is_inside, moved_out
from stegvis.program.unfold.results import About, Effect, EffectKind

# Of these nothing is said: the resident has left, or it was never meant for them.
_SILENT = frozenset({Phase.LEFT, Phase.WRONG_START})


def notices(standing: Standing, moments: Moments, tracks: tuple[Track, ...]) -> list[Effect]:
    """Begun, messages, feedback, modules opened by staff, changes of phase and of version; nothing after a wrong
    start."""
    epoch = moments.epoch
    found: list[Effect] = []
    begins_at = moved_out(moments.stops, moments.begins_at)
    if begins_at is not None:
        found.append(_notice("begun", epoch, About.BEGUN, "", begins_at))
    written = standing.entries(MESSAGES, "resident")
    found += [_notice(f"message.{entry.seq}", epoch, About.MESSAGE, "", entry.at) for entry in written]
    for block in standing.tables.get(FEEDBACK, ()):
        given = standing.entries(FEEDBACK, block)
        found += [_notice(f"feedback.{entry.seq}", epoch, About.FEEDBACK, block, entry.at) for entry in given]
    for track in tracks:
        ref = track.module.id
        opened = _opened_by_staff(standing, moments, track)
        found += [_notice(f"{ref}.{seq}", epoch, About.MODULE, ref, at) for seq, at in opened]
    found += [_notice(name, epoch, About.PHASE, "", at, phase=phase.value) for name, at, phase in _phases(moments)]
    changed = standing.entries(VERSIONS)
    found += [_notice(f"version.{e.seq}", epoch, About.VERSION, "", e.at) for e in changed if e.value.get("tells")]
    undone_at = next((entry.at for entry in moments.phases if entry.value == Phase.WRONG_START), None)
    return found if undone_at is None else [each for each in found if each.due_at <= undone_at]


def _notice(name: str, epoch: int, about: About, ref: str, at: datetime, **payload: str) -> Effect:
    key = effect_key(name, 1, EffectKind.NOTICE, epoch)
    told = {"about": about.value, **payload} if payload else {"about": about.value}
    return Effect(key, EffectKind.NOTICE, ref, at, told)


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


def _phases(moments: Moments) -> Iterator[tuple[str, datetime, Phase]]:
    before = Phase.ACTIVE
    for entry in moments.phases:
        phase = Phase(entry.value)
        if phase is not before and phase not in _SILENT:
            yield f"phase.{entry.seq}", entry.at, phase
        before = phase
    for pause in moments.pauses:
        if moments.begins_at is None or pause.begins < moments.begins_at or is_inside(moments.stops, pause.begins):
            continue
        yield f"pause.{pause.seq}", pause.begins, Phase.PAUSED
        if pause.ends is not None:
            yield f"resumed.{pause.seq}", pause.ends, Phase.ACTIVE
