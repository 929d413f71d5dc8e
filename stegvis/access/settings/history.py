"""What was changed at a place, by whom, from what to what."""

from dataclasses import dataclass
from datetime import datetime

from stegvis.access import queries
from stegvis.access.actor import Actor
from stegvis.access.models import CareUnit
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings.kinds import Key
from stegvis.access.settings.policies import Place, may_change
from stegvis.access.settings.registered import SETTINGS


@dataclass(frozen=True, slots=True)
class Changed:
    """One change as people read it. `before` and `after` are None where the inherited value held."""

    at: datetime
    by: str
    key: Key
    before: str | None
    after: str | None
    locked: bool


def history(actor: Actor, place: Place) -> list[Changed]:
    """Every change at a place, newest first. Empty for those who may not change it. Two queries."""
    if not may_change(actor, place):
        return []
    mine = {"unit": place} if isinstance(place, CareUnit) else {"provider": place, "unit": None}
    rows = list(SettingChange.objects.filter(**mine).order_by("-id"))
    names = queries.names_of({row.by for row in rows})
    known = {key.value for key in Key}
    found = []
    for row in rows:
        if row.key not in known:
            continue
        key = Key(row.key)
        said = SETTINGS[key].kind.said
        before, after = (None if kept is None else said(kept) for kept in (row.before, row.value))
        found.append(Changed(row.at, names.get(row.by, ""), key, before, after, row.locked))
    return found
