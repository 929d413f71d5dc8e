"""Danger flags. They look at nothing but the danger answers: no phase, no pause, no plan and no
correction can hold one back (safety rules 1 and 2)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from stegvis.program.keys import danger_key
from stegvis.program.standing import DANGERS, RESPONSES, Entry, Standing
from stegvis.program.unfold.results import Effect, EffectKind

_in_time = attrgetter("at", "seq")


def danger_flags(unsent_after: timedelta, standing: Standing) -> Iterator[Effect]:
    """Every dangerous answer of every epoch, sent or not."""
    for occasion, entries in standing.of_all_epochs(DANGERS):
        grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            grouped[(entry.value["rule"], entry.value["item"])].append(entry)
        submitted = standing.tables.get(RESPONSES, {}).get(occasion, ())
        for (rule, item), found in grouped.items():
            key = danger_key(occasion, rule, item)
            first = _flag(key, occasion, found, submitted, unsent_after)
            yield first
            yield from _told_later(key, occasion, found, first, unsent_after)


def _flag(key: str, occasion: str, found: list[Entry], submitted: tuple[Entry, ...], unsent_after: timedelta) -> Effect:
    """One flag per answer. Sent within the time it is told as sent; sent changed, or not sent in
    time, it is told as unsent: changing the answer never removes the flag."""
    given = sorted((e for e in found if not e.value["sent"]), key=_in_time)
    sent = min((e for e in found if e.value["sent"]), default=None, key=_in_time)
    if not given and sent is not None:
        return _told(key, occasion, sent, sent.at, unsent=False)
    first = given[0].at
    answers = [entry.at for entry in submitted if entry.at >= first]
    due_at = min([first + unsent_after, *answers])
    if sent is not None and sent.at < first + unsent_after and sent.at <= min([sent.at, *answers]):
        return _told(key, occasion, sent, sent.at, unsent=False)
    told = [entry for entry in given if entry.at < due_at or entry.at == first]
    return _told(key, occasion, told[-1], due_at, unsent=True)


def _told_later(
    key: str, occasion: str, found: list[Entry], first: Effect, unsent_after: timedelta
) -> Iterator[Effect]:
    """Another dangerous answer, after the first was told: staff may have assessed that one.

    The same answer again is the same flag, unless it was told from what has been marked as wrong since (`anew`): that
    one was assessed as somebody else's. Sent or corrected it is told at once; never sent, after its
    minutes, as the first is. The entry's place in the log names the flag: facts are only added.
    """
    told = first.payload["value"]
    for place, entry in enumerate(sorted(found, key=attrgetter("seq")), start=1):
        value, is_sent = entry.value["value"], entry.value["sent"]
        if entry.at <= first.due_at or (value == told and not entry.value.get("anew")):
            continue
        due_at = entry.at if is_sent else entry.at + unsent_after
        if not is_sent and any(
            e.value["sent"] and e.value["value"] == value and entry.at <= e.at < due_at for e in found
        ):
            continue
        told = value
        yield _told(f"{key}.{place}", occasion, entry, due_at, unsent=not is_sent)


def _told(key: str, occasion: str, entry: Entry, due_at: datetime, *, unsent: bool) -> Effect:
    payload = {name: entry.value[name] for name in ("rule", "item", "value", "level", "anew") if name in entry.value}
    return Effect(key, EffectKind.DANGER_FLAG, occasion, due_at, {**payload, "unsent": unsent})
