"""What holds, and where it comes from: the unit's own over the provider's over the default.

One query for all settings of a place. A unit keeps what was read on itself, so a request that carries one unit
asks once; the worker reads many units in one query with `for_units`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from stegvis.access.models import CareProvider, CareUnit
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings.kinds import Key, Level, Source
from stegvis.access.settings.registered import SETTINGS

_KEPT_ON = "_settings_read"


@dataclass(frozen=True, slots=True)
class Held:
    """A value that holds, as JSON; where it comes from; whether the provider has locked it; the row, if any."""

    kept: Any
    source: Source
    locked: bool = False
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class Values:
    """All settings of one place at one time. `inherited` is what would hold without the place's own."""

    held: Mapping[Key, Held]
    inherited: Mapping[Key, Held]

    def __getitem__(self, key: Key) -> Any:
        """The value as code uses it: int, `datetime.time`, str or bool."""
        return SETTINGS[key].kind.given(self.held[key].kept)


def value(key: Key, *, unit: CareUnit | None = None, provider_id: UUID | str | None = None) -> Any:
    """What holds for a unit or a provider: int, `datetime.time`, str or bool. One query at most; none the next time
    for the same unit object. With neither, the default.
    """
    return values(unit=unit, provider_id=provider_id)[key]


def values(*, unit: CareUnit | None = None, provider_id: UUID | str | None = None) -> Values:
    """As `value`, every key."""
    if unit is not None:
        known = unit.__dict__.get(_KEPT_ON)
        if not isinstance(known, Values):
            known = unit.__dict__[_KEPT_ON] = for_units([unit])[unit.pk]
        return known
    if provider_id is None:
        return _values(None, {}, {})
    provider = UUID(str(provider_id))
    return _values(None, _folded(_newest(Q(provider_id=provider, unit__isnull=True))).get((provider, None), {}), {})


def fresh(place: CareUnit | CareProvider) -> Values:
    """All settings of a place, read anew. One query."""
    if isinstance(place, CareUnit):
        forget(place)
        return values(unit=place)
    return values(provider_id=place.pk)


def newest_change(known: Values) -> int:
    """The newest change that somebody who was shown these values has seen; 0 before the first."""
    return max((held.change_id for each in (known.held, known.inherited) for held in each.values()), default=0)


def forget(unit: CareUnit) -> None:
    """Read anew the next time."""
    unit.__dict__.pop(_KEPT_ON, None)


def for_units(units: Iterable[CareUnit]) -> dict[UUID, Values]:
    """What holds for many units: id → values. One query."""
    rows = list(units)
    mine = Q(unit__in=[unit.pk for unit in rows]) | Q(
        unit__isnull=True, provider__in={unit.provider_id for unit in rows}
    )
    found = _folded(_newest(mine)) if rows else {}
    return {
        unit.pk: _values(unit, found.get((unit.provider_id, None), {}), found.get((unit.provider_id, unit.pk), {}))
        for unit in rows
    }


def value_at(key: Key, at: datetime, *, unit: CareUnit | None = None, provider_id: UUID | str | None = None) -> Any:
    """What held then. Two queries at most; the unit's own columns are followed back through their history."""
    provider = unit.provider_id if unit else UUID(str(provider_id))
    place = Q(provider_id=provider) & (Q(unit__isnull=True) | Q(unit=unit) if unit else Q(unit__isnull=True))
    setting = SETTINGS[key]
    if setting.column and unit:
        own = SettingChange.objects.filter(unit=unit, key=key)
        before = own.filter(at__lte=at).order_by("-id").first()
        after = None if before else own.order_by("id").first()
        kept = before.value if before else after.before if after else getattr(unit, setting.column)
        return setting.kind.given(kept)
    found = _folded(_newest(place & Q(key=key, at__lte=at)))
    own_rows = found.get((provider, unit.pk), {}) if unit else {}
    return _values(unit, found.get((provider, None), {}), own_rows)[key]


_Rows = dict[Key, SettingChange]


def _newest(which: Q) -> list[SettingChange]:
    newest = SettingChange.objects.filter(which).values("provider", "unit", "key").annotate(last=Max("id"))
    return list(SettingChange.objects.filter(pk__in=newest.order_by().values("last")))


def _folded(rows: Iterable[SettingChange]) -> dict[tuple[UUID, UUID | None], _Rows]:
    """Rows by place. A key that the code no longer knows is passed over."""
    found: dict[tuple[UUID, UUID | None], _Rows] = {}
    known = {key.value for key in Key}
    for row in rows:
        if row.key in known:
            found.setdefault((row.provider_id, row.unit_id), {})[Key(row.key)] = row
    return found


def _values(unit: CareUnit | None, region: _Rows, own: _Rows) -> Values:
    inherited, held = {}, {}
    for key, setting in SETTINGS.items():
        default = Held(setting.default, Source.DEFAULT)
        theirs = _held(region.get(key), Source.PROVIDER, default)
        if unit is None:
            inherited[key], held[key] = default, theirs
            continue
        inherited[key] = theirs
        if setting.column:
            change = own.get(key)
            held[key] = Held(getattr(unit, setting.column), Source.UNIT, False, change.pk if change else 0)
        elif setting.level is Level.PROVIDER or theirs.locked:
            held[key] = theirs
        else:
            held[key] = _held(own.get(key), Source.UNIT, theirs)
    return Values(held, inherited)


def _held(row: SettingChange | None, source: Source, otherwise: Held) -> Held:
    """What a row says; a row without a value says that the inherited holds, and perhaps that it is locked."""
    if row is None:
        return otherwise
    if row.value is None:
        return Held(otherwise.kept, otherwise.source, row.locked, row.pk)
    return Held(row.value, source, row.locked, row.pk)
